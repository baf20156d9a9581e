//! Signals end a command at once, and what it has changed is reported.

use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::binary::{self, end, kill, kill_at_work, prebuildctl, start};
use crate::support::{
    CLASS, POOL, PROJECT, Response, Server, home, one, page, phase, prebuilds, read_until,
};

#[test]
fn ctrl_c_while_reading_ends_at_once() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let server = Server::new([Response::Silence]);
        let child = start(prebuildctl(&server, "wp list"));
        server.wait_for_calls(1);
        let start = Instant::now();
        kill(&child, signal);
        let (ended, stderr) = end(child);
        assert_eq!(ended, Some(code));
        assert_eq!(stderr, "error: interrupted\n  nothing was being changed\n");
        assert!(start.elapsed() < Duration::from_secs(4), "it waited for the response");
    }
}

#[test]
fn a_signal_ends_the_wait_and_reports_the_last_state() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        let server = Server::new([one(POOL, 2, 5), Response::Silence]);
        server.stream([Response::Silence]);
        let line = format!("wp wait {POOL} --poll-interval 1ms -q");
        let child = start(prebuildctl(&server, &line));
        server.wait_for_calls(2);
        kill(&child, signal);
        let (ended, stderr) = end(child);
        assert_eq!(ended, Some(code));
        assert_eq!(
            stderr,
            format!(
                "error: interrupted
  stopped waiting; nothing was changed
  last state of {PROJECT}/{CLASS}: ready, 1 running, 4 stopped
hint: prebuildctl warm-pool wait {POOL}
"
            )
        );
    }
}

#[test]
fn a_signal_after_a_change_leaves_the_change_and_its_result() {
    let server =
        Server::new([phase(POOL, "PENDING", 0), prebuilds(&["RUNNING"]), Response::Silence]);
    server.set_names();
    let line = "wp create --project acme-api --class large --max 5 --wait --poll-interval 1ms -q";
    let mut child = start(prebuildctl(&server, line));
    server.wait_for_calls(5);
    kill(&child, "INT");
    let stdout = read_until(child.stdout.as_mut().unwrap(), "\n");
    assert_eq!(stdout, format!("created acme-api/large  {POOL}  size 1..5\n"));
    let expected = format!(
        "error: interrupted
  stopped waiting; the pool is unaffected
  last state of acme-api/large: pending
hint: prebuildctl warm-pool wait {POOL}
"
    );
    assert_eq!(end(child), (Some(130), expected));
}

#[test]
fn ctrl_c_during_a_change_waits_for_the_response_and_a_second_one_does_not() {
    let server = Server::new([Response::Silence]);
    let line = format!("wp create --project {PROJECT} --class {CLASS}");
    let mut child = start(prebuildctl(&server, &line));
    server.wait_for_calls(1);
    kill(&child, "INT");
    let note = read_until(child.stderr.as_mut().unwrap(), "\n");
    assert_eq!(
        note,
        format!(
            "interrupted; waiting up to 5 s for the response: create the warm pool {PROJECT}/{CLASS}\n"
        )
    );
    kill(&child, "INT");
    let expected = format!(
        "error: interrupted
  outcome unknown: the request to create the warm pool {PROJECT}/{CLASS} was sent, but no response has arrived
hint: prebuildctl warm-pool list --project {PROJECT} --class {CLASS}
"
    );
    assert_eq!(end(child), (Some(130), expected));
}

#[test]
fn ctrl_c_after_a_change_ends_the_lookup_of_names_and_the_change_is_reported() {
    let started = crate::support::prebuild(POOL, "PENDING");
    let server = Server::new([Response::json(200, &format!(r#"{{"prebuild":{started}}}"#))]);
    server.always("ListProjects", Response::Silence);
    server.always("ListEnvironmentClasses", Response::Silence);
    let mut child = start(prebuildctl(&server, &format!("prebuild trigger --project {PROJECT}")));
    server.wait_for_calls(3);
    kill(&child, "INT");
    let line = read_until(child.stdout.as_mut().unwrap(), "\n");
    assert_eq!(line, format!("started {POOL}  project {PROJECT}  class {CLASS}\n"));
    assert_eq!(end(child), (Some(130), String::new()));
}

#[test]
fn ctrl_c_ends_an_infinite_filter() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        for filter in ["def f: f; f", "[range(infinite)] | length", "last(repeat(1))"] {
            let server = Server::new([page(&[], "")]);
            let mut command = prebuildctl(&server, "wp list --jq");
            command.arg(filter);
            let child = start(command);
            server.wait_for_calls(1);
            kill_at_work(&child, signal);
            let (ended, stderr) = end(child);
            assert_eq!(ended, Some(code), "{filter}: {stderr}");
            server.allow_unused_responses();
        }
    }
}

/// A signal that comes between two parts of the work, when neither waits for it, is not lost.
#[test]
fn ctrl_c_ends_an_advice_whenever_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    let starts = folder.path().join("starts.csv");
    let times = (0..100_000)
        .map(|n| format!("2026-11-{:02}T{:02}:{:02}:00Z\n", n % 28 + 1, n % 24, n % 60));
    std::fs::write(&starts, format!("created_at\n{}", times.collect::<String>())).unwrap();
    let data = folder.path().join("local.db");
    let advise = || {
        let mut command = home::prebuildctl(&home::no_home());
        command.args(["--local", "--local-data"]).arg(&data).stdin(Stdio::null());
        command.args(["wp", "advise", "acme-api/regular", "--demand"]).arg(&starts);
        start(command)
    };
    for delay in (20..400).step_by(15) {
        let child = advise();
        std::thread::sleep(Duration::from_millis(delay));
        kill(&child, "INT");
        let ended = child.wait_with_output().unwrap();
        // Before it listens for the signal, that ends it as any program.
        if ended.status.signal() != Some(2) {
            let (stdout, stderr, code) = binary::text(ended);
            assert_eq!((stdout.as_str(), code), ("", Some(130)), "{delay} ms: {stderr}");
            assert!(stderr.starts_with("error: interrupted\n"), "{delay} ms: {stderr}");
        }
    }
}
