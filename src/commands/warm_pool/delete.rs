//! `warm-pool delete`: delete pools.

use clap::{Args, ValueEnum};
use serde::Serialize;
use uuid::Uuid;

use super::{mutation_error, pool_arg, view};
use crate::api::Client;
use crate::commands::shared::mutation_output;
use crate::commands::shared::wait::{self, WaitFlags};
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::runtime;
use crate::wait::{Condition, PoolWait, WaitItem, WaitOptions};
use crate::warm_pool::mutation::{self, MutationError};
use crate::warm_pool::reference::PoolRef;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool delete POOL_ID
  prebuildctl warm-pool delete POOL_ID acme-api/large --yes --if-missing ok
  prebuildctl warm-pool delete acme-api/large --yes --wait")]
pub(super) struct DeleteArgs {
    /// The pools: their ids, or PROJECT/CLASS
    #[arg(value_name = "POOL", required = true)]
    pools: Vec<String>,

    /// Delete without asking
    #[arg(short, long)]
    yes: bool,

    /// What to do when a pool does not exist
    #[arg(long, value_name = "WHAT", value_enum, default_value = "fail")]
    if_missing: IfMissing,

    #[command(flatten)]
    pub(super) wait: WaitFlags,
}

/// What to do when a pool does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum IfMissing {
    /// Fail with exit code 6
    Fail,
    /// Count it as done
    Ok,
}

/// What became of one pool.
#[derive(Debug, Serialize)]
pub(super) struct Deletion {
    /// How the user calls the pool.
    #[serde(skip)]
    pub(super) name: String,
    pub(super) id: String,
    pub(super) result: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Deleted,
    /// It was waited for, and is not gone yet.
    Deleting,
    Missing,
    Failed,
    Unknown,
}

/// A pool to delete, looked up once.
struct ResolvedPool {
    target: PoolRef,
    /// `None` when there is no such pool.
    id: Option<Uuid>,
}

impl DeleteArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let targets = pool_arg::parse(&self.pools)?;
        let plan = self.wait.plan(context)?;
        let question = match targets.len() {
            1 => "delete this warm pool?".to_owned(),
            count => format!("delete these {count} warm pools?"),
        };
        if !self.yes && !context.can_ask()? {
            return Err(CliError::usage(format!("{question} cannot be asked here"))
                .because("nobody answers on this standard input; --yes answers yes"));
        }
        let client = context.client()?;
        let pinned = runtime::run(context, &client, self.pin(context, &client, targets))?;
        if !self.yes && !runtime::confirm(context, &question)? {
            return Err(CliError::new(ExitCode::Failed, "declined", "nothing was deleted"));
        }
        let (deletions, failures) = runtime::run(context, &client, async {
            let (mut deletions, mut failures) = self.delete(context, &client, pinned).await;
            if let Some(plan) = plan {
                failures.extend(until_gone(context, &client, plan, &mut deletions).await);
            }
            Ok((deletions, failures))
        })?;
        report(context, &deletions, failures)
    }

    /// Looks up every pool, before any is deleted; shows them to those who will be asked.
    async fn pin(
        &self,
        context: &Context,
        client: &Client,
        targets: Vec<PoolRef>,
    ) -> Result<Vec<ResolvedPool>, CliError> {
        let (mut pinned, mut display_names) = (Vec::new(), DisplayNames::default());
        for target in targets {
            // An id needs no look-up, unless it is shown.
            if let (PoolRef::Id(id), true) = (&target, self.yes) {
                let id = Some(*id);
                pinned.push(ResolvedPool { target, id });
                continue;
            }
            let id = match pool_arg::find(context, client, &target).await {
                Ok(pool) => {
                    if !self.yes {
                        let loaded =
                            display_names.load_for(client, std::slice::from_ref(&pool)).await;
                        context.note_missing_names(loaded);
                        let (address, size) = (display_names.address(&pool), view::size(&pool));
                        context.ui.eprint_line(&format!("{address}  {}  size {size}", pool.id));
                    }
                    Some(pool_arg::parse_id(&pool)?)
                }
                Err(failure) if failure.exit == ExitCode::NotFound && self.missing_is_ok() => None,
                Err(failure) => return Err(failure),
            };
            pinned.push(ResolvedPool { target, id });
        }
        let mut seen = std::collections::HashSet::new();
        pinned.retain(|pin| pin.id.is_none_or(|id| seen.insert(id)));
        Ok(pinned)
    }

    fn missing_is_ok(&self) -> bool {
        self.if_missing == IfMissing::Ok
    }

    async fn delete(
        &self,
        context: &Context,
        client: &Client,
        pinned: Vec<ResolvedPool>,
    ) -> (Vec<Deletion>, Vec<CliError>) {
        let (mut deletions, mut failures) = (Vec::new(), Vec::new());
        for ResolvedPool { target, id } in pinned {
            let result = match id {
                None => Ok(Outcome::Missing),
                Some(id) => self.delete_one(context, client, &target, id).await,
            };
            let id = id.map_or_else(|| target.to_string(), |id| id.to_string());
            let result = result.unwrap_or_else(|failure| {
                let is_unknown = failure.exit == ExitCode::OutcomeUnknown;
                failures.push(failure);
                if is_unknown { Outcome::Unknown } else { Outcome::Failed }
            });
            deletions.push(Deletion { name: target.to_string(), id, result });
        }
        (deletions, failures)
    }

    async fn delete_one(
        &self,
        context: &Context,
        client: &Client,
        target: &PoolRef,
        id: Uuid,
    ) -> Result<Outcome, CliError> {
        let attempt = context.start_operation(
            format!("delete the warm pool {target}"),
            Hint::new("warm-pool get").arg(id),
        );
        match mutation::delete(client, id).await {
            Ok(()) => Ok(Outcome::Deleted),
            Err(MutationError::NotFound(_)) if self.missing_is_ok() => Ok(Outcome::Missing),
            Err(MutationError::NotFound(error)) => Err(pool_arg::missing(context, target, error)),
            Err(setback) => Err(mutation_error::failure(context, &attempt, setback)),
        }
    }
}

/// Waits for the end of what was deleted, and notes what has not come to it.
async fn until_gone(
    context: &Context,
    client: &Client,
    plan: WaitOptions,
    deletions: &mut [Deletion],
) -> Option<CliError> {
    let mut waited_for: Vec<_> =
        deletions.iter_mut().filter(|it| it.result == Outcome::Deleted).collect();
    let starts = waited_for.iter().map(|it| WaitItem {
        id: it.id.clone(),
        name: it.name.clone(),
        thing: None,
        is_new: false,
    });
    let starts = starts.collect();
    let goal = PoolWait { client, condition: Condition::Deleted };
    let stays = "the deletion goes on";
    let waited = wait::wait_for(context, client, &goal, plan, starts, stays).await;
    for place in waited.open {
        waited_for[place].result = Outcome::Deleting;
    }
    waited.failure
}

/// Shows what became of each pool. When none was deleted there is only the failure to tell.
pub(super) fn report(
    context: &Context,
    deletions: &[Deletion],
    mut failures: Vec<CliError>,
) -> Result<ExitCode, CliError> {
    let is_done = |it: &Deletion| matches!(it.result, Outcome::Deleted | Outcome::Missing);
    let done = deletions.iter().filter(|it| is_done(it)).count();
    if done > 0 || failures.is_empty() {
        let lines = || deletions.iter().map(sentence).collect::<Vec<_>>();
        mutation_output::finish_output(context, context.ui.value(&deletions, lines), lines)?;
    }
    if failures.is_empty() {
        return Ok(ExitCode::Success);
    }
    let mut first = failures.remove(0);
    let is_partial = |it: &Deletion| matches!(it.result, Outcome::Failed | Outcome::Unknown);
    if done > 0 && deletions.iter().any(is_partial) {
        first.exit = ExitCode::PartiallyApplied;
    }
    first.other_messages.extend(failures.iter().map(|failure| failure.message.clone()));
    Err(first)
}

fn sentence(deletion: &Deletion) -> String {
    let word = match deletion.result {
        Outcome::Deleted => "deleted",
        Outcome::Deleting => "deleting",
        Outcome::Missing => "missing",
        Outcome::Failed => "failed ",
        Outcome::Unknown => "unknown",
    };
    format!("{word} {}", deletion.id)
}
