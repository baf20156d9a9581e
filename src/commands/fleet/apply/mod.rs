//! `apply`: bring the pools to the declared state.

mod error;
mod follow;
mod progress;
mod result;
mod row;
mod saved;
mod summary;
mod time_check;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use self::progress::{AlignedLines, ApplyProgress};
use self::row::StepRow;
use self::summary::ApplySummary;
use super::compare::read_pools;
use super::file::{self, FileArgs, FleetFile};
use super::plan::{NewPlan, create_plan};
use super::{clock_check, saved_plan, view};
use crate::api::Client;
use crate::commands::shared::wait::WaitFlags;
use crate::commands::shared::whole_number;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::fleet::action_filter::ActionFilter;
use crate::fleet::apply::{apply_plan, steps};
use crate::fleet::limit::DeleteLimitExceeded;
use crate::fleet::plan::ActionKind;
use crate::fleet::plan_file::PlanFile;
use crate::lookup::Directory;
use crate::output::record;
use crate::runtime;

/// Reasons for a stale plan that are listed beside the first.
const MAX_STALE: usize = 5;

/// The names of the columns.
pub(crate) fn columns() -> Vec<&'static str> {
    record::column_names::<row::StepRow>()
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl apply
  prebuildctl apply -f fleet.toml --prune --max-deletes 3 --yes
  prebuildctl plan --out plan.json && prebuildctl apply plan.json
  prebuildctl apply --yes --wait --timeout 30m
  prebuildctl apply --only update --yes -q
  prebuildctl apply --follow --yes --every 10m
  prebuildctl apply --yes --jq '.changes[] | select(.result == \"failed\") | .address'")]
pub(crate) struct ApplyArgs {
    /// A plan saved by plan --out, instead of a fleet file
    #[arg(value_name = "PLAN", conflicts_with_all = ["file", "prune", "follow"])]
    saved: Option<PathBuf>,

    #[command(flatten)]
    file: FileArgs,

    /// Also delete pools that are in scope but not in the file
    #[arg(long, conflicts_with = "follow")]
    prune: bool,

    /// Apply only these kinds of changes, separated by commas, and leave the others (can be repeated)
    #[arg(long, value_name = "KIND", value_enum, ignore_case = true, value_delimiter = ',')]
    only: Vec<OnlyKind>,

    /// Apply without asking for confirmation
    #[arg(short, long)]
    yes: bool,

    /// Delete at most N pools [default: 30% of the pools in scope, but always at least 1]
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    #[arg(value_parser = |text: &str| whole_number::parse(text, 0_usize..))]
    max_deletes: Option<usize>,

    /// Number of concurrent changes, at most 32
    #[arg(long, value_name = "N", default_value = "8", allow_negative_numbers = true)]
    #[arg(value_parser = |text: &str| whole_number::parse(text, 1..=32_u8))]
    concurrency: u8,

    /// Keep running: apply at every edge of a window, when the file changes, and at intervals;
    /// never delete
    #[arg(long, conflicts_with_all = ["wait", "max_deletes"])]
    follow: bool,

    /// With --follow, apply at least this often, 1m to 24h [default: 15m]
    #[arg(long, value_name = "TIME", requires = "follow")]
    every: Option<String>,

    #[command(flatten)]
    wait: WaitFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum OnlyKind {
    Create,
    Update,
    Delete,
}

enum PlanSource {
    File(FleetFile),
    Saved(PlanFile),
}

impl ApplyArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        if self.follow {
            return self.follow(context);
        }
        let wait = self.wait.plan(context)?;
        let source = match &self.saved {
            Some(path) => PlanSource::Saved(saved_plan::read(path)?),
            None => PlanSource::File(self.file.read(context)?),
        };
        if !self.yes {
            context
                .require_prompts("cannot ask for confirmation")
                .map_err(|error| error.because("use --yes to apply without confirmation"))?;
        }
        context.ui.check_columns::<StepRow>()?;
        let client = context.client()?;
        let plan = runtime::run(context, &client, self.load_plan(context, &client, source))?;
        self.check_deletes(context, &plan.file, plan.live)?;
        self.confirm_plan(context, &plan)?;
        // Without a question, the state was read just now; every change checks its own pool.
        if !self.yes {
            runtime::run(context, &client, self.check_again(context, &client, &plan))?;
        }
        let plan_file = plan.file;
        let steps = steps(&plan_file.plan, &self.filter());
        let lines = AlignedLines::new(context, &steps);
        let progress = ApplyProgress::new(context, &steps, lines);
        let concurrency = usize::from(self.concurrency);
        runtime::run_mutations(context, &client, async {
            let report = |index, event| progress.record(index, event);
            apply_plan(&client, &steps, concurrency, report).await;
            Ok(())
        })?;
        let mut summary = ApplySummary::new(context, &plan_file, &steps, progress.finish());
        summary.print()?;
        match wait {
            Some(options) => runtime::run(context, &client, summary.wait(&client, options)),
            None => Ok(ExitCode::Success),
        }
    }

    fn filter(&self) -> ActionFilter {
        let kinds = self.only.iter().map(|kind| match kind {
            OnlyKind::Create => ActionKind::Create,
            OnlyKind::Update => ActionKind::Update,
            OnlyKind::Delete => ActionKind::Delete,
        });
        ActionFilter::only(&kinds.collect::<Vec<_>>())
    }

    async fn load_plan(
        &self,
        context: &Context,
        client: &Client,
        source: PlanSource,
    ) -> Result<NewPlan, CliError> {
        match source {
            PlanSource::File(file) => {
                let filter = self.filter();
                let plan = create_plan(context, client, &file, None, self.prune, &filter).await?;
                plan.warn_of_file(context, &file);
                clock_check::warn(context, client, &file);
                if let Some(at) = plan.file.evaluated_at {
                    clock_check::require_same_sizes(client, &file, at)?;
                }
                Ok(plan)
            }
            PlanSource::Saved(plan) => self.check_saved(context, client, plan).await,
        }
    }

    /// Refuses to delete too many of the `live` pools in scope.
    fn check_deletes(
        &self,
        context: &Context,
        file: &PlanFile,
        live: usize,
    ) -> Result<(), CliError> {
        let exceeded = DeleteLimitExceeded::check(&file.plan, live, self.max_deletes)
            .filter(|_| self.filter().includes(ActionKind::Delete));
        let Some(exceeded) = exceeded else { return Ok(()) };
        let mut apply = match &self.saved {
            Some(path) => Hint::new("apply").arg(path.display()),
            None => Hint::new("apply").args(file::file_flags(file.file_names())).arg("--prune"),
        };
        if !self.only.is_empty() {
            apply = apply.arg("--only").arg(self.filter().words());
        }
        let command = context.ui.command(&apply.arg("--max-deletes").arg(exceeded.deletes));
        Err(CliError::usage(format!("refusing to delete {exceeded}"))
            .because("nothing was changed")
            .because(format!("to allow it: {command}")))
    }

    /// Prints the changes to apply and those that are left, and asks for confirmation.
    fn confirm_plan(&self, context: &Context, new_plan: &NewPlan) -> Result<(), CliError> {
        let filter = self.filter();
        let plan = &new_plan.file.plan;
        let applied = filter.restrict(plan);
        let asks = !self.yes && !applied.is_empty();
        if asks {
            view::lines_of(&context.ui, &applied, &new_plan.clock())
                .iter()
                .for_each(|line| context.ui.eprint_line(&line.text()));
        }
        if asks || self.saved.is_none() {
            view::print_warnings(context, plan);
        }
        view::note_left(context, plan, &filter);
        let question = match steps(plan, &filter).len() {
            1 => "apply this change?".to_owned(),
            count => format!("apply these {count} changes?"),
        };
        if !asks || runtime::confirm(context, &question)? {
            Ok(())
        } else {
            Err(CliError::new(ExitCode::Failed, "declined", "nothing was changed"))
        }
    }

    /// Reads the current state again, and refuses a plan that does not match it or the clock.
    async fn check_again(
        &self,
        context: &Context,
        client: &Client,
        plan: &NewPlan,
    ) -> Result<(), CliError> {
        let file = &plan.file;
        self.check_time(client, file, plan.time_zone.as_ref())?;
        let (directory, projects) = (Directory::default(), saved::projects(&file.plan));
        let live = read_pools(context, client, &directory, &projects, false).await?;
        let stale = saved::stale_reasons(&file.plan, &live);
        stale.map_or(Ok(()), |reasons| Err(self.stale_error(file, reasons)))
    }

    fn stale_error(&self, file: &PlanFile, reasons: Vec<String>) -> CliError {
        let mut reasons = reasons.into_iter();
        let message = format!("the plan is stale: {}", reasons.next().unwrap_or_default());
        let mut error = CliError::new(ExitCode::Conflict, "failed_precondition", message);
        error.reasons.extend(reasons.by_ref().take(MAX_STALE));
        let more = reasons.count();
        if more > 0 {
            error.reasons.push(format!("and {more} more"));
        }
        error = error.because("nothing was changed");
        let Some(path) = &self.saved else { return error };
        let mut plan = Hint::new("plan").args(file::file_flags(file.file_names()));
        let changes = &file.plan.changes;
        if changes.iter().any(|change| change.action.kind() == ActionKind::Delete) {
            plan = plan.arg("--prune");
        }
        error.hint(plan.arg("--out").arg(path.display()))
    }
}
