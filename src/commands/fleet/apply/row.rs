//! A change with its result, as JSON and as a row.

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::result::StepResult;
use crate::commands::shared::cell::or_nothing;
use crate::error::CliError;
use crate::fleet::apply::StepStatus;
use crate::fleet::plan::{ActionKind, Change, ChangeJson};
use crate::output::record::Record;
use crate::output::table::Column;
use crate::output::{Ui, json};

#[derive(Serialize)]
pub(super) struct StepRow {
    #[serde(flatten)]
    change: ChangeJson,
    result: &'static str,
    error: Option<Box<RawValue>>,
    /// Why it was skipped.
    reason: Option<String>,
    /// The result for people.
    #[serde(skip)]
    label: &'static str,
    #[serde(skip)]
    detail: Option<String>,
}

impl StepRow {
    /// A change without a step does nothing, or is left.
    pub(super) fn new(
        ui: &Ui,
        change: &Change,
        result: Option<&StepResult>,
    ) -> Result<Self, CliError> {
        let mut change = ChangeJson::from(change.clone());
        let Some(result) = result else {
            let does_nothing = change.action == ActionKind::None;
            let word = if does_nothing { change.action.word() } else { "left" };
            let (error, reason, detail) = (None, None, None);
            return Ok(Self { change, result: word, error, reason, label: word, detail });
        };
        change.warm_pool_id = result.pool.or(change.warm_pool_id);
        let error =
            result.error.as_ref().map(|error| to_raw_value(&error.to_json(&ui.service_flags())));
        let is_skipped = result.status == StepStatus::Skipped;
        Ok(Self {
            change,
            result: result.status.word(),
            error: error.transpose().map_err(anyhow::Error::from)?,
            reason: result.reason.clone().filter(|_| is_skipped),
            label: result.status.label(),
            detail: Some(result.text()),
        })
    }
}

impl Record for StepRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("action", |row| row.change.action.word().to_owned()),
        Column::address("address", Self::address, Self::id),
        Column::text("before", |row| or_nothing(row.change.before.map(|size| size.to_string()))),
        Column::text("after", |row| or_nothing(row.change.after.map(|size| size.to_string()))),
        Column::text("result", |row| row.label.to_owned()),
        Column::wide_id("id", Self::id),
        Column::wide("detail", |row| or_nothing(row.detail.clone())),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(self)
    }

    fn address(&self) -> String {
        self.change.address.clone()
    }

    fn id(&self) -> String {
        self.change.id()
    }
}
