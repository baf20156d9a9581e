//! Text for people: sanitizing, widths, shell quoting and ages.

pub(crate) mod age;
pub(crate) mod sanitize;
pub(crate) mod shell;
#[cfg(test)]
pub(crate) mod test_strategies;
