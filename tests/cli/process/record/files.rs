//! The file of a recorder: its other writers, its readers, and what becomes of it.

use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Recording, at, kinds, lines};
use crate::process::binary::{BINARY, end, kill, output, prebuildctl, start};
use crate::support::{POOL, Server, TOKEN, home, page, pool};

#[test]
fn a_second_recorder_of_a_file_is_refused() {
    let recording = Recording::new([], Some("08:00:01"));
    let child = recording.start("");
    recording.wait_for_lines(2);
    let calls = recording.server.calls().len();
    let (stdout, stderr, code) = output(&mut recording.command(""));
    let path = recording.path.display();
    let message = format!("error: {path} is in use: another process records to it\n");
    assert_eq!((stdout.as_str(), stderr, code), ("", message, Some(7)));
    assert_eq!(recording.server.calls().len(), calls);
    kill(&child, "KILL");
    end(child);
    // A lock ends with its process.
    let child = recording.start("");
    assert_eq!(kinds(&recording.wait_for_lines(4)), ["header", "pool", "header", "pool"]);
    kill(&child, "INT");
    end(child);
}

/// A pool that changes with each poll, as fast as it can.
fn busy() -> Recording {
    let recording = Recording::new([], Some("08:00:01"));
    let changing = (0..5_000).map(|turn| {
        let pool = pool(POOL, 1, 5 + turn % 10).replace("9007199254740993", &turn.to_string());
        page(&[pool], "")
    });
    let server = Server::new(changing);
    server.set_names();
    let identity = json!({"organizationId": "acme"});
    server.always("GetAuthenticatedIdentity", at("08:00:01", &identity));
    Recording { server, ..recording }
}

#[test]
fn a_kill_at_any_moment_leaves_a_recording() {
    let recording = busy();
    let path = recording.path.display().to_string();
    let line = format!("wp watch --poll-interval 1ms -o id --record {path}");
    let mut written = 0;
    for round in 0..5 {
        let mut child = start(prebuildctl(&recording.server, &line));
        // Nobody else reads it.
        let mut stdout = child.stdout.take().unwrap();
        let reader = thread::spawn(move || stdout.read_to_end(&mut Vec::new()));
        recording.wait_for_lines(written + 10 + round);
        kill(&child, "KILL");
        end(child);
        drop(reader.join().unwrap());
        let whole = lines(&recording.path).len();
        assert!(whole > written);
        written = whole;
    }
    let headers = lines(&recording.path).iter().filter(|line| line["kind"].is_null()).count();
    assert_eq!(headers, 5);
    recording.server.allow_unused_responses();
}

#[test]
fn a_broken_last_line_is_ended_and_a_renamed_file_begun_anew() {
    let recording = busy();
    fs::write(&recording.path, r#"{"t":"2026-11-30T07:00:00Z","kind":"po"#).unwrap();
    let path = recording.path.display().to_string();
    let line = format!("wp watch --poll-interval 1ms -o id -q --record {path}");
    let mut child = start(prebuildctl(&recording.server, &line));
    let mut stdout = child.stdout.take().unwrap();
    let reader = thread::spawn(move || stdout.read_to_end(&mut Vec::new()));
    let has_begun =
        |text: &str| text.contains("\n{\"t\":") && text.contains("{\"formatVersion\":1,");
    let wait_for_header = || {
        let end = Instant::now() + Duration::from_secs(30);
        while !fs::read_to_string(&recording.path).is_ok_and(|text| has_begun(&text)) {
            assert!(Instant::now() < end, "timeout");
            thread::sleep(Duration::from_millis(1));
        }
    };
    wait_for_header();
    let rotated = recording.folder.path().join("watch.jsonl.1");
    fs::rename(&recording.path, &rotated).unwrap();
    wait_for_header();
    fs::write(&recording.path, "").unwrap();
    wait_for_header();
    fs::remove_file(&recording.path).unwrap();
    wait_for_header();
    kill(&child, "INT");
    assert_eq!(end(child).0, Some(130));
    drop(reader.join().unwrap());
    let text = fs::read_to_string(&rotated).unwrap();
    let (broken, rest) = text.split_once('\n').unwrap();
    assert_eq!(broken, r#"{"t":"2026-11-30T07:00:00Z","kind":"po"#);
    for text in [rest, &fs::read_to_string(&recording.path).unwrap()] {
        let lines: Vec<Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(kinds(&lines[..2]), ["header", "pool"]);
        assert_eq!(lines[1]["missed"], 0);
    }
    recording.server.allow_unused_responses();
}

#[cfg(target_os = "linux")] // pipes and devices
#[test]
fn a_full_disk_ends_the_watch() {
    let mut recording = Recording::new([], Some("08:00:01"));
    recording.path = PathBuf::from("/dev/full");
    let (stdout, stderr, code) = output(&mut recording.command(""));
    let expected = "error: cannot write /dev/full\n  No space left on device (os error 28)\n";
    assert_eq!((stdout.as_str(), stderr.as_str(), code), ("", expected, Some(1)));
    assert_eq!(recording.server.methods(), ["GetAuthenticatedIdentity"]);
}

#[test]
fn a_new_file_is_private_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt as _;
    let recording = Recording::new([], Some("08:00:01"));
    let path = recording.path.display();
    let line = format!("umask 0; exec {BINARY} wp watch --record {path}");
    let mut command = home::command("sh", recording.folder.path());
    command.args(["-c", &line]).env("ONA_HOST", recording.server.url()).env("ONA_TOKEN", TOKEN);
    let child = start(command);
    recording.wait_for_lines(2);
    kill(&child, "INT");
    end(child);
    let mode = fs::metadata(&recording.path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

/// A recording may come from a pipe, whose writer is slow.
#[test]
fn a_signal_ends_the_reading_of_a_recording() {
    let recording = Recording::new([], Some("08:00:01"));
    let server = &recording.server;
    let pool: Value = serde_json::from_str(&pool(POOL, 1, 5)).unwrap();
    server.always("GetWarmPool", at("08:00:01", &json!({ "warmPool": pool })));
    server.always("ListAuditLogs", at("08:00:01", &json!({})));
    server.always("ListPrebuilds", at("08:00:01", &json!({})));
    let line = format!("wp history {POOL} --recording /dev/stdin");
    let mut command = prebuildctl(server, &line);
    command.stdin(std::process::Stdio::piped());
    let child = start(command);
    server.wait_for_calls(4);
    thread::sleep(Duration::from_millis(300));
    kill(&child, "INT");
    let (code, stderr) = end(child);
    assert_eq!((code, stderr.as_str()), (Some(130), "error: interrupted\n  nothing was changed\n"));
}
