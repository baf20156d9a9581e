//! Small text files that people keep: read without trusting what they are, and TOML whose every
//! fault is told with its place.

#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod io;
pub(crate) mod toml_reader;

pub(crate) use io::{
    Access, ReadError, chmod, folder, is_mine, permission_warning, read, read_if_there, replace,
};
