//! `warm-pool wait`: wait for a condition.

use std::collections::HashSet;

use clap::Args;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::pool_arg;
use super::view::PoolRow;
use crate::api::Client;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::deletion::{self, Deletion, Outcome};
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
        match condition {
            Condition::Deleted => context.ui.check_columns::<Deletion<WarmPool>>()?,
            _ => context.ui.check_columns::<PoolRow>()?,
        }
        let client = context.client()?;
        runtime::run(context, &client, async {
            let (items, missing) = find_all(context, &client, condition, &targets).await?;
            let names: Vec<_> =
                items.iter().map(|item| (item.name.clone(), item.id.clone())).collect();
            let target = PoolWait { client: &client, condition };
            let left = "nothing was changed";
            let waited = wait::wait_for(context, &client, &target, options, items, left).await;
            let pools = waited.into_items()?;
            if condition == Condition::Deleted {
                let deleted = |(name, id)| Deletion::new(name, id, Outcome::Deleted);
                let deleted: Vec<Deletion<WarmPool>> =
                    names.into_iter().chain(missing).map(deleted).collect();
                return deletion::report(context, &deleted, Vec::new(), true);
            }
            let rows = names
                .into_iter()
                .zip(pools)
                .filter_map(|((address, _), pool)| Some(PoolRow::new(pool?, address, &client)));
            let condition = condition.to_string();
            let show = |row: &PoolRow| row.show_changed(context, &condition).map(|_| ());
            super::show_rows(context, &rows.collect::<Vec<_>>(), show)
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

/// The name and the id of a pool.
type NameAndId = (String, String);

/// The pools as they are now, each once; and those that do not exist, if their deletion is waited
/// for.
async fn find_all(
    context: &Context,
    client: &Client,
    condition: Condition,
    targets: &[PoolRef],
) -> Result<(Vec<WaitItem<WarmPool>>, Vec<NameAndId>), CliError> {
    let unique =
        targets.iter().enumerate().filter(|(index, target)| !targets[..*index].contains(target));
    let found = stream::iter(unique).map(async |(_, target)| {
        Ok::<_, CliError>((target, pool_arg::find_existing(context, client, target).await?))
    });
    let found: Vec<_> = found.buffered(MAX_CONCURRENT_READS).try_collect().await?;
    let (mut items, mut missing, mut seen) = (Vec::new(), Vec::new(), HashSet::new());
    for (target, pool) in found {
        match pool {
            Ok(pool) if seen.insert(pool.id.to_ascii_lowercase()) => {
                let name = match condition {
                    Condition::Deleted => target.to_string(),
                    _ => pool_arg::address(context, target, &pool),
                };
                items.push(WaitItem {
                    id: pool.id.clone(),
                    name,
                    state: Some(pool),
                    is_new: false,
                });
            }
            Ok(_) => {}
            Err(_) if condition == Condition::Deleted => {
                missing.push((target.to_string(), target.to_string()));
            }
            Err(error) => return Err(*error),
        }
    }
    Ok((items, missing))
}
