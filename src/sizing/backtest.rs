//! Chooses a size on the first days and replays it on the rest.

use super::advice::Backtest;
use super::choice::Candidates;
use super::evidence::{MIN_DAYS, MIN_STARTS};
use super::progress::{Meter, Stopped};
use super::question::Search;
use super::replay::Target;
use super::replays::{Criteria, Replays};
use super::schedule::SizeSchedule;
use super::trace::Trace;

/// `None` if the first three quarters of the days are too few, have too few of the `observed` starts
/// or no size that meets the goal, or if there is no start on the rest.
pub(super) fn backtest(
    trace: &Trace<'_>,
    observed: &Trace<'_>,
    criteria: Criteria,
    search: &Search,
    meter: &mut Meter<'_>,
) -> Result<Option<Backtest>, Stopped> {
    let days = trace.counted().count() * 3 / 4;
    let Some(split) = days.checked_sub(1).and_then(|last| counted_position(trace, last)) else {
        return Ok(None);
    };
    let split = split + 1;
    let (first, rest) = (trace.part(0..split), trace.part(split..trace.days().len()));
    let observed = observed.part(0..split).counted_starts();
    if days < MIN_DAYS || observed < MIN_STARTS || rest.counted_starts() == 0 {
        return Ok(None);
    }
    let mut replays = Replays::new(&first, criteria, meter);
    let Some(chosen) = Candidates::replay(&mut replays, search)?.cheapest() else {
        return Ok(None);
    };
    let outcome = rest.replay(&SizeSchedule::constant(chosen.size), Target::Minimum);
    meter.count()?;
    let share = outcome.hits as f64 / rest.counted_starts() as f64;
    let until = trace.days()[split].date;
    let goal_met = share >= criteria.goal.share;
    Ok(Some(Backtest { until, days, size: chosen.size, share, goal_met }))
}

/// Where the day with a number among those that count is among all.
fn counted_position(trace: &Trace<'_>, number: usize) -> Option<usize> {
    let counted = trace.days().iter().enumerate().filter(|(_, day)| !day.is_excluded);
    counted.map(|(position, _)| position).nth(number)
}

#[cfg(test)]
mod tests;
