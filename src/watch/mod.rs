//! Watching pools: what changes is told, for as long as somebody listens.
//!
//! State always comes from reading; events only say when to look. One request follows another, so
//! that nothing older is ever told after something newer: between the pages of a look at all, the
//! pools that events are about are read.

mod dirty_set;
mod poll_schedule;
mod seen_pools;
mod watcher;

use std::time::Duration;

use uuid::Uuid;

use crate::api::events::ResourceType;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::error::CliError;
use dirty_set::DirtySet;
use watcher::{Watched, Watcher};

/// Which pools are watched.
pub(crate) enum Scope {
    /// Those of these projects, also ones that are yet to be made; of none stands for all.
    Projects(Vec<Uuid>),
    /// These, as they were read; the watch ends when all are gone.
    Pools(Vec<WarmPool>),
}

/// What is new about the pools that were read.
#[derive(Default)]
pub(crate) struct Changes {
    /// Pools that are new, or not as they were.
    pub(crate) seen: Vec<WarmPool>,
    /// The ids, in lower case, of pools that are gone.
    pub(crate) gone: Vec<String>,
}

impl Changes {
    /// Whether nothing is new.
    fn is_empty(&self) -> bool {
        self.seen.is_empty() && self.gone.is_empty()
    }
}

/// What a watch tells.
pub(crate) enum WatchEvent<'a> {
    /// Pools were read, and this is new, perhaps nothing.
    Read(Changes),
    /// All pools were read.
    Whole,
    /// A look failed; there will be another.
    Missed(&'a Error),
}

/// Who is told.
pub(crate) trait WatchSink {
    /// Takes news.
    ///
    /// # Errors
    /// When it can take no more, which ends the watch.
    async fn on_event(&mut self, news: WatchEvent<'_>) -> Result<(), CliError>;
}

/// Why a watch ended that had more to watch.
pub(crate) enum WatchError {
    /// The service refuses to tell, or never told anything.
    Refused(Box<Error>),
    /// Nobody can be told any more.
    SinkFailed(CliError),
}

impl From<CliError> for WatchError {
    fn from(failure: CliError) -> Self {
        Self::SinkFailed(failure)
    }
}

/// Watches with the event stream beside the looks, which are this far apart where the service has
/// no stream. Ends well only when every pool that was named is gone.
pub(crate) async fn follow(
    client: &Client,
    scope: Scope,
    interval: Duration,
    audience: &mut impl WatchSink,
) -> Result<(), WatchError> {
    let hints = DirtySet::default();
    let (watched, first) = Watched::of(scope);
    let ids = watched.ids();
    let looker = Watcher::new(client, watched, &hints, interval, audience);
    tokio::select! {
        biased;
        end = looker.run(first) => end,
        never = client.watch(ResourceType::WarmPool, &ids, &hints) => match never {},
    }
}
