//! `prebuild`: what fills a pool, and what can be said about its runs.

mod change;
mod show;
mod wait;

use crate::support::Answer;

/// The answer of the calls that give one prebuild.
fn one(prebuild: &str) -> Answer {
    Answer::json(200, &format!(r#"{{"prebuild":{prebuild}}}"#))
}
