use super::*;
use crate::sizing::question::Times;
use crate::sizing::test_support::{DAY, date, days_from_monday};

const STARTS: [i64; 14] = [10, 12, 8, 11, 9, 2, 1, 14, 10, 9, 13, 10, 0, 3];
const HITS: [u32; 14] = [9, 12, 8, 10, 9, 2, 1, 11, 10, 9, 12, 9, 0, 3];

fn starts(first: i64) -> Vec<i64> {
    let days = (0..).zip(STARTS);
    days.flat_map(|(day, count)| (0..count).map(move |minute| first + day * DAY + minute)).collect()
}

#[test]
fn whole_days_are_drawn_within_weekdays_and_weekends() {
    let period = days_from_monday(14);
    let starts = starts(period.start());
    let resamples = Resamples::draw(&Trace::new(period.days(), &starts, Times::DOCUMENTED));
    assert_eq!(resamples.drawn.len(), 200);
    assert_eq!(resamples.drawn[0].days, [7, 11, 0, 7, 1, 5, 6, 3, 0, 0, 9, 0, 5, 12]);
    assert_eq!(resamples.drawn[1].days, [8, 11, 7, 1, 4, 5, 12, 4, 7, 8, 3, 11, 6, 13]);
    let shares = resamples.shares(&HITS);
    let close = |actual: Option<f64>, expected: f64| {
        assert!((actual.unwrap() - expected).abs() < 1e-12, "{actual:?} {expected}");
    };
    close(shares.low(0.9), 0.896_551_724_137_931);
    close(shares.high(0.9), 0.971_698_113_207_547);
    close(shares.low(0.8), 0.903_225_806_451_613);
    close(shares.high(0.8), 0.963_963_963_963_964);
}

/// What an excluded day did is never drawn, and it is not replaced.
#[test]
fn excluded_days_take_no_part() {
    let mut period = days_from_monday(14);
    period.exclude(&(date("2026-06-02")..=date("2026-06-14")));
    let starts = starts(period.start());
    let resamples = Resamples::draw(&Trace::new(period.days(), &starts, Times::DOCUMENTED));
    assert!(resamples.drawn.iter().all(|resample| resample.days == [0] && resample.starts == 10));
}

#[test]
fn resamples_without_a_start_are_dropped() {
    let period = days_from_monday(2);
    let resamples =
        Resamples::draw(&Trace::new(period.days(), &[period.start()], Times::DOCUMENTED));
    let kept = resamples.drawn.len();
    // A quarter of 200 draws two days without a start.
    assert!((130..170).contains(&kept), "{kept}");
    assert!(resamples.drawn.iter().all(|resample| resample.starts > 0));
    let shares = resamples.shares(&[1, 0]);
    assert_eq!((shares.low(0.9), shares.high(0.9)), (Some(1.0), Some(1.0)));
    let none = Resamples::draw(&Trace::new(period.days(), &[], Times::DOCUMENTED));
    assert_eq!((none.shares(&[0, 0]).low(0.9), none.shares(&[0, 0]).high(0.9)), (None, None));
}

#[test]
fn the_interval_leaves_out_the_same_number_at_both_ends() {
    let shares = Shares((0..200).map(f64::from).collect());
    for (confidence, low, high) in
        [(0.9, 10.0, 189.0), (0.8, 20.0, 179.0), (0.99, 1.0, 198.0), (0.999, 0.0, 199.0)]
    {
        assert_eq!((shares.low(confidence), shares.high(confidence)), (Some(low), Some(high)));
    }
    let one = Shares(vec![0.5]);
    assert_eq!((one.low(0.01), one.high(0.01)), (Some(0.5), Some(0.5)));
}
