//! One of the things that are waited for: when to look at it next, and what its looks show.

use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};

use super::{Progress, WaitError, WaitEvent, WaitItem, WaitTarget, Watch};
use crate::api::Error;
use crate::api::retry::{RetryClass, retry_class};
use crate::wait::rate_limiter::RateLimiter;

/// How often a thing that was just made may be missing: an answer may come from a copy of the data
/// that has not caught up.
const MISSES: u32 = 3;
/// So many failed looks in a row end a wait; those that the network or an outage made fail do not
/// count.
const MOST_FAILURES: u32 = 5;
/// How often what a thing lacks is looked at, at most.
const SUPPLY: Duration = Duration::from_secs(30);
/// How long the last look may take, past the deadline: what became true while this machine slept
/// is still seen.
const LAST_LOOK: Duration = Duration::from_secs(5);

/// A thing that is waited for.
pub(super) struct ItemWaiter<T> {
    place: usize,
    id: String,
    thing: Option<T>,
    is_done: bool,
    /// Whether the thing is still to be judged as it was read before the wait.
    is_unjudged: bool,
    delay: Duration,
    misses_left: u32,
    /// Where the last look failed: how long the service wants to be left alone.
    failing: Option<Duration>,
    failures: u32,
    /// When to look next at what it lacks; `None` if that may not be read.
    next_supply: Option<Instant>,
    pace: RateLimiter,
}

impl<T> ItemWaiter<T> {
    pub(super) fn new(place: usize, start: WaitItem<T>, first: Duration, now: Instant) -> Self {
        let WaitItem { id, thing, is_new, .. } = start;
        Self {
            place,
            id,
            is_done: false,
            is_unjudged: thing.is_some(),
            thing,
            delay: first,
            misses_left: if is_new { MISSES } else { 0 },
            failing: None,
            failures: 0,
            next_supply: Some(now),
            pace: RateLimiter::new(now),
        }
    }

    /// Its place among the things.
    pub(super) const fn place(&self) -> usize {
        self.place
    }

    /// Whether nothing is left to wait for.
    pub(super) const fn is_done(&self) -> bool {
        self.is_done
    }

    /// The thing as it was last read.
    pub(super) fn into_thing(self) -> Option<T> {
        self.thing
    }

    /// Waits until it is true.
    ///
    /// # Errors
    /// Why it will not be waited for any longer.
    pub(super) async fn wait<G: WaitTarget<Item = T>>(
        &mut self,
        watch: &Watch<'_, G>,
    ) -> Result<(), WaitError<G::Reason>> {
        loop {
            let now = Instant::now();
            let is_last = now >= watch.deadline;
            let limit = watch.deadline.max(now) + LAST_LOOK;
            // At the limit there is no time left to know more.
            let verdict =
                timeout_at(limit, self.look(watch)).await.unwrap_or(Ok(Progress::Pending))?;
            match verdict {
                Progress::Satisfied => {
                    self.is_done = true;
                    return Ok(());
                }
                Progress::Impossible(why) => {
                    return Err(WaitError::PoolWaitFailure(self.place, why));
                }
                Progress::Pending | Progress::Blocked if is_last => {
                    return Err(WaitError::TimedOut);
                }
                Progress::Pending | Progress::Blocked => self.rest(watch).await,
            }
        }
    }

    /// Until the next look: for a while, or until an event, and not past the deadline.
    async fn rest<G: WaitTarget<Item = T>>(&mut self, watch: &Watch<'_, G>) {
        let now = Instant::now();
        // Many that began to wait together do not look together.
        let delay = self.delay.min(watch.plan.interval).mul_f64(0.9 + fastrand::f64() / 5.0);
        self.delay = self.delay.mul_f64(1.5).min(watch.plan.interval);
        let Some(pause) = self.failing else {
            let next = (now + delay).min(watch.deadline);
            return tokio::select! {
                () = sleep_until(next) => {}
                () = self.event(watch) => {}
            };
        };
        // Events are no reason to press a service that cannot answer.
        sleep_until((now + delay.max(pause)).min(watch.deadline)).await;
    }

    /// An event came, and there were not too many before it.
    async fn event<G: WaitTarget<Item = T>>(&mut self, watch: &Watch<'_, G>) {
        watch.nudges.changed(&self.id).await;
        sleep_until(self.pace.next(Instant::now())).await;
    }

    /// Looks at it, and at what it lacks.
    async fn look<G: WaitTarget<Item = T>>(
        &mut self,
        watch: &Watch<'_, G>,
    ) -> Result<Progress<G::Reason>, WaitError<G::Reason>> {
        let is_unjudged = std::mem::take(&mut self.is_unjudged);
        let verdict = match self.thing.take_if(|_| is_unjudged) {
            Some(thing) => self.seen(thing, watch),
            None => self.read(watch).await?,
        };
        match verdict {
            Progress::Blocked => Ok(self.supply(watch).await),
            verdict => Ok(verdict),
        }
    }

    async fn read<G: WaitTarget<Item = T>>(
        &mut self,
        watch: &Watch<'_, G>,
    ) -> Result<Progress<G::Reason>, WaitError<G::Reason>> {
        let turn = watch.calls.acquire().await;
        let read = watch.goal.read(&self.id).await;
        drop(turn);
        match read {
            Ok(thing) => {
                (self.misses_left, self.failures, self.failing) = (0, 0, None);
                Ok(self.seen(thing, watch))
            }
            Err(error) if error.is_not_found() => Ok(self.missing(watch)),
            Err(error) => self.missed(error, watch),
        }
    }

    fn seen<G: WaitTarget<Item = T>>(
        &mut self,
        thing: T,
        watch: &Watch<'_, G>,
    ) -> Progress<G::Reason> {
        (watch.tell)(WaitEvent::Seen(self.place, &thing));
        watch.goal.evaluate(self.thing.insert(thing))
    }

    fn missing<G: WaitTarget<Item = T>>(&mut self, watch: &Watch<'_, G>) -> Progress<G::Reason> {
        (self.failures, self.failing) = (0, None);
        let verdict = watch.goal.evaluate_missing();
        if matches!(verdict, Progress::Satisfied) {
            (watch.tell)(WaitEvent::Gone(self.place));
            return verdict;
        }
        match self.misses_left.checked_sub(1) {
            Some(left) => {
                self.misses_left = left;
                Progress::Pending
            }
            None => verdict,
        }
    }

    /// A look failed: another is made, unless it cannot fare better.
    fn missed<G: WaitTarget<Item = T>>(
        &mut self,
        error: Error,
        watch: &Watch<'_, G>,
    ) -> Result<Progress<G::Reason>, WaitError<G::Reason>> {
        let class = retry_class(&error.cause);
        self.failing = Some(class.requested_delay());
        self.failures += u32::from(is_own_fault(class));
        if class == RetryClass::Rejected || self.failures == MOST_FAILURES {
            return Err(WaitError::Failed(self.place, Box::new(error)));
        }
        (watch.tell)(WaitEvent::Missed(self.place, &error));
        Ok(Progress::Pending)
    }

    /// Looks at what the thing lacks, if it is time; what may not be read is not hopeless.
    async fn supply<G: WaitTarget<Item = T>>(
        &mut self,
        watch: &Watch<'_, G>,
    ) -> Progress<G::Reason> {
        let now = Instant::now();
        let (Some(thing), true) = (&self.thing, self.next_supply.is_some_and(|next| next <= now))
        else {
            return Progress::Blocked;
        };
        let _turn = watch.calls.acquire().await;
        let supply = watch.goal.evaluate_dependencies(thing).await;
        let is_refused = supply.as_ref().is_err_and(is_refused);
        self.next_supply = (!is_refused).then_some(now + SUPPLY);
        supply.unwrap_or(Progress::Blocked)
    }
}

/// Whether the service says no, and will say it again.
fn is_refused(error: &Error) -> bool {
    retry_class(&error.cause) == RetryClass::Rejected
}

/// Whether the service itself cannot answer, unlike when it is not reached, not up or too busy.
const fn is_own_fault(class: RetryClass) -> bool {
    matches!(class, RetryClass::Ambiguous { transient: false, .. } | RetryClass::Quota)
}
