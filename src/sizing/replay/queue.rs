//! Instances on their way to a state, all of which take the same time to reach it.

use crate::sizing::Millis;

/// More than any pool has on the way to one state: they are ordered only up to a bound of 20.
const CAPACITY: usize = 32;

/// When instances arrive, in order.
#[derive(Clone, Debug)]
pub(super) struct Queue {
    due: [Millis; CAPACITY],
    first: usize,
    count: usize,
}

impl Queue {
    pub(super) const fn new() -> Self {
        Self { due: [0; CAPACITY], first: 0, count: 0 }
    }

    pub(super) const fn len(&self) -> i32 {
        self.count as i32
    }

    /// When the first one arrives; far in the future if there is none.
    pub(super) const fn next_due(&self) -> Millis {
        if self.count == 0 { Millis::MAX } else { self.due[self.first] }
    }

    /// Adds one that arrives no earlier than those before it.
    pub(super) const fn push(&mut self, due: Millis) {
        debug_assert!(self.count < CAPACITY);
        self.due[(self.first + self.count) % CAPACITY] = due;
        self.count += 1;
    }

    /// Removes the first one.
    pub(super) const fn pop(&mut self) {
        debug_assert!(self.count > 0);
        self.first = (self.first + 1) % CAPACITY;
        self.count -= 1;
    }
}
