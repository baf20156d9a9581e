//! Small text files written by people, read defensively, and TOML with the position of every error.

#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod io;
pub(crate) mod toml_reader;

pub(crate) use io::{
    Access, ReadError, chmod, folder, is_mine, permission_warning, read, read_if_there, replace,
};
