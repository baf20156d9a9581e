//! What several commands share.

pub(crate) mod activity;
pub(crate) mod all_profiles;
pub(crate) mod cell;
pub(crate) mod deletion;
pub(crate) mod failure;
pub(crate) mod failure_log;
pub(crate) mod filter_args;
mod history_error;
pub(crate) mod lazy_args;
pub(crate) mod list;
pub(crate) mod local_zone;
pub(crate) mod mutation_output;
pub(crate) mod name_patterns;
pub(crate) mod names;
pub(crate) mod progress;
mod recordings;
pub(crate) mod run_timeout;
pub(crate) mod since;
pub(crate) mod sort;
pub(crate) mod wait;
pub(crate) mod whole_number;
