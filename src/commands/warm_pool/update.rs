//! `warm-pool update`: change the sizes of a pool.

use clap::Args;

use super::size_args::SizeArgs;
use super::wait_output;
use super::{mutation_error, pool_arg};
use crate::api::Client;
use crate::api::warm_pool;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::wait::WaitFlags;
use crate::context::Context;
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation::{self, update_request};
use crate::warm_pool::reference::{self, PoolRef};
use crate::warm_pool::size::{PoolSize, SizeRequest};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool update acme-api/large --max 8
  prebuildctl warm-pool update acme-api/large --min 3 --wait
  prebuildctl warm-pool update POOL_ID --min 0 --max 3")]
pub(super) struct UpdateArgs {
    /// The pool: its id, or PROJECT/CLASS
    #[arg(value_name = "POOL")]
    pool: String,

    #[command(flatten)]
    size: SizeArgs,

    /// Print the request that would be sent, and change nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    wait: WaitFlags,
}

impl UpdateArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let asked = self.size.asked(context);
        let target = self.checked(asked)?;
        let plan = self.wait.plan(context)?;
        let client = context.client()?;
        let find = async {
            let pool = pool_arg::find(context, &client, &target).await?;
            let size = target_size(&pool, &target, asked)?;
            Ok((pool, size))
        };
        if self.dry_run {
            let (pool, size) = runtime::run(context, &client, find)?;
            let request = update_request(pool_arg::parse_id(&pool)?, size);
            return super::dry_run(context, warm_pool::UPDATE, &request);
        }
        runtime::run(context, &client, async {
            let (pool, size) = find.await?;
            let (what, pool) = resize_to(context, &client, pool, size).await?;
            let address = pool_arg::address(&target, &pool);
            wait_output::show_changed(context, &client, plan, what, pool, address).await
        })
    }

    /// Everything that is wrong with the words, at once.
    fn checked(&self, asked: SizeRequest) -> Result<PoolRef, CliError> {
        let target = reference::pool(&self.pool);
        let mut wrong: Vec<_> = target.as_ref().err().cloned().into_iter().collect();
        wrong.extend(asked.range_errors());
        if asked.is_empty() {
            wrong.push("nothing to change: give --min, --max or both".to_owned());
        }
        match target {
            Ok(target) if wrong.is_empty() => Ok(target),
            _ => Err(CliError::usage_errors(wrong)),
        }
    }
}

/// Gives a pool its sizes, unless it has them, and says what happened.
pub(super) async fn resize_to(
    context: &Context,
    client: &Client,
    pool: WarmPool,
    size: PoolSize,
) -> Result<(&'static str, WarmPool), CliError> {
    let (id, before) = (pool_arg::parse_id(&pool)?, lifecycle::size(&pool));
    if before == Some(size) {
        return Ok(("unchanged", pool));
    }
    let attempt = context.start_operation(
        format!("resize the warm pool {id} to {size}"),
        Hint::new("warm-pool get").arg(id),
    );
    match mutation::update(client, id, before, size).await {
        Ok(done) => Ok(done.told_as("updated", "has these sizes")),
        Err(setback) => Err(mutation_error::failure(context, &attempt, setback)),
    }
}

/// The sizes the pool gets.
fn target_size(
    pool: &WarmPool,
    target: &PoolRef,
    asked: SizeRequest,
) -> Result<PoolSize, CliError> {
    if lifecycle::life(pool) != Lifecycle::Active {
        let message = format!("cannot resize the warm pool {target}: it is being removed");
        return Err(CliError::new(ExitCode::Conflict, "failed_precondition", message));
    }
    let size = match (lifecycle::size(pool), asked) {
        (Some(now), _) => asked.resolve_update(now),
        (
            None,
            SizeRequest { min: Some(_), max: Some(_), .. } | SizeRequest { fixed: Some(_), .. },
        ) => asked.resolve_new(),
        (None, _) => Err(vec![format!(
            "the sizes of the warm pool {target} are not valid as they are: give --min and --max"
        )]),
    };
    size.map_err(CliError::usage_errors)
}
