//! The commands: one folder for each resource, one file for each subcommand with its arguments and
//! its `run`.

pub(crate) mod api;
pub(crate) mod auth;
pub(crate) mod class;
mod columns;
pub(crate) mod completion;
pub(crate) mod completions;
pub(crate) mod config;
pub(crate) mod fleet;
pub(crate) mod help;
pub(crate) mod local;
pub(crate) mod man;
pub(crate) mod metrics;
pub(crate) mod prebuild;
pub(crate) mod project;
pub(crate) mod runner;
pub(crate) mod shared;
pub(crate) mod version;
pub(crate) mod warm_pool;

pub(crate) use shared::names;
