//! `apply`: makes what there is what a fleet file declares.

mod error;
mod progress;
mod result;
mod row;
mod summary;

use std::path::PathBuf;

use clap::Args;

use self::progress::Ledger;
use self::row::StepRow;
use self::summary::ApplySummary;
use super::file::{self, FileArgs, Source};
use super::{cannot_observe, cannot_read, plan, view};
use crate::api::Client;
use crate::commands::shared::wait::{LimitArgs, WaitFlags};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::apply::stale::{Stale, stale};
use crate::fleet::apply::{apply_plan, steps};
use crate::fleet::limit::{DeleteLimitExceeded, excess};
use crate::fleet::live_state;
use crate::fleet::plan::Plan;
use crate::fleet::plan_file::PlanFile;
use crate::lookup::Directory;
use crate::runtime;

/// Pools of a stale plan that are told beside the first.
const MOST_STALE: usize = 5;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl apply
  prebuildctl apply -f fleet.toml --prune --max-deletes 3 --yes
  prebuildctl plan --out plan.json && prebuildctl apply plan.json
  prebuildctl apply --yes --wait --timeout 30m
  prebuildctl apply --yes --jq '.changes[] | select(.result == \"failed\") | .address'")]
pub(crate) struct ApplyArgs {
    /// A plan that plan --out saved, in place of a fleet file
    #[arg(value_name = "PLAN", conflicts_with_all = ["file", "prune"])]
    saved: Option<PathBuf>,

    #[command(flatten)]
    file: FileArgs,

    /// Also delete pools that are in scope and not in the file
    #[arg(long)]
    prune: bool,

    /// Carry it out without asking
    #[arg(short, long)]
    yes: bool,

    /// Delete up to so many pools; without it 30 of a hundred in scope, and one at least
    #[arg(long, value_name = "N")]
    max_deletes: Option<usize>,

    /// Make so many changes at once, 32 at most
    #[arg(long, value_name = "N", default_value = "8")]
    #[arg(value_parser = clap::value_parser!(u8).range(1..=32))]
    concurrency: u8,

    #[command(flatten)]
    wait: WaitFlags,
}

/// Where the plan comes from.
enum PlanSource {
    /// It is made now.
    File(Source),
    /// It was made before.
    Saved(PlanFile),
}

impl ApplyArgs {
    /// The limits of its wait.
    pub(crate) fn limits(&self) -> &LimitArgs {
        &self.wait.limits
    }

    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let wait = self.wait.plan(context)?;
        let origin = match &self.saved {
            Some(path) => PlanSource::Saved(file::saved_plan(path)?),
            None => PlanSource::File(self.file.read(context)?),
        };
        if !self.yes && !context.can_ask()? {
            return Err(CliError::usage("make the changes of the plan? cannot be asked here")
                .because("nobody answers on this standard input; --yes answers yes"));
        }
        // Whether the columns that are asked for exist is not left to the end.
        context.ui.rows::<StepRow>()?;
        let client = context.client()?;
        // What was read a moment ago for a plan that nobody looks at is read just before.
        let is_read_just_before = self.yes && matches!(origin, PlanSource::File(_));
        let load_plan = runtime::run(context, &client, self.load_plan(context, &client, origin))?;
        check_deletes(&load_plan.plan, self.max_deletes)?;
        self.confirm_plan(context, &load_plan.plan)?;
        if !is_read_just_before {
            runtime::run(context, &client, check_stale(context, &client, &load_plan.plan))?;
        }
        let steps = steps(&load_plan.plan);
        let ledger = Ledger::new(context, &steps);
        let at_once = usize::from(self.concurrency);
        runtime::run_mutations(context, &client, async {
            apply_plan(&client, &steps, at_once, |at, event| ledger.tell(at, event)).await;
            Ok(())
        })?;
        let mut end = ApplySummary::new(context, &load_plan, &steps, ledger);
        end.show()?;
        match wait {
            Some(wait) => runtime::run(context, &client, end.wait(&client, wait)),
            None => Ok(ExitCode::Success),
        }
    }

    async fn load_plan(
        &self,
        context: &Context,
        client: &Client,
        origin: PlanSource,
    ) -> Result<PlanFile, CliError> {
        match origin {
            PlanSource::File(source) => plan::made(context, client, &source, self.prune).await,
            PlanSource::Saved(plan) => {
                let identity = client.authenticated_identity().await;
                let identity = identity.map_err(|error| cannot_read(context, &error))?;
                let host = context.settings()?.host.value.to_string();
                let own = plan.check_service(&host, &identity.organization_id);
                own.map_err(|why| CliError::usage(format!("the plan {why}")))?;
                Ok(plan)
            }
        }
    }

    /// Shows the plan and asks; what is known beside a plan that was just made is told to those who
    /// are not asked too.
    fn confirm_plan(&self, context: &Context, plan: &Plan) -> Result<(), CliError> {
        let is_asked = !self.yes && !plan.is_empty();
        if is_asked {
            view::lines(plan).iter().for_each(|line| context.ui.eprint_line(line));
        }
        if is_asked || self.saved.is_none() {
            view::print_warnings(context, plan);
        }
        let question = match steps(plan).len() {
            1 => "make this change?".to_owned(),
            count => format!("make these {count} changes?"),
        };
        if !is_asked || runtime::confirm(context, &question)? {
            Ok(())
        } else {
            Err(CliError::new(ExitCode::Failed, "declined", "nothing was changed"))
        }
    }
}

/// Whether the plan deletes no more than it may.
fn check_deletes(plan: &Plan, most: Option<usize>) -> Result<(), CliError> {
    let Some(DeleteLimitExceeded { deletes, of, most: may }) = excess(plan, most) else {
        return Ok(());
    };
    let limit = match most {
        Some(_) => format!("the {may} that --max-deletes allows"),
        None => format!("the {may} that are deleted without --max-deletes"),
    };
    Err(CliError::usage(format!("the plan deletes {deletes} of {of} pools, more than {limit}"))
        .because("nothing was changed")
        .because(format!("if they are all to go: --max-deletes {deletes}")))
}

/// Reads what there is once more; a plan that was made for something else is refused as a whole.
async fn check_stale(context: &Context, client: &Client, plan: &Plan) -> Result<(), CliError> {
    let mut projects: Vec<_> = plan.changes.iter().map(|change| change.pair.project).collect();
    projects.sort_unstable();
    projects.dedup();
    let observed = live_state::pools(client, &projects).await;
    let observed =
        observed.map_err(|why| cannot_observe(context, "the plan", &Directory::default(), why))?;
    let all = stale(plan, &observed.pools);
    let Some((first, others)) = all.split_first() else {
        return Ok(());
    };
    let message = format!("the plan is stale: {first}");
    let failure = CliError::new(ExitCode::Conflict, "failed_precondition", message);
    let failure = others
        .iter()
        .take(MOST_STALE)
        .map(Stale::to_string)
        .chain(
            (others.len() > MOST_STALE).then(|| format!("and {} more", others.len() - MOST_STALE)),
        )
        .fold(failure, CliError::because);
    Err(failure.because("nothing was changed; make a new plan"))
}
