//! `prebuild`: the verbs.

mod change;
mod show;
mod wait;

use crate::support::Answer;

/// The response with one prebuild.
fn one(prebuild: &str) -> Answer {
    Answer::json(200, &format!(r#"{{"prebuild":{prebuild}}}"#))
}
