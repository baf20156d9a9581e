use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::*;
use crate::sizing::test_support::{date, instant, period, zone};

fn lengths(zone: &str, from: &str, to: &str, index: usize) -> Vec<Millis> {
    let all = half_hours(&period(zone, from, to));
    let found = all.iter().filter(|half_hour| half_hour.index == index);
    found.map(|half_hour| half_hour.length() / 60_000).collect()
}

#[test]
fn the_week_begins_on_monday_at_midnight() {
    let all = half_hours(&period("Asia/Kathmandu", "2026-06-01", "2026-06-08"));
    assert_eq!(all.len(), HALF_HOURS_OF_WEEK);
    for (index, half_hour) in all.iter().enumerate() {
        assert_eq!((half_hour.index, half_hour.length()), (index, HALF_HOUR));
    }
    assert_eq!(all[0].start, instant("2026-05-31T18:15:00Z"));
    let saturday = &all[5 * 48 + 13];
    assert_eq!((saturday.weekday(), saturday.of_day(), saturday.hour_of_week()), (5, 13, 126));
    assert!(!saturday.is_on_weekday() && all[5 * 48 - 1].is_on_weekday());
}

#[test]
fn repeated_half_hours_come_twice_and_skipped_ones_not_at_all() {
    // Sunday 02:00 and 02:30.
    let (first, second) = (6 * 48 + 4, 6 * 48 + 5);
    assert_eq!(lengths("Europe/Berlin", "2026-10-25", "2026-10-26", first), [30, 30]);
    assert_eq!(lengths("Europe/Berlin", "2026-10-25", "2026-10-26", second), [30, 30]);
    assert!(lengths("Europe/Berlin", "2026-03-29", "2026-03-30", first).is_empty());
    assert!(lengths("Australia/Lord_Howe", "2026-10-04", "2026-10-05", first).is_empty());
    assert_eq!(lengths("Australia/Lord_Howe", "2026-10-04", "2026-10-05", second), [30]);
}

/// Where the clock goes back at one minute past midnight, to the minute past 23:00.
#[test]
fn a_jump_within_a_half_hour_ends_it() {
    let lengths = |index| lengths("America/St_Johns", "2010-11-07", "2010-11-08", index);
    assert_eq!(lengths(6 * 48), [1, 30]);
    assert_eq!(lengths(5 * 48 + 46), [29]);
    assert_eq!(lengths(5 * 48 + 47), [30]);
}

proptest! {
    #[test]
    fn half_hours_fill_a_period(offset in 0..20_000, days in 1..40, zone_index in 0..600_usize) {
        let names: Vec<_> = crate::time_zone::names().collect();
        let name = names[zone_index % names.len()];
        let from = date("1980-01-01").checked_add(jiff::Span::new().days(offset)).unwrap();
        let to = from.checked_add(jiff::Span::new().days(days)).unwrap();
        let Ok(period) = Period::from_dates(&zone(name), from, to) else { return Ok(()) };
        let all = half_hours(&period);
        prop_assert_eq!(all[0].start, period.start());
        prop_assert_eq!(all[all.len() - 1].end, period.end());
        prop_assert!(all.windows(2).all(|pair| pair[0].end == pair[1].start));
        for half_hour in &all {
            prop_assert!((1..=HALF_HOUR).contains(&half_hour.length()));
            // By the calendar, at both ends.
            for instant in [half_hour.start, half_hour.end - 1] {
                let local = period.zone().to_datetime(timestamp(instant));
                let weekday = local.weekday().to_monday_zero_offset() as usize;
                let of_day = local.hour() as usize * 2 + local.minute() as usize / 30;
                prop_assert_eq!(half_hour.index, weekday * HALF_HOURS_OF_DAY + of_day, "{}", name);
            }
        }
    }
}
