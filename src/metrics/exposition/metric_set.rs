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

/// What distinguishes the samples of a family.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Series {
    /// The profile of the service, if several are exported.
    pub(super) profile: Option<String>,
    /// The values of the family's labels.
    pub(super) labels: Vec<String>,
}

/// The samples of a family.
pub(super) type Samples = BTreeMap<Series, Value>;

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
        let series = Series { profile: None, labels };
        self.families.entry(family.name).or_default().entry(series).or_insert(value);
    }

    /// Adds what is exported of the service of a profile. What is about this process is the same for
    /// all profiles.
    pub(crate) fn add_profile(&mut self, profile: &str, metrics: &Self) {
        for (family, samples) in metrics.families() {
            let profile = (!is_about_process(family)).then(|| profile.to_owned());
            let all = self.families.entry(family.name).or_default();
            for (series, value) in samples {
                let series = Series { profile: profile.clone(), ..series.clone() };
                all.entry(series).or_insert_with(|| value.clone());
            }
        }
    }

    /// The families that have samples, in the order of the output.
    pub(super) fn families(&self) -> impl Iterator<Item = (&'static Family, &Samples)> {
        let samples = |family: &&'static Family| Some((*family, self.families.get(family.name)?));
        families::ALL.iter().filter_map(samples)
    }
}

/// Whether a family is about this process as a whole, no matter how many services it reads.
fn is_about_process(family: &Family) -> bool {
    [&families::BUILD_INFO, &families::REQUESTS].iter().any(|other| other.name == family.name)
}
