use super::*;
use crate::sizing::half_hours::half_hours;
use crate::sizing::random::SplitMix64;
use crate::sizing::test_support::{DAY, HOUR, date, days_from_monday, instant};

const WINDOW: Millis = 300_000;

#[test]
fn a_single_burst_has_its_size() {
    let half_hours = half_hours(&days_from_monday(14));
    let starts = [instant("2026-06-01T09:00:00Z"); 5];
    assert!((dispersion(&half_hours, &starts, WINDOW) - 5.0).abs() < 1e-9);
}

#[test]
fn nothing_to_compare_is_no_burst() {
    let period = days_from_monday(14);
    let half_hours = half_hours(&period);
    for (starts, length) in [
        (vec![], WINDOW),
        // One window of an hour of the week, or none at all.
        (vec![period.start()], 7 * DAY),
        (vec![period.start()], 30 * DAY),
    ] {
        assert!((dispersion(&half_hours, &starts, length) - 1.0).abs() < 1e-9);
    }
    assert!((dispersion(&[], &[], WINDOW) - 1.0).abs() < 1e-9);
}

#[test]
fn independent_starts_with_a_daily_rhythm_are_no_bursts() {
    let period = days_from_monday(28);
    let mut random = SplitMix64::new(3);
    let mut starts: Vec<_> = (0..28 * 100)
        .map(|_| {
            let day = random.below(28) as Millis * DAY;
            period.start() + day + 8 * HOUR + random.below(10 * HOUR as u64) as Millis
        })
        .collect();
    starts.sort_unstable();
    let dispersion = dispersion(&half_hours(&period), &starts, WINDOW);
    assert!((0.9..1.1).contains(&dispersion), "{dispersion}");
}

/// The definition, window by window.
fn by_definition(half_hours: &[HalfHour], starts: &[Millis], length: Millis) -> f64 {
    let (from, to) = (half_hours[0].start, half_hours[half_hours.len() - 1].end);
    let mut groups = vec![Vec::new(); 168];
    for begin in (from..=to - length).step_by(length as usize) {
        let within =
            |half_hour: &&HalfHour| half_hour.start < begin + length && begin < half_hour.end;
        let mut touched = half_hours.iter().filter(within);
        let first = touched.next().unwrap();
        if !first.is_excluded && touched.all(|half_hour| !half_hour.is_excluded) {
            let count = starts.iter().filter(|at| (begin..begin + length).contains(*at)).count();
            groups[first.hour_of_week()].push(count as f64);
        }
    }
    let (mut variance, mut mean_sum) = (0.0, 0.0);
    for group in groups.iter().filter(|group| !group.is_empty()) {
        let mean = group.iter().sum::<f64>() / group.len() as f64;
        variance += group.iter().map(|count| (count - mean).powi(2)).sum::<f64>();
        mean_sum += (group.len() - 1) as f64 * mean;
    }
    variance / mean_sum
}

#[test]
fn windows_that_touch_an_excluded_day_are_left_out() {
    let mut period = days_from_monday(21);
    for day in ["2026-06-01", "2026-06-05", "2026-06-06", "2026-06-15"] {
        period.exclude(&(date(day)..=date(day)));
    }
    let half_hours = half_hours(&period);
    let mut random = SplitMix64::new(4);
    let mut starts: Vec<_> =
        (0..2_000).map(|_| period.start() + random.below(21 * DAY as u64) as Millis).collect();
    starts.sort_unstable();
    for length in [WINDOW, 7 * 60_000, HOUR, 100 * 60_000, 2 * HOUR + 1] {
        let (actual, expected) =
            (dispersion(&half_hours, &starts, length), by_definition(&half_hours, &starts, length));
        assert!((actual - expected).abs() < 1e-9, "{length}: {actual} {expected}");
    }
}
