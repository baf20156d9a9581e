//! Random windows.

use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::{select, subsequence};

use super::*;
use crate::fleet::schedule::time::DAY;

const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];
/// Around which the zones change their offsets, besides New Year and a leap day.
const DAYS: [&str; 9] = [
    "2026-03-08",
    "2026-03-29",
    "2026-04-05",
    "2026-10-04",
    "2026-10-25",
    "2026-11-01",
    "2026-12-31",
    "2028-02-29",
    "2027-06-15",
];
const NAMES: [&str; 3] = ["a", "b", "c"];

/// The keys of a window.
fn window() -> impl Strategy<Value = Vec<String>> {
    let time = || (0..24, 0..60).prop_map(|(hour, minute)| format!("{hour:02}:{minute:02}"));
    let hours = (time(), time()).prop_filter_map("equal", |(start, end)| {
        (start != end).then(|| format!("hours = '{start}-{end}'"))
    });
    let names = vec!["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let days = subsequence(names, 1..=7).prop_map(|days| format!("days = {days:?}"));
    let dates = select(vec![
        "dates = '12-24..01-02'",
        "dates = ['02-29', '03-01..04-10']",
        "dates = '2026-10-20..2026-11-05'",
    ]);
    let zone = select(ZONES.to_vec()).prop_map(|zone| format!("time-zone = '{zone}'"));
    (hours, prop::option::of(days), prop::option::of(dates), prop::option::of(zone)).prop_map(
        |(hours, days, dates, zone)| {
            let keys = [Some(hours), days, dates.map(str::to_owned), zone];
            keys.into_iter().flatten().collect()
        },
    )
}

/// Up to three windows that may overlap, the zone of a file, and an instant.
fn cases() -> impl Strategy<Value = (Vec<Vec<String>>, &'static str, i32)> {
    let minute = (select(DAYS.to_vec()), -DAY..2 * DAY).prop_map(|(day, offset)| {
        let day: Timestamp = format!("{day}T00:00:00Z").parse().unwrap();
        from_timestamp(day).unwrap() + offset
    });
    (prop::collection::vec(window(), 1..=NAMES.len()), select(ZONES.to_vec()), minute)
}

/// A file with these windows and a pool that uses them.
fn text(windows: &[Vec<String>], zone: &str, pool: &str) -> String {
    let mut text = format!("version = 1\ntime-zone = '{zone}'\n[windows]\n");
    for (name, keys) in NAMES.iter().zip(windows) {
        writeln!(text, "{name} = {{ {} }}", keys.join(", ")).unwrap();
    }
    writeln!(text, "[[pool]]\nproject = 'p'\nclass = 'c'\nmin = 1\n{pool}").unwrap();
    for (name, _) in NAMES.iter().zip(windows) {
        writeln!(text, "during.{name} = {{ min = 2, max = 2 }}").unwrap();
    }
    text
}

fn parse_text(text: String) -> Option<Fleet> {
    parse(&[FileText { name: String::new(), text }]).ok()
}

fn joined(windows: &[Vec<String>], zone: &str) -> Fleet {
    parse_text(text(windows, zone, "overlap = 'largest'")).unwrap()
}

fn state_at(fleet: &Fleet, minute: i32) -> PoolState {
    Evaluation::new(fleet, to_timestamp(minute)).unwrap().state(&fleet.pools[0])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_changes_before_the_next_edge_and_something_does_at_it(
        (windows, zone, minute) in cases(),
    ) {
        let fleet = joined(&windows, zone);
        let now = state_at(&fleet, minute);
        let evaluation = Evaluation::new(&fleet, to_timestamp(minute)).unwrap();
        let edge = evaluation.timeline(&fleet.pools[0]).unwrap().next();
        let until = edge.as_ref().map_or(minute + 3 * DAY, |edge| edge.at);
        prop_assert!(until > minute);
        // The minutes near both ends, and some in between.
        let near = (minute..until.min(minute + 20)).chain((until - 20).max(minute)..until);
        for between in near.chain((minute..until).step_by(997)) {
            prop_assert_eq!(&state_at(&fleet, between), &now, "{}", to_timestamp(between));
        }
        if let Some(edge) = edge {
            let then = state_at(&fleet, edge.at);
            prop_assert_ne!(&then.window.name, &now.window.name);
            prop_assert_eq!(then.window.name, edge.state.window);
        }
    }

    #[test]
    fn the_order_of_keys_does_not_matter((windows, zone, minute) in cases()) {
        let reversed = |keys: &Vec<String>| keys.iter().rev().cloned().collect();
        let other: Vec<Vec<String>> = windows.iter().map(reversed).collect();
        let state = state_at(&joined(&windows, zone), minute);
        prop_assert_eq!(state_at(&joined(&other, zone), minute).window, state.window);
    }

    #[test]
    fn windows_without_a_conflict_never_hold_together(
        (windows, zone, _) in cases(),
        minutes in prop::collection::vec(YEARS, 50),
    ) {
        let fleet = joined(&windows, zone);
        let hold_together = |minute| {
            state_at(&fleet, minute).window.name.is_some_and(|window| window.contains('+'))
        };
        if parse_text(text(&windows, zone, "")).is_some() {
            let together = minutes.into_iter().find(|minute| hold_together(*minute));
            prop_assert_eq!(together.map(to_timestamp), None);
        }
    }
}
