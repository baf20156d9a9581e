//! Exports pools, prebuilds and starts of environments as metrics.

pub(crate) mod collector;
mod counters;
pub(crate) mod events;
pub(crate) mod exporter;
pub(crate) mod exposition;
pub(crate) mod http;
mod labels;
pub(crate) mod pools;
pub(crate) mod prebuilds;
pub(crate) mod requests;
mod starts;
pub(crate) mod sweep;
