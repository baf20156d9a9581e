//! Statistics of pools, as JSON has them.

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatsDocument {
    pub(super) format_version: u32,
    pub(super) since: Timestamp,
    pub(super) until: Timestamp,
    pub(super) pools: Vec<PoolStats>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PoolStats {
    pub(super) address: String,
    pub(super) warm_pool_id: Uuid,
    pub(super) starts: StartCounts,
    pub(super) from_pool: FromPool,
    pub(super) start_seconds: StartSeconds,
    /// Of the time in which the pool was watched; `None` if it was not.
    pub(super) zero_running_seconds: Option<i64>,
    pub(super) rotations: Option<usize>,
    pub(super) reports_missed: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct StartCounts {
    /// `None` if the token may not read usage records.
    pub(super) total: Option<usize>,
    pub(super) periods: Vec<StartGroup>,
}

/// Starts that belong together.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum StartGroup {
    Time {
        from: Timestamp,
        to: Timestamp,
        starts: usize,
    },
    #[serde(rename_all = "camelCase")]
    Creator {
        /// `None` for starts whose creator is not known.
        creator_id: Option<Uuid>,
        starts: usize,
    },
}

/// How many starts used an instance of the pool.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct FromPool {
    pub(super) grade: Grade,
    pub(super) share: Option<f64>,
    /// If nobody watched: with the pool kept at its minimum, and at its maximum.
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) served: Option<usize>,
    pub(super) missed: Option<usize>,
    pub(super) unknown: Option<usize>,
    pub(super) coverage: Option<f64>,
}

/// How a share is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "&str")]
pub(super) enum Grade {
    /// From a recording, or a file of claims.
    Watched,
    /// From the model.
    Replayed,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct StartSeconds {
    pub(super) pool: Percentiles,
    pub(super) prebuild: Percentiles,
    pub(super) cold: Percentiles,
}

/// Percentiles by nearest rank, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(super) struct Percentiles {
    pub(super) count: usize,
    pub(super) p50: Option<f64>,
    pub(super) p95: Option<f64>,
}

/// As in JSON and in tables.
impl From<Grade> for &'static str {
    fn from(grade: Grade) -> Self {
        match grade {
            Grade::Watched => "watched",
            Grade::Replayed => "replayed",
            Grade::Unknown => "unknown",
        }
    }
}

impl FromPool {
    pub(super) const UNKNOWN: Self = Self {
        grade: Grade::Unknown,
        share: None,
        low: None,
        high: None,
        served: None,
        missed: None,
        unknown: None,
        coverage: None,
    };
}
