//! Ctrl-C: no further change starts, responses to those in flight are awaited, and all are reported.

use std::io::Read as _;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Mutex, mpsc};

use super::faults::{self, Service};
use super::unusual::{BOTH, service};
use crate::support::fault::Fault;
use crate::support::{Response, TOKEN, home, read_until};

const WAITING: &str = "interrupted; waiting up to 5 s for the changes in flight\n";

/// Applies the fleet file of this folder, with one change at a time.
fn start(home: &Path, url: &str, token: &str) -> Child {
    home::prebuildctl(home)
        .env("ONA_HOST", url)
        .env("ONA_TOKEN", token)
        .args(["apply", "--yes", "-q", "--prune", "--max-deletes", "3", "--concurrency", "1", "-f"])
        .arg(home.join("fleet.toml"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn interrupt(child: &Child) {
    let mut kill = home::command("kill", &home::no_home());
    let status = kill.args(["-s", "INT", &child.id().to_string()]).status();
    assert!(status.unwrap().success());
}

/// The output without warnings, and the exit code.
fn end(mut child: Child) -> (String, String, Option<i32>) {
    let (mut stdout, mut stderr) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    let stderr: Vec<_> = stderr.lines().filter(|line| !line.starts_with("warning")).collect();
    (stdout, stderr.join("\n"), child.wait().unwrap().code())
}

#[test]
fn a_second_signal_does_not_wait_for_the_response() {
    let folder = service(BOTH, &[], [Response::Silence]);
    let server = &folder.world.server;
    let mut child = start(folder.world.home.path(), &server.url(), TOKEN);
    server.wait_for_calls(6);
    interrupt(&child);
    read_until(child.stderr.as_mut().unwrap(), WAITING);
    interrupt(&child);
    let (stdout, stderr, code) = end(child);
    assert_eq!(
        stdout,
        "+ acme-api/large   1..5        unknown: interrupted before the response arrived
+ acme-api/small   1..5        skipped: interrupted
applied: 0 created, 0 updated, 0 deleted; 1 unknown, 1 skipped
"
    );
    assert_eq!(
        stderr,
        "error: interrupted: applied 0 of 2 changes; 1 unknown, 1 skipped
  acme-api/large: unknown: interrupted before the response arrived
  skipped: interrupted
  it is safe to run the same command again
hint: prebuildctl warm-pool list --project acme-api --class large"
    );
    assert_eq!(code, Some(130));
}

#[test]
fn a_response_that_arrives_is_reported_and_nothing_else_starts() {
    let service = Service::seeded(&super::seed(&["large", "small"], 1, 2));
    let (arrived, arrival) = mpsc::channel();
    let (release, released) = mpsc::channel();
    let released = Mutex::new(released);
    let proxy = service.proxy_of_calls(move |_, method| {
        if method == "CreateWarmPool" {
            arrived.send(()).unwrap();
            released.lock().unwrap().recv().unwrap();
        }
        None
    });
    let fleet = BOTH.replace("acme-api", "p0");
    let folder = service.folder(&proxy, &fleet);
    let mut child = start(folder.world.home.path(), &proxy.url(), "local");
    arrival.recv().unwrap();
    interrupt(&child);
    read_until(child.stderr.as_mut().unwrap(), WAITING);
    release.send(()).unwrap();
    let (stdout, stderr, code) = end(child);
    assert_eq!(
        stdout,
        "+ p0/large   1..5        done
+ p0/small   1..5        skipped: interrupted
applied: 1 created, 0 updated, 0 deleted; 1 skipped
"
    );
    assert_eq!(
        stderr,
        "error: interrupted: applied 1 of 2 changes; 1 skipped
  skipped: interrupted
  it is safe to run the same command again"
    );
    assert_eq!((code, proxy.executed_mutations()), (Some(130), 1));
}

/// Kills a run at its n-th request, and runs again. That request takes effect after the run is
/// dead, or never.
fn kill_and_run_again(at: usize, fault: Option<Fault>) {
    let service = Service::new();
    let (arrived, arrival) = mpsc::channel();
    let (release, released) = mpsc::channel();
    let released = Mutex::new(released);
    let proxy = service.proxy(move |number| {
        if number != at {
            return None;
        }
        arrived.send(()).unwrap();
        released.lock().unwrap().recv().unwrap();
        fault
    });
    let folder = service.folder(&proxy, &faults::fleet());
    let mut child = start(folder.world.home.path(), &proxy.url(), "local");
    arrival.recv().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    release.send(()).unwrap();
    if fault.is_none() {
        proxy.wait_for_answer(at);
    }
    let second = folder.run(faults::APPLY);
    assert_eq!((second.stderr.as_str(), second.code), ("", 0), "killed at {at}: {second}");
    faults::assert_is_declared(&folder);
    assert_eq!(proxy.executed_mutations(), faults::CHANGES, "killed at {at}: {second}");
}

#[test]
fn a_second_run_completes_one_that_was_killed_anywhere() {
    for at in 0..faults::requests() {
        kill_and_run_again(at, None);
        kill_and_run_again(at, Some(Fault::LostBefore));
    }
}
