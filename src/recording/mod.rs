//! Recordings of a watch: what became of pools and of environments that were started, one JSON
//! object a line.
//!
//! A recorder appends to its file; the reader joins the files of several recorders. Nothing here
//! knows the command line or the terminal.

mod builder;
mod changes;
mod figures;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod line;
mod lines;
mod pool_record;
mod pool_tracker;
mod reader;
mod recorder;
#[cfg(test)]
mod tests;
mod watch_spans;

use jiff::Timestamp;

pub(crate) use changes::{ChangeKind, PoolChange};
pub(crate) use figures::{percentile, share, start_times};
pub(crate) use line::Verdict;
pub(crate) use reader::{Recording, read};
pub(crate) use recorder::{Recorder, RecordingFile, StartOptions};

/// Milliseconds since 1970, or a duration in milliseconds.
pub(crate) type Millis = i64;

/// The only version that is written and read.
const FORMAT_VERSION: u64 = 1;

/// A pool counts as watched between two lines that are at most this far apart.
const MAX_GAP: Millis = 120_000;

/// Drops the part of a millisecond.
pub(crate) fn to_millis(time: Timestamp) -> Millis {
    time.as_nanosecond().div_euclid(1_000_000).try_into().unwrap_or(Millis::MAX)
}
