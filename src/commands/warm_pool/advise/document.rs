//! The advice as data: what `-o json` prints, and what tables, pictures and reports show.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::demand::starts::Completeness;
use crate::sizing::advice::Evidence;

/// The advice for some pools.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AdviceDocument {
    pub(super) format_version: u32,
    /// `None` in reports, which depend on the history alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) generated_at: Option<Timestamp>,
    pub(super) host: String,
    pub(super) organization_id: String,
    /// The IANA name of the zone of days and hours.
    pub(super) time_zone: String,
    /// The start of the period.
    pub(super) from: Timestamp,
    /// The end of the period, which is not in it.
    pub(super) to: Timestamp,
    pub(super) goal: GoalDocument,
    pub(super) assumptions: Vec<Assumption>,
    pub(super) pools: Vec<PoolAdvice>,
    /// The sums of all pools; `None` for one pool.
    pub(super) total: Option<TotalDocument>,
    /// What limits the data, one sentence each.
    pub(super) notes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct GoalDocument {
    /// Of the starts that find a running instance; over 0, at most 1.
    pub(super) share: f64,
    /// Over 0, less than 1.
    pub(super) confidence: f64,
}

/// A value that the advice depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Assumption {
    /// A word of the schema, such as `claim`.
    pub(super) name: &'static str,
    /// With its unit.
    pub(super) value: String,
    pub(super) basis: Basis,
}

/// Where an assumption comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Basis {
    Documented,
    Assumed,
    Given,
    Measured,
}

/// The advice for one project and class.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PoolAdvice {
    pub(super) address: String,
    pub(super) warm_pool_id: Option<Uuid>,
    pub(super) project_id: Option<Uuid>,
    pub(super) environment_class_id: Option<Uuid>,
    pub(super) runner_id: Option<Uuid>,
    /// If it is not that of the document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) goal: Option<GoalDocument>,
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
    /// Whether its shares are higher than the model can show; a note says so.
    #[serde(skip)]
    pub(super) underestimates_share: bool,
    /// Less than one start a working day.
    pub(super) idle: bool,
    pub(super) demand: DemandDocument,
    pub(super) evidence: Evidence,
    pub(super) reasons: Vec<String>,
    pub(super) current: Option<OptionDocument>,
    pub(super) advised: Option<OptionDocument>,
    pub(super) cheaper: Option<OptionDocument>,
    pub(super) better: Option<OptionDocument>,
    /// Cheapest first.
    pub(super) options: Vec<OptionDocument>,
    pub(super) windows: Option<WindowsDocument>,
    pub(super) backtest: Option<BacktestDocument>,
    /// The commands, or the TOML, that make it so; empty if nothing is to be done.
    pub(super) commands: Vec<String>,
    /// Mean starts for each half hour of the week: by weekday from Monday, then by half hour.
    #[serde(skip)]
    pub(super) half_hours: [[f64; 48]; 7],
    /// Starts by weekday, Monday first.
    #[serde(skip)]
    pub(super) weekdays: [u64; 7],
    /// Hours of running instances for each start with the current size.
    #[serde(skip)]
    pub(super) instance_hours_per_start: Option<f64>,
}

/// What was started, and what was left out.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DemandDocument {
    pub(super) starts: u64,
    /// Days that count.
    pub(super) days: usize,
    pub(super) per_day: f64,
    pub(super) dispersion: f64,
    pub(super) sources: SourcesDocument,
    pub(super) left_out: LeftOutDocument,
    pub(super) completeness: Completeness,
    /// Mean starts, Monday 00:00 local time first; 168 numbers.
    pub(super) hour_of_week: Vec<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) starters: Option<StartersDocument>,
}

/// How many of the starts come from each source.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SourcesDocument {
    pub(super) usage_records: usize,
    pub(super) environments: usize,
    pub(super) file: usize,
}

/// What was found and does not count, by reason.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct LeftOutDocument {
    pub(super) prebuild_runs: usize,
    pub(super) suspected_prebuild_runs: usize,
    pub(super) restarts: usize,
    pub(super) other_roles: usize,
    pub(super) outside_window: usize,
    pub(super) undated: usize,
    /// On days of `--exclude`.
    pub(super) excluded: usize,
}

/// Who started environments; numbers are null where the kind of a starter is not known.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StartersDocument {
    pub(super) people: Option<usize>,
    pub(super) service_accounts: Option<usize>,
    pub(super) share_of_service_accounts: Option<f64>,
}

/// A size and what it would have done.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OptionDocument {
    pub(super) min: i32,
    pub(super) max: i32,
    /// Whether the size changes over time; then `min` and `max` are those outside windows.
    pub(super) windowed: bool,
    pub(super) share: ShareDocument,
    #[serde(rename = "p95WaitSeconds")]
    pub(super) p95_wait_seconds: f64,
    pub(super) mean_wait_seconds: f64,
    pub(super) mean_running: f64,
    pub(super) mean_stopped: f64,
    pub(super) cost_per_month: Option<f64>,
    pub(super) meets_goal: bool,
    /// Of the current size, if a recording was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) watched: Option<WatchedDocument>,
}

impl OptionDocument {
    /// Whether it is the same size in the same role of a replay.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.min, self.max, self.windowed) == (other.min, other.max, other.windowed)
    }
}

/// The share of starts that are served from the pool.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct ShareDocument {
    pub(super) low: f64,
    pub(super) expected: f64,
    pub(super) high: f64,
    pub(super) interval: [f64; 2],
    pub(super) grade: Grade,
}

/// How a share is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Grade {
    Replayed,
}

/// What a recording saw.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct WatchedDocument {
    /// Served of those with a verdict; `None` if there are none.
    pub(super) share: Option<f64>,
    pub(super) served: u64,
    pub(super) missed: u64,
    /// Watched time over the period.
    pub(super) coverage: f64,
}

/// The best sizes by time of day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct WindowsDocument {
    pub(super) windows: Vec<WindowDocument>,
    pub(super) inside: PartDocument,
    pub(super) outside: PartDocument,
    pub(super) option: OptionDocument,
    /// What to paste into a fleet file.
    pub(super) toml: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct WindowDocument {
    /// Always `mon-fri`.
    pub(super) days: &'static str,
    /// Such as `07:30-18:30`.
    pub(super) hours: String,
    pub(super) min: i32,
    pub(super) max: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct PartDocument {
    pub(super) starts: u64,
    pub(super) share: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BacktestDocument {
    /// The first date of the days that were not used to choose.
    pub(super) until: String,
    pub(super) min: i32,
    pub(super) max: i32,
    pub(super) share: f64,
    pub(super) goal_met: bool,
}

/// The current sizes against the advised ones.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TotalDocument {
    pub(super) current: SumDocument,
    pub(super) advised: SumDocument,
    /// A month; `None` without a budget.
    pub(super) budget: Option<f64>,
    /// The addresses to give up first, if the advised sizes cost more than the budget.
    pub(super) give_up_first: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SumDocument {
    pub(super) mean_running: f64,
    pub(super) mean_stopped: f64,
    pub(super) cost_per_month: Option<f64>,
}
