//! `warm-pool get`: show pools.

use clap::Args;
use futures_util::stream::{self, StreamExt as _};

use super::pool_arg;
use super::view::PoolRow;
use crate::api::Client;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::warm_pool::WarmPool;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool get acme-api/large
  prebuildctl warm-pool get acme-api/large acme-web/regular -o wide
  prebuildctl warm-pool get POOL_ID -o json
  prebuildctl warm-pool get POOL_ID --jq .status.runningInstances
  prebuildctl warm-pool get POOL_ID --columns address,updated,desired-phase")]
pub(super) struct GetArgs {
    /// Pool ids or PROJECT/CLASS
    #[arg(value_name = "POOL", required = true)]
    pools: Vec<String>,
}

/// The names that are shown.
#[derive(Default)]
struct ShownNames {
    projects_and_classes: bool,
    runners: bool,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let targets = pool_arg::parse(&self.pools)?;
        let shown = ShownNames::new(context)?;
        let client = context.client()?;
        let rows = runtime::run(context, &client, async {
            let find = |target| pool_arg::find(context, &client, target);
            let found = stream::iter(&targets).map(find).buffered(MAX_CONCURRENT_READS);
            let pools = CliError::all(found.collect::<Vec<_>>().await)?;
            Ok(shown.rows(context, &client, pools).await)
        })?;
        let mut is_first = true;
        super::show_rows(context, &rows, |row| {
            if !std::mem::replace(&mut is_first, false) {
                context.ui.print_line("")?;
            }
            context.ui.print_record(row, || row.details())
        })
    }
}

impl ShownNames {
    fn new(context: &Context) -> Result<Self, CliError> {
        let mut shown = Self::default();
        for column in ["address", "project", "class"] {
            shown.projects_and_classes |= context.ui.record_shows_column::<PoolRow>(column)?;
        }
        shown.runners = context.ui.record_shows_column::<PoolRow>("runner")?;
        Ok(shown)
    }

    async fn rows(&self, context: &Context, client: &Client, pools: Vec<WarmPool>) -> Vec<PoolRow> {
        let (mut names, mut runners) = (DisplayNames::default(), DisplayNames::default());
        let load_names = async {
            if self.projects_and_classes { names.load_for(client, &pools).await } else { Ok(()) }
        };
        let load_runners = async {
            match pools.as_slice() {
                _ if !self.runners => Ok(()),
                [pool] => match pool.metadata.as_ref().map_or("", |pool| &pool.runner_id) {
                    "" => Ok(()),
                    id => runners.load_runner(client, id).await,
                },
                _ => runners.load_runners(client).await,
            }
        };
        let (loaded, runners_loaded) = tokio::join!(load_names, load_runners);
        context.note_missing_names(loaded.and(runners_loaded));
        let printer = context.result_printer();
        let row = |pool| {
            let address = names.address(&pool, &printer);
            PoolRow::new(pool, address, client).with_names(&names, &runners)
        };
        pools.into_iter().map(row).collect()
    }
}
