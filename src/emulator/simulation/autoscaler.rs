//! Computes the target of running instances of a pool from its claim rate.

use serde::{Deserialize, Serialize};

use super::Millis;
use super::assumptions::{CLAIMS_PER_INSTANCE, MINUTE, MINUTES_TO_GROW, MINUTES_TO_SHRINK, QUIET};

/// The autoscaler of a pool. It runs once a minute, and only while there are recent claims or the
/// target is above the minimum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct AutoscalerState {
    /// Times of the recent claims, oldest first.
    claims: Vec<Millis>,
    busy_minutes: u32,
    quiet_minutes: u32,
    #[serde(rename = "next_look")]
    pub(super) next_run: Option<Millis>,
}

impl AutoscalerState {
    pub(super) fn record_claim(&mut self, now: Millis) {
        self.claims.push(now);
        self.schedule(now);
    }

    /// Schedules a run in a minute, unless one is scheduled already.
    pub(super) fn schedule(&mut self, now: Millis) {
        self.next_run.get_or_insert(now + MINUTE);
    }

    /// Evaluates the last minute; returns the new target, which may exceed the pool's bounds.
    pub(super) fn run(&mut self, now: Millis, target: i32) -> i32 {
        self.next_run = None;
        self.claims.retain(|at| *at > now - i64::from(MINUTES_TO_SHRINK) * MINUTE);
        let load = f64::from(self.claims_within(now, 1)) / f64::from(target.max(1));
        let is_busy = load > CLAIMS_PER_INSTANCE;
        let is_quiet = load < QUIET * CLAIMS_PER_INSTANCE;
        self.busy_minutes = if is_busy { self.busy_minutes + 1 } else { 0 };
        self.quiet_minutes = if is_quiet { self.quiet_minutes + 1 } else { 0 };
        if !self.claims.is_empty() {
            self.schedule(now);
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

/// The smallest number of instances that a claim rate does not overload.
#[expect(
    clippy::cast_possible_truncation,
    reason = "float casts saturate, and the pool's bounds clamp the result"
)]
fn instances_for(claims_per_minute: f64) -> i32 {
    (claims_per_minute / CLAIMS_PER_INSTANCE).ceil() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_busy_minutes_scale_up_and_fifteen_quiet_ones_scale_down() {
        let mut autoscaler = AutoscalerState::default();
        let mut target = 1;
        let mut targets = Vec::new();
        for minute in 1..=20 {
            let now = minute * MINUTE;
            if minute <= 3 {
                autoscaler.record_claim(now - 1);
            }
            target = autoscaler.run(now, target).clamp(1, 20);
            targets.push(target);
        }
        assert_eq!(targets[..4], [1, 1, 5, 5]);
        assert_eq!(targets[16..], [5, 1, 1, 1].map(|size: i32| size));
    }

    #[test]
    fn an_idle_autoscaler_stops_running() {
        let mut autoscaler = AutoscalerState::default();
        autoscaler.record_claim(0);
        let mut runs = 0;
        while let Some(at) = autoscaler.next_run {
            autoscaler.run(at, 1);
            runs += 1;
        }
        assert_eq!(runs, 15);
    }
}
