//! What the user types: one folder for each noun, one file for each verb, its arguments beside its
//! `run`.

pub(crate) mod api;
pub(crate) mod auth;
mod cells;
pub(crate) mod class;
pub(crate) mod complete;
pub(crate) mod completions;
pub(crate) mod config;
mod listing;
pub(crate) mod local;
pub(crate) mod man;
pub(crate) mod names;
mod order;
mod outcome;
mod phases;
pub(crate) mod prebuild;
pub(crate) mod project;
pub(crate) mod version;
pub(crate) mod warm_pool;
