//! What the user types: one folder for each noun, one file for each verb, its arguments beside its
//! `run`.

pub(crate) mod auth;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod local;
pub(crate) mod man;
pub(crate) mod names;
pub(crate) mod version;
pub(crate) mod warm_pool;
