//! `warm-pool watch --record`: append what is watched to a file.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use uuid::Uuid;

use super::view::WatchPrinter;
use crate::api::error::CallError;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::shared::progress::timestamp;
use crate::context::Context;
use crate::error::CliError;
use crate::recording::{Recorder, RecordingFile, StartOptions};
use crate::text::duration;
use crate::warm_pool::reference::PoolKey;
use crate::watch::starts::{
    DEFAULT_CLAIM_BELOW, ObservedStart, StartScope, StartSink, StartWatcher,
};
use crate::watch::{Changes, Scope, WatchSink};

/// So that each pool is read once a minute.
const MAX_POLL_INTERVAL: Duration = Duration::from_mins(1);

#[derive(Debug, Args)]
pub(super) struct RecordArgs {
    /// Append what happens to a file, for stats and history
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,

    /// Record the starts of environments, too
    #[arg(long, requires = "record")]
    with_environments: bool,

    /// Record who started an environment, too
    #[arg(long, requires = "with_environments")]
    with_users: bool,

    /// A start from a prebuild that takes at most this long used an instance of the pool [default: 20s]
    #[arg(long, value_name = "TIME", requires = "with_environments")]
    claim_below: Option<String>,
}

/// What to record, as typed.
pub(super) struct RecordOptions {
    path: PathBuf,
    with_environments: bool,
    starts: StartOptions,
}

impl RecordArgs {
    /// Parses the arguments. `poll_interval` is that of the command line.
    pub(super) fn parse(
        &self,
        poll_interval: Option<&str>,
    ) -> Result<Option<RecordOptions>, CliError> {
        let Some(path) = &self.record else { return Ok(None) };
        let mut errors = Vec::new();
        let claim_below = self.claim_below.as_deref().map_or(Ok(DEFAULT_CLAIM_BELOW), |text| {
            duration::parse(text).map_err(|error| format!("--claim-below \"{text}\" {error}"))
        });
        let claim_below = claim_below.map_err(|error| errors.push(error)).unwrap_or_default();
        let interval = poll_interval.and_then(|text| duration::parse(text).ok());
        if interval.is_some_and(|interval| interval > MAX_POLL_INTERVAL) {
            let max = duration::format(MAX_POLL_INTERVAL);
            errors.push(format!("--poll-interval is longer than {max}, the longest with --record"));
        }
        if path.as_os_str().is_empty() {
            errors.push("--record is empty".to_owned());
        }
        let starts = StartOptions { claim_below, with_users: self.with_users };
        let (path, with_environments) = (path.clone(), self.with_environments);
        CliError::usage_errors_opt(errors)
            .map_or(Ok(Some(RecordOptions { path, with_environments, starts })), Err)
    }
}

impl RecordOptions {
    /// Opens the file, before anything is called.
    pub(super) fn open(&self) -> Result<RecordingFile, CliError> {
        RecordingFile::open(&self.path)
    }

    /// Which starts to record; `None` for none.
    pub(super) fn start_scope(&self, scope: &Scope) -> Option<StartScope> {
        self.with_environments.then(|| match scope {
            Scope::Projects(projects) => StartScope::Projects(projects.iter().copied().collect()),
            Scope::Pools(pools) => {
                StartScope::Pools(pools.iter().filter_map(PoolKey::of).collect())
            }
        })
    }

    /// Writes the header of a recording of the current service.
    pub(super) async fn begin(
        &self,
        context: &Context,
        client: &Client,
        file: RecordingFile,
    ) -> Result<Recorder, CliError> {
        let identity = client.authenticated_identity().await;
        let identity = identity.map_err(|error| {
            context.api_error("cannot tell which organization to record", &error)
        })?;
        let host = context.settings()?.host.value.to_string();
        file.begin(host, identity.organization_id, self.starts, client.last_answer_time())
    }
}

/// Prints what a watch reports, and records it.
pub(super) struct RecordingPrinter<'a, 'view> {
    pub(super) printer: WatchPrinter<'a, 'view>,
    pub(super) client: &'a Client,
    pub(super) recorder: Option<&'a RefCell<Recorder>>,
}

impl WatchSink for RecordingPrinter<'_, '_> {
    fn on_read(&mut self, pool: &WarmPool) {
        if let Some(recorder) = self.recorder {
            recorder.borrow_mut().read(pool, self.client.last_answer_time());
        }
    }

    async fn changed(&mut self, changes: Changes) -> Result<(), CliError> {
        if let Some(recorder) = self.recorder {
            let (mut recorder, at) = (recorder.borrow_mut(), self.client.last_answer_time());
            let ids = changes.deleted.iter().filter_map(|id| Uuid::try_parse(id).ok());
            ids.for_each(|id| recorder.deleted(id, at));
            recorder.write(at)?;
        }
        self.printer.changed(changes).await
    }

    fn poll_failed(&mut self, error: &Error) -> Result<(), CliError> {
        self.printer.poll_failed(error)
    }

    fn fatal(&self, error: &Error) -> CliError {
        self.printer.fatal(error)
    }
}

/// Records starts.
pub(super) struct StartRecorder<'a> {
    context: &'a Context,
    client: &'a Client,
    recorder: &'a RefCell<Recorder>,
    /// Whether an error was reported; they would come with each start.
    has_failed: Cell<bool>,
}

impl<'a> StartRecorder<'a> {
    pub(super) const fn new(
        context: &'a Context,
        client: &'a Client,
        recorder: &'a RefCell<Recorder>,
    ) -> Self {
        Self { context, client, recorder, has_failed: Cell::new(false) }
    }

    /// Records starts until that fails, or until it is dropped.
    pub(super) async fn run(&self, scope: StartScope) -> Result<(), CliError> {
        let watcher = Unfinished(StartWatcher::new(self.client, scope, self));
        watcher.0.run().await
    }

    fn record(&self, starts: &[ObservedStart]) -> Result<(), CliError> {
        let (mut recorder, at) = (self.recorder.borrow_mut(), self.client.last_answer_time());
        starts.iter().for_each(|start| recorder.started(start, at));
        recorder.write(at)
    }
}

impl StartSink for StartRecorder<'_> {
    fn started(&self, start: ObservedStart) -> Result<(), CliError> {
        self.record(&[start])
    }

    fn read_failed(&self, error: &Error) -> Result<(), CliError> {
        if !self.has_failed.replace(true) {
            let (time, cause) = (timestamp(), &error.cause);
            self.context.ui.note(&format!("{time} cannot read an environment: {cause}"));
        }
        Ok(())
    }

    fn rejected(&self, error: &CallError) {
        let message = "the service sends no events of environments, so no starts are recorded";
        self.context.ui.warn(&format!("{message}: {error}"));
    }
}

/// Records the starts whose end nobody will see when the watch is over.
struct Unfinished<'a>(StartWatcher<'a, StartRecorder<'a>>);

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        let starts = self.0.take_pending();
        // The watch has its result already.
        drop(self.0.sink().record(&starts));
    }
}
