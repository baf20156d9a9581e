//! `warm-pool`: whole transcripts of every verb, and the requests that were sent.

mod advise;
mod conditions;
mod create;
mod delete;
mod events;
mod explain;
mod get;
mod history;
mod list;
mod record;
mod refused;
mod screen;
mod stats;
mod update;
mod wait;
mod watch;

use crate::support::{POOL, Response, error, page, phase};

const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";

fn missing() -> Response {
    error(404, "not_found", "warm pool not found")
}

/// A page with one pool in this phase, with this many running instances.
fn listed(phase_now: &str, running: i32) -> Response {
    let Response::Bytes(answer) = phase(POOL, phase_now, running) else { panic!() };
    let answer = String::from_utf8(answer).unwrap();
    let (_, pool) = answer.split_once(r#"{"warmPool":"#).unwrap();
    page(&[pool.strip_suffix('}').unwrap().to_owned()], "")
}
