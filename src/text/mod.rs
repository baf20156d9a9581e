//! Text for people: sanitizing, masking, widths, shell quoting, ages and durations.

pub(crate) mod age;
pub(crate) mod duration;
pub(crate) mod plural;
pub(crate) mod sanitize;
pub(crate) mod sanitizer;
pub(crate) mod secrets;
pub(crate) mod share;
pub(crate) mod shell;
#[cfg(test)]
pub(crate) mod test_strategies;
