//! Several pools together.

use crate::sort::sort_by;

/// What a pool costs and serves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PoolTotals {
    pub(crate) mean_running: f64,
    pub(crate) mean_stopped: f64,
    /// `None` without prices.
    pub(crate) cost_per_month: Option<f64>,
    /// Starts of the period that are served.
    pub(crate) served: f64,
}

impl PoolTotals {
    /// The sum; a cost only if all have one.
    pub(crate) fn sum(pools: &[Self]) -> Self {
        let cost = pools.iter().map(|pool| pool.cost_per_month).sum();
        Self {
            mean_running: pools.iter().map(|pool| pool.mean_running).sum(),
            mean_stopped: pools.iter().map(|pool| pool.mean_stopped).sum(),
            cost_per_month: if pools.is_empty() { None } else { cost },
            served: pools.iter().map(|pool| pool.served).sum(),
        }
    }
}

/// The pools to give up so that the rest cost at most `budget` a month, by index: those first that
/// cost the most for each start they serve. Empty if all fit. Pools without a cost are kept.
pub(crate) fn give_up_first(pools: &[PoolTotals], budget: f64) -> Vec<usize> {
    let cost = |index: usize| pools[index].cost_per_month.unwrap_or(0.0);
    let cost_per_start = |index: usize| cost(index) / pools[index].served;
    let mut order: Vec<_> = (0..pools.len()).filter(|index| cost(*index) > 0.0).collect();
    sort_by(&mut order, |a, b| cost_per_start(*b).total_cmp(&cost_per_start(*a)));
    let mut rest: f64 = order.iter().map(|index| cost(*index)).sum();
    let needed = order.into_iter().take_while(|index| {
        let is_over = rest > budget;
        rest -= cost(*index);
        is_over
    });
    needed.collect()
}

#[cfg(test)]
mod tests;
