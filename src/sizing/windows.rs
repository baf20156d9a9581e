//! Searches for windows on Monday to Friday that cost less than one size.
//!
//! Tables of what each size serves and costs by half hour give a fast estimate of any plan; those that
//! seem to reach the goal are replayed exactly, cheapest first.

mod plan;
mod several;
mod single;
mod table;

use plan::{MAX_PLANS, Plan, Plans};
use table::Table;

use super::advice::{Part, WeekdayWindow, WindowedOption};
use super::cost::Cost;
use super::half_hours::HalfHour;
use super::progress::Stopped;
use super::question::Question;
use super::replay::{Span, Tally, Target, replay};
use super::replays::Replays;
use super::schedule::SizeSchedule;

/// Once a plan is found, those are tried that cost at most this much of it by the tables.
const MAX_ESTIMATE: f64 = 1.005;
/// In percent of the cost of the single size: windows must be worth the trouble.
const MAX_COST_PERCENT: i128 = 95;

/// A plan that meets the goal.
struct Found {
    plan: Plan,
    schedule: SizeSchedule,
    cost: Cost,
}

/// The cheapest windows that meet the goal; `None` unless they cost at least 5 % less than the
/// advised single size, which costs `advised`.
pub(super) fn search(
    replays: &mut Replays<'_, '_, '_>,
    half_hours: &[HalfHour],
    question: &Question<'_>,
    advised: Cost,
) -> Result<Option<WindowedOption>, Stopped> {
    let table = Table::replay(replays, half_hours, &question.search)?;
    let mut plans = Plans::new(table.allowed_misses(question.goal.share), advised.as_f64());
    let sizes = single::add_plans(&table, &mut plans);
    if question.max_windows > 1 {
        several::add_plans(&table, &sizes, question.max_windows, &mut plans);
    }
    let found = cheapest(replays, half_hours, &table, plans)?;
    match found.filter(|found| found.cost.is_at_most_percent(MAX_COST_PERCENT, advised)) {
        Some(found) => describe(replays, half_hours, &table, &found).map(Some),
        None => Ok(None),
    }
}

/// Replays plans, cheapest first, until no other one can be cheaper.
fn cheapest(
    replays: &mut Replays<'_, '_, '_>,
    half_hours: &[HalfHour],
    table: &Table,
    plans: Plans,
) -> Result<Option<Found>, Stopped> {
    replays.meter().expect(MAX_PLANS);
    let mut best: Option<Found> = None;
    let mut replayed = 0;
    for plan in plans.cheapest_first() {
        let is_too_expensive = |best: &Found| plan.cost() > best.cost.as_f64() * MAX_ESTIMATE;
        if best.as_ref().is_some_and(is_too_expensive) {
            break;
        }
        let schedule = plan.schedule(table, half_hours);
        let outcome = replays.replay(&schedule, Target::Minimum)?;
        replayed += 1;
        if replays.meets_goal(&outcome) {
            let found = Found { plan, schedule, cost: replays.cost(&outcome) };
            let key = |found: &Found| (found.cost, found.plan.order());
            if best.as_ref().is_none_or(|best| key(&found) < key(best)) {
                best = Some(found);
            }
        }
    }
    replays.meter().skip(MAX_PLANS - replayed);
    Ok(best)
}

fn describe(
    replays: &mut Replays<'_, '_, '_>,
    half_hours: &[HalfHour],
    table: &Table,
    found: &Found,
) -> Result<WindowedOption, Stopped> {
    let outside = table.size(found.plan.outside());
    let option = replays.windowed_option(outside, &found.schedule)?.option;
    let windows = found.plan.windows().iter().map(|window| WeekdayWindow {
        half_hours: window.start..window.end,
        size: table.size(window.size),
    });
    let [inside, outside] = parts(replays, half_hours, found)?;
    Ok(WindowedOption { windows: windows.collect(), option, inside, outside })
}

/// What is served inside the windows and outside.
fn parts(
    replays: &mut Replays<'_, '_, '_>,
    half_hours: &[HalfHour],
    found: &Found,
) -> Result<[Part; 2], Stopped> {
    const EXCLUDED: usize = 2;
    let tally = |half_hour: &HalfHour| {
        let is_inside =
            half_hour.is_on_weekday() && found.plan.size_at(half_hour.of_day()).is_some();
        if half_hour.is_excluded { EXCLUDED } else { usize::from(!is_inside) }
    };
    let spans: Vec<_> =
        half_hours.iter().map(|at| Span { end: at.end, tally: tally(at) }).collect();
    let trace = replays.trace;
    let tallies = replay(trace.input(&spans), &found.schedule, Target::Minimum, EXCLUDED + 1);
    replays.meter().count()?;
    let starts = table::starts(trace.starts(), &spans, EXCLUDED + 1);
    let part = |tally: &Tally, starts: u64| Part {
        starts,
        share: (starts > 0).then(|| f64::from(tally.hits) / starts as f64),
    };
    Ok([0, 1].map(|index| part(&tallies[index], starts[index])))
}

#[cfg(test)]
mod tests;
