use super::*;
use crate::sizing::half_hours::half_hours;
use crate::sizing::question::Times;
use crate::sizing::test_support::{date, days_from_monday, instant, office_starts, period};

fn summary(period: &Period, starts: &[Millis]) -> DemandSummary {
    let trace = Trace::new(period.days(), starts, Times::DOCUMENTED);
    summarize(period, &half_hours(period), &trace, starts.len(), 300_000)
}

fn not_zero(rates: &[f64]) -> Vec<(usize, f64)> {
    rates.iter().copied().enumerate().filter(|(_, rate)| *rate > 0.0).collect()
}

#[test]
fn an_hour_that_comes_twice_counts_twice() {
    let berlin = period("Europe/Berlin", "2026-10-25", "2026-10-26");
    let starts = ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"].map(instant);
    let summary = summary(&berlin, &starts);
    assert_eq!(not_zero(&summary.hour_of_week), [(146, 1.0)]);
    // Both starts are in the second half of the hour.
    assert_eq!(not_zero(&summary.half_hours[6]), [(5, 1.0)]);
}

#[test]
fn half_an_hour_counts_half() {
    let lord_howe = period("Australia/Lord_Howe", "2026-10-04", "2026-10-05");
    let starts = ["2026-10-03T15:29:59Z", "2026-10-03T15:30:00Z"].map(instant);
    let summary = summary(&lord_howe, &starts);
    assert_eq!(not_zero(&summary.hour_of_week), [(145, 1.0), (146, 2.0)]);
    assert_eq!(not_zero(&summary.half_hours[6]), [(3, 1.0), (5, 1.0)]);
}

#[test]
fn starts_outside_the_period_and_on_excluded_days_are_left_out() {
    let mut period = days_from_monday(14);
    period.exclude(&(date("2026-06-08")..=date("2026-06-08")));
    let starts = [
        "2026-05-31T23:59:59.999Z",
        "2026-06-01T00:00:00Z",
        "2026-06-02T10:00:00Z",
        "2026-06-08T00:15:00Z",
        "2026-06-08T00:20:00Z",
        "2026-06-09T10:59:59Z",
        "2026-06-15T00:00:00Z",
    ];
    let summary = summary(&period, &starts.map(instant));
    assert_eq!((summary.starts, summary.days), (3, 13));
    assert_eq!((summary.outside_period, summary.excluded), (2, 2));
    assert_eq!(summary.weekdays, [1, 2, 0, 0, 0, 0, 0]);
    assert!((summary.per_day - 3.0 / 13.0).abs() < 1e-12);
    // The only Monday that counts, and two Tuesdays.
    assert_eq!(not_zero(&summary.hour_of_week), [(0, 1.0), (24 + 10, 1.0)]);
    assert_eq!(not_zero(&summary.half_hours[0]), [(0, 1.0)]);
    assert_eq!(not_zero(&summary.half_hours[1]), [(20, 0.5), (21, 0.5)]);
}

#[test]
fn the_rates_of_whole_weeks_add_up_to_the_starts() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let summary = summary(&period, &starts);
    assert_eq!(summary.starts, starts.len() as u64);
    assert_eq!(summary.weekdays.iter().sum::<u64>(), summary.starts);
    let hours: f64 = summary.hour_of_week.iter().sum();
    let half_hours: f64 = summary.half_hours.as_flattened().iter().sum();
    assert!((hours * 4.0 - starts.len() as f64).abs() < 1e-6);
    assert!((half_hours * 4.0 - starts.len() as f64).abs() < 1e-6);
}
