//! What holds of any bytes, as functions that a fuzzer can call: each of them panics where it does
//! not hold. Compiled for `tests/fuzz` and for our own tests only.

mod filter;
mod fleet;
mod rendering;
mod secrets;

pub use filter::filter;
pub use fleet::fleet;
pub use rendering::{answer, text};
pub use secrets::secrets;

use crate::{api, config};

/// A target of `tests/fuzz`: its name and what it calls.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 8] = [
    ("answer", answer),
    ("filter", filter),
    ("fleet", fleet),
    ("frames", frames),
    ("messages", messages),
    ("secrets", secrets),
    ("settings", settings),
    ("text", text),
];

/// The frames of a stream.
pub fn frames(stream: &[u8]) {
    api::invariants::frames(stream);
}

/// Messages of the service, as JSON.
pub fn messages(json: &[u8]) {
    api::invariants::messages(json);
}

/// The file of settings.
pub fn settings(text: &[u8]) {
    config::invariants::settings(&String::from_utf8_lossy(text));
}

#[cfg(test)]
mod tests;
