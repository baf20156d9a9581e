//! `warm-pool wait`: until something is true of pools.

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
    /// The pools: their ids, or PROJECT/CLASS
    #[arg(value_name = "POOL", required = true)]
    pools: Vec<String>,

    /// What to wait for: ready, running=N, snapshot or deleted
    #[arg(long = "for", value_name = "CONDITION", default_value = "ready")]
    condition: String,

    #[command(flatten)]
    limits: LimitArgs,
}

impl WaitArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let condition = Condition::parse(&self.condition).map_err(|why| format!("--for {why}"));
        let (condition, targets) = match (condition, pool_arg::parse(&self.pools)) {
            (Ok(condition), Ok(targets)) => (condition, targets),
            (Err(why), Ok(_)) => return Err(CliError::usage(why)),
            (condition, Err(mut failure)) => {
                failure.other_messages.extend(condition.err());
                return Err(failure);
            }
        };
        let plan = self.limits.plan(context)?;
        let client = context.client()?;
        runtime::run(context, &client, async {
            let starts = find(context, &client, condition, &targets).await?;
            let known = |start: &WaitItem<_>| (start.name.clone(), start.id.clone());
            let known: Vec<_> = starts.iter().map(known).collect();
            let goal = PoolWait { client: &client, condition };
            let stays = "nothing was changed";
            let waited = wait::wait_for(context, &client, &goal, plan, starts, stays).await;
            let pools = waited.done()?;
            if condition == Condition::Deleted {
                let gone = |(name, id)| Deletion { name, id, result: Outcome::Deleted };
                let gone: Vec<_> = known.into_iter().map(gone).collect();
                return delete::report(context, &gone, Vec::new());
            }
            let rows = known
                .into_iter()
                .zip(pools)
                .filter_map(|((address, _), pool)| Some(PoolRow::new(pool?, address, &client)));
            show(context, condition, rows.collect())
        })
    }
}

/// The pools as they are now, each once.
async fn find(
    context: &Context,
    client: &Client,
    condition: Condition,
    targets: &[PoolRef],
) -> Result<Vec<WaitItem<WarmPool>>, CliError> {
    let once = targets.iter().enumerate().filter(|(place, it)| !targets[..*place].contains(it));
    let found = stream::iter(once).map(|(_, it)| find_one(context, client, condition, it));
    let mut starts: Vec<_> = found.buffered(MAX_CONCURRENT_READS).try_collect().await?;
    let mut seen = HashSet::new();
    starts.retain(|start| seen.insert(start.id.to_ascii_lowercase()));
    Ok(starts)
}

/// A pool as it is now. Where its end is waited for, one that is not there has come to it.
async fn find_one(
    context: &Context,
    client: &Client,
    condition: Condition,
    target: &PoolRef,
) -> Result<WaitItem<WarmPool>, CliError> {
    match (target, pool_arg::find(context, client, target).await) {
        (_, Ok(pool)) => Ok(WaitItem {
            id: pool.id.clone(),
            name: pool_arg::address(target, &pool),
            thing: Some(pool),
            is_new: false,
        }),
        (PoolRef::Id(id), Err(failure))
            if failure.exit == ExitCode::NotFound && condition == Condition::Deleted =>
        {
            let id = id.to_string();
            Ok(WaitItem { name: id.clone(), id, thing: None, is_new: false })
        }
        (_, Err(failure)) => Err(failure),
    }
}

/// One pool as one object, several as a list.
fn show(
    context: &Context,
    condition: Condition,
    pools: Vec<PoolRow>,
) -> Result<ExitCode, CliError> {
    if context.ui.is_prose() || pools.len() == 1 {
        let what = condition.to_string();
        pools.iter().try_for_each(|pool| pool.show_changed(context, &what).map(|_| ()))?;
        return Ok(ExitCode::Success);
    }
    let mut rows = context.ui.rows::<PoolRow>()?;
    pools.iter().try_for_each(|pool| rows.push(pool))?;
    rows.finish()?;
    Ok(ExitCode::Success)
}
