//! Metrics and the two formats in which Prometheus reads them. Pure.

mod encode;
pub(crate) mod families;
mod family;
mod histogram;
mod metric_set;
#[cfg(test)]
mod tests;

pub(crate) use encode::{Format, encode};
pub(crate) use family::Family;
pub(crate) use histogram::Histogram;
pub(crate) use metric_set::MetricSet;
