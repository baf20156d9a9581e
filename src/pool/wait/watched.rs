//! One of the pools that are waited for: when to look at it next, and what its looks show.

use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use super::condition::{Verdict, gives_hope};
use super::{Condition, Hopeless, News, Plan, Source, Start, Stop};
use crate::api::Error;
use crate::api::events::Nudge;
use crate::api::retry::{Class, classify};
use crate::api::warm_pool::WarmPool;

/// How often a pool that was just made may be missing: an answer may come from a copy of the data
/// that has not caught up.
const MISSES: u32 = 3;

/// A pool that is waited for.
pub(super) struct Watched {
    place: usize,
    id: String,
    pool: Option<WarmPool>,
    is_done: bool,
    /// `None` before the first look, which costs no call where the pool was read already.
    next: Option<Instant>,
    delay: Duration,
    /// Whether an event has brought the next look forward.
    is_nudged: bool,
    misses_left: u32,
    asked_for_prebuilds: bool,
    pace: Pace,
}

impl Watched {
    pub(super) fn new(place: usize, start: Start, first: Duration, now: Instant) -> Self {
        let Start { id, pool, is_new, .. } = start;
        Self {
            place,
            id,
            pool,
            is_done: false,
            next: None,
            delay: first,
            is_nudged: false,
            misses_left: if is_new { MISSES } else { 0 },
            asked_for_prebuilds: false,
            pace: Pace::new(now),
        }
    }

    /// Its place among the pools.
    pub(super) const fn place(&self) -> usize {
        self.place
    }

    /// Whether nothing is left to wait for.
    pub(super) const fn is_done(&self) -> bool {
        self.is_done
    }

    /// When to look at it again; `None` when it is done.
    pub(super) const fn next_look(&self) -> Option<Instant> {
        if self.is_done { None } else { self.next }
    }

    /// The pool as it was last read.
    pub(super) fn into_pool(self) -> Option<WarmPool> {
        self.pool
    }

    /// An event came: if it may be about this pool, the next look is soon.
    pub(super) fn hear(&mut self, nudge: &Nudge, now: Instant) {
        // A look that an earlier event brought forward serves for this one too.
        if let Some(next) = self.next
            && nudge.is_about(&self.id)
            && !self.is_nudged
        {
            self.is_nudged = true;
            self.next = Some(self.pace.next(now).min(next));
        }
    }

    /// Looks at it, if it is time; gives what ends the whole wait.
    pub(super) async fn look_if_due(
        &mut self,
        source: &impl Source,
        plan: Plan,
        is_last: bool,
        limit: Instant,
        tell: &dyn Fn(News<'_>),
    ) -> Option<Stop> {
        let is_due = is_last || self.next.is_none_or(|next| next <= Instant::now());
        if self.is_done || !is_due {
            return None;
        }
        self.is_nudged = false;
        let known = if self.next.is_none() { self.pool.take() } else { None };
        let verdict = match known {
            Some(pool) => self.seen(pool, plan, tell),
            None => match timeout_at(limit, source.pool(&self.id)).await {
                Ok(Ok(pool)) => {
                    self.misses_left = 0;
                    self.seen(pool, plan, tell)
                }
                Ok(Err(error)) if error.is_not_found() => self.missing(plan, tell),
                Ok(Err(error)) if is_final(&error) => {
                    return Some(Stop::Failed(self.place, Box::new(error)));
                }
                Ok(Err(error)) => {
                    tell(News::Missed(self.place, &error));
                    Verdict::Open
                }
                // The time of the whole wait is over, which the caller finds as well.
                Err(_) => Verdict::Open,
            },
        };
        let verdict = match verdict {
            Verdict::NeedsPrebuild => self.ask_for_prebuilds(source, limit).await,
            verdict => verdict,
        };
        self.next = Some(Instant::now() + self.delay.min(plan.interval));
        self.delay = self.delay.mul_f64(1.5).min(plan.interval);
        match verdict {
            Verdict::Hopeless(why) => return Some(Stop::Hopeless(self.place, why)),
            Verdict::Reached => self.is_done = true,
            Verdict::Open | Verdict::NeedsPrebuild => {}
        }
        None
    }

    fn seen(&mut self, pool: WarmPool, plan: Plan, tell: &dyn Fn(News<'_>)) -> Verdict {
        tell(News::Seen(self.place, &pool));
        let verdict = plan.condition.judge(&pool);
        self.pool = Some(pool);
        verdict
    }

    fn missing(&mut self, plan: Plan, tell: &dyn Fn(News<'_>)) -> Verdict {
        if plan.condition == Condition::Deleted {
            tell(News::Gone(self.place));
            return Verdict::Reached;
        }
        match self.misses_left.checked_sub(1) {
            Some(left) => {
                self.misses_left = left;
                Verdict::Open
            }
            None => Verdict::Hopeless(Hopeless::Gone),
        }
    }

    /// Asks once whether there is a prebuild to wait for; what may not be read is not hopeless.
    async fn ask_for_prebuilds(&mut self, source: &impl Source, limit: Instant) -> Verdict {
        let metadata = self.pool.as_ref().and_then(|pool| pool.metadata.as_ref());
        let Some(metadata) = metadata.filter(|_| !self.asked_for_prebuilds) else {
            return Verdict::Open;
        };
        self.asked_for_prebuilds = true;
        match timeout_at(limit, source.prebuilds(&metadata.project_id)).await {
            Ok(Ok(prebuilds)) if !gives_hope(&prebuilds, &metadata.environment_class_id) => {
                Verdict::Hopeless(Hopeless::NoPrebuild)
            }
            _ => Verdict::Open,
        }
    }
}

/// Whether another look cannot fare better: the service, or what stands before it, said no.
fn is_final(error: &Error) -> bool {
    classify(&error.fault) == Class::Refused
}

/// How many looks events may cause: a few at once, and then one a second.
struct Pace {
    left: f64,
    at: Instant,
}

impl Pace {
    const BURST: f64 = 4.0;

    const fn new(now: Instant) -> Self {
        Self { left: Self::BURST, at: now }
    }

    /// When the next look may be.
    fn next(&mut self, now: Instant) -> Instant {
        let rested = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + rested).min(Self::BURST);
        self.at = now;
        let lacking = (1.0 - self.left).max(0.0);
        self.left -= 1.0;
        now + Duration::from_secs_f64(lacking)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_storm_of_events_causes_a_few_looks_and_then_one_a_second() {
        let start = Instant::now();
        let mut pace = Pace::new(start);
        let looks = [(); 6].map(|()| pace.next(start).duration_since(start));
        assert_eq!(looks.map(|look| look.as_secs()), [0, 0, 0, 0, 1, 2]);
        let later = start + Duration::from_secs(60);
        assert_eq!(pace.next(later), later, "rest gives them back");
    }
}
