//! How many instances should run, from how often they are claimed.

use serde::{Deserialize, Serialize};

use super::Millis;
use super::assumptions::{CLAIMS_PER_INSTANCE, MINUTE, MINUTES_TO_GROW, MINUTES_TO_SHRINK, QUIET};

/// What the autoscaler remembers of a pool. It looks once a minute, and only while there is
/// something to see: recent claims, or a target above the floor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Demand {
    /// Moments of the claims it still looks at, oldest first.
    claims: Vec<Millis>,
    busy_minutes: u32,
    quiet_minutes: u32,
    /// When it looks next.
    pub(super) next_look: Option<Millis>,
}

impl Demand {
    /// Notes a claim.
    pub(super) fn claimed(&mut self, now: Millis) {
        self.claims.push(now);
        self.watch(now);
    }

    /// Looks again a minute from now, unless a look is already planned.
    pub(super) fn watch(&mut self, now: Millis) {
        self.next_look.get_or_insert(now + MINUTE);
    }

    /// Looks at the last minute; returns the new target, not yet held to the pool's bounds.
    pub(super) fn look(&mut self, now: Millis, target: i32) -> i32 {
        self.next_look = None;
        self.claims.retain(|at| *at > now - i64::from(MINUTES_TO_SHRINK) * MINUTE);
        let load = f64::from(self.claims_within(now, 1)) / f64::from(target.max(1));
        let is_busy = load > CLAIMS_PER_INSTANCE;
        let is_quiet = load < QUIET * CLAIMS_PER_INSTANCE;
        self.busy_minutes = if is_busy { self.busy_minutes + 1 } else { 0 };
        self.quiet_minutes = if is_quiet { self.quiet_minutes + 1 } else { 0 };
        if !self.claims.is_empty() {
            self.watch(now);
        }
        if self.busy_minutes >= MINUTES_TO_GROW {
            self.busy_minutes = 0;
            let mean =
                f64::from(self.claims_within(now, MINUTES_TO_GROW)) / f64::from(MINUTES_TO_GROW);
            return instances_for(mean).max(target + 1);
        }
        if self.quiet_minutes >= MINUTES_TO_SHRINK {
            self.quiet_minutes = 0;
            return instances_for(self.busiest_minute(now)).min(target - 1);
        }
        target
    }

    fn claims_within(&self, now: Millis, minutes: u32) -> u32 {
        let since = now - i64::from(minutes) * MINUTE;
        let count = self.claims.iter().filter(|at| **at > since).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn busiest_minute(&self, now: Millis) -> f64 {
        let until = |minute| self.claims_within(now, minute);
        (0..MINUTES_TO_SHRINK)
            .map(|minute| f64::from(until(minute + 1) - until(minute)))
            .fold(0.0, f64::max)
    }
}

/// The smallest number of instances at which so many claims a minute are the right load.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a float cast saturates, and the pool's bounds hold it to 20"
)]
fn instances_for(claims_per_minute: f64) -> i32 {
    (claims_per_minute / CLAIMS_PER_INSTANCE).ceil() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_busy_minutes_grow_a_pool_and_fifteen_quiet_ones_shrink_it() {
        let mut demand = Demand::default();
        let mut target = 1;
        let mut targets = Vec::new();
        for minute in 1..=20 {
            let now = minute * MINUTE;
            if minute <= 3 {
                demand.claimed(now - 1);
            }
            target = demand.look(now, target).clamp(1, 20);
            targets.push(target);
        }
        assert_eq!(targets[..4], [1, 1, 5, 5]);
        assert_eq!(targets[16..], [5, 1, 1, 1].map(|size: i32| size));
    }

    #[test]
    fn nothing_is_looked_at_when_nothing_happens() {
        let mut demand = Demand::default();
        demand.claimed(0);
        let mut looks = 0;
        while let Some(at) = demand.next_look {
            demand.look(at, 1);
            looks += 1;
        }
        assert_eq!(looks, 15);
    }
}
