//! A whole fleet of pools in one file: what it declares, what there is, and what lies between.
//! Only `apply` changes anything, and a pool only by way of `pool::change`.

pub(crate) mod apply;
pub(crate) mod diff;
pub(crate) mod drift;
pub(crate) mod export;
pub(crate) mod file;
pub(crate) mod limit;
pub(crate) mod live_state;
mod pattern;
pub(crate) mod plan;
pub(crate) mod plan_file;
#[cfg(test)]
mod properties;
pub(crate) mod resolve;
pub(crate) mod warnings;

pub(crate) use pattern::Pattern;
