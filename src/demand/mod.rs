//! Demand: when environments were started, for which project and class, and by whom.
//!
//! [`service`] reads usage records and environments, [`starts`] decides which of them are starts that
//! a warm pool could have served, and [`csv`] reads starts from a file instead. [`claims`] reads which
//! starts took an instance of a pool.

pub(crate) mod claims;
mod completeness;
pub(crate) mod csv;
pub(crate) mod history;
mod join;
mod prebuild_runs;
mod rows;
pub(crate) mod service;
mod starters;
pub(crate) mod starts;
pub(crate) mod table;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

/// Milliseconds since the Unix epoch, or between two times.
pub(crate) type Millis = i64;

const HOUR: Millis = 60 * 60 * 1_000;
const DAY: Millis = 24 * HOUR;

/// The whole milliseconds of a time; a finer fraction is dropped.
pub(crate) fn to_millis(time: Timestamp) -> Millis {
    const NANOS_PER_MILLI: i128 = 1_000_000;
    let millis = time.as_nanosecond().div_euclid(NANOS_PER_MILLI);
    // Timestamps end with the year 9999.
    Millis::try_from(millis).unwrap_or(Millis::MAX)
}
