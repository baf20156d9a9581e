//! `prebuild`: the verbs.

mod change;
mod delete;
mod follow_logs;
mod logs;
mod save_logs;
mod show;
mod wait;

use crate::support::Response;

/// The response with one prebuild.
fn one(prebuild: &str) -> Response {
    Response::json(200, &format!(r#"{{"prebuild":{prebuild}}}"#))
}
