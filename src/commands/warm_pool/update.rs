//! `warm-pool update`: change the sizes of a pool.

use clap::Args;

use super::size_args::SizeArgs;
use super::view::PoolRow;
use super::{mutation_error, pool_arg, wait_output};
use crate::api::Client;
use crate::api::warm_pool::{self, WarmPool};
use crate::commands::shared::wait::WaitFlags;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation::{self, update_request};
use crate::warm_pool::reference::{self, PoolRef};
use crate::warm_pool::size::{PoolSize, SizeBounds};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool update acme-api/large --max 8
  prebuildctl warm-pool update acme-api/large --min 3 --wait
  prebuildctl warm-pool update POOL_ID --min 0 --max 3")]
pub(super) struct UpdateArgs {
    /// Pool id or PROJECT/CLASS
    #[arg(value_name = "POOL")]
    pool: String,

    #[command(flatten)]
    size: SizeArgs,

    /// Print the request without sending it
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    wait: WaitFlags,
}

impl UpdateArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (target, requested) = self.parse(context)?;
        let wait = self.wait.plan(context)?;
        context.ui.check_columns::<PoolRow>()?;
        let client = context.client()?;
        let find = async {
            let pool = pool_arg::find(context, &client, &target).await?;
            let size = target_size(&pool, &target.to_string(), requested)?;
            Ok((pool, size))
        };
        if self.dry_run {
            let (pool, size) = runtime::run(context, &client, find)?;
            let request = update_request(pool_arg::parse_id(&pool)?, size);
            return super::dry_run(context, warm_pool::UPDATE, &request);
        }
        runtime::run(context, &client, async {
            let (pool, size) = find.await?;
            let resized = resize_to(context, &client, pool, size, &target.to_string()).await;
            let (action, pool) = resized?;
            let address = pool_arg::address(context, &target, &pool);
            wait_output::show_changed(context, &client, wait, action, pool, address).await
        })
    }

    /// Reports all errors of the arguments together.
    fn parse(&self, context: &Context) -> Result<(PoolRef, SizeBounds), CliError> {
        let target = reference::parse_pool_ref(&self.pool);
        let bounds = self.size.bounds(context);
        let mut errors = Vec::from_iter(target.as_ref().err().cloned());
        match &bounds {
            Err(size_errors) => errors.extend(size_errors.iter().cloned()),
            Ok(bounds) if bounds.is_empty() => {
                errors.push("nothing to change: use --min, --max or both".to_owned());
            }
            Ok(bounds) => errors.extend(bounds.range_errors()),
        }
        match (target, bounds) {
            (Ok(target), Ok(bounds)) if errors.is_empty() => Ok((target, bounds)),
            _ => Err(CliError::usage_errors(errors)),
        }
    }
}

/// Resizes a pool unless it already has the size; returns what happened. Errors call it `name`.
pub(super) async fn resize_to(
    context: &Context,
    client: &Client,
    pool: WarmPool,
    size: PoolSize,
    name: &str,
) -> Result<(&'static str, WarmPool), CliError> {
    let (id, before) = (pool_arg::parse_id(&pool)?, lifecycle::size(&pool));
    if before == Some(size) {
        return Ok(("unchanged", pool));
    }
    let operation = context.start_operation(
        format!("resize the warm pool {name} to {size}"),
        Hint::new("warm-pool get").arg(id),
    );
    match mutation::update(client, id, before, size).await {
        Ok(applied) => Ok(applied.label("updated", "unchanged")),
        Err(error) => Err(mutation_error::cli_error(context, &operation, error)),
    }
}

/// The size that a pool gets if the requested bounds are changed and no others.
pub(super) fn target_size(
    pool: &WarmPool,
    name: &str,
    requested: SizeBounds,
) -> Result<PoolSize, CliError> {
    if lifecycle::lifecycle(pool) != Lifecycle::Active {
        let message = format!("cannot resize the warm pool {name}: it is being deleted");
        return Err(CliError::new(ExitCode::Conflict, "failed_precondition", message));
    }
    let size = match (lifecycle::size(pool), requested) {
        (Some(current), _) => requested.resolve_update(current),
        (None, SizeBounds { min: Some(_), max: Some(_) }) => requested.resolve_new(),
        (None, _) => Err(vec![format!(
            "the current sizes of the warm pool {name} are invalid: use both --min and --max"
        )]),
    };
    size.map_err(CliError::usage_errors)
}
