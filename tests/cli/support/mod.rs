//! What every test stands on: a service that says what it is told, and runs of the tool against it.

mod answer;
#[cfg(unix)]
pub mod fault;
#[cfg(unix)]
pub mod proxy;
mod run;
mod secure;
pub mod seed;
mod server;
pub mod wire;

pub use answer::{Answer, Call, frame};
pub use run::{Transcript, World};
pub use secure::Secure;
pub use server::Server;

/// A pool's id, and those of a project and a class.
pub const POOL: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
pub const PROJECT: &str = "c1e12f6c-4c67-429d-a4a6-d9838b5da048";
pub const CLASS: &str = "d2c94c27-3b76-4a42-b88c-95a85e392c68";
/// The token that the tests sign in with; it must never be seen anywhere.
pub const TOKEN: &str = "ona_test_5f0c1d7e9b2a4c6d8e0f";

/// A pool as the service writes it: zero counters left out.
pub fn pool(id: &str, min: i32, max: i32) -> String {
    format!(
        r#"{{"id":"{id}","metadata":{{"organizationId":"0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01","projectId":"{PROJECT}","environmentClassId":"{CLASS}","runnerId":"e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0a","createdAt":"2026-05-01T08:00:00Z","updatedAt":"2026-05-01T08:00:00Z"}},"spec":{{"specVersion":"3","desiredPhase":"WARM_POOL_PHASE_READY","minSize":{min},"maxSize":{max}}},"status":{{"phase":"WARM_POOL_PHASE_READY","statusVersion":"9007199254740993","runningInstances":1,"stoppedInstances":4,"desiredSize":1}}}}"#
    )
}

/// The answer of the calls that give one pool.
pub fn one(id: &str, min: i32, max: i32) -> Answer {
    Answer::json(200, &format!(r#"{{"warmPool":{}}}"#, pool(id, min, max)))
}

/// A page of pools; `next` is the token of the page after it, empty for the last.
pub fn page(pools: &[String], next: &str) -> Answer {
    let pools = pools.join(",");
    Answer::json(
        200,
        &format!(r#"{{"pagination":{{"nextToken":"{next}"}},"warmPools":[{pools}]}}"#),
    )
}

/// A page of projects, each an id and a name; they are prebuilt for the class of the tests.
pub fn projects(named: &[(&str, &str)]) -> Answer {
    let project = |(id, name): &(&str, &str)| {
        format!(
            r#"{{"id":"{id}","metadata":{{"name":"{name}"}},"prebuildConfiguration":{{"enabled":true,"environmentClassIds":["{CLASS}"]}}}}"#
        )
    };
    let projects: Vec<_> = named.iter().map(project).collect();
    Answer::json(200, &format!(r#"{{"projects":[{}]}}"#, projects.join(",")))
}

/// A page of classes, each an id, a name and the id of a runner.
pub fn classes(named: &[(&str, &str, &str)]) -> Answer {
    let class = |(id, name, runner): &(&str, &str, &str)| {
        format!(r#"{{"id":"{id}","displayName":"{name}","runnerId":"{runner}","enabled":true}}"#)
    };
    let classes: Vec<_> = named.iter().map(class).collect();
    Answer::json(200, &format!(r#"{{"environmentClasses":[{}]}}"#, classes.join(",")))
}

/// A page of runners, each an id and a name.
pub fn runners(named: &[(&str, &str)]) -> Answer {
    let runner = |(id, name): &(&str, &str)| format!(r#"{{"runnerId":"{id}","name":"{name}"}}"#);
    let runners: Vec<_> = named.iter().map(runner).collect();
    Answer::json(200, &format!(r#"{{"runners":[{}]}}"#, runners.join(",")))
}

/// A page of a list, in the service's words for its things, such as `projects`; the last.
pub fn last_page(things: &str, items: &[String]) -> Answer {
    let items = items.join(",");
    Answer::json(200, &format!(r#"{{"pagination":{{}},"{things}":[{items}]}}"#))
}

/// A prebuild as the service writes it: half an hour of work on the first of May.
pub fn prebuild(id: &str, phase: &str) -> String {
    format!(
        r#"{{"id":"{id}","metadata":{{"projectId":"{PROJECT}","environmentClassId":"{CLASS}","createdAt":"2026-05-01T08:00:00Z","triggeredBy":"PREBUILD_TRIGGER_SCHEDULED"}},"spec":{{"specVersion":"1","desiredPhase":"PREBUILD_PHASE_COMPLETED"}},"status":{{"phase":"PREBUILD_PHASE_{phase}","completionTime":"2026-05-01T08:30:00Z","statusVersion":"6"}}}}"#
    )
}

/// An error of the service.
pub fn error(status: u16, code: &str, message: &str) -> Answer {
    Answer::json(status, &format!(r#"{{"code":"{code}","message":"{message}"}}"#))
}

/// The answer of the calls that give one pool, in this phase and with so many instances running.
pub fn phase(id: &str, phase: &str, running: i32) -> Answer {
    let now = r#""status":{"phase":"WARM_POOL_PHASE_READY""#;
    let then = format!(r#""status":{{"phase":"WARM_POOL_PHASE_{phase}""#);
    let pool = pool(id, 1, 5)
        .replace(now, &then)
        .replace(r#""runningInstances":1,"stoppedInstances":4"#, "")
        .replace(r#","desiredSize":1}"#, &format!(r#""runningInstances":{running}}}"#));
    Answer::json(200, &format!(r#"{{"warmPool":{pool}}}"#))
}

/// The prebuilds of the project, each for the class, in these phases.
pub fn prebuilds(phases: &[&str]) -> Answer {
    let one = |phase: &&str| {
        format!(
            r#"{{"id":"{POOL}","metadata":{{"projectId":"{PROJECT}","environmentClassId":"{CLASS}"}},"status":{{"phase":"PREBUILD_PHASE_{phase}"}}}}"#
        )
    };
    let prebuilds: Vec<_> = phases.iter().map(one).collect();
    Answer::json(200, &format!(r#"{{"prebuilds":[{}]}}"#, prebuilds.join(",")))
}

/// Puts a word in place of every time of day, and clocks to zero; what was drawn over is gone.
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

/// Reads up to and with these words.
pub fn read_until(stream: &mut impl std::io::Read, words: &str) -> String {
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(words.as_bytes()) && matches!(stream.read(&mut byte), Ok(1)) {
        text.push(byte[0]);
    }
    String::from_utf8(text).unwrap()
}
