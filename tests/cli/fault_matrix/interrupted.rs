//! Changes that somebody breaks off.

use std::fs;
use std::io::{Read as _, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use super::{CREATE, html};
use crate::support::{Answer, CLASS, POOL, PROJECT, Server, TOKEN, one, phase, projects};

fn start(server: &Server, line: &str) -> Child {
    command(server, line).spawn().unwrap()
}

fn command(server: &Server, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prebuildctl"));
    command
        .env_clear()
        .envs([("ONA_HOST", server.url().as_str()), ("ONA_TOKEN", TOKEN)])
        .env("__PREBUILDCTL_TEST_BACKOFF_MS", "60000")
        .args(line.split_whitespace())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn kill(child: &Child, signal: &str) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-s", signal, &id]).status().unwrap().success());
}

/// At the question of a delete, on a terminal: `typed` is what is typed there.
fn asked(typed: &str, project: &str) -> (String, Option<i32>, Vec<String>) {
    let server = Server::new([one(POOL, 1, 5)]);
    server.knows_names();
    server.always("ListProjects", projects(&[(PROJECT, project)]));
    let binary = env!("CARGO_BIN_EXE_prebuildctl");
    let mut child = Command::new("script")
        .args(["-qec", &format!("{binary} wp delete {POOL}"), "/dev/null"])
        .envs([("ONA_HOST", server.url().as_str()), ("ONA_TOKEN", TOKEN)])
        .env_remove("CI")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut text = Vec::new();
    let stdout = child.stdout.as_mut().unwrap();
    while !text.ends_with(b"[y/N] ") {
        let mut byte = [0];
        assert_eq!(stdout.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&text));
        text.push(byte[0]);
    }
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(typed.as_bytes()).unwrap();
    stdout.read_to_end(&mut text).unwrap();
    drop(stdin); // Kept until here: its end would be an answer too.
    let code = child.wait().unwrap().code();
    (String::from_utf8(text).unwrap(), code, server.methods())
}

#[test]
fn m28_no_answer_to_the_question() {
    for (typed, code) in [("n\n", 1), ("\n", 1), ("\u{4}", 1), ("\u{3}", 130)] {
        let (text, ended, methods) = asked(typed, "acme-api");
        assert_eq!(ended, Some(code), "{typed:?}: {text}");
        assert!(!text.contains("deleted warm") && !text.contains("deleted 0190"), "{text}");
        assert!(!methods.contains(&"DeleteWarmPool".to_owned()), "{typed:?}");
    }
}

#[test]
fn x13_the_question_names_the_id() {
    let (text, code, _) = asked("n\n", r"a\u202elmca\u001b[2K");
    assert_eq!(code, Some(1), "{text}");
    let first = text.lines().next().unwrap();
    assert_eq!(first, format!(r"a<U+202E>lmca\x1b[2K/large  {POOL}  size 1..5"));
}

#[test]
fn m29_ctrl_c_between_attempts() {
    let server = Server::new([html(503, "busy")]);
    let child = start(&server, "wp list");
    server.wait_for_calls(1);
    let mut child = child;
    let mut told = [0; 12];
    child.stderr.as_mut().unwrap().read_exact(&mut told).unwrap();
    assert_eq!(&told, b"retrying in ");
    kill(&child, "INT");
    let output = child.wait_with_output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(stderr.ends_with("error: interrupted\n  nothing was being changed\n"), "{stderr}");
    assert_eq!(output.status.code(), Some(130));
}

/// A filter without an end, which takes no memory; a signal comes until one is heard, as between the
/// answer and the filter nobody listens for a moment.
fn interrupted_filter(server: &Server, line: &str) -> (String, String, Option<i32>) {
    let calls = server.calls().len();
    let mut command = command(server, line);
    let mut child = command.args(["--jq", "def f: f; f"]).spawn().unwrap();
    server.wait_for_calls(calls + 1);
    while child.try_wait().unwrap().is_none() {
        thread::sleep(Duration::from_millis(50));
        kill(&child, "INT");
    }
    let output = child.wait_with_output().unwrap();
    let [stdout, stderr] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (stdout, stderr, output.status.code())
}

/// What was made before the filter began is made, and is said to be.
#[test]
fn m29_ctrl_c_in_a_filter_tells_what_was_changed() {
    let pair = format!("{PROJECT}/{CLASS}");
    let cases = [
        (format!("wp get {POOL}"), one(POOL, 1, 5), String::new()),
        (CREATE.to_owned(), one(POOL, 1, 5), format!("; created {pair}  {POOL}  size 1..5")),
        (format!("wp delete {POOL} --yes"), Answer::json(200, "{}"), format!("; deleted {POOL}")),
        (
            "api PrebuildService/DeleteWarmPool".to_owned(),
            Answer::json(200, "{}"),
            "; gitpod.v1.PrebuildService/DeleteWarmPool was carried out".to_owned(),
        ),
    ];
    for (line, answer, done) in cases {
        let server = Server::new([answer]);
        let (stdout, stderr, code) = interrupted_filter(&server, &line);
        assert_eq!(
            stderr,
            format!(
                r#"{{"error":{{"code":"interrupted","exitCode":130,"message":"interrupted: the --jq filter had not come to its end{done}","hint":null,"retryable":false,"details":[]}}}}
"#
            )
        );
        assert_eq!((stdout.as_str(), code), ("", Some(130)), "{line}");
    }
}

/// A terminal that goes away ends the tool as it ends every other, and the shell shows 129; begun
/// with nohup, as these tests may be, it goes on.
#[test]
fn m32_the_terminal_goes_away() {
    let server = Server::new([Answer::Silence]);
    let child = start(&server, CREATE);
    server.wait_for_calls(1);
    kill(&child, "HUP");
    let mut ended_by = 1;
    if ignores_hangups() {
        kill(&child, "KILL");
        ended_by = 9;
    }
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.signal(), output.stdout.len()), (Some(ended_by), 0));
}

/// Whether this process was begun so that a terminal that goes away does not end it, which those
/// that it begins inherit.
fn ignores_hangups() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored
        .and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & 1 == 1)
}

/// What became true while this machine slept is seen, though the time is over when it wakes.
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
