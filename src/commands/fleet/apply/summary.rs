//! How a run ended: what it came to, in all formats and as an exit code.

use std::collections::HashMap;
use std::time::Duration;

use serde::Serialize;
use tokio::time::Instant;

use super::error::failure;
use super::progress::Ledger;
use super::result::StepResult;
use super::row::{AppliedJson, StepRow};
use crate::api::Client;
use crate::commands::fleet::view;
use crate::commands::shared::{mutation_output, wait};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::apply::StepStatus;
use crate::fleet::plan::{Action, Change};
use crate::fleet::plan_file::PlanFile;
use crate::wait::{Condition, PoolWait, WaitItem, WaitOptions};

/// What became of every step of a plan.
pub(super) struct ApplySummary<'a> {
    context: &'a Context,
    made: &'a PlanFile,
    steps: &'a [&'a Change],
    /// What became of each step.
    applied: Vec<StepResult>,
    /// What standard output could not take.
    fault: Option<CliError>,
}

/// How many changes ended how.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Counts {
    created: usize,
    updated: usize,
    deleted: usize,
    pub(super) already_so: usize,
    pub(super) failed: usize,
    pub(super) unknown: usize,
    pub(super) not_tried: usize,
    /// Those of which nothing was to be done.
    none: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EndJson<'a> {
    format_version: u32,
    host: &'a str,
    organization_id: &'a str,
    file: &'a str,
    counts: Counts,
    changes: Vec<AppliedJson<'a>>,
}

impl<'a> ApplySummary<'a> {
    /// Of a run that is over.
    pub(super) fn new(
        context: &'a Context,
        made: &'a PlanFile,
        steps: &'a [&'a Change],
        ledger: Ledger<'_>,
    ) -> Self {
        let (applied, fault) = ledger.close();
        Self { context, made, steps, applied, fault }
    }

    /// Shows it. The changes are told even if standard output cannot take them.
    ///
    /// # Errors
    /// When not every change was made, and when it cannot be shown.
    pub(super) fn show(&mut self) -> Result<(), CliError> {
        let tally = self.tally();
        let shown = match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.report(tally),
        };
        let shown = mutation_output::finish_output(self.context, shown, Vec::new)
            .and(self.tell_step(tally));
        match (failure(self.context, self.steps, &self.applied, tally), shown) {
            (Some(failure), _) => Err(failure),
            (None, shown) => shown.map_err(|fault| fault.because(tally.sentence())),
        }
    }

    fn report(&self, tally: Counts) -> Result<(), CliError> {
        let PlanFile { host, organization, file, plan } = self.made;
        let all = self.all();
        let changes =
            all.iter().map(|(change, applied)| AppliedJson::of(&self.context.ui, change, *applied));
        let whole = EndJson {
            format_version: 1,
            host,
            organization_id: organization,
            file,
            counts: tally,
            changes: changes.collect(),
        };
        let rows =
            all.iter().map(|(change, applied)| StepRow::of(&self.context.ui, change, *applied));
        self.context.ui.report(&whole, rows, || {
            if plan.is_empty() { view::lines(plan) } else { vec![tally.sentence()] }
        })
    }

    /// Tells a step of GitHub Actions how many changes ended how, and which.
    fn tell_step(&self, tally: Counts) -> Result<(), CliError> {
        let outputs = [
            ("created", tally.created),
            ("updated", tally.updated),
            ("deleted", tally.deleted),
            ("failed", tally.failed),
            ("unknown", tally.unknown),
            ("not_tried", tally.not_tried),
        ];
        let outputs = outputs.map(|(name, count)| (name, count.to_string()));
        let applied = self.steps.iter().zip(&self.applied);
        let rows =
            applied.map(|(step, applied)| StepRow::of(&self.context.ui, step, Some(applied)));
        self.context.ui.report_all_to_step(&outputs, rows)
    }

    /// Every change of the plan, and what became of those that do something.
    fn all(&self) -> Vec<(&Change, Option<&StepResult>)> {
        let pairs = self.steps.iter().map(|step| step.pair);
        let applied: HashMap<_, _> = pairs.zip(&self.applied).collect();
        let of = |change: &Change| applied.get(&change.pair).copied();
        self.made.plan.changes.iter().map(|change| (change, of(change))).collect()
    }

    fn tally(&self) -> Counts {
        let mut tally = Counts { none: self.made.plan.counts().none, ..Counts::default() };
        for (step, applied) in self.steps.iter().zip(&self.applied) {
            *match (applied.kind, step.action) {
                (StepStatus::Done, Action::Create { .. }) => &mut tally.created,
                (StepStatus::Done, Action::Update { .. }) => &mut tally.updated,
                (StepStatus::Done, Action::Delete { .. }) => &mut tally.deleted,
                (StepStatus::Done, Action::None { .. }) | (StepStatus::Unchanged, _) => {
                    &mut tally.already_so
                }
                (StepStatus::Failed, _) => &mut tally.failed,
                (StepStatus::Unknown, _) => &mut tally.unknown,
                (StepStatus::Skipped, _) => &mut tally.not_tried,
            } += 1;
        }
        tally
    }

    /// Waits until the pools that were made and resized are ready, and those that were deleted are
    /// gone.
    ///
    /// # Errors
    /// When that does not come true.
    pub(super) async fn wait(
        &self,
        client: &Client,
        plan: WaitOptions,
    ) -> Result<ExitCode, CliError> {
        let begin = Instant::now();
        for condition in [Condition::Ready, Condition::Deleted] {
            let starts = self.starts(condition);
            if starts.is_empty() {
                continue;
            }
            let waited = Duration::from_secs(begin.elapsed().as_secs());
            let plan = WaitOptions { timeout: plan.timeout.saturating_sub(waited), ..plan };
            let goal = PoolWait { client, condition };
            let stays = "what was changed stays";
            wait::wait_for(self.context, client, &goal, plan, starts, stays).await.into_items()?;
        }
        Ok(ExitCode::Success)
    }

    fn starts<T>(&self, condition: Condition) -> Vec<WaitItem<T>> {
        let steps = self.steps.iter().zip(&self.applied).filter(|(step, _)| {
            let is_delete = matches!(step.action, Action::Delete { .. });
            is_delete == (condition == Condition::Deleted)
        });
        let start = |(step, applied): (&&Change, &StepResult)| {
            let id = applied.id?.to_string();
            let is_new = matches!(step.action, Action::Create { .. });
            Some(WaitItem { id, name: step.address.clone(), state: None, is_new })
        };
        steps.filter_map(start).collect()
    }
}

impl Counts {
    /// Pools that are as they were wanted.
    pub(super) const fn fine(self) -> usize {
        self.created + self.updated + self.deleted + self.already_so
    }

    /// The trouble there was, such as `1 failed, 2 not tried`.
    pub(super) fn trouble(self) -> String {
        let parts =
            [(self.failed, "failed"), (self.unknown, "unknown"), (self.not_tried, "not tried")];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        parts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
    }

    fn sentence(self) -> String {
        let Self { created, updated, deleted, already_so, .. } = self;
        let mut text = format!("applied: {created} created, {updated} updated, {deleted} deleted");
        if already_so > 0 {
            text = format!("{text}, {already_so} already so");
        }
        match self.trouble() {
            trouble if trouble.is_empty() => text,
            trouble => format!("{text}; {trouble}"),
        }
    }
}
