//! What files say together.

mod changes;
mod files;
mod properties;
mod recorder;
mod tracker;

use std::path::Path;
use std::sync::atomic::AtomicU64;

use serde_json::{Value, json};
use uuid::Uuid;

use super::pool_record::PoolRecord;
use super::reader::Reader;
use super::{Millis, Recording, Verdict, to_millis};
use crate::error::CliError;
use crate::warm_pool::reference::PoolKey;

const POOL: Uuid = Uuid::from_u128(1);
const KEY: PoolKey = PoolKey { project: Uuid::from_u128(2), class: Uuid::from_u128(3) };

/// Seconds after 2026-11-30T08:00:00Z.
fn at(seconds: Millis) -> Millis {
    1_796_025_600_000 + seconds * 1_000
}

fn time(seconds: Millis) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(at(seconds)).unwrap()
}

fn header(seconds: Millis) -> String {
    json!({"formatVersion": 1, "host": "https://one.example/api", "organizationId": "acme",
        "t": time(seconds)})
    .to_string()
}

/// A line about `POOL` in the format of the documents.
fn pool(seconds: Millis, running: i32, version: u64) -> Value {
    json!({"t": time(seconds), "kind": "pool", "warmPoolId": POOL,
        "phase": "WARM_POOL_PHASE_READY", "running": running, "stopped": 3, "desired": 2, "min": 2,
        "max": 5, "statusVersion": version.to_string(), "specVersion": "41", "snapshotId": null,
        "missed": 0})
}

/// A line about a start of `KEY`, created at this time.
fn start(id: u128, seconds: Millis, took: Option<f64>, verdict: &str) -> String {
    json!({"t": time(seconds + 60), "kind": "start", "environmentId": Uuid::from_u128(id),
        "projectId": KEY.project, "environmentClassId": KEY.class, "createdAt": time(seconds),
        "runningAt": null, "startSeconds": took, "prebuildId": null, "runningBefore": 2,
        "verdict": verdict, "sure": "time"})
    .to_string()
}

fn text<L: ToString>(lines: impl IntoIterator<Item = L>) -> String {
    lines.into_iter().map(|line| line.to_string() + "\n").collect()
}

/// Reads files named `1`, `2` and so on.
fn read<T: AsRef<[u8]>>(files: impl IntoIterator<Item = T>) -> Result<Recording, CliError> {
    let lines = AtomicU64::new(0);
    let mut reader = Reader::new(at(0)..at(86_400), &lines);
    for (number, file) in (1..).zip(files) {
        reader.read(&format!("{number}"), file.as_ref(), Path::new("file"))?;
    }
    Ok(reader.finish())
}

fn seconds(record: &PoolRecord) -> Vec<(Millis, Millis)> {
    let from_start = |millis: Millis| (millis - at(0)) / 1_000;
    record.watched().iter().map(|range| (from_start(range.start), from_start(range.end))).collect()
}

#[test]
fn a_pool_is_watched_from_a_header_or_line_to_the_next_unless_they_are_far_apart() {
    let lines = [
        header(100),
        pool(130, 1, 1).to_string(),
        pool(250, 1, 1).to_string(),
        pool(371, 0, 2).to_string(),
        pool(391, 0, 2).to_string(),
        header(600),
        pool(721, 0, 3).to_string(),
        pool(781, 0, 3).to_string(),
    ];
    let recording = read([text(lines)]).unwrap();
    let record = recording.pool(POOL);
    assert_eq!(seconds(record), [(100, 250), (371, 391), (721, 781)]);
    assert_eq!(record.zero_running(&(at(380)..at(751))), 41_000);
    assert!((record.coverage(&(at(0)..at(1000))) - 0.23).abs() < 1e-9);
    assert!(recording.pool(Uuid::from_u128(9)).watched().is_empty());
}

#[test]
fn rotations_and_missed_reports_count_where_they_are_seen() {
    let snapshot = |seconds, version, snapshot: Option<u128>, missed: u64| {
        let mut line = pool(seconds, 1, version);
        line["snapshotId"] = json!(snapshot.map(Uuid::from_u128));
        line["missed"] = json!(missed);
        line.to_string()
    };
    let one = [
        header(0),
        snapshot(0, 1, None, 0),
        snapshot(60, 4, Some(1), 2),
        snapshot(120, 5, Some(2), 0),
        snapshot(180, 9, Some(2), 3),
        snapshot(240, 12, Some(1), 2),
    ];
    let range = at(0)..at(86_400);
    let recording = read([text(one.clone())]).unwrap();
    assert_eq!(recording.pool(POOL).rotations(&range), 2, "the first snapshot is no rotation");
    assert_eq!(recording.pool(POOL).rotations(&(at(0)..at(240))), 1);
    assert_eq!(recording.pool(POOL).reports_missed(&range), 7);
    // The other recorder has seen the versions 6, 7 and 11.
    let other = [
        header(150),
        snapshot(150, 6, Some(2), 0),
        snapshot(160, 7, Some(2), 0),
        snapshot(230, 11, Some(2), 2),
    ];
    let recording = read([text(other), text(one)]).unwrap();
    // 2 and 3; 8; 10.
    assert_eq!(recording.pool(POOL).reports_missed(&range), 4);
    assert_eq!(recording.pool(POOL).rotations(&range), 2);
}

#[test]
fn a_newer_state_of_another_recorder_counts() {
    let one = [
        header(0),
        pool(0, 2, 1).to_string(),
        pool(60, 0, 3).to_string(),
        pool(120, 0, 3).to_string(),
    ];
    let other = [
        header(30),
        pool(30, 1, 2).to_string(),
        pool(90, 0, 3).to_string(),
        pool(150, 0, 3).to_string(),
    ];
    for files in [[text(one.clone()), text(other.clone())], [text(other), text(one)]] {
        let recording = read(files).unwrap();
        let states: Vec<_> = recording
            .pool(POOL)
            .stretches()
            .iter()
            .map(|stretch| ((stretch.at.start - at(0)) / 1_000, stretch.state.running))
            .collect();
        assert_eq!(states, [(0, 2), (30, 1), (60, 0)]);
        assert_eq!(seconds(recording.pool(POOL)), [(0, 150)]);
        assert_eq!(recording.pool(POOL).zero_running(&(at(0)..at(1_000))), 90_000);
    }
}

#[test]
fn starts_are_counted_once_by_verdict() {
    let one = text([
        header(0),
        pool(0, 2, 1).to_string(),
        pool(60, 2, 1).to_string(),
        start(1, 10, Some(9.8), "pool"),
        start(2, 20, None, "unknown"),
        start(3, 30, Some(40.0), "prebuild"),
        start(4, 40, Some(90.25), "cold"),
        start(5, -1, Some(9.0), "pool"),
        start(6, 50, Some(-1.0), "pool"),
    ]);
    let other = text([header(0), start(2, 20, Some(8.5), "pool"), start(1, 10, None, "unknown")]);
    for files in [vec![&one, &other], vec![&other, &one, &one]] {
        let recording = read(files).unwrap();
        let range = at(0)..at(120);
        let watched = recording.watched(POOL, KEY, &range).unwrap();
        assert_eq!((watched.served, watched.missed, watched.unknown), (2, 2, 1));
        assert_eq!((watched.share(), watched.coverage), (Some(0.5), 0.5));
        assert_eq!(recording.watched(POOL, KEY, &(at(100)..at(120))), None, "not watched then");
        let other_key = PoolKey { class: Uuid::from_u128(9), ..KEY };
        let watched = recording.watched(POOL, other_key, &range).unwrap();
        assert_eq!(watched.share(), None);
        let median =
            |verdict, min| recording.learned(verdict, min, |_| true).map(|learned| learned.median);
        assert_eq!(median(Verdict::Pool, 2), Some(8_500));
        assert_eq!(median(Verdict::Pool, 3), None);
        assert_eq!(median(Verdict::Cold, 1), Some(90_250));
        assert_eq!(recording.learned(Verdict::Pool, 1, |key| key != KEY), None);
    }
}

#[test]
fn instants_are_cut_to_milliseconds() {
    for (text, expected) in [
        ("1970-01-01T00:00:00.0019Z", 1),
        ("1969-12-31T23:59:59.9999Z", -1),
        ("2026-11-30T08:00:00Z", at(0)),
    ] {
        assert_eq!(to_millis(text.parse().unwrap()), expected);
    }
}
