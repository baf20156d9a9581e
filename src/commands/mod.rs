//! What the user types: one folder for each noun, one file for each verb, its arguments beside its
//! `run`.

pub(crate) mod auth;
mod cells;
pub(crate) mod completions;
pub(crate) mod config;
mod listing;
pub(crate) mod local;
pub(crate) mod man;
#[allow(dead_code, reason = "the nouns that use it land next")]
pub(crate) mod names;
mod order;
pub(crate) mod version;
pub(crate) mod warm_pool;
