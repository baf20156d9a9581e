//! Waiting until something is true of things: looking at them now and then, and at once when the
//! event stream says that one of them changed.
//!
//! State always comes from reading a thing; events only say when to look. Looks that fail for a
//! while end nothing; what cannot become true any more ends the wait at once.

mod condition;
mod dependencies;
mod item_waiter;
mod pools;
mod prebuild;
pub(crate) mod rate_limiter;
#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};

use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::events::{ChangeNotifier, ResourceType};
use crate::api::{Client, Error};

pub(crate) use condition::{Condition, PoolWaitFailure};
use item_waiter::ItemWaiter;
pub(crate) use pools::PoolWait;
pub(crate) use prebuild::{PrebuildWait, SnapshotWaitFailure};

/// How often time is told.
const TICK: Duration = Duration::from_secs(1);

/// How long to wait, and how often to look.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WaitOptions {
    /// How long it may take.
    pub(crate) timeout: Duration,
    /// The time between the first two looks; between the next half as much more, and so on.
    pub(crate) first: Duration,
    /// The most time between two looks.
    pub(crate) interval: Duration,
}

/// What is waited for: a kind of things, and what is to become true of each.
pub(crate) trait WaitTarget {
    /// What is looked at.
    type Item;
    /// Why it cannot become true of a thing.
    type Reason: fmt::Debug;

    /// The events that tell of changes.
    const EVENTS: ResourceType;

    /// Reads a thing.
    async fn read(&self, id: &str) -> Result<Self::Item, Error>;

    /// What a look at a thing says.
    fn evaluate(&self, thing: &Self::Item) -> Progress<Self::Reason>;

    /// What it says that there is no such thing.
    fn evaluate_missing(&self) -> Progress<Self::Reason>;

    /// What is said by that which a thing lacks: read seldom, beside the looks.
    async fn evaluate_dependencies(&self, _: &Self::Item) -> Result<Progress<Self::Reason>, Error> {
        Ok(Progress::Pending)
    }
}

/// What a look says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Progress<R> {
    /// It is true.
    Satisfied,
    /// It may become true.
    Pending,
    /// It may become true once the thing gets what it lacks.
    Blocked,
    /// It cannot become true any more.
    Impossible(R),
}

/// A thing to wait for.
#[derive(Debug)]
pub(crate) struct WaitItem<T> {
    /// Its id.
    pub(crate) id: String,
    /// How the user calls it.
    pub(crate) name: String,
    /// The thing, if it was read already.
    pub(crate) thing: Option<T>,
    /// Whether it was made or changed just now, so that a look that does not find it says little.
    pub(crate) is_new: bool,
}

/// What happens during a wait.
#[derive(Debug)]
pub(crate) enum WaitEvent<'a, T> {
    /// A thing was read: which of them, and how it is.
    Seen(usize, &'a T),
    /// A thing is not there any more.
    Gone(usize),
    /// A look failed; there will be another.
    Missed(usize, &'a Error),
    /// A second has passed.
    Tick,
}

/// How a wait ended.
#[derive(Debug)]
pub(crate) struct WaitOutcome<T, R> {
    /// The things as they were last read; `None` for one that was never read or is gone.
    pub(crate) things: Vec<Option<T>>,
    /// Those for which it is not true, by their place.
    pub(crate) open: Vec<usize>,
    /// Why it ended before all was true; `None` when all is.
    pub(crate) stop: Option<WaitError<R>>,
}

/// Why a wait ended before all was true.
#[derive(Debug)]
pub(crate) enum WaitError<R> {
    /// It cannot become true for one of the things.
    PoolWaitFailure(usize, R),
    /// The time ran out.
    TimedOut,
    /// One of the things cannot be read, and trying again will not change that.
    Failed(usize, Box<Error>),
}

/// What the waits for several things share.
struct Watch<'a, G: WaitTarget> {
    goal: &'a G,
    plan: WaitOptions,
    deadline: Instant,
    nudges: &'a ChangeNotifier,
    calls: Semaphore,
    tell: &'a dyn Fn(WaitEvent<'_, G::Item>),
}

/// Waits with the event stream beside the looks; without it when the service has none.
pub(crate) async fn follow<G: WaitTarget>(
    client: &Client,
    goal: &G,
    plan: WaitOptions,
    starts: Vec<WaitItem<G::Item>>,
    tell: &dyn Fn(WaitEvent<'_, G::Item>),
) -> WaitOutcome<G::Item, G::Reason> {
    let nudges = ChangeNotifier::new(starts.iter().map(|start| start.id.as_str()));
    let ids = nudges.ids();
    tokio::select! {
        biased;
        end = until(goal, plan, starts, &nudges, tell) => end,
        never = client.watch(G::EVENTS, &ids, &nudges) => match never {},
        never = ticks(tell) => match never {},
    }
}

async fn ticks<T>(tell: &dyn Fn(WaitEvent<'_, T>)) -> Infallible {
    loop {
        sleep(TICK).await;
        tell(WaitEvent::Tick);
    }
}

/// Waits until it is true of all the things, or cannot become so, or time is over.
async fn until<G: WaitTarget>(
    goal: &G,
    plan: WaitOptions,
    starts: Vec<WaitItem<G::Item>>,
    nudges: &ChangeNotifier,
    tell: &dyn Fn(WaitEvent<'_, G::Item>),
) -> WaitOutcome<G::Item, G::Reason> {
    let begin = Instant::now();
    let calls = Semaphore::new(MAX_CONCURRENT_READS);
    let watch = Watch { goal, plan, deadline: begin + plan.timeout, nudges, calls, tell };
    let starts = starts.into_iter().enumerate();
    let mut things: Vec<_> =
        starts.map(|(place, start)| ItemWaiter::new(place, start, plan.first, begin)).collect();
    let mut waits: FuturesUnordered<_> =
        things.iter_mut().map(|thing| thing.wait(&watch)).collect();
    let mut stop = None;
    while let Some(ended) = waits.next().await {
        match ended {
            Ok(()) => {}
            // The others have their last look as well.
            Err(WaitError::TimedOut) => stop = Some(WaitError::TimedOut),
            Err(why) => {
                stop = Some(why);
                break;
            }
        }
    }
    drop(waits);
    let open = things.iter().filter(|thing| !thing.is_done()).map(ItemWaiter::place).collect();
    WaitOutcome { things: things.into_iter().map(ItemWaiter::into_thing).collect(), open, stop }
}
