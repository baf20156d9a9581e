//! The advice as rows: of sizes in tables of programs, of pools where each is one object or name.

use super::document::{OptionDocument, PoolAdvice};
use super::words::evidence_word;
use crate::commands::shared::cell::or_nothing;
use crate::error::CliError;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;

/// One size of one pool.
pub(super) struct OptionRow {
    address: String,
    id: Option<String>,
    starts: u64,
    days: usize,
    option: OptionDocument,
    role: &'static str,
    evidence: &'static str,
}

impl OptionRow {
    /// The options of a pool; of a pool without one, none.
    pub(super) fn of(pool: &PoolAdvice) -> Vec<Self> {
        let role = |option: &OptionDocument| {
            let roles = [
                (&pool.advised, "advised"),
                (&pool.current, "now"),
                (&pool.cheaper, "cheaper"),
                (&pool.better, "better"),
            ];
            let is = |of_role: &Option<OptionDocument>| {
                of_role.as_ref().is_some_and(|of_role| of_role.is_same(option))
            };
            let found = roles.iter().find(|(of_role, _)| is(of_role));
            found.map_or("option", |(_, role)| role)
        };
        let row = |option: &OptionDocument| Self {
            address: pool.address.clone(),
            id: pool.warm_pool_id.map(|id| id.to_string()),
            starts: pool.demand.starts,
            days: pool.demand.days,
            option: option.clone(),
            role: role(option),
            evidence: evidence_word(pool.evidence),
        };
        pool.options.iter().map(row).collect()
    }

    fn id_text(&self) -> String {
        or_nothing(self.id.clone())
    }
}

/// Four decimals are enough for a share, and read the same everywhere.
fn decimal(number: f64) -> String {
    format!("{number:.4}")
}

impl Record for OptionRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", Self::address, Self::id_text),
        Column::number("starts", |row| row.starts.to_string()),
        Column::number("days", |row| row.days.to_string()),
        Column::number("min", |row| row.option.min.to_string()),
        Column::number("max", |row| row.option.max.to_string()),
        Column::number("low", |row| decimal(row.option.share.low)),
        Column::number("expected", |row| decimal(row.option.share.expected)),
        Column::number("high", |row| decimal(row.option.share.high)),
        Column::number("interval_low", |row| decimal(row.option.share.interval[0])),
        Column::number("interval_high", |row| decimal(row.option.share.interval[1])),
        Column::number("running", |row| decimal(row.option.mean_running)),
        Column::number("stopped", |row| decimal(row.option.mean_stopped)),
        Column::number("cost", |row| {
            or_nothing(row.option.cost_per_month.map(|cost| format!("{cost:.2}")))
        }),
        Column::text("role", |row| row.role.to_owned()),
        Column::text("evidence", |row| row.evidence.to_owned()),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.option)
    }

    fn address(&self) -> String {
        self.address.clone()
    }

    fn id(&self) -> String {
        self.id_text()
    }
}

/// One pool.
pub(super) struct PoolRow(pub(super) PoolAdvice);

impl Record for PoolRow {
    const COLUMNS: &'static [Column<Self>] = &[Column::address("address", Self::address, Self::id)];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(&self.0)
    }

    fn address(&self) -> String {
        self.0.address.clone()
    }

    fn id(&self) -> String {
        or_nothing(self.0.warm_pool_id.map(|id| id.to_string()))
    }
}
