//! Small text files that people keep: read without trusting what they are, and TOML whose every
//! fault is told with its place.

#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod io;
pub(crate) mod toml_reader;

pub(crate) use io::{
    Access, Unread, chmod, folder, is_mine, open_to_others, read, read_if_there, replace,
};
