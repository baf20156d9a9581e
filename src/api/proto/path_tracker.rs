//! Where in a response decoding failed.

use std::cell::RefCell;
use std::fmt::Write as _;

/// Collects the path of an error while it is passed up, the innermost segment first.
#[derive(Default)]
pub(crate) struct PathTracker(RefCell<Vec<Segment>>);

enum Segment {
    Field(String),
    Index(usize),
}

impl PathTracker {
    pub(crate) fn at_field<E>(&self, name: &str, error: E) -> E {
        self.0.borrow_mut().push(Segment::Field(name.to_owned()));
        error
    }

    pub(super) fn at_index<E>(&self, index: usize, error: E) -> E {
        self.0.borrow_mut().push(Segment::Index(index));
        error
    }

    /// Such as `warmPools[3].spec.minSize`; `.` for the response itself.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.0.borrow().iter().rev() {
            match segment {
                Segment::Field(name) if path.is_empty() => path.push_str(name),
                Segment::Field(name) => _ = write!(path, ".{name}"),
                Segment::Index(index) => _ = write!(path, "[{index}]"),
            }
        }
        // The name of a field may be empty.
        if path.is_empty() { ".".to_owned() } else { path }
    }
}
