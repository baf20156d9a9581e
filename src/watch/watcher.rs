//! Polls all pools page by page; between pages, re-reads the pools that events name.

use std::collections::HashSet;

use futures_util::stream::{self, StreamExt as _};
use tokio::time::Instant;
use uuid::Uuid;

use super::seen_pools::SeenPools;
use super::service_minutes::ServiceMinutes;
use super::{Changes, Scope, WatchSink};
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::connect_code::Code;
use crate::api::retry::{RetryClass, retry_class};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::error::CliError;
use crate::poll::{MAX_SINGLE_POLLS, Poller};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::lister::{PoolLister, PoolQuery};

/// Which pools are watched.
pub(super) struct Watched {
    /// The projects to list; empty for all.
    projects: Vec<Uuid>,
    /// The ids of the pools, if they were named.
    named: Option<HashSet<String>>,
    /// The ids of pools that turned out not to be watched, or not to be readable so far.
    excluded: HashSet<String>,
}

impl Watched {
    /// Also returns the pools that were read already.
    pub(super) fn from_scope(scope: Scope) -> (Self, Vec<WarmPool>) {
        let excluded = HashSet::new();
        match scope {
            Scope::Projects(projects) => (Self { projects, named: None, excluded }, Vec::new()),
            Scope::Pools(pools) => {
                let projects: Option<_> = pools.iter().map(project_of).collect();
                let named = Some(pools.iter().map(key).collect());
                (Self { projects: projects.unwrap_or_default(), named, excluded }, pools)
            }
        }
    }

    /// The ids of the named pools.
    pub(super) fn ids(&self) -> Vec<String> {
        self.named.iter().flatten().cloned().collect()
    }

    /// Whether a pool may be watched, as far as its id shows.
    fn may_contain(&self, id: &str) -> bool {
        let is_named = self.named.as_ref().is_none_or(|named| named.contains(id));
        is_named && !self.excluded.contains(id)
    }

    fn contains(&self, id: &str, pool: &WarmPool) -> bool {
        match &self.named {
            Some(named) => named.contains(id),
            None if self.projects.is_empty() => true,
            None => project_of(pool).is_some_and(|project| self.projects.contains(&project)),
        }
    }
}

pub(super) struct Watcher<'a, S> {
    client: &'a Client,
    watched: Watched,
    poller: &'a Poller,
    /// Limits the pauses between polls of everything.
    minutes: Option<ServiceMinutes>,
    pools: SeenPools,
    /// The changes that are not reported yet.
    changes: Changes,
    has_read: bool,
    sink: &'a mut S,
}

impl<'a, S: WatchSink> Watcher<'a, S> {
    pub(super) fn new(
        client: &'a Client,
        watched: Watched,
        (poller, minutes): (&'a Poller, Option<ServiceMinutes>),
        sink: &'a mut S,
    ) -> Self {
        let (pools, changes) = (SeenPools::default(), Changes::default());
        Self { client, watched, poller, minutes, pools, changes, has_read: false, sink }
    }

    /// Polls until all named pools are deleted. `pools` were read already.
    pub(super) async fn run(mut self, pools: Vec<WarmPool>) -> Result<(), CliError> {
        if !pools.is_empty() {
            self.on_read(pools).await?;
        }
        loop {
            match self.poller.next().await {
                None => self.poll_all().await?,
                Some(ids) => self.poll(ids).await?,
            }
            if self.watched.named.is_some() && self.pools.is_empty() {
                return Ok(());
            }
        }
    }

    async fn poll_all(&mut self) -> Result<(), CliError> {
        let start = Instant::now();
        self.pools.start_poll();
        let query = PoolQuery { projects: self.watched.projects.clone(), ..PoolQuery::default() };
        let mut lister = PoolLister::new(self.client, query);
        loop {
            match lister.next().await {
                Ok(Some(page)) => self.on_read(page).await?,
                Ok(None) => break,
                Err(error) if lister.restart_after(&error) => {}
                Err(error) => return self.on_poll_error(&error),
            }
            let due = self.poller.schedule().take_due(Instant::now());
            self.poll(due).await?;
            if self.poller.schedule().is_paused() {
                return Ok(());
            }
        }
        let now = Instant::now();
        self.poller.schedule().finish_all(now, now - start, fastrand::f64());
        if let Some(minutes) = &mut self.minutes {
            self.poller.schedule().max_pause =
                Some(minutes.max_pause(now, self.client.answered_at()));
        }
        self.poll_missing().await?;
        if self.poller.schedule().is_paused() {
            return Ok(());
        }
        self.changes.is_complete = true;
        self.report_changes().await
    }

    /// Pools that no page had may have moved between pages while they were read, so a few of them
    /// are polled. Many missing pools did not move.
    async fn poll_missing(&mut self) -> Result<(), CliError> {
        let missing = self.pools.missing();
        if missing.len() <= MAX_SINGLE_POLLS {
            return self.poll(missing).await;
        }
        missing.into_iter().for_each(|id| self.mark_deleted(id));
        self.report_changes().await
    }

    /// Polls single pools, as far as they are watched.
    async fn poll(&mut self, mut ids: Vec<String>) -> Result<(), CliError> {
        ids.retain(|id| {
            let is_known = self.pools.contains(id);
            let may_poll = || self.poller.schedule().admit_unknown(Instant::now());
            self.watched.may_contain(id) && (is_known || may_poll())
        });
        if ids.is_empty() {
            return Ok(());
        }
        let client = self.client;
        let reads = stream::iter(ids).map(async |id: String| {
            let read = client.get_warm_pool(&id).await;
            (id, read)
        });
        let reads: Vec<_> = reads.buffered(MAX_CONCURRENT_READS).collect().await;
        let mut poll_error = None;
        for (id, read) in reads {
            match read {
                Ok(pool) => self.note(pool),
                Err(error) if error.is_not_found() => self.mark_deleted(id),
                Err(error) if !is_about_one_pool(&error) => poll_error = Some(error),
                // The next list shows whether the token may still see it.
                Err(_) if self.pools.contains(&id) => self.poller.schedule().mark_all_dirty(),
                Err(_) => {
                    self.watched.excluded.insert(id);
                }
            }
        }
        let has_changes = !self.changes.seen.is_empty() || !self.changes.deleted.is_empty();
        if poll_error.is_none() || has_changes {
            self.report_changes().await?;
        }
        match poll_error {
            Some(error) => self.on_poll_error(&error),
            None => Ok(()),
        }
    }

    async fn on_read(&mut self, pools: Vec<WarmPool>) -> Result<(), CliError> {
        pools.into_iter().for_each(|pool| self.note(pool));
        self.has_read = true;
        self.report_changes().await
    }

    async fn report_changes(&mut self) -> Result<(), CliError> {
        self.poller.schedule().succeed();
        let changes = std::mem::take(&mut self.changes);
        self.sink.changed(changes).await
    }

    fn note(&mut self, mut pool: WarmPool) {
        let id = key(&pool);
        if !self.watched.contains(&id, &pool) {
            self.watched.excluded.insert(id);
            return;
        }
        self.watched.excluded.remove(&id);
        if lifecycle::lifecycle(&pool) == Lifecycle::Deleted {
            self.mark_deleted(id);
            return;
        }
        self.sink.on_read(&pool);
        if self.pools.insert(&id, &mut pool) {
            self.changes.seen.push(pool);
        }
    }

    fn mark_deleted(&mut self, id: String) {
        if self.pools.remove(&id) {
            self.changes.deleted.push(id);
        }
    }

    /// Backs off, unless further polls would not change anything or no poll ever succeeded.
    fn on_poll_error(&mut self, error: &Error) -> Result<(), CliError> {
        let class = retry_class(&error.cause);
        if class == RetryClass::Rejected || !self.has_read {
            return Err(self.sink.fatal(error));
        }
        let delay = class.requested_delay();
        self.poller.schedule().fail(Instant::now(), delay, fastrand::f64());
        self.sink.poll_failed(error)
    }
}

/// Whether the service rejects reading one pool, which says nothing about others.
fn is_about_one_pool(error: &Error) -> bool {
    let is_unauthenticated = error.code() == Some(Code::Unauthenticated);
    retry_class(&error.cause) == RetryClass::Rejected && !is_unauthenticated
}

fn project_of(pool: &WarmPool) -> Option<Uuid> {
    Uuid::try_parse(&pool.metadata.as_ref()?.project_id).ok()
}

fn key(pool: &WarmPool) -> String {
    pool.id.to_ascii_lowercase()
}
