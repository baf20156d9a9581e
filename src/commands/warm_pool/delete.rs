//! `warm-pool delete`: delete pools.

use std::collections::HashSet;

use clap::{Args, ValueEnum};
use uuid::Uuid;

use super::{mutation_error, pool_arg};
use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::deletion::{self, Deletable, Deletion, Outcome};
use crate::commands::shared::wait::WaitFlags;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::record::Record as _;
use crate::output::table::Column;
use crate::runtime;
use crate::wait::{Condition, PoolWait};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation::{self, MutationError};
use crate::warm_pool::reference::PoolRef;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool delete POOL_ID
  prebuildctl warm-pool delete POOL_ID acme-api/large --yes --if-missing ok
  prebuildctl warm-pool delete acme-api/large --yes --wait")]
pub(super) struct DeleteArgs {
    /// Pool ids or PROJECT/CLASS
    #[arg(value_name = "POOL", required = true)]
    pools: Vec<String>,

    /// Delete without confirmation
    #[arg(short, long)]
    yes: bool,

    /// What to do if a pool does not exist
    #[arg(long, value_name = "ACTION", value_enum, ignore_case = true, default_value = "fail")]
    if_missing: IfMissing,

    #[command(flatten)]
    wait: WaitFlags,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum IfMissing {
    /// Fail with exit code 6
    Fail,
    /// Count it as deleted
    Ok,
}

/// A pool to delete, with its id if it exists.
type ResolvedPool = (PoolRef, Option<Uuid>);

impl DeleteArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let targets = pool_arg::parse(&self.pools)?;
        let wait = self.wait.plan(context)?;
        context.ui.check_columns::<Deletion<WarmPool>>()?;
        let question = match targets.len() {
            1 => "delete this warm pool?".to_owned(),
            count => format!("delete these {count} warm pools?"),
        };
        if !self.yes {
            context
                .require_prompts("cannot ask for confirmation")
                .map_err(|error| error.because("use --yes to delete without confirmation"))?;
        }
        let client = context.client()?;
        let pools = runtime::run(context, &client, self.resolve_all(context, &client, targets))?;
        if !self.yes && !runtime::confirm(context, &question)? {
            return Err(CliError::new(ExitCode::Failed, "declined", "nothing was deleted"));
        }
        let (deletions, errors) = runtime::run(context, &client, async {
            let (mut deletions, mut errors) = self.delete(context, &client, pools).await;
            if let Some(wait) = wait {
                let target = PoolWait { client: &client, condition: Condition::Deleted };
                let deletions = &mut deletions;
                let waited =
                    deletion::wait_until_deleted(context, &client, &target, wait, deletions);
                errors.extend(waited.await);
            }
            Ok((deletions, errors))
        })?;
        deletion::report(context, &deletions, errors, self.wait.is_set())
    }

    /// Resolves every pool before any is deleted; prints them if confirmation is needed.
    async fn resolve_all(
        &self,
        context: &Context,
        client: &Client,
        targets: Vec<PoolRef>,
    ) -> Result<Vec<ResolvedPool>, CliError> {
        let (mut pools, mut display_names) = (Vec::new(), DisplayNames::default());
        for target in targets {
            // An id is not looked up unless it is shown.
            if let (PoolRef::Id(id), true) = (&target, self.yes) {
                let id = *id;
                pools.push((target, Some(id)));
                continue;
            }
            let id = match pool_arg::find(context, client, &target).await {
                Ok(pool) => {
                    if !self.yes {
                        let loaded =
                            display_names.load_for(client, std::slice::from_ref(&pool)).await;
                        context.note_missing_names(loaded);
                        let address = display_names.address(&pool, &context.message_printer());
                        let (id, size) = (&pool.id, lifecycle::size_bounds(&pool));
                        let id = if address == *id { String::new() } else { format!("{id}  ") };
                        context.ui.eprint_line(&format!("{address}  {id}size {size}"));
                    }
                    Some(pool_arg::parse_id(&pool)?)
                }
                Err(error) if error.exit == ExitCode::NotFound && self.allows_missing() => None,
                Err(error) => return Err(error),
            };
            pools.push((target, id));
        }
        let mut seen = HashSet::new();
        pools.retain(|(_, id)| id.is_none_or(|id| seen.insert(id)));
        Ok(pools)
    }

    fn allows_missing(&self) -> bool {
        self.if_missing == IfMissing::Ok
    }

    async fn delete(
        &self,
        context: &Context,
        client: &Client,
        pools: Vec<ResolvedPool>,
    ) -> (Vec<Deletion<WarmPool>>, Vec<CliError>) {
        let (mut deletions, mut errors) = (Vec::new(), Vec::new());
        for (target, id) in pools {
            let result = self.delete_one(context, client, &target, id).await;
            let name = target.to_string();
            let id = id.map_or_else(|| name.clone(), |id| id.to_string());
            let result = result.unwrap_or_else(|error| {
                let result = Outcome::for_error(&error);
                errors.push(error);
                result
            });
            deletions.push(Deletion::new(name, id, result));
        }
        (deletions, errors)
    }

    async fn delete_one(
        &self,
        context: &Context,
        client: &Client,
        target: &PoolRef,
        id: Option<Uuid>,
    ) -> Result<Outcome, CliError> {
        let Some(id) = id else { return Ok(Outcome::Missing) };
        let operation = context.start_operation(
            format!("delete the warm pool {target}"),
            Hint::new("warm-pool get").arg(id),
        );
        match mutation::delete(client, id).await {
            Ok(Lifecycle::Deleted) => Ok(Outcome::Deleted),
            Ok(_) => Ok(Outcome::Deleting),
            Err(MutationError::NotFound(_)) if self.allows_missing() => Ok(Outcome::Missing),
            Err(MutationError::NotFound(error)) => {
                Err(pool_arg::not_found(context, target, error.as_deref()))
            }
            Err(error) => Err(mutation_error::cli_error(context, &operation, error)),
        }
    }
}

impl Deletable for WarmPool {
    const COLUMNS: &'static [Column<Deletion<Self>>] = &[
        Column::address("address", Deletion::address, Deletion::id),
        Column::id("id", Deletion::id),
        Column::text("result", Deletion::result),
    ];
}
