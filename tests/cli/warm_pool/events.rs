//! Waiting with an event stream, and with a broken one.

use crate::support::{POOL, Response, World, error, frame, one, phase};

/// A stream of these frames.
fn stream(frames: &[Vec<u8>]) -> Response {
    Response::new(200, &[("content-type", "application/connect+json")], &frames.concat())
}

#[test]
fn events_cause_polls_and_a_stream_that_ends_is_reopened() {
    let answers = [one(POOL, 2, 5), one(POOL, 2, 5), one(POOL, 2, 5), phase(POOL, "READY", 2)];
    let world = World::new(answers);
    let event = frame(
        0,
        &format!(
            r#"{{"operation":"RESOURCE_OPERATION_UPDATE","resourceType":"RESOURCE_TYPE_WARM_POOL","resourceId":"{POOL}"}}"#
        ),
    );
    world.server.stream([
        stream(&[event.clone(), frame(2, "{}")]),
        stream(std::slice::from_ref(&event)),
        stream(&[event, frame(2, r#"{"error":{"code":"unavailable"}}"#)]),
    ]);
    let shown = world.run(&format!("wp wait {POOL} --poll-interval 1h --timeout 30s"));
    assert_eq!(shown.code, 0, "{shown}");
    let opened = world.server.streams();
    let opened = &opened[0];
    assert_eq!(opened.path, "/api/gitpod.v1.EventService/WatchEvents");
    for (name, value) in [
        ("content-type", Some("application/connect+json")),
        ("connect-protocol-version", Some("1")),
        ("connect-accept-encoding", Some("gzip")),
        ("accept-encoding", Some("identity")),
        ("connect-timeout-ms", None),
    ] {
        assert_eq!(opened.header(name), value, "{name}");
    }
    let message = format!(
        r#"{{"organization":true,"resourceTypeFilters":[{{"resourceType":"RESOURCE_TYPE_WARM_POOL","resourceIds":["{POOL}"]}}]}}"#
    );
    assert!(opened.body.ends_with(&message), "{}", opened.body);
}

#[test]
fn a_rejected_silent_or_broken_stream_does_not_matter() {
    for streams in [
        vec![Response::Silence],
        vec![Response::Hangup],
        vec![Response::new(415, &[], b"")],
        vec![Response::new(200, &[("content-type", "text/html")], b"<title>Sign in</title>")],
        vec![stream(&[vec![0, 255, 255, 255, 255]])],
        vec![stream(&[frame(2, r#"{"error":{"code":"permission_denied"}}"#)])],
    ] {
        let world = World::new([one(POOL, 2, 5), one(POOL, 2, 5), phase(POOL, "READY", 2)]);
        world.server.stream(streams);
        assert_eq!(world.run(&format!("wp wait {POOL} --poll-interval 1ms --timeout 30s")).code, 0);
    }
}

#[test]
fn an_unauthenticated_stream_causes_a_poll_that_ends_the_wait() {
    let expired = || error(401, "unauthenticated", "expired");
    let in_a_frame = stream(&[frame(2, r#"{"error":{"code":"unauthenticated"}}"#)]);
    for refusal in [expired(), in_a_frame] {
        let answers = [one(POOL, 2, 5), expired()];
        let world = World::new(answers);
        world.server.stream([refusal]);
        let shown = world.run(&format!("wp wait {POOL} --poll-interval 1h --timeout 30s -q"));
        assert_eq!(shown.code, 4, "{shown}");
        assert!(
            shown.stderr.contains("\n  to continue waiting: prebuildctl warm-pool wait "),
            "{shown}"
        );
    }
}
