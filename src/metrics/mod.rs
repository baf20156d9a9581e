//! Exports pools, prebuilds and starts of environments as metrics.

pub(crate) mod exposition;
