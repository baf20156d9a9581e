//! One line for each change, or one JSON object.

use std::cell::RefCell;
use std::collections::HashMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::commands::fleet::apply::progress::PrintResult;
use crate::commands::fleet::apply::result::StepResult;
use crate::commands::fleet::apply::row::StepRow;
use crate::commands::fleet::clock_text::ClockText;
use crate::commands::fleet::view;
use crate::commands::shared::progress::timestamp;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::apply::StepStatus;
use crate::fleet::plan::Change;
use crate::output::json;
use crate::warm_pool::reference::PoolKey;

/// The results of failed changes, as they were printed.
pub(super) type FailedChanges = HashMap<PoolKey, String>;

/// Prints the changes of one run.
pub(super) struct ChangePrinter<'a> {
    pub(super) context: &'a Context,
    pub(super) clock: ClockText<'a>,
    /// The instant that the run is for.
    pub(super) at: Timestamp,
    /// Of the last run: not printed again.
    pub(super) known: &'a FailedChanges,
    /// Of this run.
    pub(super) failed: &'a RefCell<FailedChanges>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ChangeLine {
    evaluated_at: Timestamp,
    #[serde(flatten)]
    row: StepRow,
}

impl PrintResult for ChangePrinter<'_> {
    fn print(&self, step: &Change, result: &StepResult) -> Result<(), CliError> {
        if !matches!(result.status, StepStatus::Done | StepStatus::Unchanged) {
            let text = result.text();
            let is_known = self.known.get(&step.key) == Some(&text);
            self.failed.borrow_mut().insert(step.key, text);
            if is_known {
                return Ok(());
            }
        }
        let ui = &self.context.ui;
        if ui.is_json_mode() {
            let row = StepRow::new(ui, step, Some(result))?;
            return ui.print_json(&json::to_vec(&ChangeLine { evaluated_at: self.at, row })?);
        }
        match self.line(step, result) {
            Some(line) => ui.print_prose(line),
            None => Ok(()),
        }
    }
}

impl ChangePrinter<'_> {
    /// `2026-11-30T06:30:01Z ~ acme-api/regular  min 1 -> 3  done  office until 18:30`.
    fn line(&self, step: &Change, result: &StepResult) -> Option<String> {
        let (sign, sizes) = view::describe(step.action)?;
        let address = self.context.ui.sanitizer().line(&step.address).into_owned();
        let parts = [Some(address), Some(sizes), Some(result.text())].into_iter();
        let parts = parts.chain([self.clock.window(&step.window)]).flatten();
        let text = parts.collect::<Vec<_>>().join("  ");
        Some(format!("{} {sign} {text}", timestamp()))
    }
}
