//! `warm-pool wait`: wait for a condition.

use std::collections::HashSet;

use clap::Args;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::delete::{Deletion, Outcome};
use super::view::PoolRow;
use super::{delete, pool_arg};
use crate::api::Client;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::wait::{self, LimitArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;
use crate::wait::{Condition, PoolWait, WaitItem};
use crate::warm_pool::reference::PoolRef;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool wait acme-api/large
  prebuildctl warm-pool wait acme-api/large acme-web/regular --for running=3 --timeout 10m
  prebuildctl warm-pool wait POOL_ID --for deleted")]
pub(super) struct WaitArgs {
    /// Pools, as PROJECT/CLASS or by id
    #[arg(value_name = "POOL", required = true)]
    pools: Vec<String>,

    /// Condition to wait for: ready, running=N, snapshot or deleted
    #[arg(long = "for", value_name = "CONDITION", default_value = "ready")]
    condition: String,

    #[command(flatten)]
    limits: LimitArgs,
}

impl WaitArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (condition, targets) = self.parse()?;
        let options = self.limits.plan(context)?;
        if condition != Condition::Deleted {
            // Unknown columns are an error before the wait, not after it.
            context.ui.record_list::<PoolRow>()?;
        }
        let client = context.client()?;
        runtime::run(context, &client, async {
            let items = find_all(context, &client, condition, &targets).await?;
            let names: Vec<_> =
                items.iter().map(|item| (item.name.clone(), item.id.clone())).collect();
            let target = PoolWait { client: &client, condition };
            let left = "nothing was changed";
            let waited = wait::wait_for(context, &client, &target, options, items, left).await;
            let pools = waited.into_items()?;
            if condition == Condition::Deleted {
                let deleted = |(name, id)| Deletion { name, id, result: Outcome::Deleted };
                let deleted: Vec<_> = names.into_iter().map(deleted).collect();
                return delete::report(context, &deleted, Vec::new());
            }
            let rows = names
                .into_iter()
                .zip(pools)
                .filter_map(|((address, _), pool)| Some(PoolRow::new(pool?, address, &client)));
            show(context, condition, rows.collect())
        })
    }

    fn parse(&self) -> Result<(Condition, Vec<PoolRef>), CliError> {
        let condition = Condition::parse(&self.condition).map_err(|error| format!("--for {error}"));
        match (condition, pool_arg::parse(&self.pools)) {
            (Ok(condition), Ok(targets)) => Ok((condition, targets)),
            (Err(error), Ok(_)) => Err(CliError::usage(error)),
            (condition, Err(mut cli_error)) => {
                cli_error.other_messages.extend(condition.err());
                Err(cli_error)
            }
        }
    }
}

/// The pools as they are now, each once.
async fn find_all(
    context: &Context,
    client: &Client,
    condition: Condition,
    targets: &[PoolRef],
) -> Result<Vec<WaitItem<WarmPool>>, CliError> {
    let unique =
        targets.iter().enumerate().filter(|(index, target)| !targets[..*index].contains(target));
    let found = stream::iter(unique).map(|(_, target)| find(context, client, condition, target));
    let mut items: Vec<_> = found.buffered(MAX_CONCURRENT_READS).try_collect().await?;
    let mut seen = HashSet::new();
    items.retain(|item| seen.insert(item.id.to_ascii_lowercase()));
    Ok(items)
}

/// A pool as it is now. A missing pool is an item only if its deletion is waited for.
async fn find(
    context: &Context,
    client: &Client,
    condition: Condition,
    target: &PoolRef,
) -> Result<WaitItem<WarmPool>, CliError> {
    let (id, name, state) = match (target, pool_arg::find(context, client, target).await) {
        (_, Ok(pool)) => (pool.id.clone(), pool_arg::address(target, &pool), Some(pool)),
        (PoolRef::Id(id), Err(error))
            if error.exit == ExitCode::NotFound && condition == Condition::Deleted =>
        {
            (id.to_string(), id.to_string(), None)
        }
        (_, Err(error)) => return Err(error),
    };
    Ok(WaitItem { id, name, state, is_new: false })
}

/// Shows one pool as one object, several as a list.
fn show(
    context: &Context,
    condition: Condition,
    pools: Vec<PoolRow>,
) -> Result<ExitCode, CliError> {
    if context.ui.is_prose() || pools.len() == 1 {
        let condition = condition.to_string();
        pools.iter().try_for_each(|pool| pool.show_changed(context, &condition).map(|_| ()))?;
        return Ok(ExitCode::Success);
    }
    let mut rows = context.ui.record_list::<PoolRow>()?;
    pools.iter().try_for_each(|pool| rows.push(pool))?;
    rows.finish()?;
    Ok(ExitCode::Success)
}
