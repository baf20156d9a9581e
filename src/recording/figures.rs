//! What recordings say about starts: how many came from a pool, and how long they took.

use std::ops::Range;

use uuid::Uuid;

use super::Millis;
use super::line::Verdict;
use super::reader::{RecordedStart, Recording};
use crate::warm_pool::reference::PoolKey;

/// The recorded starts of a pool in a range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Watched {
    /// Starts with an instance of the pool.
    pub(crate) served: usize,
    /// Starts from a prebuild or from nothing.
    pub(crate) missed: usize,
    /// Starts that were not seen to their end.
    pub(crate) unknown: usize,
    /// The part of the range in which the pool was watched, from 0 to 1.
    pub(crate) coverage: f64,
}

/// A time learned from recorded starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Learned {
    /// How many starts it is the median of.
    pub(crate) starts: usize,
    pub(crate) median: Millis,
}

impl Watched {
    /// The share of starts with an instance of the pool, from 0 to 1; `None` without a start whose
    /// origin is known.
    pub(crate) fn share(&self) -> Option<f64> {
        share(self.served, self.missed)
    }
}

/// The share of starts that were served, from 0 to 1; `None` without a start.
pub(crate) fn share(served: usize, missed: usize) -> Option<f64> {
    let known = served + missed;
    (known > 0).then(|| served as f64 / known as f64)
}

impl Recording {
    /// Counts the starts of a pool; `None` if nothing about it was recorded in the range.
    pub(crate) fn watched(&self, id: Uuid, key: PoolKey, range: &Range<Millis>) -> Option<Watched> {
        let coverage = self.pool(id).coverage(range);
        let mut watched = Watched { coverage, ..Watched::default() };
        for start in self.starts(key, range) {
            match start.verdict {
                Verdict::Pool => watched.served += 1,
                Verdict::Prebuild | Verdict::Cold => watched.missed += 1,
                Verdict::Unknown => watched.unknown += 1,
            }
        }
        let is_recorded = coverage > 0.0 || watched != Watched::default();
        is_recorded.then_some(watched)
    }

    /// The median time of the starts with this verdict, of all pools that `includes` accepts; `None`
    /// for fewer than `min_starts`.
    pub(crate) fn learned(
        &self,
        verdict: Verdict,
        min_starts: usize,
        includes: impl Fn(PoolKey) -> bool,
    ) -> Option<Learned> {
        let starts = self.all_starts().filter(|start| includes(start.key));
        let times = start_times(starts, verdict);
        let median = *percentile(&times, 50)?;
        (times.len() >= min_starts).then_some(Learned { starts: times.len(), median })
    }
}

/// How long the starts with this verdict took, the shortest first.
pub(crate) fn start_times<'a>(
    starts: impl Iterator<Item = &'a RecordedStart>,
    verdict: Verdict,
) -> Vec<Millis> {
    let starts = starts.filter(|start| start.verdict == verdict);
    let mut times: Vec<_> = starts.filter_map(|start| start.start_millis).collect();
    times.sort_unstable();
    times
}

/// The percentile, by nearest rank, of values in ascending order: the smallest value that at least
/// `percent` of 100 do not exceed.
pub(crate) fn percentile<T>(sorted: &[T], percent: usize) -> Option<&T> {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1)
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let values = [10, 20, 30, 40, 50];
        for (percent, expected) in [(0, 10), (20, 10), (21, 20), (50, 30), (95, 50), (100, 50)] {
            assert_eq!(percentile(&values, percent), Some(&expected), "{percent}");
        }
        assert_eq!(percentile(&[1, 2], 50), Some(&1));
        assert_eq!(percentile::<i32>(&[], 50), None);
    }
}
