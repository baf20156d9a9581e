//! The log of a prebuild: reads it from its host until it is complete, whatever happens to the
//! connection, and splits it into lines and sections. Nothing here holds a whole log.

mod connection;
mod follow;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod line;
mod pace;
mod replay;
mod section;
mod source;
mod tail;
#[cfg(test)]
mod tests;

pub(crate) use follow::{LogOptions, LogResult, read_log};
pub(crate) use line::{Line, LineSplitter, MAX_LINE_BYTES};
pub(crate) use section::{Marker, Outcome, Sections};
pub(crate) use source::{LogFailure, LogNote, LogSink, PrebuildLog, has_ended};
pub(crate) use tail::Tail;
