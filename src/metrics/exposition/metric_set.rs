//! Samples by family.

use std::collections::BTreeMap;

use super::families;
use super::family::{Family, Kind};
use super::histogram::Histogram;

/// The value of a sample.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Number(f64),
    Histogram(Histogram),
}

/// The samples of a family, by the values of its labels.
pub(super) type Samples = BTreeMap<Vec<String>, Value>;

/// What is exported at one time. Each series exists once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MetricSet {
    families: BTreeMap<&'static str, Samples>,
}

impl MetricSet {
    /// Adds a sample of a gauge or a counter; `labels` are the values of the family's labels. What is
    /// not a finite number is left out, and a series that exists keeps its value.
    pub(crate) fn add(&mut self, family: &'static Family, labels: &[&str], value: f64) {
        debug_assert!(family.kind != Kind::Histogram, "{}", family.name);
        if value.is_finite() {
            self.insert(family, labels, Value::Number(value));
        }
    }

    /// As [`Self::add`], of a value that is unknown if it is `None`.
    pub(crate) fn add_known(
        &mut self,
        family: &'static Family,
        labels: &[&str],
        value: Option<f64>,
    ) {
        if let Some(value) = value {
            self.add(family, labels, value);
        }
    }

    /// Adds a sample of a histogram.
    pub(crate) fn add_histogram(
        &mut self,
        family: &'static Family,
        labels: &[&str],
        histogram: Histogram,
    ) {
        debug_assert!(family.kind == Kind::Histogram, "{}", family.name);
        self.insert(family, labels, Value::Histogram(histogram));
    }

    fn insert(&mut self, family: &'static Family, labels: &[&str], value: Value) {
        debug_assert_eq!(labels.len(), family.labels.len(), "{}", family.name);
        let labels = labels.iter().map(ToString::to_string).collect();
        self.families.entry(family.name).or_default().entry(labels).or_insert(value);
    }

    /// The families that have samples, in the order of the output.
    pub(super) fn families(&self) -> impl Iterator<Item = (&'static Family, &Samples)> {
        let samples = |family: &&'static Family| Some((*family, self.families.get(family.name)?));
        families::ALL.iter().filter_map(samples)
    }
}
