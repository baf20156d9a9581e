//! Invariants for any input, as functions for a fuzzer; each panics if its invariant is violated.
//! Compiled only for `tests/fuzz` and unit tests.

mod cover;
mod filter;
mod fleet;
mod rendering;
mod secrets;

pub use cover::cover;
pub use filter::filter;
pub use fleet::fleet;
pub use rendering::{response, text};
pub use secrets::secrets;

use crate::{api, config, demand, emulator, logs, recording, warm_pool};

/// The name of a target in `tests/fuzz`, and its function.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 16] = [
    ("address", address),
    ("answers", answers),
    ("claims", claims),
    ("cover", cover),
    ("filter", filter),
    ("fleet", fleet),
    ("frames", frames),
    ("log", log),
    ("messages", messages),
    ("recording", recording),
    ("response", response),
    ("secrets", secrets),
    ("seed", seed),
    ("settings", settings),
    ("starts", starts),
    ("text", text),
];

/// Addresses and names of pools, one per line.
pub fn address(text: &[u8]) {
    warm_pool::invariants::address(&String::from_utf8_lossy(text));
}

/// Responses to typed requests.
pub fn answers(json: &[u8]) {
    api::invariants::answers(json);
}

/// Files of claims.
pub fn claims(text: &[u8]) {
    demand::claims::invariants::claims(&String::from_utf8_lossy(text));
}

/// The frames of a stream.
pub fn frames(stream: &[u8]) {
    api::invariants::frames(stream);
}

/// The log of a prebuild.
pub fn log(bytes: &[u8]) {
    logs::invariants::log(bytes);
}

/// Messages of the service, as JSON.
pub fn messages(json: &[u8]) {
    api::invariants::messages(json);
}

/// Recordings of a watch.
pub fn recording(text: &[u8]) {
    recording::invariants::recording(text);
}

/// Seeds of the embedded API.
pub fn seed(text: &[u8]) {
    emulator::invariants::seed(&String::from_utf8_lossy(text));
}

/// The configuration file.
pub fn settings(text: &[u8]) {
    config::invariants::settings(&String::from_utf8_lossy(text));
}

/// Files with starts of environments.
pub fn starts(text: &[u8]) {
    demand::csv::invariants::starts(&String::from_utf8_lossy(text));
}

#[cfg(test)]
mod tests;
