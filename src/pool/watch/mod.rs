//! Watching pools: what changes is told, for as long as somebody listens.
//!
//! State always comes from reading; events only say when to look. One request follows another, so
//! that nothing older is ever told after something newer: between the pages of a look at all, the
//! pools that events are about are read.

mod agenda;
mod hints;
mod known;

use std::collections::HashSet;
use std::time::Duration;

use futures_util::stream::{self, StreamExt};
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use super::listing::{Listing, Wanted};
use super::state::{self, Life};
use crate::api::client::AT_ONCE;
use crate::api::code::Code;
use crate::api::error::Wait;
use crate::api::events::Kind;
use crate::api::retry::{Class, classify};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::error::Failure;
use agenda::{Agenda, FEW, Next};
use hints::Hints;
use known::Known;

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

/// What a watch tells.
pub(crate) enum News<'a> {
    /// Pools were read, and this is new, perhaps nothing.
    Read(Changes),
    /// All pools were read.
    Whole,
    /// A look failed; there will be another.
    Missed(&'a Error),
}

/// Who is told.
pub(crate) trait Audience {
    /// Takes news.
    ///
    /// # Errors
    /// When it can take no more, which ends the watch.
    async fn hear(&mut self, news: News<'_>) -> Result<(), Failure>;
}

/// Why a watch ended that had more to watch.
pub(crate) enum Stop {
    /// The service refuses to tell, or never told anything.
    Refused(Box<Error>),
    /// Nobody can be told any more.
    Deaf(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Deaf(failure)
    }
}

/// Watches with the event stream beside the looks, which are this far apart where the service has
/// no stream. Ends well only when every pool that was named is gone.
pub(crate) async fn follow(
    client: &Client,
    scope: Scope,
    interval: Duration,
    audience: &mut impl Audience,
) -> Result<(), Stop> {
    let hints = Hints::default();
    let (wanted, named, first) = match scope {
        Scope::Projects(projects) => (projects, None, Vec::new()),
        Scope::Pools(pools) => (projects_of(&pools), Some(pools.iter().map(key).collect()), pools),
    };
    let ids: Vec<_> = named.iter().flatten().cloned().collect();
    let looker = Looker {
        client,
        wanted,
        named,
        others: HashSet::new(),
        hints: &hints,
        agenda: Agenda::new(interval),
        known: Known::default(),
        has_read: false,
        audience,
    };
    tokio::select! {
        biased;
        end = looker.run(first) => end,
        never = client.watch(Kind::WarmPool, &ids, &hints) => match never {},
    }
}

/// The projects whose lists have all these pools; none, which stands for all, if that is not told.
fn projects_of(pools: &[WarmPool]) -> Vec<Uuid> {
    let projects: Option<Vec<_>> = pools.iter().map(project_of).collect();
    projects.unwrap_or_default()
}

fn project_of(pool: &WarmPool) -> Option<Uuid> {
    Uuid::try_parse(&pool.metadata.as_ref()?.project_id).ok()
}

fn key(pool: &WarmPool) -> String {
    pool.id.to_ascii_lowercase()
}

/// Whoever looks.
struct Looker<'a, A> {
    client: &'a Client,
    /// The projects that are read, and watched if no pools are named.
    wanted: Vec<Uuid>,
    named: Option<HashSet<String>>,
    /// Pools that events were about and that are not watched.
    others: HashSet<String>,
    hints: &'a Hints,
    agenda: Agenda,
    known: Known,
    has_read: bool,
    audience: &'a mut A,
}

impl<A: Audience> Looker<'_, A> {
    async fn run(mut self, first: Vec<WarmPool>) -> Result<(), Stop> {
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
            if self.named.is_some() && self.known.is_empty() {
                return Ok(());
            }
        }
    }

    /// Takes what events said.
    fn heed(&mut self) {
        let (mut ids, any) = self.hints.take();
        ids.retain(|id| {
            let is_named = self.named.as_ref().is_none_or(|named| named.contains(id));
            is_named && !self.others.contains(id)
        });
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
        let wanted = Wanted { projects: self.wanted.clone(), ..Wanted::default() };
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
        match self.agenda.is_pausing() {
            true => Ok(()),
            false => Ok(self.audience.hear(News::Whole).await?),
        }
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
        self.tell(changes).await?;
        match missed {
            Some(error) => self.miss(error).await,
            None => Ok(()),
        }
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
        if !self.is_watched(&id, &pool) {
            self.others.insert(id);
        } else if state::life(&pool) == Life::Gone {
            self.lose(id, changes);
        } else if self.known.see(&id, &mut pool) {
            changes.seen.push(pool);
        }
    }

    fn is_watched(&self, id: &str, pool: &WarmPool) -> bool {
        match &self.named {
            Some(named) => named.contains(id),
            None if self.wanted.is_empty() => true,
            None => project_of(pool).is_some_and(|project| self.wanted.contains(&project)),
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
