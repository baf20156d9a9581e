//! Notices that content changed and that its writer is done: two readings in a row that are equal.

use super::FileState;

/// Compares readings with the content in force.
pub(crate) struct ChangeDetector<T> {
    in_force: T,
    candidate: Option<T>,
}

impl<T: PartialEq> ChangeDetector<T> {
    pub(crate) const fn new(in_force: T) -> Self {
        Self { in_force, candidate: None }
    }

    /// Takes a reading. New content is in force once it was read twice in a row.
    pub(crate) fn read(&mut self, reading: T) -> FileState {
        if reading == self.in_force {
            self.candidate = None;
            FileState::Same
        } else if self.candidate.as_ref() == Some(&reading) {
            self.in_force = reading;
            self.candidate = None;
            FileState::Replaced
        } else {
            self.candidate = Some(reading);
            FileState::Unsettled
        }
    }

    #[cfg(test)]
    pub(super) const fn in_force(&self) -> &T {
        &self.in_force
    }
}
