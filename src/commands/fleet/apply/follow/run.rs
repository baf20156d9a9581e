//! One run after the other: reads the state, applies the plan, and says what happened.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::sleep;

use super::files::{FileChange, FollowedFiles};
use super::printer::{ChangePrinter, FailedChanges};
use crate::api::Client;
use crate::commands::fleet::apply::ApplyArgs;
use crate::commands::fleet::apply::progress::ApplyProgress;
use crate::commands::fleet::apply::summary::ApplySummary;
use crate::commands::fleet::clock_check;
use crate::commands::fleet::clock_text::ClockText;
use crate::commands::fleet::plan::{NewPlan, create_plan};
use crate::commands::fleet::view;
use crate::commands::shared::failure_log::FailureLog;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::action_filter::ActionFilter;
use crate::fleet::apply::{apply_plan, steps};
use crate::fleet::follow::{FileState, Follower, RunResult, Wake};
use crate::fleet::schedule::time::minutes;
use crate::report;
use crate::runtime::Shutdown;
use crate::signals::ReloadSignal;

const UP_TO_DATE: &str = "the pools are up to date";

pub(super) struct FollowRuns<'a> {
    context: &'a Context,
    filter: ActionFilter,
    concurrency: usize,
    files: FollowedFiles<'a>,
    shutdown: &'a Shutdown,
    reload: ReloadSignal,
    failures: FailureLog<'a>,
    /// The changes that failed in the last run.
    failed_changes: FailedChanges,
    /// Whether a run was made: from then on no failure ends the process.
    has_run: bool,
    /// Whether warnings about the files in force were printed.
    has_warned: bool,
}

impl<'a> FollowRuns<'a> {
    pub(super) fn new(
        context: &'a Context,
        args: &'a ApplyArgs,
        files: FollowedFiles<'a>,
        shutdown: &'a Shutdown,
    ) -> Self {
        Self {
            context,
            filter: args.follow_filter(),
            concurrency: usize::from(args.concurrency),
            files,
            shutdown,
            reload: ReloadSignal::new(),
            failures: FailureLog::new(context, UP_TO_DATE),
            failed_changes: FailedChanges::new(),
            has_run: false,
            has_warned: false,
        }
    }

    /// The plan for an instant, and a client that can apply it.
    async fn plan(&self, at: Timestamp) -> Result<(Rc<Client>, NewPlan), CliError> {
        let (context, file) = (self.context, self.files.fleet());
        let client = Rc::new(context.renewed_client()?);
        let plan = create_plan(context, &client, file, Some(at), false, &self.filter).await?;
        clock_check::require_same_sizes(&client, file, at)?;
        Ok((client, plan))
    }

    /// Warns once of what is probably a mistake in the files in force.
    fn warn(&mut self, client: &Client, plan: &NewPlan) {
        if self.has_warned {
            return;
        }
        self.has_warned = true;
        plan.warn_of_file(self.context, self.files.fleet());
        clock_check::warn(self.context, client, self.files.fleet());
        view::print_warnings(self.context, &plan.file.plan);
        view::note_left(self.context, &plan.file.plan, &self.filter);
    }

    /// Applies a plan. The error of changes that failed is a result.
    async fn apply_plan(
        &mut self,
        client: &Rc<Client>,
        plan: &NewPlan,
        at: Timestamp,
    ) -> Result<Option<CliError>, CliError> {
        let steps = steps(&plan.file.plan, &self.filter);
        let failed = RefCell::default();
        let printer = ChangePrinter {
            context: self.context,
            clock: plan.clock(),
            at,
            known: &self.failed_changes,
            failed: &failed,
        };
        let progress = ApplyProgress::new(self.context, &steps, printer);
        self.shutdown.set_client(Rc::clone(client));
        let report = |index, event| progress.record(index, event);
        tokio::select! {
            biased;
            () = apply_plan(&**client, &steps, self.concurrency, report) => {}
            () = self.shutdown.expired() => {}
        }
        let (results, output_error) = progress.finish();
        self.failed_changes = failed.into_inner();
        if let Some(error) = output_error {
            return Err(error);
        }
        Ok(ApplySummary::new(self.context, &plan.file, &steps, (results, None)).error())
    }

    /// Whether an error means that the command cannot work as it was started.
    fn is_fatal(&self, error: &CliError) -> bool {
        use ExitCode::{NotFound, PermissionDenied, Unauthenticated, Usage};
        !self.has_run && matches!(error.exit, Usage | Unauthenticated | PermissionDenied | NotFound)
    }

    fn result(&self, at: Timestamp, is_success: bool) -> RunResult {
        let evaluation = self.files.fleet().evaluate(at).ok();
        RunResult { is_success, next_edge: evaluation.and_then(|now| now.valid_until()) }
    }
}

impl Follower for FollowRuns<'_> {
    type Error = CliError;

    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn poll_files(&mut self) -> FileState {
        match self.files.poll(self.context) {
            FileChange::None => FileState::Same,
            FileChange::Unsettled => FileState::Unsettled,
            FileChange::Replaced => {
                self.context.ui.note(&format!("{} changed", self.files.fleet().name()));
                self.failures.reset();
                self.failed_changes.clear();
                self.has_warned = false;
                FileState::Replaced
            }
            FileChange::Invalid(error) => {
                report::print_error(
                    &self.context.ui,
                    &error.because("the last valid files stay in force"),
                );
                FileState::Same
            }
        }
    }

    async fn apply(&mut self, at: Timestamp) -> Result<RunResult, CliError> {
        let plan = tokio::select! {
            biased;
            () = self.shutdown.requested() => return Ok(self.result(at, true)),
            plan = self.plan(at) => plan,
        };
        let error = match plan {
            Ok((client, plan)) => {
                self.warn(&client, &plan);
                self.has_run = true;
                self.apply_plan(&client, &plan, at).await?
            }
            Err(error) if self.is_fatal(&error) => return Err(error),
            Err(error) => Some(error),
        };
        self.has_run = true;
        match &error {
            Some(_) if self.shutdown.is_requested() => {}
            Some(error) => self.failures.failed(error),
            None => self.failures.succeeded(),
        }
        Ok(self.result(at, error.is_none()))
    }

    fn waiting_until(&self, next: Timestamp) {
        let ui = &self.context.ui;
        if ui.shows_status_line() {
            let clock = ClockText::at(self.files.fleet().fleet.time_zone(), Timestamp::now());
            let state = self.failures.state();
            ui.set_status_line(&format!("{state}; next run {}", clock.brief(minutes(next))));
        }
    }

    async fn sleep(&mut self, limit: Duration) -> Wake {
        tokio::select! {
            biased;
            () = self.shutdown.requested() => Wake::Stop,
            () = self.reload.next() => Wake::Reload,
            () = sleep(limit) => Wake::Timer,
        }
    }
}
