//! `prebuild delete`.

use super::one;
use crate::support::{CLASS, POOL, Response, World, error, prebuild, redact_times};

const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";

fn accepted() -> Response {
    Response::json(200, "{}")
}

fn missing() -> Response {
    error(404, "not_found", "prebuild not found")
}

fn in_phase(phase: &str) -> Response {
    one(&prebuild(POOL, phase))
}

#[test]
fn deletes_by_id_in_one_call() {
    let world = World::new([accepted()]);
    assert_eq!(world.ok(&format!("prebuild delete {POOL} --yes")), format!("deleting {POOL}\n"));
    let calls = world.server.calls();
    assert_eq!(calls[0].path, "/api/gitpod.v1.PrebuildService/DeletePrebuild");
    assert_eq!(calls[0].body, format!(r#"{{"prebuildId":"{POOL}"}}"#));
    assert_eq!(calls.len(), 1);
}

#[test]
fn without_a_terminal_it_needs_yes_and_sends_nothing() {
    assert_eq!(
        World::signed_out([]).run(&format!("pb rm {POOL}")).to_string(),
        "------- stderr -------
error: cannot ask for confirmation: stdin is not a terminal
  use --yes to delete without confirmation
[exit 2]
"
    );
    let shown = World::signed_out([]).run("prebuild delete x acme-api/large --yes --timeout 1m");
    assert_eq!((shown.code, shown.stderr.matches("error: ").count()), (2, 2), "{shown}");
}

#[test]
fn each_prebuild_has_a_result_and_is_deleted_once() {
    for (flags, expected) in [
        (
            "-o jsonl",
            format!(
                "{{\"id\":\"{POOL}\",\"result\":\"deleting\"}}\n{{\"id\":\"{OTHER}\",\"result\":\"deleting\"}}\n"
            ),
        ),
        ("-o csv", format!("ID,RESULT\n{POOL},deleting\n{OTHER},deleting\n")),
        ("-o name", format!("{POOL}\n{OTHER}\n")),
        ("-o id", format!("{POOL}\n{OTHER}\n")),
        ("--jq length", "2\n".to_owned()),
        ("", format!("deleting {POOL}\ndeleting {OTHER}\n")),
    ] {
        let world = World::new([accepted(), accepted()]);
        let ids = format!("{POOL} {OTHER} id:{POOL} {}", POOL.to_uppercase());
        let stdout = world.ok(&format!("prebuild delete {ids} --yes {flags}"));
        assert_eq!(stdout, expected, "{flags}");
    }
}

#[test]
fn a_failure_is_reported_beside_the_results_of_the_others() {
    let world = World::new([missing(), accepted()]);
    assert_eq!(
        world.run(&format!("prebuild delete {POOL} {OTHER} --yes")).to_string(),
        format!(
            "failed {POOL}
deleting {OTHER}
------- stderr -------
error: no prebuild {POOL} found, or this token cannot see it
  the server says: prebuild not found
hint: prebuildctl prebuild list
[exit 12]
"
        )
    );
    let world = World::new([missing()]);
    let shown = world.run(&format!("prebuild delete {POOL} --yes -o json"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 6), "{shown}");
    let refused = error(400, "failed_precondition", "the prebuild is running");
    assert_eq!(
        World::new([refused]).run(&format!("prebuild delete {POOL} --yes")).to_string(),
        format!(
            "------- stderr -------
error: cannot delete the prebuild {POOL}
  the server says: the prebuild is running
hint: prebuildctl prebuild get {POOL}
[exit 7]
"
        )
    );
}

#[test]
fn a_lost_response_is_resolved_by_reading() {
    let line = format!("prebuild delete {POOL} --yes");
    let marked = prebuild(POOL, "COMPLETED").replace(
        r#""desiredPhase":"PREBUILD_PHASE_COMPLETED""#,
        r#""desiredPhase":"PREBUILD_PHASE_DELETED""#,
    );
    for (read, result) in [
        (missing(), "deleted"),
        (in_phase("DELETED"), "deleted"),
        (in_phase("DELETING"), "deleting"),
        (one(&marked), "deleting"),
    ] {
        let world = World::new([Response::Hangup, read]);
        assert_eq!(world.ok(&line), format!("{result} {POOL}\n"));
        assert_eq!(world.server.methods(), ["DeletePrebuild", "GetPrebuild"]);
    }
    // It still exists: the request is sent again.
    let world = World::new([Response::Hangup, in_phase("COMPLETED"), accepted()]);
    assert_eq!(world.ok(&line), format!("deleting {POOL}\n"));
    let methods = ["DeletePrebuild", "GetPrebuild", "DeletePrebuild"];
    assert_eq!(world.server.methods(), methods);

    let world = World::new([Response::Hangup, Response::Hangup]);
    let host = world.server.name();
    assert_eq!(
        world.run(&format!("{line} --retries 0")).to_string(),
        format!(
            "------- stderr -------
error: outcome unknown: the request to delete the prebuild {POOL} was sent, but the response was lost
  {host}: connection closed before the response
  reading it back also failed: {host}: connection closed before the response
  it is safe to run the same command again
hint: prebuildctl prebuild get {POOL}
[exit 13]
"
        )
    );
    // Another prebuild, or a page of something else, shows nothing about this one.
    let other = one(&prebuild(OTHER, "DELETED"));
    let world = World::new([Response::Hangup, other]);
    assert_eq!(world.run(&line).code, 13);
}

#[test]
fn a_deletion_is_waited_for_until_the_prebuild_does_not_exist() {
    let line = format!("prebuild delete {POOL} --yes --wait --poll-interval 1ms --timeout 30s");
    let reads = [in_phase("COMPLETED"), in_phase("DELETING"), missing()];
    let world = World::new([accepted()].into_iter().chain(reads)).with_stderr_terminal();
    assert_eq!(
        redact_times(&world.run(&line).to_string()),
        format!(
            "deleted {POOL}
------- stderr -------
  0:00 completed
  0:00 deleting
  0:00 deleted
[exit 0]
"
        )
    );
    let world = World::new([accepted(), in_phase("DELETED")]);
    let shown = world.run(&format!("{line} -q -o jsonl"));
    assert_eq!(shown.stdout, format!("{{\"id\":\"{POOL}\",\"result\":\"deleted\"}}\n"));
    let world = World::new([accepted()]);
    world.server.always("GetPrebuild", in_phase("DELETING"));
    let shown =
        world.run(&format!("prebuild delete {POOL} --yes --wait --timeout 20ms -q -o json"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 8), "{shown}");
    let hint = format!(r#""hint":"prebuildctl prebuild delete --yes --wait {POOL}""#);
    assert!(shown.stderr.contains(&hint), "{shown}");
}

#[test]
fn a_pool_whose_only_snapshot_is_deleted_becomes_pending() {
    let world = crate::local::stopped();
    let list = "prebuild list --project acme-api --class regular --phase completed -o id";
    let ids = world.ok(list);
    let ids: Vec<_> = ids.split_whitespace().collect();
    assert!(ids.len() > 3, "{ids:?}");
    let (newest, others) = ids.split_first().unwrap();
    let expected: String = others.iter().map(|id| format!("deleting {id}\n")).collect();
    assert_eq!(world.ok(&format!("prebuild delete {} --yes", others.join(" "))), expected);
    world.ok("local advance 1m");
    assert_eq!(world.ok(list), format!("{newest}\n"));
    let phase = "wp get acme-api/regular --columns phase --no-headers";
    assert_eq!(world.ok(phase), "ready\n");
    assert_eq!(world.ok(&format!("pb rm {newest} --yes -o id")), format!("{newest}\n"));
    assert_eq!(world.ok(phase), "pending\n");
    let shown = world.run(&format!("prebuild delete {CLASS} --yes"));
    assert_eq!(shown.code, 6, "{shown}");
}

#[cfg(unix)] // terminals
mod prompt {
    use std::io::{Read as _, Write as _};

    use super::*;
    use crate::process::binary::{BINARY, with_terminal};
    use crate::support::{PROJECT, Server, read_until};

    /// Types an answer to the question of a deletion, on a terminal.
    fn answer(server: &Server, typed: &str) -> (String, Option<i32>) {
        let line = format!("{BINARY} prebuild delete {POOL} {OTHER}");
        let mut child = with_terminal(server, &line).spawn().unwrap();
        let stdout = child.stdout.as_mut().unwrap();
        let mut text = read_until(stdout, "[y/N] ");
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(typed.as_bytes()).unwrap();
        stdout.read_to_string(&mut text).unwrap();
        drop(stdin);
        (text.replace("\r\n", "\n"), child.wait().unwrap().code())
    }

    #[test]
    fn each_prebuild_is_shown_before_the_question() {
        let reads = || {
            [
                in_phase("COMPLETED").about(POOL),
                one(&prebuild(OTHER, "FAILED").replace(PROJECT, POOL)).about(OTHER),
            ]
        };
        let question = format!(
            "completed {POOL}  project acme-api  class large
failed {OTHER}  project {POOL}  class large
delete these 2 prebuilds and their snapshots? [y/N] "
        );
        let server = Server::new(reads());
        server.set_names();
        let (text, code) = answer(&server, "n\n");
        assert!(text.starts_with(&question), "{text}");
        assert!(text.ends_with("nothing was deleted\n"), "{text}");
        assert_eq!(code, Some(1));
        assert!(!server.methods().contains(&"DeletePrebuild".to_owned()));

        let server = Server::new(reads().into_iter().chain([accepted(), accepted()]));
        server.set_names();
        let (text, code) = answer(&server, "yes\n");
        assert!(text.ends_with(&format!("deleting {POOL}\ndeleting {OTHER}\n")), "{text}");
        assert_eq!(code, Some(0));
    }

    #[test]
    fn a_prebuild_that_does_not_exist_is_an_error_before_the_question() {
        let server = Server::new([in_phase("COMPLETED").about(POOL), missing().about(OTHER)]);
        let line = format!("{BINARY} prebuild delete {POOL} {OTHER}");
        let output = with_terminal(&server, &line).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(text.contains(&format!("no prebuild {OTHER} found")), "{text}");
        assert_eq!(output.status.code(), Some(6), "{text}");
    }
}
