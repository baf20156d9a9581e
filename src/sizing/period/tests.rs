use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::sizing::test_support::{HOUR, date, instant, period, zone};

fn hours(period: &Period) -> Vec<f64> {
    period.days().iter().map(|day| (day.end - day.start) as f64 / HOUR as f64).collect()
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn a_day_is_a_local_date_however_long_it_is() {
    let autumn = period("Europe/Berlin", "2026-10-24", "2026-10-27");
    assert_eq!(hours(&autumn), [24.0, 25.0, 24.0]);
    assert_eq!(autumn.start(), instant("2026-10-23T22:00:00Z"));
    assert_eq!(autumn.to(), time("2026-10-26T23:00:00Z"));
    assert_eq!(hours(&period("Europe/Berlin", "2026-03-29", "2026-03-30")), [23.0]);
    assert_eq!(hours(&period("Australia/Lord_Howe", "2026-10-04", "2026-10-05")), [23.5]);
    assert_eq!(hours(&period("Australia/Lord_Howe", "2026-04-05", "2026-04-06")), [24.5]);
}

#[test]
fn where_midnight_is_skipped_a_day_begins_with_its_first_instant() {
    let cairo = period("Africa/Cairo", "2023-04-27", "2023-04-29");
    assert_eq!(hours(&cairo), [24.0, 23.0]);
    assert_eq!(cairo.days()[1].start, instant("2023-04-27T22:00:00Z"));
    // From 23:30 to 00:30: the first instant of the second day is 00:30.
    let toronto = period("America/Toronto", "1919-03-30", "1919-04-01");
    assert_eq!(hours(&toronto), [23.5, 23.5]);
    assert_eq!(toronto.days()[1].start, instant("1919-03-31T04:30:00Z"));
    // From 00:01 back to 23:01: the date begins at its first midnight.
    let newfoundland = period("America/St_Johns", "2010-11-06", "2010-11-08");
    assert_eq!(hours(&newfoundland), [24.0, 25.0]);
}

#[test]
fn a_date_that_a_zone_skipped_is_no_day() {
    let apia = period("Pacific/Apia", "2011-12-29", "2012-01-01");
    let dates: Vec<_> = apia.days().iter().map(|day| day.date.to_string()).collect();
    assert_eq!(dates, ["2011-12-29", "2011-12-31"]);
    assert_eq!(hours(&apia), [24.0, 24.0]);
    let error = Period::from_dates(&zone("Pacific/Apia"), date("2011-12-30"), date("2011-12-31"));
    assert_eq!(error.unwrap_err(), "the period from 2011-12-30 to 2011-12-31 has no day");
}

#[test]
fn the_last_days_end_with_the_last_midnight() {
    let berlin = zone("Europe/Berlin");
    let last = Period::last_days(&berlin, time("2026-11-30T23:30:00Z"), 28).unwrap();
    assert_eq!(last.days().len(), 28);
    // It is half past midnight of December 1 there.
    assert_eq!(
        (last.from(), last.to()),
        (time("2026-11-02T23:00:00Z"), time("2026-11-30T23:00:00Z"))
    );
    let utc = Period::last_days(&TimeZone::UTC, time("2026-11-30T00:00:00Z"), 7).unwrap();
    assert_eq!(
        (utc.from(), utc.to()),
        (time("2026-11-23T00:00:00Z"), time("2026-11-30T00:00:00Z"))
    );
}

#[test]
fn a_period_covers_the_days_of_the_first_and_the_last_start() {
    let (first, last) = (time("2026-11-02T22:59:59Z"), time("2026-11-03T23:00:00Z"));
    let covering = Period::covering(&zone("Europe/Berlin"), first, last).unwrap();
    let dates: Vec<_> = covering.days().iter().map(|day| day.date.to_string()).collect();
    assert_eq!(dates, ["2026-11-02", "2026-11-03", "2026-11-04"]);
    assert_eq!(Period::covering(&TimeZone::UTC, first, first).unwrap().days().len(), 1);
}

#[test]
fn days_are_excluded_by_date() {
    let mut period = period("UTC", "2026-06-01", "2026-06-15");
    assert_eq!(period.exclude(&(date("2026-05-20")..=date("2026-06-02"))), 2);
    assert_eq!(period.exclude(&(date("2026-06-02")..=date("2026-06-04"))), 2);
    assert_eq!(period.exclude(&(date("2026-06-15")..=date("2026-06-20"))), 0);
    assert_eq!((period.counted_days(), period.days().len()), (10, 14));
}

#[test]
fn days_before_an_instant_are_dropped() {
    let mut period = period("UTC", "2026-06-01", "2026-06-15");
    assert_eq!(period.drop_days_before(time("2026-05-01T00:00:00Z")), Some(0));
    assert_eq!(period.drop_days_before(time("2026-06-03T00:00:00Z")), Some(2));
    assert_eq!(period.drop_days_before(time("2026-06-03T00:00:01Z")), Some(1));
    assert_eq!(period.from(), time("2026-06-04T00:00:00Z"));
    assert_eq!(period.drop_days_before(time("2026-06-14T00:00:01Z")), None);
    assert_eq!(period.days().len(), 11);
}

#[test]
fn saturdays_and_sundays_are_weekends() {
    let period = period("UTC", "2026-06-01", "2026-06-08");
    let weekdays = period.days().iter().filter(|day| day.class() == DayClass::Weekday);
    assert_eq!(weekdays.count(), 5);
    assert_eq!(period.days()[5].class(), DayClass::Weekend);
}

#[test]
fn periods_without_a_day_and_endless_ones_are_errors() {
    let error = |from, to| Period::from_dates(&TimeZone::UTC, date(from), date(to)).unwrap_err();
    let text = "the period from 2026-06-02 to 2026-06-01 has no day";
    assert_eq!(error("2026-06-02", "2026-06-01"), text);
    assert_eq!(
        error("2026-06-02", "2026-06-02"),
        "the period from 2026-06-02 to 2026-06-02 has no day"
    );
    let text = "the period from 2016-06-01 to 2026-06-10 has 3661 days, more than 3660";
    assert_eq!(error("2016-06-01", "2026-06-10"), text);
    assert!(error("9999-12-01", "9999-12-31").ends_with("is out of range"));
    let now = time("2026-06-02T10:00:00Z");
    assert!(Period::last_days(&TimeZone::UTC, now, 0).unwrap_err().ends_with("has no day"));
    assert!(Period::last_days(&TimeZone::UTC, now, 3_661).unwrap_err().ends_with("more than 3660"));
    let error = Period::last_days(&TimeZone::UTC, now, usize::MAX).unwrap_err();
    assert!(error.ends_with("days before 2026-06-02 are out of range"), "{error}");
}
