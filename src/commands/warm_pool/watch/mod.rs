//! `warm-pool watch`: what changes, as it changes.

mod line_view;
mod table_view;
mod view;

use std::cell::RefCell;
use std::time::Duration;

use clap::Args;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use self::view::{Show, WatchPrinter};
use super::pool_arg;
use crate::api::Client;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::commands::names;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;
use crate::signals::SuspendSignal;
use crate::warm_pool::reference::{self, NameOrId, PoolRef};
use crate::watch::{self, Scope, WatchError};

/// On a terminal nothing that shows time is older than this.
const TICK: Duration = Duration::from_secs(1);

const FAILED: &str = "cannot watch the warm pools";

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool watch
  prebuildctl warm-pool watch acme-api/large
  prebuildctl warm-pool watch --project acme-api -o jsonl | jq -r '[.id, .status.phase] | @tsv'
  prebuildctl warm-pool watch --jq 'select(.status.phase == \"WARM_POOL_PHASE_DEGRADED\") | .id' -r")]
pub(super) struct WatchArgs {
    /// The pools: their ids, or PROJECT/CLASS; all if none is named
    #[arg(value_name = "POOL")]
    pools: Vec<String>,

    /// Only pools of this project (can be repeated)
    #[arg(long, value_name = "PROJECT", conflicts_with = "pools")]
    project: Vec<String>,

    /// Look this often where there are no events; every 5s if nothing else is set
    #[arg(long, value_name = "TIME")]
    pub(super) poll_interval: Option<String>,
}

impl WatchArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let wanted = self.wanted()?;
        let show = RefCell::new(Show::new(context, matches!(wanted, Words::Pools(_)))?);
        let interval = context.settings()?.poll_interval.value;
        let client = context.client()?;
        context.on_interrupt(|| CliError::already_reported(ExitCode::Interrupted));
        let watched = runtime::run(context, &client, async {
            let scope = wanted.look_up(context, &client).await?;
            show.borrow_mut().begin()?;
            let mut teller = WatchPrinter::new(context, &client, &show);
            tokio::select! {
                biased;
                end = watch::follow(&client, scope, interval, &mut teller) => end.map_err(|stop| {
                    match stop {
                        WatchError::Refused(error) => context.api_error(FAILED, &error),
                        WatchError::SinkFailed(failure) => failure,
                    }
                }),
                failure = keep_fresh(context, &show) => Err(failure),
            }
        });
        let closed = context.ui.close_screen();
        watched.and(closed).map(|()| ExitCode::Success)
    }

    /// Everything that is wrong with the words, at once.
    fn wanted(&self) -> Result<Words, CliError> {
        if !self.pools.is_empty() {
            return pool_arg::parse(&self.pools).map(Words::Pools);
        }
        let (mut projects, mut wrong) = (Vec::new(), Vec::new());
        for word in &self.project {
            match reference::word(word) {
                Ok(project) => projects.push(project),
                Err(why) => wrong.push(format!("--project: {why}")),
            }
        }
        CliError::usage_errors_opt(wrong).map_or(Ok(Words::Projects(projects)), Err)
    }
}

/// Draws what time changes, and gives the terminal back while the user wants it for something else.
async fn keep_fresh(context: &Context, show: &RefCell<Show<'_>>) -> CliError {
    let mut stops = SuspendSignal::new();
    loop {
        let ticked = tokio::select! {
            () = tokio::time::sleep(TICK) => show.borrow_mut().tick(),
            () = stops.next() => {
                let closed = context.ui.close_screen();
                stops.stop();
                closed.and_then(|()| show.borrow_mut().begin())
            }
        };
        if let Err(failure) = ticked {
            return failure;
        }
    }
}

/// What is watched, in the user's words.
enum Words {
    Projects(Vec<NameOrId>),
    Pools(Vec<PoolRef>),
}

impl Words {
    /// Looks up what the words name, several at once.
    async fn look_up(&self, context: &Context, client: &Client) -> Result<Scope, CliError> {
        match self {
            Self::Projects(words) => {
                names::projects(context, client, words).await.map(Scope::Projects)
            }
            Self::Pools(targets) => {
                let pools = stream::iter(targets).map(|it| pool_arg::find(context, client, it));
                pools.buffered(MAX_CONCURRENT_READS).try_collect().await.map(Scope::Pools)
            }
        }
    }
}
