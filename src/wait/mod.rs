//! Waits until items meet a condition: polls them in intervals, and at once after an event.
//!
//! Errors that may pass do not end a wait; a condition that can no longer be met does.

mod condition;
mod item_state;
mod pools;
mod prebuild;
#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use futures_util::stream::{self, StreamExt as _};
use tokio::time::{Instant, timeout_at};

use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::events::ResourceType;
use crate::api::{Client, Error};
use crate::poll::{PollIntervals, Poller};

pub(crate) use condition::{Condition, PoolWaitFailure};
use item_state::ItemState;
pub(crate) use pools::PoolWait;
pub(crate) use prebuild::{PrebuildCondition, PrebuildWait, PrebuildWaitFailure};

/// Much happens at the beginning, so the second poll comes early.
const FIRST_INTERVAL: Duration = Duration::from_secs(2);
/// How long the last poll may take past the deadline: a condition that was met while this machine
/// slept is still noticed.
const LAST_POLL_LIMIT: Duration = Duration::from_secs(5);

/// How long to wait, and how often to poll.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WaitOptions {
    pub(crate) timeout: Duration,
    pub(crate) intervals: PollIntervals,
}

impl WaitOptions {
    pub(crate) const fn new(timeout: Duration, interval: Duration) -> Self {
        Self { timeout, intervals: PollIntervals::growing(FIRST_INTERVAL, interval) }
    }
}

/// What is waited for: items of one type, and the condition that each is to meet.
pub(crate) trait WaitTarget {
    type Item;
    /// Why an item cannot meet the condition.
    type Reason: fmt::Debug;

    /// The events about changes of such items.
    const EVENTS: ResourceType;

    async fn read(&self, id: &str) -> Result<Self::Item, Error>;

    /// The progress of an item; `None` if it does not exist.
    fn evaluate(&self, item: Option<&Self::Item>) -> Progress<Self::Reason>;

    /// Why a blocked item cannot get what it depends on. Checked less often than the item.
    async fn check_dependencies(&self, _: &Self::Item) -> Result<Option<Self::Reason>, Error> {
        Ok(None)
    }
}

/// How far an item is from the condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Progress<R> {
    Satisfied,
    Pending,
    /// Pending until the item gets something that it depends on.
    Blocked,
    /// The condition can no longer be met.
    Impossible(R),
}

/// An item to wait for.
#[derive(Debug)]
pub(crate) struct WaitItem<T> {
    pub(crate) id: String,
    /// How the user refers to it.
    pub(crate) name: String,
    /// The item, if it was read already.
    pub(crate) state: Option<T>,
    /// Whether it was just created, so that a read may not find it yet.
    pub(crate) is_new: bool,
}

/// Takes the result of each poll that does not end the wait with an error: the index of the item,
/// and its state; `None` if it does not exist.
pub(crate) type OnPoll<'a, T> = &'a dyn Fn(usize, Result<Option<&T>, &Error>);

/// How a wait ended.
#[derive(Debug)]
pub(crate) struct WaitOutcome<T, E> {
    /// The items as last read.
    pub(crate) items: Vec<Option<T>>,
    /// The indexes of items that have not met the condition.
    pub(crate) open: Vec<usize>,
    /// `None` if all items have met it.
    pub(crate) error: Option<E>,
}

impl<T, E> WaitOutcome<T, E> {
    /// The items, if all have met the condition.
    pub(crate) fn into_items(self) -> Result<Vec<Option<T>>, E> {
        self.error.map_or(Ok(self.items), Err)
    }
}

/// Why a wait ended early.
#[derive(Debug)]
pub(crate) enum WaitError<R> {
    Impossible(usize, R),
    TimedOut,
    /// An item cannot be read, and further polls would not change that.
    Failed(usize, Box<Error>),
}

/// Waits with an event stream, where the service has one, in addition to polls.
pub(crate) async fn follow<W: WaitTarget>(
    client: &Client,
    target: &W,
    options: WaitOptions,
    items: Vec<WaitItem<W::Item>>,
    on_poll: OnPoll<'_, W::Item>,
) -> WaitOutcome<W::Item, WaitError<W::Reason>> {
    let poller = Poller::new(options.intervals, items.iter().map(|item| item.id.as_str()));
    let ids = poller.ids();
    tokio::select! {
        biased;
        outcome = wait_until(target, options.timeout, items, &poller, on_poll) => outcome,
        never = client.watch(W::EVENTS, &ids, &poller) => match never {},
    }
}

/// Waits until all items meet the condition, one of them no longer can, or the time is over.
async fn wait_until<W: WaitTarget>(
    target: &W,
    timeout: Duration,
    items: Vec<WaitItem<W::Item>>,
    poller: &Poller,
    on_poll: OnPoll<'_, W::Item>,
) -> WaitOutcome<W::Item, WaitError<W::Reason>> {
    let now = Instant::now();
    let items = items.into_iter().enumerate();
    let mut items: Vec<_> = items.map(|(index, item)| ItemState::new(index, item, now)).collect();
    let result = poll_until(target, now + timeout, &mut items, poller, on_poll).await;
    let open = items.iter().filter(|item| !item.is_done).map(|item| item.index).collect();
    let items = items.into_iter().map(ItemState::into_item).collect();
    WaitOutcome { items, open, error: result.err() }
}

async fn poll_until<W: WaitTarget>(
    target: &W,
    deadline: Instant,
    items: &mut [ItemState<W::Item>],
    poller: &Poller,
    on_poll: OnPoll<'_, W::Item>,
) -> Result<(), WaitError<W::Reason>> {
    loop {
        let next = timeout_at(deadline, poller.next()).await;
        let now = Instant::now();
        let is_last = now >= deadline;
        let ids = next.ok().flatten().filter(|_| !is_last);
        let is_due = |item: &ItemState<_>| ids.as_ref().is_none_or(|ids| item.is_among(ids));
        let due = items.iter_mut().filter(|item| !item.is_done && is_due(item));
        let polls = stream::iter(due).map(|item| item.poll(target, on_poll));
        let mut polls = polls.buffer_unordered(MAX_CONCURRENT_READS);
        let mut requested_delay = None;
        let limit = deadline.max(now) + LAST_POLL_LIMIT;
        while let Ok(Some(result)) = timeout_at(limit, polls.next()).await {
            requested_delay = requested_delay.max(result?);
        }
        drop(polls);
        if items.iter().all(|item| item.is_done) {
            return Ok(());
        }
        if is_last {
            return Err(WaitError::TimedOut);
        }
        let (mut schedule, now) = (poller.schedule(), Instant::now());
        match requested_delay {
            Some(delay) => schedule.fail(now, delay, fastrand::f64()),
            None => schedule.succeed(),
        }
        if ids.is_none() {
            schedule.finish_all(now, Duration::ZERO, fastrand::f64());
        }
    }
}
