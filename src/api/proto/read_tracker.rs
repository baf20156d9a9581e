//! Where in a response decoding failed, and how much was decoded.

use std::cell::{Cell, RefCell};
use std::fmt::Write as _;

use serde::de;

/// The limit of the items of one list: ten times what a page may have, and more than any list in an
/// object has.
pub(crate) const MAX_LIST_LENGTH: usize = 1_000;
/// The limit of the unknown fields of one object, among which names are searched one after another.
const MAX_UNKNOWN_FIELDS: usize = 1_000;
/// The limit of all list items and unknown fields of a response. They take much more memory than
/// their JSON; a full page of objects has a fraction of this.
const MAX_PARTS: usize = 50_000;

/// Collects the path of an error while it is passed up, and counts parts.
#[derive(Default)]
pub(crate) struct ReadTracker {
    /// The innermost segment first.
    path: RefCell<Vec<Segment>>,
    parts: Cell<usize>,
}

enum Segment {
    Field(String),
    Index(usize),
}

impl ReadTracker {
    pub(crate) fn at_field<E>(&self, name: &str, error: E) -> E {
        self.path.borrow_mut().push(Segment::Field(name.to_owned()));
        error
    }

    pub(super) fn at_index<E>(&self, index: usize, error: E) -> E {
        self.path.borrow_mut().push(Segment::Index(index));
        error
    }

    /// Admits another item to a list of this length.
    pub(crate) fn admit_item<E: de::Error>(&self, length: usize) -> Result<(), E> {
        if length >= MAX_LIST_LENGTH {
            return Err(E::custom(format_args!("more than {MAX_LIST_LENGTH} items")));
        }
        self.admit_part()
    }

    /// Admits another unknown field to an object with this many.
    pub(crate) fn admit_field<E: de::Error>(&self, count: usize) -> Result<(), E> {
        if count >= MAX_UNKNOWN_FIELDS {
            return Err(E::custom(format_args!("more than {MAX_UNKNOWN_FIELDS} unknown fields")));
        }
        self.admit_part()
    }

    fn admit_part<E: de::Error>(&self) -> Result<(), E> {
        self.parts.set(self.parts.get() + 1);
        if self.parts.get() > MAX_PARTS {
            return Err(E::custom(format_args!("more than {MAX_PARTS} values")));
        }
        Ok(())
    }

    /// Such as `warmPools[3].spec.minSize`; `.` for the response itself.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.path.borrow().iter().rev() {
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
