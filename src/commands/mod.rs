//! What the user types: one folder for each noun, one file for each verb, its arguments beside its
//! `run`.

pub(crate) mod api;
pub(crate) mod auth;
mod cells;
pub(crate) mod class;
pub(crate) mod complete;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod deferred;
pub(crate) mod fleet;
mod listing;
pub(crate) mod local;
pub(crate) mod man;
pub(crate) mod names;
mod order;
mod outcome;
mod phases;
pub(crate) mod prebuild;
mod progress;
pub(crate) mod project;
pub(crate) mod version;
mod waiting;
pub(crate) mod warm_pool;

pub(crate) use waiting::LimitArgs;
