//! Whoever looks: at all pools page by page, and between pages at those that events are about.

use std::collections::HashSet;
use std::time::Duration;

use futures_util::stream::{self, StreamExt as _};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::dirty_set::Hints;
use super::poll_schedule::{Agenda, FEW, Next};
use super::seen_pools::Known;
use super::{Audience, Changes, News, Scope, Stop};
use crate::api::client::AT_ONCE;
use crate::api::connect_code::Code;
use crate::api::error::Wait;
use crate::api::retry::{Class, classify};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::warm_pool::lifecycle::{self, Life};
use crate::warm_pool::lister::{Listing, Wanted};

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
pub(super) struct Looker<'a, A> {
    client: &'a Client,
    watched: Watched,
    /// Pools that events were about and that are not watched.
    others: HashSet<String>,
    hints: &'a Hints,
    agenda: Agenda,
    known: Known,
    has_read: bool,
    audience: &'a mut A,
}

impl<'a, A: Audience> Looker<'a, A> {
    /// Nothing was looked at yet.
    pub(super) fn new(
        client: &'a Client,
        watched: Watched,
        hints: &'a Hints,
        interval: Duration,
        audience: &'a mut A,
    ) -> Self {
        Self {
            client,
            watched,
            others: HashSet::new(),
            hints,
            agenda: Agenda::new(interval),
            known: Known::default(),
            has_read: false,
            audience,
        }
    }

    /// Looks, first at pools that were read already, until all that were named are gone.
    pub(super) async fn run(mut self, first: Vec<WarmPool>) -> Result<(), Stop> {
        if !first.is_empty() {
            self.read(first).await?;
        }
        loop {
            self.heed();
            match self.agenda.next(Instant::now(), self.hints.is_open()) {
                Next::All => self.look_at_all().await?,
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
    fn heed(&mut self) {
        let (mut ids, any) = self.hints.take();
        ids.retain(|id| self.watched.may_be(id) && !self.others.contains(id));
        self.agenda.touch(ids, Instant::now());
        if any {
            self.agenda.touch_all();
        }
    }

    /// Reads every page, and between them the pools that events are about.
    async fn look_at_all(&mut self) -> Result<(), Stop> {
        let start = Instant::now();
        self.others.clear();
        self.known.begin();
        let wanted = Wanted { projects: self.watched.projects.clone(), ..Wanted::default() };
        let mut listing = Listing::new(self.client, wanted);
        loop {
            match listing.next().await {
                Ok(Some(page)) => self.read(page).await?,
                Ok(None) => break,
                Err(error) if listing.restart_after(&error) => {}
                Err(error) => return self.miss(error).await,
            }
            self.heed();
            let due = self.agenda.due(Instant::now());
            self.look_at(due).await?;
            if self.agenda.is_pausing() {
                return Ok(());
            }
        }
        self.agenda.finish(Instant::now(), start.elapsed(), fastrand::f64());
        self.look_for_missing().await?;
        if self.agenda.is_pausing() { Ok(()) } else { Ok(self.audience.hear(News::Whole).await?) }
    }

    /// A pool that no page had may only have moved from one to another while they were read, so a
    /// few are looked for; so many at once did not move.
    async fn look_for_missing(&mut self) -> Result<(), Stop> {
        let missing = self.known.missing();
        if missing.len() <= FEW {
            return self.look_at(missing).await;
        }
        let mut changes = Changes::default();
        missing.into_iter().for_each(|id| self.lose(id, &mut changes));
        self.tell(changes).await
    }

    /// Reads single pools.
    async fn look_at(&mut self, ids: Vec<String>) -> Result<(), Stop> {
        if ids.is_empty() {
            return Ok(());
        }
        let client = self.client;
        let reads = stream::iter(ids).map(async |id: String| {
            let read = client.get_warm_pool(&id).await;
            (id, read)
        });
        let reads: Vec<_> = reads.buffered(AT_ONCE).collect().await;
        let (mut changes, mut missed) = (Changes::default(), None);
        for (id, read) in reads {
            match read {
                Ok(pool) => self.note(pool, &mut changes),
                Err(error) if error.is_not_found() => self.lose(id, &mut changes),
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
        self.miss(error).await
    }

    /// Takes what was read.
    async fn read(&mut self, pools: Vec<WarmPool>) -> Result<(), Stop> {
        let mut changes = Changes::default();
        pools.into_iter().for_each(|pool| self.note(pool, &mut changes));
        self.has_read = true;
        self.tell(changes).await
    }

    async fn tell(&mut self, changes: Changes) -> Result<(), Stop> {
        self.agenda.succeed();
        Ok(self.audience.hear(News::Read(changes)).await?)
    }

    /// Notes how a pool is, if it is watched.
    fn note(&mut self, mut pool: WarmPool, changes: &mut Changes) {
        let id = key(&pool);
        if !self.watched.has(&id, &pool) {
            self.others.insert(id);
        } else if lifecycle::life(&pool) == Life::Gone {
            self.lose(id, changes);
        } else if self.known.see(&id, &mut pool) {
            changes.seen.push(pool);
        }
    }

    /// Notes that a pool is not there.
    fn lose(&mut self, id: String, changes: &mut Changes) {
        if self.known.forget(&id) {
            changes.gone.push(id);
        }
    }

    /// A look failed: another is made later, unless it cannot fare better or none ever did well.
    async fn miss(&mut self, error: Error) -> Result<(), Stop> {
        let class = classify(&error.fault);
        if class == Class::Refused || !self.has_read {
            return Err(Stop::Refused(Box::new(error)));
        }
        let asked = match class {
            Class::Throttled(delay) | Class::Ambiguous { wait: Wait::For(delay), .. } => delay,
            _ => Duration::ZERO,
        };
        self.agenda.fail(Instant::now(), asked);
        Ok(self.audience.hear(News::Missed(&error)).await?)
    }
}

/// Whether the service refuses to tell about one pool, which says nothing about others.
fn is_about_one(error: &Error) -> bool {
    let is_token = error.refused_with() == Some(Code::Unauthenticated);
    classify(&error.fault) == Class::Refused && !is_token
}

fn project_of(pool: &WarmPool) -> Option<Uuid> {
    Uuid::try_parse(&pool.metadata.as_ref()?.project_id).ok()
}

fn key(pool: &WarmPool) -> String {
    pool.id.to_ascii_lowercase()
}
