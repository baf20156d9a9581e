//! From starts, recordings and claims to statistics. Pure.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::Timestamp;
use uuid::Uuid;

use super::document::{
    FromPool, Grade, Percentiles, PoolStats, StartCounts, StartGroup, StartSeconds,
};
use crate::demand::starts::Start;
use crate::demand::to_millis;
use crate::recording::{Millis, Recording, Verdict, percentile, share, start_times};
use crate::sizing::bracket::share_bracket;
use crate::sizing::question::Times;
use crate::sort::sort_by_key;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::PoolSize;

/// What is known about a pool.
pub(super) struct PoolData {
    pub(super) id: Uuid,
    pub(super) key: PoolKey,
    pub(super) address: String,
    /// `None` if the service reports an invalid one.
    pub(super) size: Option<PoolSize>,
    /// In order of time; `None` if they may not be read.
    pub(super) starts: Option<Vec<Start>>,
    /// The claims of a file, if there is one.
    pub(super) claims: Option<usize>,
}

/// How starts are grouped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Grouping {
    None,
    Periods(Vec<Range<Timestamp>>),
    Creators,
}

/// Computes the statistics of a pool within a range.
pub(super) fn pool_stats(
    pool: PoolData,
    range: &Range<Millis>,
    grouping: &Grouping,
    recording: Option<&Recording>,
) -> PoolStats {
    let record = recording.map(|recording| recording.pool(pool.id));
    let record = record.filter(|record| record.coverage(range) > 0.0);
    PoolStats {
        from_pool: from_pool(&pool, range, recording),
        start_seconds: start_seconds(&pool, range, recording),
        zero_running_seconds: record.map(|record| rounded_seconds(record.zero_running(range))),
        rotations: record.map(|record| record.rotations(range)),
        reports_missed: record.map(|record| record.reports_missed(range)),
        starts: StartCounts {
            total: pool.starts.as_ref().map(Vec::len),
            periods: groups(pool.starts.as_deref().unwrap_or_default(), grouping),
        },
        address: pool.address,
        warm_pool_id: pool.id,
    }
}

/// Claims are exact; a recording counts what it watched; otherwise the model estimates the share.
fn from_pool(pool: &PoolData, range: &Range<Millis>, recording: Option<&Recording>) -> FromPool {
    let starts = pool.starts.as_ref().map(Vec::len);
    if let Some(served) = pool.claims {
        let missed = starts.and_then(|starts| starts.checked_sub(served));
        let share = missed.and_then(|missed| share(served, missed));
        let grade = if missed.is_some() { Grade::Watched } else { Grade::Unknown };
        return FromPool {
            grade,
            share,
            served: Some(served),
            missed,
            unknown: missed.map(|_| 0),
            ..FromPool::UNKNOWN
        };
    }
    let coverage = recording.map(|recording| recording.pool(pool.id).coverage(range));
    let watched = recording.and_then(|recording| recording.watched(pool.id, pool.key, range));
    if let Some(watched) = watched {
        return FromPool {
            grade: Grade::Watched,
            share: watched.share(),
            served: Some(watched.served),
            missed: Some(watched.missed),
            unknown: Some(watched.unknown),
            coverage,
            ..FromPool::UNKNOWN
        };
    }
    let times: Vec<_> = pool.starts.iter().flatten().map(|start| start.at).collect();
    let bracket = pool.size.and_then(|size| share_bracket(size, &times, range, Times::DOCUMENTED));
    FromPool {
        grade: bracket.map_or(Grade::Unknown, |_| Grade::Replayed),
        low: bracket.map(|bracket| bracket.low),
        high: bracket.map(|bracket| bracket.high),
        coverage,
        ..FromPool::UNKNOWN
    }
}

fn start_seconds(
    pool: &PoolData,
    range: &Range<Millis>,
    recording: Option<&Recording>,
) -> StartSeconds {
    let percentiles = |verdict| {
        let Some(recording) = recording else { return Percentiles::default() };
        let times = start_times(recording.starts(pool.key, range), verdict);
        let seconds = |percent| percentile(&times, percent).map(|millis| *millis as f64 / 1_000.0);
        Percentiles { count: times.len(), p50: seconds(50), p95: seconds(95) }
    };
    StartSeconds {
        pool: percentiles(Verdict::Pool),
        prebuild: percentiles(Verdict::Prebuild),
        cold: percentiles(Verdict::Cold),
    }
}

fn groups(starts: &[Start], grouping: &Grouping) -> Vec<StartGroup> {
    match grouping {
        Grouping::None => Vec::new(),
        Grouping::Periods(periods) => {
            let position = |time| starts.partition_point(|start| start.at < to_millis(time));
            let count = |part: &Range<Timestamp>| {
                let starts = position(part.end) - position(part.start);
                StartGroup::Time { from: part.start, to: part.end, starts }
            };
            periods.iter().map(count).collect()
        }
        Grouping::Creators => {
            let mut counts = BTreeMap::new();
            for start in starts {
                *counts.entry(start.starter).or_insert(0) += 1;
            }
            let mut counts: Vec<_> = counts.into_iter().collect();
            sort_by_key(&mut counts, |(creator, starts)| (std::cmp::Reverse(*starts), *creator));
            let group = |(creator_id, starts)| StartGroup::Creator { creator_id, starts };
            counts.into_iter().map(group).collect()
        }
    }
}

const fn rounded_seconds(millis: Millis) -> i64 {
    (millis + 500) / 1_000
}
