//! A scripted service, and runs of commands against it.

#[cfg(unix)] // connection resets
pub mod fault;
pub mod home;
pub mod log;
pub mod markdown;
pub mod platform;
#[cfg(unix)] // connection resets
pub mod proxy;
mod response;
mod run;
pub mod sample;
mod secure;
pub mod seed;
mod server;
#[cfg(unix)] // shell scripts
pub mod shell;
pub mod wire;

pub use response::{Call, Response, frame};
pub use run::{Transcript, World};
pub use secure::TlsServer;
pub use server::Server;

pub const POOL: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
pub const PROJECT: &str = "c1e12f6c-4c67-429d-a4a6-d9838b5da048";
pub const CLASS: &str = "d2c94c27-3b76-4a42-b88c-95a85e392c68";
pub const RUNNER: &str = "e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a";
/// Must never be displayed.
pub const TOKEN: &str = "ona_test_5f0c1d7e9b2a4c6d8e0f";

/// A pool as the service writes it: without zero counters.
pub fn pool(id: &str, min: i32, max: i32) -> String {
    format!(
        r#"{{"id":"{id}","metadata":{{"organizationId":"0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01","projectId":"{PROJECT}","environmentClassId":"{CLASS}","runnerId":"{RUNNER}","createdAt":"2026-05-01T08:00:00Z","updatedAt":"2026-05-01T08:00:00Z"}},"spec":{{"specVersion":"3","desiredPhase":"WARM_POOL_PHASE_READY","minSize":{min},"maxSize":{max}}},"status":{{"phase":"WARM_POOL_PHASE_READY","statusVersion":"9007199254740993","runningInstances":1,"stoppedInstances":4,"desiredSize":1}}}}"#
    )
}

/// A response with one pool.
pub fn one(id: &str, min: i32, max: i32) -> Response {
    Response::json(200, &format!(r#"{{"warmPool":{}}}"#, pool(id, min, max)))
}

/// A page of pools; `next` is the token of the next page, empty for the last.
pub fn page(pools: &[String], next: &str) -> Response {
    let pools = pools.join(",");
    Response::json(
        200,
        &format!(r#"{{"pagination":{{"nextToken":"{next}"}},"warmPools":[{pools}]}}"#),
    )
}

/// A page of projects with these ids and names; prebuilds are enabled for `CLASS`.
pub fn projects(named: &[(&str, &str)]) -> Response {
    let project = |(id, name): &(&str, &str)| {
        format!(
            r#"{{"id":"{id}","metadata":{{"name":"{name}"}},"prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{CLASS}"]}}}}"#
        )
    };
    let projects: Vec<_> = named.iter().map(project).collect();
    Response::json(200, &format!(r#"{{"projects":[{}]}}"#, projects.join(",")))
}

/// A page of classes with these ids, names and runner ids.
pub fn classes(named: &[(&str, &str, &str)]) -> Response {
    let class = |(id, name, runner): &(&str, &str, &str)| {
        format!(r#"{{"id":"{id}","displayName":"{name}","runnerId":"{runner}","enabled":true}}"#)
    };
    let classes: Vec<_> = named.iter().map(class).collect();
    Response::json(200, &format!(r#"{{"environmentClasses":[{}]}}"#, classes.join(",")))
}

/// A page of runners with these ids and names.
pub fn runners(named: &[(&str, &str)]) -> Response {
    let runner = |(id, name): &(&str, &str)| format!(r#"{{"runnerId":"{id}","name":"{name}"}}"#);
    let runners: Vec<_> = named.iter().map(runner).collect();
    Response::json(200, &format!(r#"{{"runners":[{}]}}"#, runners.join(",")))
}

/// The last page of a list whose items are in this field.
pub fn last_page(field: &str, items: &[String]) -> Response {
    let items = items.join(",");
    Response::json(200, &format!(r#"{{"pagination":{{}},"{field}":[{items}]}}"#))
}

/// A prebuild as the service writes it; it took half an hour.
pub fn prebuild(id: &str, phase: &str) -> String {
    format!(
        r#"{{"id":"{id}","metadata":{{"projectId":"{PROJECT}","environmentClassId":"{CLASS}","createdAt":"2026-05-01T08:00:00Z","triggeredBy":"PREBUILD_TRIGGER_SCHEDULED"}},"spec":{{"specVersion":"1","desiredPhase":"PREBUILD_PHASE_COMPLETED"}},"status":{{"phase":"PREBUILD_PHASE_{phase}","completionTime":"2026-05-01T08:30:00Z","statusVersion":"6"}}}}"#
    )
}

pub fn error(status: u16, code: &str, message: &str) -> Response {
    Response::json(status, &format!(r#"{{"code":"{code}","message":"{message}"}}"#))
}

/// A response with one pool in this phase with this many running instances.
pub fn phase(id: &str, phase: &str, running: i32) -> Response {
    let from = r#""status":{"phase":"WARM_POOL_PHASE_READY""#;
    let to = format!(r#""status":{{"phase":"WARM_POOL_PHASE_{phase}""#);
    let pool = pool(id, 1, 5)
        .replace(from, &to)
        .replace(r#""runningInstances":1,"stoppedInstances":4"#, "")
        .replace(r#","desiredSize":1}"#, &format!(r#""runningInstances":{running}}}"#));
    Response::json(200, &format!(r#"{{"warmPool":{pool}}}"#))
}

/// A page of prebuilds of `PROJECT` for `CLASS` in these phases.
pub fn prebuilds(phases: &[&str]) -> Response {
    let one = |phase: &&str| {
        format!(
            r#"{{"id":"{POOL}","metadata":{{"projectId":"{PROJECT}","environmentClassId":"{CLASS}"}},"status":{{"phase":"PREBUILD_PHASE_{phase}"}}}}"#
        )
    };
    let prebuilds: Vec<_> = phases.iter().map(one).collect();
    Response::json(200, &format!(r#"{{"prebuilds":[{}]}}"#, prebuilds.join(",")))
}

/// Replaces timestamps and clocks, and drops what was overwritten.
pub fn redact_times(text: &str) -> String {
    let line = |line: &str| {
        let line = line.rsplit("\r\u{1b}[K").next().unwrap();
        match line.trim_start().split_once(' ') {
            Some((time, rest)) if time.ends_with('Z') && time.len() == 20 => format!("TIME {rest}"),
            Some((clock, rest)) if clock.starts_with("0:") => format!("  0:00 {rest}"),
            _ => line.to_owned(),
        }
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

/// Reads up to and including this text.
pub fn read_until(stream: &mut impl std::io::Read, end: &str) -> String {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(end.as_bytes()) && matches!(stream.read(&mut byte), Ok(1)) {
        text.push(byte[0]);
    }
    String::from_utf8(text).unwrap()
}
