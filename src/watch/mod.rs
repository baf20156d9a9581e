//! Watches pools and reports their changes.
//!
//! Requests are made one after another, so that an older state is never reported after a newer one.

mod seen_pools;
mod watcher;

use std::time::Duration;

use uuid::Uuid;

use crate::api::events::ResourceType;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::error::CliError;
use crate::poll::{PollIntervals, Poller};
use watcher::{Watched, Watcher};

/// Which pools are watched.
pub(crate) enum Scope {
    /// The pools of these projects, also future ones; an empty list stands for all projects.
    Projects(Vec<Uuid>),
    /// These pools, as read; the watch ends when all are deleted.
    Pools(Vec<WarmPool>),
}

/// What changed since the last poll.
#[derive(Default)]
pub(crate) struct Changes {
    /// Pools that are new or changed.
    pub(crate) seen: Vec<WarmPool>,
    /// The ids, in lower case, of deleted pools.
    pub(crate) deleted: Vec<String>,
    /// Whether all pools have been read.
    pub(crate) is_complete: bool,
}

pub(crate) enum WatchEvent<'a> {
    /// Pools were read, perhaps without changes.
    Polled(Changes),
    /// A poll failed, and the watch goes on.
    PollFailed(&'a Error),
}

pub(crate) trait WatchSink {
    /// # Errors
    /// When it can take no more events, which ends the watch.
    async fn on_event(&mut self, event: WatchEvent<'_>) -> Result<(), CliError>;
}

/// Why a watch ended early.
pub(crate) enum WatchError {
    /// The service rejects the polls, or the first poll failed.
    PollFailed(Box<Error>),
    SinkFailed(CliError),
}

impl From<CliError> for WatchError {
    fn from(cli_error: CliError) -> Self {
        Self::SinkFailed(cli_error)
    }
}

/// Watches with an event stream, where the service has one, in addition to polls. Without a stream
/// polls are `interval` apart. Succeeds only when every pool of [`Scope::Pools`] is deleted.
pub(crate) async fn follow(
    client: &Client,
    scope: Scope,
    interval: Duration,
    sink: &mut impl WatchSink,
) -> Result<(), WatchError> {
    let poller = Poller::new(PollIntervals::relaxed(interval), []);
    let (watched, pools) = Watched::from_scope(scope);
    let ids = watched.ids();
    let watcher = Watcher::new(client, watched, &poller, sink);
    tokio::select! {
        biased;
        result = watcher.run(pools) => result,
        never = client.watch(ResourceType::WarmPool, &ids, &poller) => match never {},
    }
}
