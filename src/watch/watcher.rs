//! Whoever looks: at all pools page by page, and between pages at those that events are about.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::stream::{self, StreamExt as _};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::dirty_set::DirtySet;
use super::poll_schedule::{MAX_SINGLE_POLLS, Next, PollSchedule};
use super::seen_pools::SeenPools;
use super::{Changes, Scope, WatchError, WatchEvent, WatchSink};
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::connect_code::Code;
use crate::api::error::RetryAfter;
use crate::api::retry::{RetryClass, retry_class};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::lister::{PoolLister, PoolQuery};

/// Which pools are watched, as events and lists tell them apart.
pub(super) struct Watched {
    /// The projects that are read, and watched if no pools are named; none stands for all.
    projects: Vec<Uuid>,
    named: Option<HashSet<String>>,
}

impl Watched {
    /// Those of a scope, and the pools that were read already.
    pub(super) fn of(scope: Scope) -> (Self, Vec<WarmPool>) {
        match scope {
            Scope::Projects(projects) => (Self { projects, named: None }, Vec::new()),
            Scope::Pools(pools) => {
                let projects: Option<_> = pools.iter().map(project_of).collect();
                let named = Some(pools.iter().map(key).collect());
                (Self { projects: projects.unwrap_or_default(), named }, pools)
            }
        }
    }

    /// The ids of pools that are named.
    pub(super) fn ids(&self) -> Vec<String> {
        self.named.iter().flatten().cloned().collect()
    }

    /// Whether a pool of this id may be one of them, as far as the id tells.
    fn may_be(&self, id: &str) -> bool {
        self.named.as_ref().is_none_or(|named| named.contains(id))
    }

    fn has(&self, id: &str, pool: &WarmPool) -> bool {
        match &self.named {
            Some(named) => named.contains(id),
            None if self.projects.is_empty() => true,
            None => project_of(pool).is_some_and(|project| self.projects.contains(&project)),
        }
    }
}

/// Whoever looks.
pub(super) struct Watcher<'a, A> {
    client: &'a Client,
    watched: Watched,
    /// Pools that events were about and that are not watched.
    others: HashSet<String>,
    hints: &'a DirtySet,
    agenda: PollSchedule,
    known: SeenPools,
    has_read: bool,
    audience: &'a mut A,
}

impl<'a, A: WatchSink> Watcher<'a, A> {
    /// Nothing was looked at yet.
    pub(super) fn new(
        client: &'a Client,
        watched: Watched,
        hints: &'a DirtySet,
        interval: Duration,
        audience: &'a mut A,
    ) -> Self {
        Self {
            client,
            watched,
            others: HashSet::new(),
            hints,
            agenda: PollSchedule::new(interval),
            known: SeenPools::default(),
            has_read: false,
            audience,
        }
    }

    /// Looks, first at pools that were read already, until all that were named are gone.
    pub(super) async fn run(mut self, first: Vec<WarmPool>) -> Result<(), WatchError> {
        if !first.is_empty() {
            self.read(first).await?;
        }
        loop {
            self.drain_events();
            match self.agenda.next(Instant::now(), self.hints.is_open()) {
                Next::All => self.poll_all().await?,
                Next::These(ids) => self.look_at(ids).await?,
                Next::Rest(until) => {
                    tokio::select! {
                        () = sleep_until(until) => {}
                        () = self.hints.news() => {}
                    }
                    continue;
                }
            }
            if self.watched.named.is_some() && self.known.is_empty() {
                return Ok(());
            }
        }
    }

    /// Takes what events said.
    fn drain_events(&mut self) {
        let (mut ids, any) = self.hints.take();
        ids.retain(|id| self.watched.may_be(id) && !self.others.contains(id));
        self.agenda.mark_dirty(ids, Instant::now());
        if any {
            self.agenda.touch_all();
        }
    }

    /// Reads every page, and between them the pools that events are about.
    async fn poll_all(&mut self) -> Result<(), WatchError> {
        let start = Instant::now();
        self.others.clear();
        self.known.begin();
        let wanted = PoolQuery { projects: self.watched.projects.clone(), ..PoolQuery::default() };
        let mut listing = PoolLister::new(self.client, wanted);
        loop {
            match listing.next().await {
                Ok(Some(page)) => self.read(page).await?,
                Ok(None) => break,
                Err(error) if listing.restart_after(&error) => {}
                Err(error) => return self.on_poll_error(error).await,
            }
            self.drain_events();
            let due = self.agenda.due(Instant::now());
            self.look_at(due).await?;
            if self.agenda.is_pausing() {
                return Ok(());
            }
        }
        self.agenda.finish(Instant::now(), start.elapsed(), fastrand::f64());
        self.look_for_missing().await?;
        if self.agenda.is_pausing() {
            Ok(())
        } else {
            Ok(self.audience.on_event(WatchEvent::Whole).await?)
        }
    }

    /// A pool that no page had may only have moved from one to another while they were read, so a
    /// few are looked for; so many at once did not move.
    async fn look_for_missing(&mut self) -> Result<(), WatchError> {
        let missing = self.known.missing();
        if missing.len() <= MAX_SINGLE_POLLS {
            return self.look_at(missing).await;
        }
        let mut changes = Changes::default();
        missing.into_iter().for_each(|id| self.mark_deleted(id, &mut changes));
        self.tell(changes).await
    }

    /// Reads single pools.
    async fn look_at(&mut self, ids: Vec<String>) -> Result<(), WatchError> {
        if ids.is_empty() {
            return Ok(());
        }
        let client = self.client;
        let reads = stream::iter(ids).map(async |id: String| {
            let read = client.get_warm_pool(&id).await;
            (id, read)
        });
        let reads: Vec<_> = reads.buffered(MAX_CONCURRENT_READS).collect().await;
        let (mut changes, mut missed) = (Changes::default(), None);
        for (id, read) in reads {
            match read {
                Ok(pool) => self.note(pool, &mut changes),
                Err(error) if error.is_not_found() => self.mark_deleted(id, &mut changes),
                Err(error) if !is_about_one(&error) => missed = Some(error),
                // The look at all tells whether it may still be seen.
                Err(_) if self.known.holds(&id) => self.agenda.touch_all(),
                Err(_) => {
                    self.others.insert(id);
                }
            }
        }
        let Some(error) = missed else { return self.tell(changes).await };
        if !changes.is_empty() {
            self.tell(changes).await?;
        }
        self.on_poll_error(error).await
    }

    /// Takes what was read.
    async fn read(&mut self, pools: Vec<WarmPool>) -> Result<(), WatchError> {
        let mut changes = Changes::default();
        pools.into_iter().for_each(|pool| self.note(pool, &mut changes));
        self.has_read = true;
        self.tell(changes).await
    }

    async fn tell(&mut self, changes: Changes) -> Result<(), WatchError> {
        self.agenda.succeed();
        Ok(self.audience.on_event(WatchEvent::Read(changes)).await?)
    }

    /// Notes how a pool is, if it is watched.
    fn note(&mut self, mut pool: WarmPool, changes: &mut Changes) {
        let id = key(&pool);
        if !self.watched.has(&id, &pool) {
            self.others.insert(id);
        } else if lifecycle::lifecycle(&pool) == Lifecycle::Deleted {
            self.mark_deleted(id, changes);
        } else if self.known.see(&id, &mut pool) {
            changes.seen.push(pool);
        }
    }

    /// Notes that a pool is not there.
    fn mark_deleted(&mut self, id: String, changes: &mut Changes) {
        if self.known.forget(&id) {
            changes.gone.push(id);
        }
    }

    /// A look failed: another is made later, unless it cannot fare better or none ever did well.
    async fn on_poll_error(&mut self, error: Error) -> Result<(), WatchError> {
        let class = retry_class(&error.fault);
        if class == RetryClass::Refused || !self.has_read {
            return Err(WatchError::Refused(Box::new(error)));
        }
        let requested_delay = match class {
            RetryClass::Throttled(delay)
            | RetryClass::Ambiguous { wait: RetryAfter::Delay(delay), .. } => delay,
            _ => Duration::ZERO,
        };
        self.agenda.fail(Instant::now(), requested_delay);
        Ok(self.audience.on_event(WatchEvent::Missed(&error)).await?)
    }
}

/// Whether the service refuses to tell about one pool, which says nothing about others.
fn is_about_one(error: &Error) -> bool {
    let is_token = error.code() == Some(Code::Unauthenticated);
    retry_class(&error.fault) == RetryClass::Refused && !is_token
}

fn project_of(pool: &WarmPool) -> Option<Uuid> {
    Uuid::try_parse(&pool.metadata.as_ref()?.project_id).ok()
}

fn key(pool: &WarmPool) -> String {
    pool.id.to_ascii_lowercase()
}
