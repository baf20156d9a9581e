//! Every sequence of choices, one after another.

use std::cell::{Cell, RefCell};

/// Enumerates every sequence of choices, one per run.
#[derive(Default)]
pub(super) struct ChoiceSequence {
    path: RefCell<Vec<(usize, usize)>>,
    at: Cell<usize>,
}

impl ChoiceSequence {
    /// One of `options` options: the first one first, in later runs the others.
    pub(super) fn choose(&self, options: usize) -> usize {
        let (at, mut path) = (self.at.get(), self.path.borrow_mut());
        self.at.set(at + 1);
        if at == path.len() {
            path.push((0, options));
        }
        path[at].0
    }

    /// Moves on to the next sequence; false after the last.
    pub(super) fn advance(&self) -> bool {
        self.at.set(0);
        let mut path = self.path.borrow_mut();
        while let Some((choice, options)) = path.pop() {
            if choice + 1 < options {
                path.push((choice + 1, options));
                return true;
            }
        }
        false
    }
}
