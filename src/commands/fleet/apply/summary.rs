//! The summary of a run: printed in every format, and an exit code.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use tokio::time::Instant;

use super::error::apply_error;
use super::result::StepResult;
use super::row::StepRow;
use crate::api::Client;
use crate::commands::fleet::view;
use crate::commands::shared::{mutation_output, wait};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::apply::StepStatus;
use crate::fleet::plan::{ActionKind, Change};
use crate::fleet::plan_file::PlanFile;
use crate::output::github::Level;
use crate::output::prose::Prose;
use crate::wait::{Condition, PoolWait, WaitItem, WaitOptions};

pub(super) struct ApplySummary<'a> {
    context: &'a Context,
    file: &'a PlanFile,
    steps: &'a [&'a Change],
    results: Vec<StepResult>,
    output_error: Option<CliError>,
}

/// The number of changes with each result.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Counts {
    created: usize,
    updated: usize,
    deleted: usize,
    #[serde(rename = "alreadySo")]
    pub(super) unchanged: usize,
    pub(super) failed: usize,
    pub(super) unknown: usize,
    #[serde(rename = "notTried")]
    pub(super) skipped: usize,
    /// Pools without a change.
    none: usize,
    /// Changes that `--only` leaves.
    left: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SummaryJson<'a> {
    format_version: u32,
    host: &'a str,
    organization_id: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    files: &'a [String],
    evaluated_at: Option<Timestamp>,
    valid_until: Option<Timestamp>,
    counts: Counts,
    changes: Vec<StepRow>,
}

impl<'a> ApplySummary<'a> {
    pub(super) fn new(
        context: &'a Context,
        file: &'a PlanFile,
        steps: &'a [&'a Change],
        (results, output_error): (Vec<StepResult>, Option<CliError>),
    ) -> Self {
        Self { context, file, steps, results, output_error }
    }

    /// Prints the summary. If stdout fails, the error says what was changed.
    ///
    /// # Errors
    /// When a change did not succeed, or the summary cannot be printed.
    pub(super) fn print(&mut self) -> Result<(), CliError> {
        let counts = self.counts();
        let printed = match self.output_error.take() {
            Some(error) => Err(error),
            None => self.report(counts),
        };
        let printed = mutation_output::finish_output(self.context, printed, Vec::new)
            .and(self.report_to_step(counts));
        match self.error() {
            Some(error) => Err(error),
            None => printed.map_err(|error| error.because(counts.sentence())),
        }
    }

    /// The error of a run in which not every change succeeded.
    pub(super) fn error(&self) -> Option<CliError> {
        apply_error(self.context, self.steps, &self.results, self.counts())
    }

    fn report(&self, counts: Counts) -> Result<(), CliError> {
        let PlanFile { host, organization_id, file, files, evaluated_at, valid_until, plan } =
            self.file;
        let results: HashMap<_, _> =
            self.steps.iter().map(|step| step.key).zip(&self.results).collect();
        let rows = || {
            let row = |change: &Change| {
                StepRow::new(&self.context.ui, change, results.get(&change.key).copied())
            };
            plan.changes.iter().map(row)
        };
        let json = SummaryJson {
            format_version: 1,
            host,
            organization_id,
            file,
            files,
            evaluated_at: *evaluated_at,
            valid_until: *valid_until,
            counts,
            changes: rows().collect::<Result<_, _>>()?,
        };
        self.context.ui.print_report(&json, rows(), || self.lines(counts))
    }

    /// The summary in words. With `--quiet` it is about what was applied alone, so that a run on a
    /// schedule that changes nothing prints nothing.
    fn lines(&self, counts: Counts) -> Vec<Prose> {
        let is_quiet = self.context.ui.options().quiet;
        if is_quiet && self.steps.is_empty() {
            Vec::new()
        } else if self.file.plan.is_empty() {
            vec![view::count_line(&self.file.plan).into()]
        } else {
            let left = if is_quiet { 0 } else { counts.left };
            vec![Counts { left, ..counts }.sentence().into()]
        }
    }

    /// Reports the counts and the results of the steps to GitHub Actions.
    fn report_to_step(&self, counts: Counts) -> Result<(), CliError> {
        let outputs = [
            ("created", counts.created),
            ("updated", counts.updated),
            ("deleted", counts.deleted),
            ("failed", counts.failed),
            ("unknown", counts.unknown),
            ("not_tried", counts.skipped),
        ];
        let outputs = outputs.map(|(name, count)| (name, count.to_string()));
        let rows = self.steps_with_results();
        let rows = rows.map(|(step, result)| StepRow::new(&self.context.ui, step, Some(result)));
        for (step, result) in self.steps_with_results() {
            if matches!(result.status, StepStatus::Failed | StepStatus::Unknown) {
                let name = step.file.as_ref().unwrap_or(&self.file.file);
                let message = format!("{}: {}", step.address, result.text());
                view::annotate_line(self.context, Level::Error, name, step.line, &message);
            }
        }
        self.context.ui.report_all_to_step(&outputs, rows)
    }

    fn steps_with_results(&self) -> impl Iterator<Item = (&Change, &StepResult)> {
        self.steps.iter().copied().zip(&self.results)
    }

    fn counts(&self) -> Counts {
        let (changes, none) = (self.file.plan.changes.len(), self.file.plan.counts().none);
        let left = changes - none - self.steps.len();
        let mut counts = Counts { none, left, ..Counts::default() };
        for (step, result) in self.steps_with_results() {
            *match (result.status, step.action.kind()) {
                (StepStatus::Done, ActionKind::Create) => &mut counts.created,
                (StepStatus::Done, ActionKind::Update) => &mut counts.updated,
                (StepStatus::Done, ActionKind::Delete) => &mut counts.deleted,
                (StepStatus::Done, ActionKind::None) | (StepStatus::Unchanged, _) => {
                    &mut counts.unchanged
                }
                (StepStatus::Failed, _) => &mut counts.failed,
                (StepStatus::Unknown, _) => &mut counts.unknown,
                (StepStatus::Skipped, _) => &mut counts.skipped,
            } += 1;
        }
        counts
    }

    /// Waits until created and updated pools are ready, and deleted ones are deleted.
    ///
    /// # Errors
    /// When the wait fails.
    pub(super) async fn wait(
        &self,
        client: &Client,
        options: WaitOptions,
    ) -> Result<ExitCode, CliError> {
        let start = Instant::now();
        for condition in [Condition::Ready, Condition::Deleted] {
            let items = self.wait_items(condition);
            if items.is_empty() {
                continue;
            }
            let elapsed = Duration::from_secs(start.elapsed().as_secs());
            let timeout = options.timeout.saturating_sub(elapsed);
            let options = WaitOptions { timeout, ..options };
            let target = PoolWait { client, condition };
            let unaffected = "the applied changes are unaffected";
            wait::wait_for(self.context, client, &target, options, items, unaffected)
                .await
                .into_items()?;
        }
        Ok(ExitCode::Success)
    }

    fn wait_items<T>(&self, condition: Condition) -> Vec<WaitItem<T>> {
        let item = |(step, result): (&Change, &StepResult)| {
            let kind = step.action.kind();
            let is_waited_for = (kind == ActionKind::Delete) == (condition == Condition::Deleted);
            let id = result.pool.filter(|_| is_waited_for)?.to_string();
            let is_new = kind == ActionKind::Create;
            Some(WaitItem { id, name: step.address.clone(), state: None, is_new })
        };
        self.steps_with_results().filter_map(item).collect()
    }
}

impl Counts {
    /// The number of changes that this run made.
    pub(super) const fn made(self) -> usize {
        self.created + self.updated + self.deleted
    }

    /// The number of pools in the requested state.
    pub(super) const fn successes(self) -> usize {
        self.made() + self.unchanged
    }

    /// `1 failed, 2 skipped`; `None` if every change succeeded.
    pub(super) fn problems(self) -> Option<String> {
        let problems = [
            (self.failed, StepStatus::Failed),
            (self.unknown, StepStatus::Unknown),
            (self.skipped, StepStatus::Skipped),
        ];
        let problems = problems.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> =
            problems.map(|(count, status)| format!("{count} {}", status.label())).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn sentence(self) -> String {
        let Self { created, updated, deleted, unchanged, left, .. } = self;
        let mut text = format!("applied: {created} created, {updated} updated, {deleted} deleted");
        if unchanged > 0 {
            text = format!("{text}, {unchanged} unchanged");
        }
        if left > 0 {
            text = format!("{text}, {left} left");
        }
        match self.problems() {
            Some(problems) => format!("{text}; {problems}"),
            None => text,
        }
    }
}
