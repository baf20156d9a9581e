//! What is advised, and all figures that show why.

use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use crate::warm_pool::size::PoolSize;

/// The advice for one project and class.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Advice {
    pub(crate) demand: DemandSummary,
    pub(crate) evidence: Evidence,
    /// Why the evidence is not firm and why nothing is advised: one sentence each, with numbers,
    /// without a full stop.
    pub(crate) reasons: Vec<String>,
    /// The current size; `None` if there is no pool.
    pub(crate) current: Option<SizeOption>,
    pub(crate) advised: Option<SizeOption>,
    /// The undominated size that costs a step less than the advised one.
    pub(crate) cheaper: Option<SizeOption>,
    /// The undominated size that serves a step more than the advised one.
    pub(crate) better: Option<SizeOption>,
    /// The undominated sizes, the current and the advised one; cheapest first.
    pub(crate) options: Vec<SizeOption>,
    /// `None` if windows were not requested, or none cost at least 5 % less than the advised size.
    pub(crate) windows: Option<WindowedOption>,
    pub(crate) backtest: Option<Backtest>,
    /// A pool that exists and has less than one start a working day.
    pub(crate) is_idle: bool,
    /// Hours of running instances for each start with the current size; `None` without a pool or
    /// starts.
    pub(crate) instance_hours_per_start: Option<f64>,
    /// Shares are too low: a stopped instance can be claimed too, and there are some.
    pub(crate) underestimates_share: bool,
}

/// The observed starts, before growth.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DemandSummary {
    pub(crate) starts: u64,
    /// Days that count.
    pub(crate) days: usize,
    /// Starts a day; 0 without days.
    pub(crate) per_day: f64,
    /// Variance over mean of the counts in windows of the provisioning time, compared at the same
    /// hour of the week; about 1 for independent starts.
    pub(crate) dispersion: f64,
    /// Mean starts for each hour of the week, Monday 00:00 local time first; 168 numbers.
    pub(crate) hour_of_week: Vec<f64>,
    /// Mean starts for each half hour of the week; by weekday from Monday, then by half hour.
    pub(crate) half_hours: [[f64; 48]; 7],
    /// Starts by weekday, Monday first.
    pub(crate) weekdays: [u64; 7],
    /// Starts left out because they are outside the period.
    pub(crate) outside_period: u64,
    /// Starts left out because their day is excluded.
    pub(crate) excluded: u64,
}

/// How sure the advice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Evidence {
    Firm,
    Rough,
    /// Too little data: no size is advised.
    None,
}

/// A size and what it would have done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SizeOption {
    /// With windows: the size outside them.
    pub(crate) size: PoolSize,
    /// Whether the size changes over time.
    pub(crate) is_windowed: bool,
    /// `None` without starts.
    pub(crate) share: Option<Share>,
    pub(crate) waits: Option<Waits>,
    /// Instances that run, start or are provisioned, with the target at the minimum.
    pub(crate) mean_running: f64,
    /// Instances that are stopped, with the target at the minimum.
    pub(crate) mean_stopped: f64,
    /// `None` without prices.
    pub(crate) cost_per_month: Option<f64>,
    pub(crate) meets_goal: bool,
}

/// The share of starts that a size serves from the pool; each from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Share {
    /// With the target at the minimum.
    pub(crate) low: f64,
    /// With the assumed autoscaler, within `low` and `high`. For display only.
    pub(crate) expected: f64,
    /// With the target at the maximum.
    pub(crate) high: f64,
    /// The low point of `low` and the high point of `high` when days are resampled.
    pub(crate) interval: [f64; 2],
}

/// How long starts wait, with the target at the minimum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Waits {
    pub(crate) mean_seconds: f64,
    /// The 95th percentile.
    pub(crate) p95_seconds: f64,
}

/// Sizes by time of day on Monday to Friday.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct WindowedOption {
    /// In order of time; they do not overlap.
    pub(crate) windows: Vec<WeekdayWindow>,
    /// What the schedule serves and costs; its size is that outside the windows.
    pub(crate) option: SizeOption,
    pub(crate) inside: Part,
    pub(crate) outside: Part,
}

/// A window on each Monday to Friday, local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WeekdayWindow {
    /// In half hours since midnight; ends at most at 48.
    pub(crate) half_hours: Range<u8>,
    pub(crate) size: PoolSize,
}

impl WeekdayWindow {
    /// As a fleet file writes it: `07:30-18:30`.
    pub(crate) fn hours(&self) -> String {
        let time = |half_hour: u8| format!("{:02}:{:02}", half_hour / 2, half_hour % 2 * 30);
        format!("{}-{}", time(self.half_hours.start), time(self.half_hours.end))
    }
}

/// The replayed starts at some times, growth included, and the share of them that is served.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Part {
    pub(crate) starts: u64,
    /// With the target at the minimum; `None` without starts.
    pub(crate) share: Option<f64>,
}

/// A size chosen on the first three quarters of the days and replayed on the rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Backtest {
    /// The first date of the rest.
    pub(crate) until: Date,
    /// The days on which the size was chosen.
    pub(crate) days: usize,
    pub(crate) size: PoolSize,
    /// Served on the rest, with the target at the minimum.
    pub(crate) share: f64,
    pub(crate) goal_met: bool,
}
