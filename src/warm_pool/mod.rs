//! What is known about warm pools: sizes, references, changes that survive lost answers,
//! waiting and watching.
//! No clap, no printing.

pub(crate) mod address;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
pub(crate) mod lifecycle;
pub(crate) mod lister;
pub(crate) mod mutation;
pub(crate) mod prebuild_settings;
pub(crate) mod preflight;
pub(crate) mod reference;
pub(crate) mod size;
