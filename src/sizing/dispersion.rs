//! Whether starts come in bursts.

use super::Millis;
use super::half_hours::{HOURS_OF_WEEK, HalfHour};

/// Windows of one length that begin in one hour of the week, and the starts in them.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    windows: i64,
    sum: i64,
    /// Of the squares of the counts.
    squares: i64,
}

/// Variance over mean of the starts in windows of a length, compared with those of the same hour of
/// the week, so that a daily rhythm does not count. About 1 for independent starts; 1 without any.
///
/// Windows follow each other from the beginning; those that are not wholly within days that count
/// are left out.
pub(super) fn dispersion(half_hours: &[HalfHour], starts: &[Millis], length: Millis) -> f64 {
    let Some(from) = half_hours.first().map(|half_hour| half_hour.start) else { return 1.0 };
    let mut groups = [Group::default(); HOURS_OF_WEEK];
    for run in half_hours.chunk_by(|a, b| a.is_excluded == b.is_excluded) {
        if run.first().is_some_and(|half_hour| !half_hour.is_excluded) {
            add_run(&mut groups, run, starts, from, length);
        }
    }
    let (mut variance, mut mean) = (0.0, 0.0);
    for group in groups.iter().filter(|group| group.windows > 0) {
        let (windows, sum) = (group.windows as f64, group.sum as f64);
        variance += group.squares as f64 - sum * sum / windows;
        mean += (windows - 1.0) * sum / windows;
    }
    if mean > 0.0 { variance / mean } else { 1.0 }
}

/// Adds the windows and starts of days that follow each other.
fn add_run(
    groups: &mut [Group; HOURS_OF_WEEK],
    run: &[HalfHour],
    starts: &[Millis],
    from: Millis,
    length: Millis,
) {
    let end = run.last().map_or(from, |half_hour| half_hour.end);
    // The number of the first window that does not begin before an instant.
    let first_from = |instant: Millis| (instant - from + length - 1).div_euclid(length);
    let after_last = (end - from).div_euclid(length);
    for half_hour in run {
        let windows = first_from(half_hour.start)..first_from(half_hour.end).min(after_last);
        if windows.is_empty() {
            continue;
        }
        let group = &mut groups[half_hour.hour_of_week()];
        group.windows += windows.end - windows.start;
        let position = |window: i64| {
            let instant = from + window * length;
            starts.partition_point(|start| *start < instant)
        };
        let starts = &starts[position(windows.start)..position(windows.end)];
        for window in starts.chunk_by(|a, b| (a - from) / length == (b - from) / length) {
            let count = window.len() as i64;
            group.sum += count;
            group.squares += count * count;
        }
    }
}

#[cfg(test)]
mod tests;
