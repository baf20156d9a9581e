//! How sure an advice is, and why.

use super::advice::{DemandSummary, Evidence, SizeOption};
use super::question::{Completeness, DataQuality, Goal, Search};
use super::trace::Trace;

/// Fewer starts or days give no advice.
pub(super) const MIN_STARTS: u64 = 100;
pub(super) const MIN_DAYS: usize = 7;
/// Fewer days give rough advice, and so do values above these.
const MIN_FIRM_DAYS: usize = 14;
const MAX_SUSPECTS_PERCENT: u64 = 5;
const MAX_INTERVAL: f64 = 0.1;
const MAX_DISPERSION: f64 = 1.5;

/// What keeps anything from being advised.
pub(super) fn shortages(demand: &DemandSummary) -> Vec<String> {
    let few_starts = (demand.starts < MIN_STARTS)
        .then(|| format!("{}, {MIN_STARTS} are needed", count(demand.starts, "start")));
    let few_days = (demand.days < MIN_DAYS)
        .then(|| format!("{}, {MIN_DAYS} are needed", count(demand.days as u64, "day")));
    [few_starts, few_days].into_iter().flatten().collect()
}

/// What keeps the evidence from being firm. `option` is the advised size, or else the current one;
/// `observed` are the starts before growth.
pub(super) fn doubts(
    demand: &DemandSummary,
    data: DataQuality,
    observed: &Trace<'_>,
    option: Option<&SizeOption>,
) -> Vec<String> {
    let few_days = (demand.days < MIN_FIRM_DAYS).then(|| {
        format!("{}, {MIN_FIRM_DAYS} are needed to be firm", count(demand.days as u64, "day"))
    });
    let bursts = (demand.dispersion > MAX_DISPERSION).then(|| {
        let dispersion = demand.dispersion;
        format!("starts come in bursts: dispersion {dispersion:.1}, above {MAX_DISPERSION}")
    });
    let doubts = [
        few_days,
        trend(observed),
        suspects(data),
        option.and_then(wide_interval),
        bursts,
        gaps(data.completeness),
    ];
    doubts.into_iter().flatten().collect()
}

pub(super) fn grade(shortages: &[String], doubts: &[String]) -> Evidence {
    if !shortages.is_empty() {
        Evidence::None
    } else if !doubts.is_empty() {
        Evidence::Rough
    } else {
        Evidence::Firm
    }
}

/// Why no size is advised although there is enough data.
pub(super) fn unreachable_goal(search: &Search, goal: Goal) -> String {
    let max = (*search.max.end()).min(20);
    let budget = if search.budget.is_some() { " within the budget" } else { "" };
    format!("no size up to {max}{budget} reaches {} %", percent(goal.share))
}

/// A change of demand from the first half of the days to the last.
fn trend(observed: &Trace<'_>) -> Option<String> {
    let by_day = observed.starts_by_day();
    let half = by_day.len() / 2;
    let sum = |days: &[u32]| days.iter().copied().map(u64::from).sum::<u64>();
    let (first, last) = (sum(&by_day[..half]), sum(&by_day[by_day.len() - half..]));
    (2 * first.max(last) > 3 * first.min(last)).then(|| {
        format!(
            "demand changes: {first} starts in the first {half} days, {last} in the last {half}"
        )
    })
}

fn suspects(data: DataQuality) -> Option<String> {
    let DataQuality { found, suspected_prebuild_runs: suspects, .. } = data;
    (suspects * 100 > found * MAX_SUSPECTS_PERCENT).then(|| {
        format!(
            "{suspects} of {found} starts look like prebuild runs, more than \
             {MAX_SUSPECTS_PERCENT} %"
        )
    })
}

fn wide_interval(option: &SizeOption) -> Option<String> {
    let [low, high] = option.share?.interval;
    // Shares are quotients: a width of exactly the limit may be above it in the last digit.
    (high - low > MAX_INTERVAL + 1e-9).then(|| {
        let (low, high) = ((low * 100.0 + 1e-9).floor(), (high * 100.0).round());
        let points = MAX_INTERVAL * 100.0;
        format!("{} serves {low}-{high} %, a range of more than {points} points", option.size)
    })
}

fn gaps(completeness: Completeness) -> Option<String> {
    let gap = match completeness {
        Completeness::Complete => return None,
        Completeness::LowerBound => "there may have been more starts than are known",
        Completeness::OwnOnly => "only your own environments are counted",
        Completeness::Unknown => "it is not known whether all environments are counted",
    };
    Some(gap.to_owned())
}

/// A share in percent, with as many digits as it has.
fn percent(share: f64) -> f64 {
    (share * 1e8).round() / 1e6
}

fn count(number: u64, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

#[cfg(test)]
mod tests;
