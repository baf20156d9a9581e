//! What the user types: one folder for each noun, one file for each verb, its arguments beside its `run`.
