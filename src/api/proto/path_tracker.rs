//! The way from a fault in an answer back to the answer: what a reader that fails knows of its place.

use std::cell::RefCell;
use std::fmt::Write as _;

/// Collects the path of a fault: whoever reads a part adds its place when the part cannot be read,
/// the innermost first.
#[derive(Default)]
pub(crate) struct PathTracker(RefCell<Vec<Place>>);

enum Place {
    Field(String),
    Item(usize),
}

impl PathTracker {
    /// Says that a fault is in a field, and hands it on.
    pub(crate) fn at_field<E>(&self, name: &str, fault: E) -> E {
        self.0.borrow_mut().push(Place::Field(name.to_owned()));
        fault
    }

    /// Says that a fault is in a member of a list, counted from 0, and hands it on.
    pub(super) fn at_index<E>(&self, index: usize, fault: E) -> E {
        self.0.borrow_mut().push(Place::Item(index));
        fault
    }

    /// The path, such as `warmPools[3].spec.minSize`; `.` if the fault is in no part.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for place in self.0.borrow().iter().rev() {
            match place {
                Place::Field(name) if path.is_empty() => path.push_str(name),
                Place::Field(name) => _ = write!(path, ".{name}"),
                Place::Item(index) => _ = write!(path, "[{index}]"),
            }
        }
        // A field may have no name.
        if path.is_empty() { ".".to_owned() } else { path }
    }
}
