//! Watches pools and reports their changes.
//!
//! Requests are made one after another, so that an older state is never reported after a newer one.

mod seen_pools;
mod service_minutes;
pub(crate) mod starts;
mod watcher;

use std::time::Duration;

use uuid::Uuid;

use crate::api::events::ResourceType;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::error::CliError;
use crate::poll::{PollIntervals, Poller};
use service_minutes::ServiceMinutes;
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

/// How often pools are polled.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PollPace {
    /// Polls are this far apart without an event stream, and further with one.
    Relaxed(Duration),
    /// The same, but each pool is read at least once a minute by the service's clock.
    Steady(Duration),
}

/// Takes what a watch reports. Its errors end the watch.
pub(crate) trait WatchSink {
    /// A pool was just read, with or without a change.
    fn on_read(&mut self, _pool: &WarmPool) {}

    /// Pools were read, perhaps without changes.
    async fn changed(&mut self, changes: Changes) -> Result<(), CliError>;

    /// A poll failed, and the watch goes on.
    fn poll_failed(&mut self, error: &Error) -> Result<(), CliError>;

    /// The error of a watch that a failed poll ends: the service rejects the polls, or none has
    /// succeeded.
    fn fatal(&self, error: &Error) -> CliError;
}

/// Watches with an event stream, where the service has one, in addition to polls. Succeeds only when every pool of [`Scope::Pools`] is deleted.
pub(crate) async fn follow(
    client: &Client,
    scope: Scope,
    pace: PollPace,
    sink: &mut impl WatchSink,
) -> Result<(), CliError> {
    let (PollPace::Relaxed(interval) | PollPace::Steady(interval)) = pace;
    let poller = Poller::new(PollIntervals::relaxed(interval), []);
    let minutes = matches!(pace, PollPace::Steady(_)).then(ServiceMinutes::default);
    let (watched, pools) = Watched::from_scope(scope);
    let ids = watched.ids();
    let watcher = Watcher::new(client, watched, (&poller, minutes), sink);
    tokio::select! {
        biased;
        result = watcher.run(pools) => result,
        never = client.watch(ResourceType::WarmPool, &ids, &poller) => match never {},
    }
}
