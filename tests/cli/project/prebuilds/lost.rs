//! Changes whose responses are lost, rejected, or say something else.

use super::{SETTINGS, read, updated, with};
use crate::project::{OTHER, one, project};
use crate::support::{CLASS, PROJECT, Response, World, error};

fn line() -> String {
    format!("project prebuilds {PROJECT} --hour 5")
}

fn requested() -> String {
    with(r#""hourUtc":4"#, r#""hourUtc":5"#)
}

/// What someone else has set.
fn others() -> String {
    with(r#""hourUtc":4"#, r#""hourUtc":6"#)
}

fn lost() -> Response {
    Response::Hangup.to("UpdateProject")
}

fn aborted() -> Response {
    error(409, "aborted", "conflict").to("UpdateProject")
}

/// The settings that are reported instead of the requested ones.
const THE_OTHERS: &str = "  the settings are now: prebuilds on; classes d2c94c27-3b76-4a42-b88c-95a85e392c68; schedule daily 06:00 UTC; timeout 1h30m; executor creator of the project (default); jetbrains off\n";

#[test]
fn a_lost_response_is_resolved_by_reading() {
    let done =
        format!("updated acme-api  {PROJECT}\n  schedule  daily 04:00 UTC -> daily 05:00 UTC\n");
    let world = World::new([read(SETTINGS), lost(), read(&requested())]);
    assert_eq!(world.ok(&line()), done);
    assert_eq!(world.server.methods(), ["GetProject", "UpdateProject", "GetProject"]);

    // Nothing has changed so far: the request is sent again.
    let world = World::new([read(SETTINGS), lost(), read(SETTINGS), updated(&requested())]);
    assert_eq!(world.ok(&line()), done);
    let calls = world.server.calls();
    assert_eq!(calls[1].body, calls[3].body);
    assert_eq!(calls.len(), 4);

    let world = World::new([read(SETTINGS), lost(), read(&others())]);
    assert_eq!(
        world.run(&line()).to_string(),
        format!(
            "------- stderr -------
error: cannot change the prebuild settings of {PROJECT}: they were changed by someone else
{THE_OTHERS}hint: prebuildctl project prebuilds {PROJECT}
[exit 7]
"
        )
    );
    for (response, code) in [
        (error(404, "not_found", "project not found"), 6),
        (one(&project(PROJECT, "acme-api", SETTINGS).replace("PHASE_ACTIVE", "PHASE_DELETED")), 7),
    ] {
        let world = World::new([read(SETTINGS), lost(), response]);
        let shown = world.run(&line());
        assert_eq!((shown.stdout.as_str(), shown.code), ("", code), "{shown}");
        assert!(shown.stderr.ends_with("hint: prebuildctl project list\n"), "{shown}");
    }
}

#[test]
fn an_outcome_that_nothing_shows_is_unknown() {
    let world = World::new([read(SETTINGS), lost(), Response::Hangup]);
    let host = world.server.name();
    assert_eq!(
        world.run(&format!("{} --retries 0", line())).to_string(),
        format!(
            "------- stderr -------
error: outcome unknown: the request to change the prebuild settings of {PROJECT} was sent, but the response was lost
  {host}: connection closed before the response
  reading it back also failed: {host}: connection closed before the response
  it is safe to run the same command again
hint: prebuildctl project prebuilds {PROJECT}
[exit 13]
"
        )
    );
    // Sent as often as a change may be, without effect.
    let attempts = (0..3).flat_map(|_| [lost(), read(SETTINGS)]);
    let world = World::new([read(SETTINGS)].into_iter().chain(attempts));
    let shown = world.run(&line());
    assert_eq!(shown.code, 13, "{shown}");
    assert!(shown.stderr.contains("reading it back shows no change so far"), "{shown}");
    // A lost read before the change changes nothing.
    let world = World::new([Response::Hangup, read(SETTINGS), updated(&requested())]);
    let shown = world.run(&format!("{} -q", line()));
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown}");
    let world = World::new([Response::Hangup]);
    let shown = world.run(&format!("{} --retries 0", line()));
    assert_eq!(shown.code, 11, "{shown}");
    assert_eq!(world.server.methods(), ["GetProject"]);
}

#[test]
fn an_answer_with_other_settings_is_read_again() {
    let late = || updated(SETTINGS);
    let world = World::new([read(SETTINGS), late(), read(SETTINGS), read(&requested())]);
    assert!(world.ok(&line()).starts_with("updated acme-api  "));
    let methods = ["GetProject", "UpdateProject", "GetProject", "GetProject"];
    assert_eq!(world.server.methods(), methods);

    let ignored = || updated(&others());
    let reads = || [read(&others()), read(&others()), read(&others())];
    let world = World::new([read(SETTINGS), ignored()].into_iter().chain(reads()));
    assert_eq!(
        world.run(&line()).to_string(),
        format!(
            "------- stderr -------
error: cannot change the prebuild settings of {PROJECT}: the service accepted it, but reports other settings
  schedule: daily 05:00 UTC was requested, the project has daily 06:00 UTC
hint: prebuildctl project prebuilds {PROJECT}
[exit 7]
"
        )
    );
    let denied = error(403, "permission_denied", "no").to("GetProject");
    let world = World::new([read(SETTINGS), ignored(), denied]);
    assert_eq!(
        world.run(&line()).to_string(),
        format!(
            "------- stderr -------
error: outcome unknown: the request to change the prebuild settings of {PROJECT} was accepted, but the response has other settings
  the server says: no
  schedule: daily 05:00 UTC was requested, the project has daily 06:00 UTC
hint: prebuildctl project prebuilds {PROJECT}
[exit 13]
"
        )
    );
}

#[test]
fn an_answer_about_another_project_is_no_result() {
    let other = |method| {
        let project = project(OTHER, "acme-web", &requested());
        Response::json(200, &format!(r#"{{"project":{project}}}"#)).to(method)
    };
    // Of the read before the change: nothing is sent.
    let world = World::new([other("GetProject")]);
    let shown = world.run(&line());
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
    assert_eq!(world.server.methods(), ["GetProject"]);
    // Of the change: the project is read.
    let world = World::new([read(SETTINGS), other("UpdateProject"), read(&requested())]);
    assert!(world.ok(&line()).starts_with("updated acme-api  "));
    // Of the read after it: nothing is known.
    let world = World::new([read(SETTINGS), lost(), other("GetProject")]);
    let shown = world.run(&line());
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{shown}");
    assert!(shown.stderr.contains("it describes another project"), "{shown}");
}

#[test]
fn a_change_that_lost_against_another_is_compared_and_sent_once_more() {
    let world = World::new([read(SETTINGS), aborted(), read(SETTINGS), updated(&requested())]);
    assert!(world.ok(&line()).starts_with("updated "));
    // The other change is not overwritten.
    let world = World::new([read(SETTINGS), aborted(), read(&others())]);
    let shown = world.run(&line());
    assert_eq!(shown.code, 7, "{shown}");
    assert!(shown.stderr.contains(THE_OTHERS), "{shown}");
    assert_eq!(world.server.methods(), ["GetProject", "UpdateProject", "GetProject"]);
}

#[test]
fn a_rejection_is_shown_in_the_services_words() {
    for (status, code, exit, hint) in [
        (404, "not_found", 6, "project prebuilds c1e12f6c-4c67-429d-a4a6-d9838b5da048"),
        (400, "invalid_argument", 2, "project prebuilds c1e12f6c-4c67-429d-a4a6-d9838b5da048"),
        (403, "permission_denied", 5, "auth status"),
    ] {
        let rejected = error(status, code, "environment class not found").to("UpdateProject");
        let world = World::new([read(SETTINGS), rejected]).with_names();
        let shown = world.run(&format!("project prebuilds {PROJECT} --add-class {OTHER}"));
        assert_eq!(
            shown.to_string(),
            format!(
                "------- stderr -------
error: cannot change the prebuild settings of {PROJECT}
  the server says: environment class not found
hint: prebuildctl {hint}
[exit {exit}]
"
            )
        );
    }
    let world = World::local();
    let shown = world.run(&format!("project prebuilds acme-api --add-class {CLASS}"));
    assert_eq!(shown.code, 6, "{shown}");
    assert!(shown.stderr.contains("the embedded API says: environment class not found"), "{shown}");
}
