//! The choices of a run: every sequence of them, one after another.

use std::cell::{Cell, RefCell};

/// Walks through every sequence of choices, one sequence a run.
#[derive(Default)]
pub(super) struct ChoiceSequence {
    path: RefCell<Vec<(usize, usize)>>,
    at: Cell<usize>,
}

impl ChoiceSequence {
    /// One of `ways` ways; the first time the first, later the others.
    pub(super) fn choose(&self, ways: usize) -> usize {
        let (at, mut path) = (self.at.get(), self.path.borrow_mut());
        self.at.set(at + 1);
        if at == path.len() {
            path.push((0, ways));
        }
        path[at].0
    }

    /// Goes on to the next sequence; false when all were seen.
    pub(super) fn advance(&self) -> bool {
        self.at.set(0);
        let mut path = self.path.borrow_mut();
        while let Some((choice, ways)) = path.pop() {
            if choice + 1 < ways {
                path.push((choice + 1, ways));
                return true;
            }
        }
        false
    }
}
