//! Small text files that people keep: read without trusting what they are, and TOML whose every
//! fault is told with its place.

pub(crate) mod disk;
#[cfg(any(test, fuzzing))]
pub(crate) mod laws;
pub(crate) mod reader;
