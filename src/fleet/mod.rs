//! Declarative warm pools: the fleet file, the current state, and the plan that leads from one to
//! the other. Only `apply` changes anything, by the calls of `warm_pool::mutation`.

pub(crate) mod action_filter;
pub(crate) mod apply;
pub(crate) mod diff;
pub(crate) mod drift;
pub(crate) mod edit;
pub(crate) mod evaluation;
pub(crate) mod export;
pub(crate) mod file;
pub(crate) mod follow;
pub(crate) mod grace;
pub(crate) mod limit;
pub(crate) mod live_state;
pub(crate) mod plan;
pub(crate) mod plan_file;
#[cfg(test)]
mod properties;
pub(crate) mod resolve;
pub(crate) mod saved_addresses;
pub(crate) mod schedule;
pub(crate) mod schedule_check;
pub(crate) mod warnings;
pub(crate) mod window_warnings;
