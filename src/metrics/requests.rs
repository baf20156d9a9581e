//! Counts the requests of this process.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::exposition::{MetricSet, families};
use crate::api::client::CallEvent;

/// Requests by method and result: `ok`, or the code that comes nearest to the error.
#[derive(Debug, Default)]
pub(crate) struct RequestCounts(RefCell<BTreeMap<(&'static str, &'static str), u64>>);

impl RequestCounts {
    /// Counts the end of an attempt.
    pub(crate) fn observe(&self, event: &CallEvent<'_>) {
        if let CallEvent::Finished { method, error } = event {
            let code = error.map_or("ok", |error| error.nearest_code().as_str());
            *self.0.borrow_mut().entry((method, code)).or_default() += 1;
        }
    }

    pub(crate) fn total(&self) -> u64 {
        self.0.borrow().values().sum()
    }

    pub(super) fn export(&self, metrics: &mut MetricSet) {
        for ((method, code), count) in self.0.borrow().iter() {
            metrics.add(&families::REQUESTS, &[method, code], *count as f64);
        }
    }
}
