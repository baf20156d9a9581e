//! Waiting until something is true of pools: looking at them now and then, and at once when the
//! event stream says that one of them changed.
//!
//! State always comes from reading a pool; events only say when to look. A look that fails for a
//! while ends nothing; what cannot become true any more ends the wait at once.

mod condition;
#[cfg(test)]
mod tests;
mod watched;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

use tokio::time::{Instant, sleep, sleep_until};

use crate::api::events::{Nudge, Nudges};
use crate::api::prebuild::{Prebuild, PrebuildFilter};
use crate::api::walk::Walk;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};

pub(crate) use condition::{Condition, Hopeless};
use watched::Watched;

/// How long the last look may take, past the deadline: what became true while this machine slept
/// is still seen.
const LAST_LOOK: Duration = Duration::from_secs(5);
/// How often time is told.
const TICK: Duration = Duration::from_secs(1);

/// What to wait for, how long, and how often to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// What is to become true.
    pub(crate) condition: Condition,
    /// How long it may take.
    pub(crate) timeout: Duration,
    /// The time between the first two looks; between the next half as much more, and so on.
    pub(crate) first: Duration,
    /// The most time between two looks.
    pub(crate) interval: Duration,
}

/// A pool to wait for.
#[derive(Debug)]
pub(crate) struct Start {
    /// Its id.
    pub(crate) id: String,
    /// How the user calls it.
    pub(crate) address: String,
    /// The pool, if it was read already.
    pub(crate) pool: Option<WarmPool>,
    /// Whether it was made just now, so that a look that does not find it says little.
    pub(crate) is_new: bool,
}

/// What happens during a wait.
#[derive(Debug)]
pub(crate) enum News<'a> {
    /// A pool was read: which of them, and how it is.
    Seen(usize, &'a WarmPool),
    /// A pool is not there any more.
    Gone(usize),
    /// A look failed; there will be another.
    Missed(usize, &'a Error),
    /// A second has passed.
    Tick,
}

/// How a wait ended.
#[derive(Debug)]
pub(crate) struct End {
    /// The pools as they were last read; `None` for one that was never read or is gone.
    pub(crate) pools: Vec<Option<WarmPool>>,
    /// Those for which it is not true, by their place.
    pub(crate) open: Vec<usize>,
    /// Why it ended before all was true; `None` when all is.
    pub(crate) stop: Option<Stop>,
}

/// Why a wait ended before all was true.
#[derive(Debug)]
pub(crate) enum Stop {
    /// It cannot become true for one of the pools.
    Hopeless(usize, Hopeless),
    /// The time ran out.
    TimedOut,
    /// One of the pools cannot be read, and trying again will not change that.
    Failed(usize, Box<Error>),
}

/// The calls that waiting is made of.
pub(crate) trait Source {
    /// One pool.
    async fn pool(&self, id: &str) -> Result<WarmPool, Error>;
    /// The prebuilds of a project.
    async fn prebuilds(&self, project: &str) -> Result<Vec<Prebuild>, Error>;
}

impl Source for Client {
    async fn pool(&self, id: &str) -> Result<WarmPool, Error> {
        self.get_warm_pool(id).await
    }

    async fn prebuilds(&self, project: &str) -> Result<Vec<Prebuild>, Error> {
        let project_ids = vec![project.to_owned()];
        let filter = PrebuildFilter { project_ids, ..PrebuildFilter::default() };
        Walk::new(self, vec![filter]).all().await
    }
}

/// Waits with the event stream beside the looks; without it when the service has none.
pub(crate) async fn follow(
    client: &Client,
    plan: Plan,
    starts: Vec<Start>,
    tell: &dyn Fn(News<'_>),
) -> End {
    let nudges = Nudges::default();
    let ids: BTreeSet<_> = starts.iter().map(|start| start.id.to_ascii_lowercase()).collect();
    tokio::select! {
        biased;
        end = until(client, plan, starts, &nudges, tell) => end,
        never = client.watch_pools(&ids, &nudges) => match never {},
        never = ticks(tell) => match never {},
    }
}

async fn ticks(tell: &dyn Fn(News<'_>)) -> Infallible {
    loop {
        sleep(TICK).await;
        tell(News::Tick);
    }
}

/// Waits until the condition is true of all the pools, or cannot become so, or time is over.
async fn until(
    source: &impl Source,
    plan: Plan,
    starts: Vec<Start>,
    nudges: &Nudges,
    tell: &dyn Fn(News<'_>),
) -> End {
    let begin = Instant::now();
    let deadline = begin + plan.timeout;
    let starts = starts.into_iter().enumerate();
    let mut pools: Vec<_> =
        starts.map(|(place, start)| Watched::new(place, start, plan.first, begin)).collect();
    loop {
        let is_last = Instant::now() >= deadline;
        let limit = deadline.max(Instant::now()) + LAST_LOOK;
        for pool in &mut pools {
            if let Some(stop) = pool.look_if_due(source, plan, is_last, limit, tell).await {
                return end(pools, Some(stop));
            }
        }
        let next = pools.iter().filter_map(Watched::next_look).min();
        match next {
            None => return end(pools, None),
            Some(_) if is_last => return end(pools, Some(Stop::TimedOut)),
            Some(next) => tokio::select! {
                () = sleep_until(next.min(deadline)) => {}
                nudge = nudges.next() => hear(&mut pools, &nudge),
            },
        }
    }
}

fn hear(pools: &mut [Watched], nudge: &Nudge) {
    let now = Instant::now();
    pools.iter_mut().for_each(|pool| pool.hear(nudge, now));
}

fn end(pools: Vec<Watched>, stop: Option<Stop>) -> End {
    let open = pools.iter().filter(|pool| !pool.is_done()).map(Watched::place).collect();
    End { pools: pools.into_iter().map(Watched::into_pool).collect(), open, stop }
}
