//! What a report says in words.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::super::document::{AdviceDocument, OptionDocument, PoolAdvice, TotalDocument};
use super::numbers::{Amounts, counted, exact_percent, mean};
use super::tables::options::size_of;
use crate::sizing::advice::Evidence;
use crate::text::share::percent_down;
use crate::time_zone;

pub(super) const TITLE: &str = "Warm pool advice";

/// What the figures mean.
pub(super) const TERMS: [(&str, &str); 4] = [
    (
        "2..5",
        "a size: at least 2 instances run, and there are at most 5, running and stopped together",
    ),
    (
        "Served from the pool",
        "the share of starts that found a running instance. All other environments were created \
         without the pool and took longer",
    ),
    (
        "95–100 %",
        "the range of this share if the same days come again in another order. Its low end is for a \
         pool that never runs more than its minimum, and decides whether a size meets the goal; its \
         high end is for a pool that always runs its maximum",
    ),
    (
        "Running, stopped",
        "how many instances there are on average over the period. A stopped instance only costs its \
         storage",
    ),
];

/// What to do with a pool, without its name.
pub(super) fn headline(pool: &PoolAdvice) -> String {
    match (&pool.current, &pool.advised) {
        (Some(current), Some(advised)) if current.is_same(advised) => {
            format!("Keep the size {}", size_of(advised))
        }
        (Some(current), Some(advised)) => {
            format!("Resize from {} to {}", size_of(current), size_of(advised))
        }
        (None, Some(advised)) => format!("Create a pool of the size {}", size_of(advised)),
        (Some(_), None) if pool.idle => "Consider deleting this pool".to_owned(),
        (_, None) if pool.evidence == Evidence::None => {
            "Too little data to advise a size".to_owned()
        }
        (_, None) => "No size reaches the goal".to_owned(),
    }
}

/// What follows from the headline. `goal` is the share that the pool should serve.
pub(super) fn consequences(pool: &PoolAdvice, goal: f64, amounts: Amounts) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(advised) = &pool.advised {
        let served = match percent_down(advised.share.interval[0]) {
            100 => "All starts".to_owned(),
            percent => format!("At least {percent} of 100 starts"),
        };
        let goal = exact_percent(goal);
        sentences
            .push(format!("{served} would have found a running instance; the goal is {goal}."));
        let current = pool.current.as_ref().filter(|current| !current.is_same(advised));
        sentences.extend(current.map(|current| difference(current, advised, amounts)));
    }
    if pool.advised.is_none() {
        sentences.extend(pool.reasons.iter().map(|reason| format!("{reason}.")));
    }
    if pool.idle
        && let (Some(current), Some(hours)) = (&pool.current, pool.instance_hours_per_start)
    {
        sentences.push(format!(
            "{} in {} kept {} instances running: {hours:.0} instance-hours a start.",
            counted(pool.demand.starts, "start"),
            counted(pool.demand.days as u64, "day"),
            mean(current.mean_running)
        ));
    }
    sentences
}

/// A note as the address of the pool that it is about, if it begins with one, and the rest.
pub(super) fn split_note<'a>(
    document: &AdviceDocument,
    note: &'a str,
) -> (Option<&'a str>, &'a str) {
    let rest = |pool: &PoolAdvice| note.strip_prefix(&pool.address)?.strip_prefix(": ");
    let rest = document.pools.iter().find_map(rest);
    rest.map_or((None, note), |rest| (Some(&note[..note.len() - rest.len() - 2]), rest))
}

/// What windows bring instead of one size.
pub(super) fn by_hours(pool: &PoolAdvice, amounts: Amounts) -> Option<String> {
    let (windows, advised) = (pool.windows.as_ref()?, pool.advised.as_ref()?);
    let difference = difference(advised, &windows.option, amounts);
    Some(format!("A size that changes by hours reaches the goal too. {difference}"))
}

/// What the advised sizes of all pools cost over the budget.
pub(super) fn over_budget(total: &TotalDocument, amounts: Amounts) -> Option<String> {
    let (budget, cost) = (total.budget?, total.advised.cost_per_month?);
    (cost > budget).then(|| {
        format!(
            "The advised sizes cost {} a month, {} more than the budget of {}. Give up first:",
            amounts.format(cost),
            amounts.format(cost - budget),
            amounts.format(budget)
        )
    })
}

/// The period of a document: that of its pools if they have one in common.
pub(super) fn common_period(document: &AdviceDocument) -> (Timestamp, Timestamp) {
    let mut periods = document.pools.iter().map(|pool| (pool.from, pool.to));
    let first = periods.next().filter(|first| periods.all(|period| period == *first));
    first.unwrap_or((document.from, document.to))
}

/// The days of a period: `2026-11-02 to 2026-11-29 (Europe/Berlin)`.
pub(super) fn period(from: Timestamp, to: Timestamp, zone_name: &str) -> String {
    let zone = time_zone::find(zone_name).map_or(TimeZone::UTC, |(_, zone)| zone);
    let date = |instant: Timestamp| instant.to_zoned(zone.clone()).date();
    // The end is the midnight after the last day.
    let last = to.checked_sub(SignedDuration::from_millis(1)).unwrap_or(to);
    format!("{} to {} ({zone_name})", date(from), date(last))
}

fn difference(from: &OptionDocument, to: &OptionDocument, amounts: Amounts) -> String {
    let running = tenths(to.mean_running - from.mean_running);
    let instances = match running {
        0 => "as many instances".to_owned(),
        1.. => format!("{} more instances", fraction(running)),
        _ => format!("{} fewer instances", fraction(-running)),
    };
    let costs = [from, to].map(|option| option.cost_per_month);
    let cost = match costs {
        [Some(from), Some(to)] if to > from => {
            format!(", for {} a month more", amounts.format(to - from))
        }
        [Some(from), Some(to)] if to < from => {
            format!(", for {} a month less", amounts.format(from - to))
        }
        _ => String::new(),
    };
    let than = if running == 0 { "as" } else { "than" };
    format!("It keeps {instances} running on average {than} {}{cost}.", size_of(from))
}

fn tenths(number: f64) -> i64 {
    (number * 10.0).round() as i64
}

fn fraction(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
