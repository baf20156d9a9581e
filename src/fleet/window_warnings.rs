//! Windows that are valid but probably not what was meant.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::file::Fleet;
use super::schedule::calendar::{Calendar, WindowId};
use super::schedule::overlap::{SHORT, short_gaps};
use super::schedule::pool_schedule::PoolSchedule;
use super::schedule::time::{Minutes, YEARS};
use super::schedule::window::Window;
use crate::toml_reader::{Diagnostic, Position, Spanned};

/// Warnings about the windows and zones of a fleet at any time.
pub(crate) fn window_warnings(fleet: &Fleet) -> Vec<Diagnostic> {
    let calendar = Calendar::new(&fleet.windows, YEARS);
    let used = used_windows(fleet);
    let mut warnings = Vec::new();
    for (id, window) in fleet.windows.iter().enumerate() {
        let name = &window.name;
        let text = if !used.contains(&id) {
            Some(format!("window {name} is used by no pool"))
        } else if calendar.intervals(id).is_empty() {
            Some(format!("window {name} never holds in the years 2024 to 2051"))
        } else {
            short_interval(window, calendar.intervals(id))
        };
        warnings.extend(text.map(|text| warning(window.place, text)));
    }
    warnings.extend(short_gaps_of_pools(fleet, &calendar));
    warnings.extend(fleet.named_zones.iter().filter_map(zone_warning));
    warnings.sort();
    warnings.dedup();
    warnings
}

/// Warnings about windows in use whose last date is before an instant.
pub(crate) fn past_windows(fleet: &Fleet, instant: Minutes) -> Vec<Diagnostic> {
    let past = used_windows(fleet).into_iter().map(|id| &fleet.windows[id]);
    let past = past.filter(|window| window.is_over(instant));
    let text =
        |window: &Window| format!("window {} is over: all of its dates are past", window.name);
    let mut warnings: Vec<_> = past.map(|window| warning(window.place, text(window))).collect();
    warnings.sort();
    warnings
}

fn warning(place: Position, text: String) -> Diagnostic {
    Diagnostic { place, key: String::new(), text }
}

fn schedules(fleet: &Fleet) -> impl Iterator<Item = &PoolSchedule> {
    fleet.pools.iter().filter_map(|pool| pool.schedule.as_deref())
}

fn used_windows(fleet: &Fleet) -> BTreeSet<WindowId> {
    schedules(fleet).flat_map(|schedule| &schedule.during).map(|during| during.window).collect()
}

/// The first short interval of a window. One that summer time shortens, or that the years cut off,
/// is not meant to be short.
fn short_interval(window: &Window, intervals: &[Range<Minutes>]) -> Option<String> {
    let is_cut = |range: &Range<Minutes>| {
        range.start == YEARS.start || range.end == YEARS.end || window.changes_offset_in(range)
    };
    let short = intervals.iter().find(|range| is_short(range) && !is_cut(range))?;
    let (name, length, time) = (&window.name, minutes(short), window.describe(short.start));
    let advice = end_advice(window, short.end);
    Some(format!("window {name} holds for only {length}, for example on {time}{advice}"))
}

/// The short gaps between windows of pools, once for each two windows.
fn short_gaps_of_pools(fleet: &Fleet, calendar: &Calendar<'_>) -> Vec<Diagnostic> {
    let mut gaps = HashMap::new();
    let (mut sets, mut pairs, mut warnings) = (HashSet::new(), HashSet::new(), Vec::new());
    for schedule in schedules(fleet) {
        let windows: Vec<_> = schedule.during.iter().map(|during| during.window).collect();
        if !sets.insert(windows.clone()) {
            continue;
        }
        for (index, a) in schedule.during.iter().enumerate() {
            for b in &schedule.during[index..] {
                let pair = (a.window, b.window);
                let gaps = gaps.entry(pair).or_insert_with(|| short_gaps_between(calendar, pair));
                let gap = gaps.iter().find(|gap| !is_filled(calendar, gap, &windows));
                if let Some(gap) = gap.filter(|_| pairs.insert(pair)) {
                    let text = gap_text(calendar, pair, gap);
                    warnings.push(warning(a.place.max(b.place), text));
                }
            }
        }
    }
    warnings
}

/// The short gaps between two windows, or within one, but for those that summer time makes short.
fn short_gaps_between(
    calendar: &Calendar<'_>,
    (a, b): (WindowId, WindowId),
) -> Vec<Range<Minutes>> {
    let mut gaps = if a == b {
        let pairs = calendar.intervals(a).windows(2);
        pairs.map(|pair| pair[0].end..pair[1].start).filter(is_short).collect()
    } else {
        short_gaps(calendar.intervals(a), calendar.intervals(b))
    };
    gaps.retain(|gap| ![a, b].iter().any(|id| calendar.window(*id).changes_offset_in(gap)));
    gaps
}

/// Whether a window of a pool holds at every minute of a gap between two of them.
fn is_filled(calendar: &Calendar<'_>, gap: &Range<Minutes>, pool: &[WindowId]) -> bool {
    gap.clone().all(|minute| pool.iter().any(|id| calendar.holds(*id, minute)))
}

fn gap_text(calendar: &Calendar<'_>, (a, b): (WindowId, WindowId), gap: &Range<Minutes>) -> String {
    let (ends, begins) = if calendar.holds(a, gap.start - 1) { (a, b) } else { (b, a) };
    let (ends, begins) = (calendar.window(ends), calendar.window(begins));
    let between = if a == b {
        format!("between two times of window {}", ends.name)
    } else {
        format!("between windows {} and {}", ends.name, begins.name)
    };
    let (length, time) = (minutes(gap), ends.describe(gap.start));
    let advice = end_advice(ends, gap.start);
    format!("only {length} {between}, for example on {time}{advice}")
}

fn is_short(range: &Range<Minutes>) -> bool {
    range.end - range.start < SHORT
}

fn minutes(range: &Range<Minutes>) -> String {
    match range.end - range.start {
        1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

/// Ends at the last minute of an hour are meant to be inclusive.
fn end_advice(window: &Window, end: Minutes) -> String {
    let Some(local) = window.parts.first().map(|part| part.zone.to_local(end)) else {
        return String::new();
    };
    if local.rem_euclid(60) != 59 {
        return String::new();
    }
    let hour = local.div_euclid(60).rem_euclid(24);
    format!("; the end of hours is exclusive: write {:02}:00 instead of {hour:02}:59", hour + 1)
}

/// Zones whose names promise something else than they mean.
fn zone_warning(zone: &Spanned<&'static str>) -> Option<Diagnostic> {
    let name = zone.value;
    let sign = name.strip_prefix("Etc/GMT").and_then(|rest| rest.chars().next());
    let text = match (name, sign) {
        ("EST" | "MST" | "HST", _) => format!("time zone {name} has no summer time"),
        (_, Some('+')) if name != "Etc/GMT+0" => {
            format!("time zone {name} is west of Greenwich, and has no summer time")
        }
        (_, Some('-')) if name != "Etc/GMT-0" => {
            format!("time zone {name} is east of Greenwich, and has no summer time")
        }
        _ => return None,
    };
    Some(warning(zone.place, text))
}
