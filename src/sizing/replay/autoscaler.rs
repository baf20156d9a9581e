//! The assumed autoscaler: once a minute it compares the starts of the past minute with the target.

use crate::sizing::Millis;
use crate::warm_pool::size::PoolSize;

const MINUTE: Millis = 60_000;
/// Starts a minute for which one instance is wanted are 1 / 5.
const INSTANCES_PER_START: i64 = 5;
/// Minutes in a row with too many starts before the target grows.
const MINUTES_TO_GROW: i64 = 3;
/// Minutes in a row with few starts before the target shrinks.
const MINUTES_TO_SHRINK: i64 = 15;

pub(super) struct Autoscaler {
    size: PoolSize,
    target: i32,
    from: Millis,
    last_run: Millis,
    next_run: Millis,
    busy_minutes: i64,
    quiet_minutes: i64,
    /// Starts since the last run.
    starts: i64,
}

impl Autoscaler {
    pub(super) const fn new(size: PoolSize, from: Millis) -> Self {
        Self {
            size,
            target: size.min(),
            from,
            last_run: from,
            next_run: Millis::MAX,
            busy_minutes: 0,
            quiet_minutes: 0,
            starts: 0,
        }
    }

    /// The next time that it can change anything: without starts and at the minimum it rests.
    pub(super) const fn next_run(&self) -> Millis {
        self.next_run
    }

    pub(super) fn record_start(&mut self, now: Millis) {
        // A start at the very beginning is not in the minute before any run.
        if now > self.from {
            self.starts += 1;
            self.schedule(now);
        }
    }

    /// Returns the target with another size.
    pub(super) fn resize(&mut self, now: Millis, size: PoolSize) -> i32 {
        self.size = size;
        self.target = self.target.clamp(size.min(), size.max());
        if self.target > size.min() {
            self.schedule(now);
        }
        self.target
    }

    /// Compares the past minute; returns the target.
    pub(super) fn run(&mut self, now: Millis) -> i32 {
        let minutes_at_rest = (now - self.last_run) / MINUTE - 1;
        if minutes_at_rest > 0 {
            self.busy_minutes = 0;
            self.quiet_minutes += minutes_at_rest;
        }
        self.last_run = now;
        let (target, min) = (i64::from(self.target), i64::from(self.size.min()));
        // Times the instances for a start, so that it compares with the target exactly.
        let load = std::mem::take(&mut self.starts) * INSTANCES_PER_START;
        let is_busy = load > target.max(1);
        let is_quiet = load * 10 < target.max(1) * 9;
        self.busy_minutes = if is_busy { self.busy_minutes + 1 } else { 0 };
        self.quiet_minutes = if is_quiet { self.quiet_minutes + 1 } else { 0 };
        let wanted = if self.busy_minutes >= MINUTES_TO_GROW {
            self.busy_minutes = 0;
            load.max(target + 1).min(i64::from(self.size.max()))
        } else if self.quiet_minutes >= MINUTES_TO_SHRINK && target > min {
            self.quiet_minutes = 0;
            load.min(target - 1).max(min)
        } else {
            target
        };
        self.target = i32::try_from(wanted).unwrap_or(self.target);
        let rests = load == 0 && self.busy_minutes == 0 && wanted == min;
        self.next_run = if rests { Millis::MAX } else { now + MINUTE };
        self.target
    }

    /// Schedules a run at the next full minute at or after an instant, unless one is scheduled.
    fn schedule(&mut self, now: Millis) {
        if self.next_run == Millis::MAX {
            let minutes = (now - self.from + MINUTE - 1) / MINUTE;
            self.next_run = self.from + minutes * MINUTE;
        }
    }
}
