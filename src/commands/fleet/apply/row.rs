//! One change with what became of it, as it is in JSON and as a row.

use serde::Serialize;

use super::result::StepResult;
use crate::commands::shared::cell::{NOTHING, or_nothing};
use crate::error::{CliError, ErrorJson};
use crate::fleet::plan::Change;
use crate::fleet::plan_file::ChangeJson;
use crate::output::Ui;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;

/// One change with what became of it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AppliedJson<'a> {
    #[serde(flatten)]
    change: ChangeJson,
    result: &'static str,
    /// What went wrong.
    error: Option<ErrorJson<'a>>,
    /// Why it was not tried.
    reason: Option<String>,
}

impl<'a> AppliedJson<'a> {
    /// What became of a change, if something was to be done.
    pub(super) fn of(ui: &Ui, change: &Change, applied: Option<&'a StepResult>) -> Self {
        Self {
            change: ChangeJson::of(change).of_pool(applied.and_then(|it| it.id)),
            result: applied.map_or(change.action.word(), |it| it.kind.word()),
            error: applied
                .and_then(|it| it.failure.as_ref())
                .map(|error| error.to_json(&ui.service_flags())),
            reason: applied.and_then(|it| it.untried).map(|why| why.to_string()),
        }
    }
}

/// One change as a row.
pub(super) struct StepRow {
    change: Change,
    id: Option<String>,
    result: &'static str,
    words: String,
    json: Vec<u8>,
}

impl Record for StepRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("action", |row| row.change.action.word().to_owned()),
        Column::text("address", Self::address),
        Column::text("before", |row| {
            or_nothing(row.change.action.before().map(|it| it.to_string()))
        }),
        Column::text("after", |row| or_nothing(row.change.action.after().map(|it| it.to_string()))),
        Column::text("result", |row| row.result.to_owned()),
        Column::wide("id", Self::id),
        Column::wide("told", |row| row.words.clone()),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        Ok(self.json.clone())
    }

    fn address(&self) -> String {
        self.change.address.clone()
    }

    fn id(&self) -> String {
        self.id.clone().unwrap_or_else(|| NOTHING.to_owned())
    }
}

impl StepRow {
    /// As [`AppliedJson::of`].
    pub(super) fn of(
        ui: &Ui,
        change: &Change,
        applied: Option<&StepResult>,
    ) -> Result<Self, CliError> {
        let id = applied.and_then(|it| it.id).or(change.action.pool());
        Ok(Self {
            change: change.clone(),
            id: id.map(|id| id.to_string()),
            result: applied.map_or(change.action.word(), |it| it.kind.word()),
            words: applied.map_or_else(|| NOTHING.to_owned(), |it| it.words.clone()),
            json: json::to_vec(&AppliedJson::of(ui, change, applied))?,
        })
    }
}
