//! The instances of a pool.

use super::queue::Queue;
use crate::sizing::Millis;
use crate::sizing::question::Times;
use crate::warm_pool::size::PoolSize;

pub(super) struct Pool {
    start_time: Millis,
    provision_time: Millis,
    /// How many should run.
    target: i32,
    /// How many there should be in all.
    max: i32,
    ready: i32,
    stopped: i32,
    /// From stopped to ready.
    starting: Queue,
    /// From nothing to ready.
    provisioning: Queue,
    /// From nothing to stopped.
    reserve: Queue,
    /// Usage is counted up to here.
    counted_until: Millis,
    running_usage: Millis,
    stopped_usage: Millis,
}

impl Pool {
    /// A pool with as many ready instances as it aims at; the rest are stopped.
    pub(super) const fn full(size: PoolSize, target: i32, times: Times, now: Millis) -> Self {
        Self {
            start_time: times.start,
            provision_time: times.provision,
            target,
            max: size.max(),
            ready: target,
            stopped: size.max() - target,
            starting: Queue::new(),
            provisioning: Queue::new(),
            reserve: Queue::new(),
            counted_until: now,
            running_usage: 0,
            stopped_usage: 0,
        }
    }

    /// Lets all instances arrive that are due at or before `now`.
    pub(super) fn advance(&mut self, now: Millis) {
        loop {
            let (starting, provisioning) = (self.starting.next_due(), self.provisioning.next_due());
            let reserve = self.reserve.next_due();
            let due = starting.min(provisioning).min(reserve);
            if due > now {
                return;
            }
            if due == reserve {
                self.count_usage(due);
                self.reserve.pop();
                self.stopped += 1;
            } else {
                if due == starting {
                    self.starting.pop();
                } else {
                    self.provisioning.pop();
                }
                self.ready += 1;
            }
            self.remove_excess(due);
        }
    }

    /// Takes a ready instance and orders another; returns whether there was one.
    pub(super) fn claim(&mut self, now: Millis) -> bool {
        let is_hit = self.ready > 0;
        if is_hit {
            self.count_usage(now);
            self.ready -= 1;
            self.reconcile(now);
        }
        is_hit
    }

    pub(super) fn set_target(&mut self, now: Millis, target: i32) {
        self.resize(now, target, self.max);
    }

    pub(super) fn resize(&mut self, now: Millis, target: i32, max: i32) {
        if (target, max) != (self.target, self.max) {
            self.count_usage(now);
            (self.target, self.max) = (target, max);
            self.reconcile(now);
        }
    }

    /// The milliseconds of running and of stopped instances since the last call.
    pub(super) fn take_usage(&mut self, now: Millis) -> (Millis, Millis) {
        self.count_usage(now);
        (std::mem::take(&mut self.running_usage), std::mem::take(&mut self.stopped_usage))
    }

    /// Instances that run or will run.
    const fn running(&self) -> i32 {
        self.ready + self.starting.len() + self.provisioning.len()
    }

    const fn total(&self) -> i32 {
        self.running() + self.stopped + self.reserve.len()
    }

    /// Orders what is missing and removes what is too much.
    fn reconcile(&mut self, now: Millis) {
        for _ in self.running()..self.target {
            if self.stopped > 0 {
                self.stopped -= 1;
                self.starting.push(now + self.start_time);
            } else {
                self.provisioning.push(now + self.provision_time);
            }
        }
        self.remove_excess(now);
        for _ in self.total()..self.max {
            self.reserve.push(now + self.provision_time);
        }
    }

    /// Stops ready instances above the target and ends stopped ones above the maximum.
    fn remove_excess(&mut self, now: Millis) {
        let to_stop = (self.running() - self.target).clamp(0, self.ready);
        let to_end = (self.total() - self.max).clamp(0, self.stopped + to_stop);
        if to_stop + to_end > 0 {
            self.count_usage(now);
            self.ready -= to_stop;
            self.stopped += to_stop - to_end;
        }
    }

    fn count_usage(&mut self, now: Millis) {
        let elapsed = now - self.counted_until;
        let running = self.running() + self.reserve.len();
        self.running_usage += elapsed * Millis::from(running);
        self.stopped_usage += elapsed * Millis::from(self.stopped);
        self.counted_until = now;
    }
}
