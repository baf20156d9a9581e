//! Statistics as rows.

use super::document::{Percentiles, PoolStats, StartGroup, StatsDocument};
use super::text::{share, time_text};
use crate::commands::shared::cell::or_nothing;
use crate::error::CliError;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::text::share::percent_down;

/// The statistics of a pool.
pub(super) struct StatsRow(PoolStats);

/// The starts of a pool in an hour, on a day, or by somebody.
pub(super) struct GroupRow {
    pool: PoolStats,
    group: StartGroup,
}

/// The rows of all pools.
pub(super) fn rows<'a, T: 'a, I: Iterator<Item = T> + 'a>(
    document: &'a StatsDocument,
    of_pool: impl Fn(&PoolStats) -> I + 'a,
) -> impl Iterator<Item = Result<T, CliError>> + 'a {
    document.pools.iter().flat_map(of_pool).map(Ok)
}

impl Record for StatsRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", Self::address, Self::id),
        Column::number("starts", |row| number(row.0.starts.total)),
        Column::text("from-pool", |row| or_nothing(share(&row.0.from_pool))),
        Column::text("grade", |row| <&str>::from(row.0.from_pool.grade).to_owned()),
        Column::number("watched", |row| percent(row.0.from_pool.coverage)),
        Column::number("pool-p50", |row| seconds(row.0.start_seconds.pool.p50)),
        Column::number("prebuild-p50", |row| seconds(row.0.start_seconds.prebuild.p50)),
        Column::number("zero-running", |row| number(row.0.zero_running_seconds)),
        Column::number("rotations", |row| number(row.0.rotations)),
        Column { wide: true, ..Column::number("served", |row| number(row.0.from_pool.served)) },
        Column { wide: true, ..Column::number("missed", |row| number(row.0.from_pool.missed)) },
        Column { wide: true, ..Column::number("unknown", |row| number(row.0.from_pool.unknown)) },
        Column {
            wide: true,
            ..Column::number("pool-p95", |row| p95(row, |s| s.0.start_seconds.pool))
        },
        Column {
            wide: true,
            ..Column::number("prebuild-p95", |row| p95(row, |s| s.0.start_seconds.prebuild))
        },
        Column {
            wide: true,
            ..Column::number("cold-p50", |row| seconds(row.0.start_seconds.cold.p50))
        },
        Column {
            wide: true,
            ..Column::number("cold-p95", |row| p95(row, |s| s.0.start_seconds.cold))
        },
        Column {
            wide: true,
            ..Column::number("reports-missed", |row| number(row.0.reports_missed))
        },
        Column::extra_number("share", |row| number(row.0.from_pool.share)),
        Column::extra_number("low", |row| number(row.0.from_pool.low)),
        Column::extra_number("high", |row| number(row.0.from_pool.high)),
        Column::extra_number("coverage", |row| number(row.0.from_pool.coverage)),
        Column::extra("id", Self::id),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.0)
    }

    fn address(&self) -> String {
        self.0.address.clone()
    }

    fn id(&self) -> String {
        self.0.warm_pool_id.to_string()
    }
}

impl StatsRow {
    pub(super) fn all(pool: &PoolStats) -> impl Iterator<Item = Self> + use<> {
        std::iter::once(Self(pool.clone()))
    }
}

impl Record for GroupRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", Self::address, Self::id),
        Column::id("from", |row| row.time(|from, _| from)),
        Column::id("to", |row| row.time(|_, to| to)),
        Column::id("creator", Self::creator),
        Column::number("starts", Self::starts),
        Column::extra("id", Self::id),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.group)
    }

    fn address(&self) -> String {
        self.pool.address.clone()
    }

    fn id(&self) -> String {
        self.pool.warm_pool_id.to_string()
    }
}

impl GroupRow {
    pub(super) fn all(pool: &PoolStats) -> impl Iterator<Item = Self> + use<> {
        let groups = pool.starts.periods.clone();
        let pool = PoolStats {
            starts: super::document::StartCounts { periods: Vec::new(), ..pool.starts.clone() },
            ..pool.clone()
        };
        groups.into_iter().map(move |group| Self { pool: pool.clone(), group })
    }

    fn time(&self, choose: fn(jiff::Timestamp, jiff::Timestamp) -> jiff::Timestamp) -> String {
        or_nothing(match &self.group {
            StartGroup::Time { from, to, .. } => Some(choose(*from, *to).to_string()),
            StartGroup::Creator { .. } => None,
        })
    }

    fn creator(&self) -> String {
        or_nothing(match &self.group {
            StartGroup::Creator { creator_id, .. } => creator_id.map(|id| id.to_string()),
            StartGroup::Time { .. } => None,
        })
    }

    fn starts(&self) -> String {
        let (StartGroup::Time { starts, .. } | StartGroup::Creator { starts, .. }) = &self.group;
        starts.to_string()
    }
}

fn number(value: Option<impl ToString>) -> String {
    or_nothing(value.map(|value| value.to_string()))
}

fn percent(share: Option<f64>) -> String {
    or_nothing(share.map(|share| format!("{}%", percent_down(share))))
}

fn seconds(value: Option<f64>) -> String {
    or_nothing(value.map(time_text))
}

fn p95(row: &StatsRow, percentiles: fn(&StatsRow) -> Percentiles) -> String {
    seconds(percentiles(row).p95)
}

#[cfg(test)]
mod tests {
    use crate::commands::warm_pool::stats::document::Grade;

    #[test]
    fn grades_are_those_of_json() {
        for (grade, label) in [
            (Grade::Watched, "watched"),
            (Grade::Replayed, "replayed"),
            (Grade::Unknown, "unknown"),
        ] {
            assert_eq!((serde_json::to_value(grade).unwrap(), grade.into()), (label.into(), label));
        }
    }
}
