//! What is written is read, and how a recording is divided into files does not matter.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicU64;

use jiff::Timestamp;
use proptest::option;
use proptest::prelude::*;

use super::super::line::{
    Header, Line, PoolKind, PoolLine, Seconds, StartEvidence, StartKind, StartLine, encode, parse,
};
use super::super::reader::Reader;
use super::*;

fn any_time() -> impl Strategy<Value = Timestamp> {
    (0..4_000_000_000_000_i64).prop_map(|millis| Timestamp::from_millisecond(millis).unwrap())
}

fn any_id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn any_header() -> impl Strategy<Value = Header> {
    (any::<String>(), any::<String>(), any_time()).prop_map(|(host, organization_id, t)| Header {
        format_version: 1,
        host,
        organization_id,
        t,
    })
}

fn any_pool() -> impl Strategy<Value = PoolLine> {
    let ids = (any_id(), any_id(), any_id(), option::of(any_id()));
    let counts = (any::<[i32; 3]>(), any::<[Option<i32>; 2]>(), any::<[u64; 3]>());
    (any_time(), ids, any::<String>(), counts).prop_map(|(t, ids, phase, counts)| {
        let ([running, stopped, desired], [min, max], versions) = counts;
        let [status_version, spec_version, missed] = versions;
        PoolLine {
            t,
            kind: PoolKind::Pool,
            warm_pool_id: ids.0,
            project_id: Some(ids.1),
            environment_class_id: Some(ids.2),
            phase,
            running,
            stopped,
            desired,
            min,
            max,
            status_version,
            spec_version,
            snapshot_id: ids.3,
            missed,
        }
    })
}

fn any_start() -> impl Strategy<Value = StartLine> {
    let times = (any_time(), option::of(any_time()), option::of(any_time()));
    let ids = (any_id(), any_id(), any_id(), option::of(any_id()), option::of(any_id()));
    let seconds = || option::of((0..1_000_000_000_i64).prop_map(Seconds));
    let seconds = (seconds(), seconds(), any::<Option<i32>>());
    let verdicts = prop::sample::select(vec![
        Verdict::Pool,
        Verdict::Prebuild,
        Verdict::Cold,
        Verdict::Unknown,
    ]);
    (times, ids, seconds, verdicts, any::<bool>()).prop_map(
        |((t, created_at, running_at), ids, seconds, verdict, is_sure)| StartLine {
            t,
            kind: StartKind::Start,
            environment_id: ids.0,
            project_id: ids.1,
            environment_class_id: ids.2,
            created_at,
            running_at,
            start_seconds: seconds.0,
            machine_seconds: seconds.1,
            prebuild_id: ids.3,
            running_before: seconds.2,
            verdict,
            sure: if is_sure { StartEvidence::Both } else { StartEvidence::Time },
            user_id: ids.4,
        },
    )
}

fn read_line(bytes: &[u8]) -> Line {
    assert_eq!(bytes.iter().position(|byte| *byte == b'\n'), Some(bytes.len() - 1));
    parse(&bytes[..bytes.len() - 1]).unwrap()
}

/// What recorders wrote: each part is one run of one, beginning with its header.
#[derive(Clone, Debug)]
struct Written {
    parts: Vec<String>,
    /// The lines about the pool in each part.
    polls: Vec<Vec<Poll>>,
}

#[derive(Clone, Copy, Debug)]
struct Poll {
    second: i64,
    version: u64,
    running: i32,
}

/// A pool whose status changes at these seconds, and recorders that poll it at others.
fn any_written() -> impl Strategy<Value = Written> {
    let changes = prop::collection::btree_map(0..3_600_i64, 0..3_i32, 1..12);
    let polls = prop::collection::btree_set(0..3_600_i64, 1..40);
    let starts = prop::collection::vec((0..20_u128, 0..4_usize), 0..4);
    (changes, prop::collection::vec((polls, starts), 1..5)).prop_map(|(changes, recorders)| {
        let mut written = Written { parts: Vec::new(), polls: Vec::new() };
        for (seconds, starts) in recorders {
            let polls: Vec<_> = seconds.iter().map(|second| poll(&changes, *second)).collect();
            let mut lines = vec![header(polls[0].second)];
            for (index, Poll { second, version, running }) in polls.iter().enumerate() {
                let before = index.checked_sub(1).map(|index| polls[index].version);
                let missed = before.map_or(0, |before| version.saturating_sub(before + 1));
                let mut line = pool(*second, *running, *version);
                line["missed"] = json!(missed);
                lines.push(line.to_string());
            }
            lines.extend(starts.into_iter().map(|(id, outcome)| recorded_start(id, outcome)));
            written.parts.push(text(lines));
            written.polls.push(polls);
        }
        written
    })
}

/// The pool at a second: each change has a version.
fn poll(changes: &BTreeMap<i64, i32>, second: i64) -> Poll {
    let before: Vec<_> = changes.range(..=second).collect();
    let running = before.last().map_or(1, |(_, running)| **running);
    Poll { second, version: before.len() as u64, running }
}

/// All recorders agree about a start, or did not see its end.
fn recorded_start(id: u128, outcome: usize) -> String {
    let created_at = Millis::try_from(id).unwrap() * 100;
    match outcome {
        0 => start(id, created_at, None, "unknown"),
        _ if id.is_multiple_of(3) => start(id, created_at, Some(50.0), "prebuild"),
        _ => start(id, created_at, Some(9.5), "pool"),
    }
}

/// Every figure, of the whole and of parts of the time.
fn figures(recording: &Recording) -> String {
    let record = recording.pool(POOL);
    let of_range = |range| {
        format!(
            "{:?} {} {} {} {:?} {:?}\n",
            record.coverage(&range),
            record.zero_running(&range),
            record.rotations(&range),
            record.reports_missed(&range),
            recording.watched(POOL, KEY, &range),
            recording.starts(KEY, &range).collect::<Vec<_>>(),
        )
    };
    let parts: String =
        [at(0)..at(3_600), at(600)..at(700), at(-100)..at(9_000)].map(of_range).concat();
    format!("{:?} {:?}\n{parts}", record.watched(), record.stretches())
}

/// Reads with a period that may cut the recording.
fn read_in(period: std::ops::Range<Millis>, files: &[String]) -> Recording {
    let lines = AtomicU64::new(0);
    let mut reader = Reader::new(period, &lines);
    for file in files {
        reader.read("file", file.as_bytes(), Path::new("file")).unwrap();
    }
    reader.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn what_is_written_is_read(header in any_header(), pool in any_pool(), start in any_start()) {
        prop_assert_eq!(read_line(&encode(&header)), Line::Header(header));
        prop_assert_eq!(read_line(&encode(&pool)), Line::Pool(pool));
        prop_assert_eq!(read_line(&encode(&start)), Line::Start(start));
    }

    /// Parts in one file or in several, in any order, some of them twice.
    #[test]
    fn the_division_into_files_does_not_matter(
        written in any_written(),
        keys in prop::collection::vec(any::<u32>(), 5),
        twice in 0..5_usize,
    ) {
        let whole = figures(&read([written.parts.concat()]).unwrap());
        prop_assert_eq!(&figures(&read(&written.parts).unwrap()), &whole);
        let mut shuffled: Vec<_> = keys.into_iter().zip(written.parts.clone()).collect();
        shuffled.sort();
        let mut shuffled: Vec<_> = shuffled.into_iter().map(|(_, part)| part).collect();
        shuffled.extend(shuffled.get(twice).cloned());
        prop_assert_eq!(&figures(&read(&shuffled).unwrap()), &whole);
    }

    /// The figures of a part of the time are the same if only that part is kept.
    #[test]
    fn what_is_outside_of_the_period_does_not_matter(
        written in any_written(),
        first in 0..3_600_i64,
        length in 1..1_800_i64,
    ) {
        let range = at(first)..at(first + length);
        let of = |recording: &Recording| {
            let record = recording.pool(POOL);
            (record.coverage(&range), record.zero_running(&range), record.rotations(&range),
                recording.watched(POOL, KEY, &range))
        };
        let all = read_in(Millis::MIN..Millis::MAX, &written.parts);
        prop_assert_eq!(of(&read_in(range.clone(), &written.parts)), of(&all));
    }

    /// Each second by itself: watched if it lies between two lines of one recorder that are not far
    /// apart; its state is that of the newest line before it.
    #[test]
    fn figures_are_those_of_each_second(written in any_written()) {
        let recording = read(&written.parts).unwrap();
        let (mut watched, mut idle) = (0, 0);
        for second in 0..3_600 {
            let mut pairs = written.polls.iter().flat_map(|polls| polls.windows(2));
            let is_watched = pairs.any(|pair| {
                let (first, next) = (pair[0].second, pair[1].second);
                (first..next).contains(&second) && next - first <= 120
            });
            let before = written.polls.iter().flatten().filter(|poll| poll.second <= second);
            let newest = before.max_by_key(|poll| poll.version);
            watched += i64::from(is_watched);
            idle += i64::from(is_watched && newest.is_some_and(|poll| poll.running == 0));
        }
        let record = recording.pool(POOL);
        let all = at(0)..at(3_600);
        prop_assert_eq!((record.coverage(&all) * 3_600.0).round() as i64, watched);
        prop_assert_eq!(record.zero_running(&all), idle * 1_000);
    }
}
