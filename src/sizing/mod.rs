//! The model behind `warm-pool advise`: replays a pool against recorded starts and chooses a size.
//!
//! Pure: no I/O, no clock, no API. All times are whole milliseconds since 1970, and nothing is
//! divided before the last step, so that equal sizes compare as equal.

pub(crate) mod advice;
pub(crate) mod advise;
mod backtest;
pub(crate) mod bracket;
mod choice;
mod cost;
mod dispersion;
pub(crate) mod erlang;
mod evidence;
mod growth;
mod half_hours;
pub(crate) mod period;
mod profile;
pub(crate) mod progress;
pub(crate) mod question;
mod random;
mod replay;
mod replays;
mod resample;
pub(crate) mod schedule;
#[cfg(test)]
mod test_support;
pub(crate) mod total;
mod trace;
mod windows;

/// An instant in milliseconds since 1970, or a duration in milliseconds.
pub(crate) type Millis = i64;
