//! Interrupted runs.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use super::{CREATE, html};
use crate::process::binary::{self, BINARY, kill, kill_at_work, with_terminal};
use crate::support::{CLASS, POOL, PROJECT, Response, Server, one, phase, projects, read_until};

fn start(server: &Server, line: &str) -> Child {
    binary::start(prebuildctl(server, line))
}

/// With a backoff that no test waits for.
fn prebuildctl(server: &Server, line: &str) -> Command {
    let mut command = binary::prebuildctl(server, line);
    command.env("__PREBUILDCTL_TEST_BACKOFF_MS", "60000");
    command
}

/// Types `typed` at the prompt of a delete, on a terminal.
fn answer_prompt(typed: &str, project: &str) -> (String, Option<i32>, Vec<String>) {
    let server = Server::new([one(POOL, 1, 5)]);
    server.set_names();
    server.always("ListProjects", projects(&[(PROJECT, project)]));
    let mut child = with_terminal(&server, &format!("{BINARY} wp delete {POOL}")).spawn().unwrap();
    let stdout = child.stdout.as_mut().unwrap();
    let mut text = read_until(stdout, "[y/N] ");
    assert!(text.ends_with("[y/N] "), "{text}");
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(typed.as_bytes()).unwrap();
    stdout.read_to_string(&mut text).unwrap();
    drop(stdin); // Not before: the end of the input would be an answer too.
    let code = child.wait().unwrap().code();
    (text, code, server.methods())
}

#[test]
fn m28_no_answer_to_the_prompt() {
    for (typed, code) in [("n\n", 1), ("\n", 1), ("\u{4}", 1), ("\u{3}", 130)] {
        let (text, ended, methods) = answer_prompt(typed, "acme-api");
        assert_eq!(ended, Some(code), "{typed:?}: {text}");
        let is_canceled = text.ends_with("\r\ncanceled\r\n");
        assert_eq!(is_canceled, typed == "\u{3}" || typed == "\u{4}", "{typed:?}: {text}");
        assert!(!text.contains("deleted warm") && !text.contains("deleted 0190"), "{text}");
        assert!(!methods.contains(&"DeleteWarmPool".to_owned()), "{typed:?}");
    }
}

#[test]
fn m28_ctrl_c_instead_of_a_token() {
    let server = Server::new([]);
    let mut child = with_terminal(&server, &format!("{BINARY} auth login")).spawn().unwrap();
    let stdout = child.stdout.as_mut().unwrap();
    let mut text = read_until(stdout, &format!("token for {}: ", server.name()));
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"\x03").unwrap();
    stdout.read_to_string(&mut text).unwrap();
    drop(stdin);
    assert!(text.ends_with("\r\ncanceled\r\n") && !text.contains("\r\n\r\n"), "{text}");
    assert_eq!(child.wait().unwrap().code(), Some(130), "{text}");
}

#[test]
fn x13_the_prompt_names_the_id() {
    let (text, code, _) = answer_prompt("n\n", r"a\u202elmca\u001b[2K");
    assert_eq!(code, Some(1), "{text}");
    let first = text.lines().next().unwrap();
    assert_eq!(first, format!("{POOL}  size 1..5"), "no address can be typed back");
}

#[test]
fn m29_ctrl_c_between_attempts() {
    let server = Server::new([html(503, "busy")]);
    let mut child = start(&server, "wp list");
    server.wait_for_calls(1);
    let mut note = [0; 12];
    child.stderr.as_mut().unwrap().read_exact(&mut note).unwrap();
    assert_eq!(&note, b"retrying in ");
    kill(&child, "INT");
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.ends_with("error: interrupted\n  nothing was being changed\n"), "{stderr}");
    assert_eq!(output.status.code(), Some(130));
}

/// The change before the filter is made and reported.
#[test]
fn m29_ctrl_c_in_a_filter_reports_the_change() {
    let cases = [
        (format!("wp get {POOL}"), one(POOL, 1, 5), String::new()),
        (
            CREATE.to_owned(),
            one(POOL, 1, 5),
            format!("; created {PROJECT}/{CLASS}  {POOL}  size 1..5"),
        ),
        (
            format!("wp delete {POOL} --yes"),
            Response::json(200, "{}"),
            format!("; deleting {POOL}"),
        ),
        (
            "api PrebuildService/DeleteWarmPool".to_owned(),
            Response::json(200, "{}"),
            "; gitpod.v1.PrebuildService/DeleteWarmPool succeeded".to_owned(),
        ),
    ];
    for (line, answer, done) in cases {
        let server = Server::new([answer]);
        let mut command = prebuildctl(&server, &line);
        command.args(["--jq", "def f: f; f"]);
        let child = binary::start(command);
        server.wait_for_calls(1);
        kill_at_work(&child, "INT");
        let (stdout, stderr, code) = binary::text(child.wait_with_output().unwrap());
        assert_eq!(
            stderr,
            format!(
                r#"{{"error":{{"code":"interrupted","exitCode":130,"message":"interrupted: the --jq filter was still running{done}","hint":null,"retryable":false,"details":[]}}}}
"#
            )
        );
        assert_eq!((stdout.as_str(), code), ("", Some(130)), "{line}");
    }
}

/// SIGHUP ends the tool like any other program. Under nohup, as these tests may run, it goes on.
#[test]
fn m32_the_terminal_hangs_up() {
    let server = Server::new([Response::Silence]);
    let child = start(&server, CREATE);
    server.wait_for_calls(1);
    kill(&child, "HUP");
    let mut signal = 1;
    if ignores_sighup() {
        kill(&child, "KILL");
        signal = 9;
    }
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.signal(), output.stdout.len()), (Some(signal), 0));
}

/// Whether this process ignores SIGHUP, which its children inherit.
fn ignores_sighup() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & 1 == 1)
}

/// A condition that was met while the machine slept counts, although the timeout has passed.
#[test]
fn m35_a_machine_that_sleeps_while_waiting() {
    let server = Server::new([one(POOL, 2, 5), phase(POOL, "READY", 2)]);
    let child = start(&server, &format!("wp wait {POOL} --timeout 1s --poll-interval 1h -o id"));
    server.wait_for_calls(1);
    kill(&child, "STOP");
    thread::sleep(Duration::from_millis(1_200));
    kill(&child, "CONT");
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), format!("{POOL}\n"));
    assert_eq!(output.status.code(), Some(0));
}
