//! `warm-pool watch`: display changes as they happen.

mod line_view;
mod record;
mod table_view;
mod view;

use std::cell::RefCell;
use std::future;
use std::time::Duration;

use clap::Args;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use self::record::{RecordArgs, RecordOptions, RecordingPrinter, StartRecorder};
use self::view::{View, WatchPrinter};
use super::pool_arg;
use crate::api::Client;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::commands::shared::name_patterns;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::Pattern;
use crate::runtime;
use crate::signals::SuspendSignal;
use crate::warm_pool::reference::PoolRef;
use crate::watch::{self, PollPace, Scope};

/// How often a table checks whether it is outdated.
const TICK: Duration = Duration::from_secs(1);

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool watch
  prebuildctl warm-pool watch acme-api/large
  prebuildctl warm-pool watch --project acme-api -o jsonl | jq -r '[.id, .status.phase] | @tsv'
  prebuildctl warm-pool watch --record watch.jsonl --with-environments
  prebuildctl warm-pool watch --jq 'select(.status.phase == \"WARM_POOL_PHASE_DEGRADED\") | .id' -r")]
pub(super) struct WatchArgs {
    /// Pools, as PROJECT/CLASS or by id; all if none is given
    #[arg(value_name = "POOL")]
    pools: Vec<String>,

    /// Only pools of these projects: names, ids or patterns, separated by commas
    #[arg(long, value_name = "PROJECT", conflicts_with = "pools")]
    project: Vec<String>,

    /// Polling interval while there is no event stream [default: 5s]
    #[arg(long, value_name = "TIME")]
    poll_interval: Option<String>,

    #[command(flatten)]
    record: RecordArgs,
}

impl WatchArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (targets, record) =
            CliError::both(self.parse(), self.record.parse(self.poll_interval.as_deref()))?;
        let view = RefCell::new(view::view(context, matches!(targets, Targets::Pools(_)))?);
        let interval = context
            .settings()?
            .poll_interval(self.poll_interval.as_deref())
            .map_err(CliError::usage)?;
        let file = record.as_ref().map(RecordOptions::open).transpose()?;
        let client = context.client()?;
        context.on_interrupt(|| CliError::already_reported(ExitCode::Interrupted));
        let result = runtime::run(context, &client, async {
            let scope = targets.look_up(context, &client).await?;
            let starts = record.as_ref().and_then(|record| record.start_scope(&scope));
            let recorder = match record.as_ref().zip(file) {
                Some((record, file)) => Some(record.begin(context, &client, file).await?),
                None => None,
            };
            let (recorder, pace) = match recorder {
                Some(recorder) => (Some(RefCell::new(recorder)), PollPace::Steady(interval)),
                None => (None, PollPace::Relaxed(interval)),
            };
            view.borrow_mut().open()?;
            let printer = WatchPrinter::new(context, &client, &view);
            let (client, recorder) = (&client, recorder.as_ref());
            let mut printer = RecordingPrinter { printer, client, recorder };
            let record_starts = async {
                match recorder.zip(starts) {
                    Some((recorder, scope)) => {
                        StartRecorder::new(context, client, recorder).run(scope).await
                    }
                    None => future::pending().await,
                }
            };
            tokio::select! {
                biased;
                result = watch::follow(client, scope, pace, &mut printer) => result,
                error = refresh_loop(context, &view) => Err(error),
                result = record_starts => result,
            }
        });
        let closed = context.ui.close_screen();
        result.and(closed).map(|()| ExitCode::Success)
    }

    /// Parses the arguments, with all errors at once.
    fn parse(&self) -> Result<Targets, CliError> {
        if !self.pools.is_empty() {
            return pool_arg::parse(&self.pools).map(Targets::Pools);
        }
        name_patterns::parse("--project", &self.project).map(Targets::Projects)
    }
}

/// Redraws what time changes, and returns the terminal while the process is suspended or in the
/// background.
async fn refresh_loop(context: &Context, view: &RefCell<Box<dyn View + '_>>) -> CliError {
    let (mut suspends, mut is_closed) = (SuspendSignal::new(), false);
    loop {
        let mut refreshed = tokio::select! {
            () = tokio::time::sleep(TICK) => view.borrow_mut().tick(),
            () = suspends.next() => {
                let closed = context.ui.close_screen();
                suspends.stop();
                is_closed = true;
                closed
            }
        };
        if is_closed && context.ui.terminal().is_in_foreground() {
            is_closed = false;
            refreshed = refreshed.and_then(|()| view.borrow_mut().open());
        }
        if let Err(error) = refreshed {
            return error;
        }
    }
}

/// What to watch, as typed.
enum Targets {
    Projects(Vec<Pattern>),
    Pools(Vec<PoolRef>),
}

impl Targets {
    async fn look_up(&self, context: &Context, client: &Client) -> Result<Scope, CliError> {
        match self {
            Self::Projects(projects) => {
                name_patterns::projects(context, client, projects).await.map(Scope::Projects)
            }
            Self::Pools(targets) => {
                let find = |target| pool_arg::find(context, client, target);
                let pools = stream::iter(targets).map(find).buffered(MAX_CONCURRENT_READS);
                pools.try_collect().await.map(Scope::Pools)
            }
        }
    }
}
