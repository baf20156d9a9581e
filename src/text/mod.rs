//! Text for people: sanitizing, widths and ages.

pub(crate) mod age;
pub(crate) mod sanitize;
#[cfg(test)]
pub(crate) mod test_strategies;
