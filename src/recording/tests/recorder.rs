//! What is in the file, whatever becomes of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;
use uuid::Uuid;

use super::super::recorder::{Recorder, RecordingFile, StartOptions};
use super::tracker::message;
use super::{KEY, POOL, at, time};
use crate::exit::ExitCode;
use crate::watch::starts::ObservedStart;

fn options() -> StartOptions {
    StartOptions { claim_below: Duration::from_secs(20), with_users: false }
}

fn begin(path: &Path, options: StartOptions, second: i64) -> Recorder {
    let file = RecordingFile::open(path).unwrap();
    file.begin("local".to_owned(), "acme".to_owned(), options, time(second)).unwrap()
}

/// Notes a pool and writes.
fn read(recorder: &mut Recorder, second: i64, running: i32) {
    recorder.read(&message(running, 1), time(second));
    recorder.write(time(second)).unwrap();
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The kinds and seconds of the lines.
fn outline(path: &Path) -> Vec<(String, i64)> {
    let outline = lines(path).into_iter().map(|line| {
        let kind = line["kind"].as_str().unwrap_or("header").to_owned();
        let time: jiff::Timestamp = line["t"].as_str().unwrap().parse().unwrap();
        (kind, (super::to_millis(time) - at(0)) / 1_000)
    });
    outline.collect()
}

fn expected<const N: usize>(lines: [(&str, i64); N]) -> Vec<(String, i64)> {
    lines.map(|(kind, second)| (kind.to_owned(), second)).into()
}

fn start(created_at: i64, running_at: Option<i64>) -> ObservedStart {
    ObservedStart {
        environment_id: Uuid::from_u128(7),
        key: KEY,
        created_at: Some(time(created_at)),
        running_at: running_at.map(time),
        machine_at: None,
        prebuild_id: Some(Uuid::from_u128(8)),
        creator_id: Some(Uuid::from_u128(9)),
    }
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("watch.jsonl");
    (folder, path)
}

#[test]
fn a_recorder_appends_its_header_and_what_happens() {
    let (_folder, path) = folder();
    fs::write(&path, "{\"t\":\"2026").unwrap();
    let mut recorder = begin(&path, options(), 0);
    read(&mut recorder, 1, 2);
    recorder.write(time(2)).unwrap();
    read(&mut recorder, 3, 1);
    recorder.started(&start(2, Some(12)), time(12));
    recorder.deleted(POOL, time(13));
    recorder.write(time(13)).unwrap();
    drop(recorder);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.strip_prefix("{\"t\":\"2026\n").unwrap()).unwrap();
    let expected = expected([("header", 0), ("pool", 1), ("pool", 3), ("start", 12), ("pool", 13)]);
    assert_eq!(outline(&path), expected);
    let lines = lines(&path);
    assert_eq!(lines[0]["formatVersion"], 1);
    assert_eq!((&lines[0]["host"], &lines[0]["organizationId"]), (&"local".into(), &"acme".into()));
    assert_eq!(lines[3]["runningBefore"], 2);
    assert_eq!(lines[3]["sure"], "both");
    assert_eq!(lines[3].get("userId"), None);
}

#[cfg(unix)] // open files
#[test]
fn a_renamed_deleted_or_shortened_file_is_begun_anew_with_every_pool() {
    let changes: [fn(&Path); 4] = [
        |path| fs::rename(path, path.with_extension("1")).unwrap(),
        |path| fs::remove_file(path).unwrap(),
        |path| fs::write(path, "").unwrap(),
        |path| {
            fs::rename(path, path.with_extension("1")).unwrap();
            fs::write(path, "").unwrap();
        },
    ];
    for change in changes {
        let (_folder, path) = folder();
        let mut recorder = begin(&path, options(), 0);
        read(&mut recorder, 0, 2);
        change(&path);
        recorder.write(time(1)).unwrap();
        recorder.started(&start(2, None), time(12));
        recorder.write(time(12)).unwrap();
        assert_eq!(outline(&path), expected([("header", 12), ("pool", 12), ("start", 12)]));
        read(&mut recorder, 20, 1);
        assert_eq!(outline(&path).len(), 4);
        drop(recorder);
        let recording =
            super::super::read(&[path], &(at(0)..at(100)), &std::sync::atomic::AtomicU64::new(0))
                .unwrap();
        assert_eq!(super::seconds(recording.pool(POOL)), [(12, 20)]);
    }
}

#[test]
fn a_file_has_one_recorder() {
    let (_folder, path) = folder();
    let recorder = begin(&path, options(), 0);
    let error = RecordingFile::open(&path).err().unwrap();
    assert_eq!(error.exit, ExitCode::Conflict);
    let message = format!("{} is in use: another process records to it", path.display());
    assert_eq!(error.message, message);
    drop(recorder);
    // It is found when the first recorder wants to begin its file anew.
    let mut first = begin(&path, options(), 0);
    read(&mut first, 0, 2);
    fs::rename(&path, path.with_extension("1")).unwrap();
    let second = begin(&path, options(), 1);
    first.read(&super::tracker::message(1, 2), time(2));
    assert_eq!(first.write(time(2)).unwrap_err().exit, ExitCode::Conflict);
    drop(second);
}

#[cfg(unix)] // open files
#[test]
fn a_write_that_fails_names_the_file() {
    let (folder, path) = folder();
    let mut recorder = begin(&path, options(), 0);
    fs::remove_dir_all(folder.path()).unwrap();
    recorder.read(&message(1, 1), time(0));
    let error = recorder.write(time(0)).unwrap_err();
    assert_eq!(error.exit, ExitCode::Failed);
    assert_eq!(error.message, format!("cannot write {}", path.display()));
}

#[test]
fn the_time_of_a_start_decides_where_it_came_from() {
    let (_folder, path) = folder();
    let with_users = StartOptions { with_users: true, ..options() };
    let mut recorder = begin(&path, with_users, 0);
    let millis = |start: ObservedStart, millis| ObservedStart {
        created_at: start.created_at.map(|at| at - jiff::SignedDuration::from_millis(millis)),
        ..start
    };
    let cold = |start: ObservedStart| ObservedStart { prebuild_id: None, ..start };
    let undated = |start: ObservedStart| ObservedStart { created_at: None, ..start };
    for (start, verdict, seconds) in [
        (start(0, Some(10)), "pool", Some(10.0)),
        (millis(start(0, Some(9)), 840), "pool", Some(9.8)),
        (start(0, Some(20)), "pool", Some(20.0)),
        (millis(start(0, Some(20)), 60), "prebuild", Some(20.1)),
        (start(0, Some(41)), "prebuild", Some(41.0)),
        (cold(start(0, Some(10))), "cold", Some(10.0)),
        (start(0, None), "unknown", None),
        (cold(start(0, None)), "unknown", None),
        (start(10, Some(9)), "unknown", None),
        (undated(start(0, Some(9))), "unknown", None),
    ] {
        recorder.started(&start, time(60));
        recorder.write(time(60)).unwrap();
        let line = lines(&path).pop().unwrap();
        assert_eq!(line["verdict"], verdict, "{line}");
        assert_eq!(line["startSeconds"].as_f64(), seconds, "{line}");
        assert_eq!(line["runningAt"].is_null(), start.running_at.is_none(), "{line}");
        assert_eq!(line["userId"], Uuid::from_u128(9).to_string());
        assert_eq!((&line["sure"], &line["runningBefore"]), (&"time".into(), &Value::Null));
    }
}
