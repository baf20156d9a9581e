//! Invariants of the reader that hold for any bytes.

use std::ops::Range;
use std::path::Path;
use std::sync::atomic::AtomicU64;

use super::Millis;
use super::line::{Line, encode, parse};
use super::pool_record::PoolRecord;
use super::reader::Reader;
use crate::exit::ExitCode;

/// 2026-11-30T08:00:00Z, and two hours later.
const PERIOD: Range<Millis> = 1_796_025_600_000..1_796_032_800_000;

/// Every error has a line; every line is written as it was read; figures are within their ranges.
pub(crate) fn recording(bytes: &[u8]) {
    bytes.split(|byte| *byte == b'\n').for_each(round_trip);
    for period in [PERIOD, PERIOD.start..PERIOD.start, Millis::MIN..Millis::MAX] {
        let lines = AtomicU64::new(0);
        let mut reader = Reader::new(period.clone(), &lines);
        match reader.read("file", bytes, Path::new("file")) {
            Err(error) => {
                assert_eq!(error.exit, ExitCode::Usage);
                let name = error.message.split(' ').next().unwrap_or_default();
                let line = name.strip_prefix("file:").map(str::parse::<u64>);
                assert!(name == "file" || line.is_some_and(|line| line.is_ok()), "{error:?}");
            }
            Ok(()) => {
                let recording = reader.finish();
                recording.records().for_each(|pool| pool_record(pool, &period));
                for start in recording.all_starts() {
                    assert!(period.contains(&start.created_at));
                    assert!(recording.starts(start.key, &period).any(|other| other == start));
                }
            }
        }
    }
}

fn round_trip(line: &[u8]) {
    let written = match parse(line) {
        Ok(Line::Header(header)) => encode(&header),
        Ok(Line::Pool(pool)) => encode(&pool),
        Ok(Line::Start(start)) => encode(&start),
        Ok(Line::Other) | Err(_) => return,
    };
    let again = parse(written.trim_ascii_end());
    assert_eq!(again, parse(line), "{}", String::from_utf8_lossy(&written));
}

fn pool_record(pool: &PoolRecord, period: &Range<Millis>) {
    let watched = pool.watched();
    assert!(watched.iter().all(|range| range.start < range.end));
    assert!(watched.windows(2).all(|pair| pair[0].end < pair[1].start));
    let stretches = pool.stretches();
    assert!(stretches.windows(2).all(|pair| pair[0].at.end <= pair[1].at.start));
    for stretch in stretches.iter().filter(|stretch| !stretch.at.is_empty()) {
        let is_watched =
            |range: &Range<_>| range.start <= stretch.at.start && stretch.at.end <= range.end;
        assert!(watched.iter().any(is_watched));
    }
    let coverage = pool.coverage(period);
    assert!((0.0..=1.0).contains(&coverage), "{coverage}");
    assert!(pool.zero_running(period) <= period.end.saturating_sub(period.start));
    assert!(pool.rotations(period) < stretches.len().max(1));
    pool.reports_missed(period);
}
