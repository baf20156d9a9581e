//! The question: the starts of one project and class, the goal, and what a size costs.

use std::ops::RangeInclusive;

use serde::Serialize;

use super::Millis;
use super::period::Period;
use super::schedule::SizeSchedule;
use crate::warm_pool::size::PoolSize;

/// Everything that the advice for one project and class depends on.
#[derive(Clone, Debug)]
pub(crate) struct Question<'a> {
    pub(crate) period: &'a Period,
    /// Instants of starts in any order. Those outside the period are counted and left out.
    pub(crate) starts: &'a [Millis],
    /// Replays this many times the observed starts; 0.1 to 10.
    pub(crate) growth: Option<f64>,
    pub(crate) times: Times,
    pub(crate) goal: Goal,
    pub(crate) search: Search,
    /// Without prices a stopped instance is assumed to cost a tenth of a running one.
    pub(crate) prices: Option<Prices>,
    /// The current size is kept if it meets the goal and costs at most this share more than the
    /// cheapest size that does; 0 keeps it only at equal cost.
    pub(crate) keep_within: f64,
    /// `None` if there is no pool.
    pub(crate) current: Option<CurrentSize>,
    /// Also searches for up to this many windows on weekdays; 0 to 3.
    pub(crate) max_windows: usize,
    pub(crate) data: DataQuality,
    /// Whether a stopped instance can be claimed, as on GCP. The replay does not know this and
    /// counts such starts as misses.
    pub(crate) can_claim_stopped: bool,
}

/// How long things take; each above 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Times {
    /// A start that is served by the pool.
    pub(crate) claim: Millis,
    /// From stopped to ready.
    pub(crate) start: Millis,
    /// From nothing to ready or stopped.
    pub(crate) provision: Millis,
    /// A start from a prebuild without the pool.
    pub(crate) without: Millis,
}

impl Times {
    /// As documented by the service.
    pub(crate) const DOCUMENTED: Self =
        Self { claim: 10_000, start: 90_000, provision: 300_000, without: 40_000 };
}

/// What the pool should achieve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Goal {
    /// The share of starts that find a running instance; above 0, at most 1.
    pub(crate) share: f64,
    /// Of the interval whose low end must reach the share; above 0, below 1.
    pub(crate) confidence: f64,
}

/// The sizes to choose from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Search {
    pub(crate) min: RangeInclusive<i32>,
    pub(crate) max: RangeInclusive<i32>,
    /// The most that a size may cost a month; needs prices.
    pub(crate) budget: Option<f64>,
}

impl Search {
    /// Every valid size.
    #[cfg(test)]
    pub(crate) const ALL: Self = Self { min: 0..=20, max: 1..=20, budget: None };
}

/// What an instance costs an hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Prices {
    pub(crate) running: f64,
    /// A tenth of a running one if it is not given.
    pub(crate) stopped: Option<f64>,
}

/// The size that a pool has now, or that a fleet file declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CurrentSize {
    /// The size while no window holds.
    pub(crate) outside: PoolSize,
    /// The sizes over the period, if the pool has windows.
    pub(crate) schedule: Option<SizeSchedule>,
}

/// How far the recorded starts can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DataQuality {
    pub(crate) completeness: Completeness,
    /// Starts that were found before any were left out.
    pub(crate) found: u64,
    /// Starts left out because they look like prebuild runs.
    pub(crate) suspected_prebuild_runs: u64,
}

/// Whether all starts of the period are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Completeness {
    Complete,
    /// There may have been more.
    LowerBound,
    /// Only the environments of the caller are known.
    OwnOnly,
    Unknown,
}
