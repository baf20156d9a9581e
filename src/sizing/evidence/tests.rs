use super::*;
use crate::sizing::advice::Share;
use crate::sizing::question::Times;
use crate::sizing::test_support::{DAY, days_from_monday, size};

fn option(interval: [f64; 2]) -> SizeOption {
    SizeOption {
        size: size(2, 5),
        is_windowed: false,
        share: Some(Share { low: interval[0], expected: 0.5, high: interval[1], interval }),
        waits: None,
        mean_running: 2.0,
        mean_stopped: 3.0,
        cost_per_month: None,
        meets_goal: false,
    }
}

#[test]
fn an_interval_of_exactly_ten_points_is_not_wide() {
    for low in 0..=90 {
        let interval = [f64::from(low) / 100.0, f64::from(low + 10) / 100.0];
        assert_eq!(wide_interval(&option(interval)), None, "{interval:?}");
    }
    let text = "2..5 serves 85-96 %, a range of more than 10 points";
    assert_eq!(wide_interval(&option([0.859, 0.962])).as_deref(), Some(text));
    assert_eq!(wide_interval(&SizeOption { share: None, ..option([0.0, 1.0]) }), None);
}

/// Starts on each day; the days begin on a Monday.
fn trend_of(by_day: &[i64]) -> Option<String> {
    let period = days_from_monday(by_day.len() as i32);
    let starts: Vec<_> = (0..)
        .zip(by_day)
        .flat_map(|(day, count)| (0..*count).map(move |index| day * DAY + index))
        .map(|offset| period.start() + offset)
        .collect();
    trend(&Trace::new(period.days(), &starts, Times::DOCUMENTED))
}

#[test]
fn demand_changes_if_one_half_has_over_half_as_much_again() {
    assert_eq!(trend_of(&[10, 10, 15, 15]), None);
    let text = "demand changes: 20 starts in the first 2 days, 31 in the last 2";
    assert_eq!(trend_of(&[10, 10, 15, 16]).as_deref(), Some(text));
    let text = "demand changes: 31 starts in the first 2 days, 20 in the last 2";
    // The middle day is in neither half.
    assert_eq!(trend_of(&[15, 16, 99, 10, 10]).as_deref(), Some(text));
    assert_eq!(trend_of(&[0, 0]), None);
    assert!(trend_of(&[0, 1]).is_some());
    assert_eq!(trend_of(&[7]), None);
}

#[test]
fn percentages_are_written_as_they_were_typed() {
    for (share, text) in [(0.95, "95"), (0.999, "99.9"), (0.29, "29"), (1.0, "100"), (0.07, "7")] {
        assert_eq!(percent(share).to_string(), text);
    }
}
