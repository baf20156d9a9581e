//! What every test stands on: a service that says what it is told, and runs of the tool against it.

mod run;
mod server;

pub use run::{Transcript, World};
pub use server::{Answer, Server, frame};

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
