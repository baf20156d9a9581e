//! Chooses a size.

use std::cmp::Reverse;

use super::cost::Cost;
use super::progress::Stopped;
use super::question::Search;
use super::replays::Replays;
use crate::warm_pool::size::PoolSize;

/// A size that was replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) size: PoolSize,
    /// Starts served with the target at the minimum.
    pub(super) hits: u64,
    pub(super) cost: Cost,
    pub(super) meets_goal: bool,
}

/// The sizes of a search, cheapest first; of equal cost those with the smaller maximum, then with the
/// smaller minimum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidates(Vec<Candidate>);

/// The sizes of a search, whatever they cost.
pub(super) fn sizes(search: &Search) -> impl Iterator<Item = PoolSize> + use<'_> {
    let valid = |min, max| PoolSize::new(min, max);
    search
        .max
        .clone()
        .flat_map(move |max| search.min.clone().filter_map(move |min| valid(min, max)))
}

/// Equal cost: the smaller maximum, then the smaller minimum.
pub(super) const fn order(cost: Cost, size: PoolSize) -> (Cost, i32, i32) {
    (cost, size.max(), size.min())
}

impl Candidates {
    /// Replays the sizes of a search that cost no more than its budget.
    pub(super) fn replay(
        replays: &mut Replays<'_, '_, '_>,
        search: &Search,
    ) -> Result<Self, Stopped> {
        let mut candidates = Vec::new();
        for size in sizes(search) {
            let outcome = replays.low(size)?;
            let cost = replays.cost(&outcome);
            let time = replays.trace.counted_time();
            let monthly = replays.criteria.rates.per_month(cost, time);
            if search.budget.zip(monthly).is_none_or(|(budget, monthly)| monthly <= budget) {
                let meets_goal = replays.meets_goal(&outcome);
                candidates.push(Candidate { size, hits: outcome.hits, cost, meets_goal });
            }
        }
        candidates.sort_by_key(|candidate| order(candidate.cost, candidate.size));
        Ok(Self(candidates))
    }

    /// The cheapest size that meets the goal.
    pub(super) fn cheapest(&self) -> Option<Candidate> {
        self.0.iter().find(|candidate| candidate.meets_goal).copied()
    }

    /// The size that is advised: `current` if it meets the goal and costs at most a share more than
    /// the cheapest one that does.
    pub(super) fn advised(&self, current: Option<PoolSize>, keep_within: f64) -> Option<Candidate> {
        let cheapest = self.cheapest()?;
        let kept = self.0.iter().find(|candidate| {
            Some(candidate.size) == current
                && candidate.meets_goal
                && candidate.cost.is_within(keep_within, cheapest.cost)
        });
        Some(kept.copied().unwrap_or(cheapest))
    }

    /// The sizes for which no other one serves as many starts at the same cost or less, cheapest
    /// first.
    pub(super) fn undominated(&self) -> Vec<Candidate> {
        let mut sorted = self.0.clone();
        sorted.sort_by_key(|candidate| (candidate.cost, Reverse(candidate.hits)));
        let mut undominated: Vec<Candidate> = Vec::new();
        for candidate in sorted {
            if undominated.last().is_none_or(|last| candidate.hits > last.hits) {
                undominated.push(candidate);
            }
        }
        undominated
    }
}

#[cfg(test)]
mod tests;
