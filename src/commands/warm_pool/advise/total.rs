//! The sums of all pools, and what to give up under a budget.

use super::document::{OptionDocument, PoolAdvice, SumDocument, TotalDocument};
use crate::sizing::total::{PoolTotals, give_up_first};

/// The current sizes against the advised ones; a pool without advice keeps its size. `None` for fewer
/// than two pools.
pub(super) fn total(pools: &[PoolAdvice], budget: Option<f64>) -> Option<TotalDocument> {
    if pools.len() < 2 {
        return None;
    }
    let has_prices =
        pools.iter().flat_map(|pool| &pool.options).any(|option| option.cost_per_month.is_some());
    let nothing = PoolTotals { cost_per_month: has_prices.then_some(0.0), ..PoolTotals::default() };
    let totals = |option: Option<&OptionDocument>, starts: u64| {
        option.map_or(nothing, |option| PoolTotals {
            mean_running: option.mean_running,
            mean_stopped: option.mean_stopped,
            cost_per_month: option.cost_per_month,
            served: option.share.low * starts as f64,
        })
    };
    let of = |pick: fn(&PoolAdvice) -> Option<&OptionDocument>| {
        pools.iter().map(|pool| totals(pick(pool), pool.demand.starts)).collect::<Vec<_>>()
    };
    let current = of(|pool| pool.current.as_ref());
    let advised = of(|pool| pool.advised.as_ref().or(pool.current.as_ref()));
    let given_up = budget.map(|budget| give_up_first(&advised, budget)).unwrap_or_default();
    let address = |index: usize| pools[index].address.clone();
    Some(TotalDocument {
        current: sum(&current),
        advised: sum(&advised),
        budget,
        give_up_first: given_up.into_iter().map(address).collect(),
    })
}

fn sum(pools: &[PoolTotals]) -> SumDocument {
    let PoolTotals { mean_running, mean_stopped, cost_per_month, .. } = PoolTotals::sum(pools);
    SumDocument { mean_running, mean_stopped, cost_per_month }
}
