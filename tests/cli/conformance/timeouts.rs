//! Timeouts of unary calls.

use crate::support::{POOL, Response, World, one};

/// The service gets the timeout in a header. Unlike in the suite, a timeout is `unavailable`, not
/// `deadline_exceeded`, as the deadline is the client's.
#[test]
fn timeouts() {
    let get = |response, flags: &str| {
        let world = World::new([response]);
        let shown = world.run(&format!("wp get {POOL} -o json --retries 0 {flags}"));
        (shown, world)
    };
    let (shown, world) = get(one(POOL, 1, 5), "--request-timeout 2s");
    assert_eq!(shown.code, 0, "Deadline Propagation/unary/success: {shown}");
    let calls = world.server.calls();
    let timeout: u64 = calls[0].header("connect-timeout-ms").unwrap().parse().unwrap();
    assert!((1..=2_000).contains(&timeout), "{timeout} ms");
    let (shown, _) = get(Response::Silence, "--request-timeout 200ms");
    assert_eq!(shown.code, 11, "Timeouts/unary: {shown}");
    assert!(shown.stderr.contains("no response within 0.2 s"), "{shown}");
}
