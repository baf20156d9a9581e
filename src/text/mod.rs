//! Text for people: sanitizing, widths and ages.

pub(crate) mod age;
pub(crate) mod sanitize;
pub(crate) mod shell;
#[cfg(test)]
pub(crate) mod test_strategies;
