use std::fmt::Write as _;

use super::*;
use crate::fleet::file::{FileText, parse};
use crate::fleet::schedule::time::to_timestamp;
use crate::fleet::schedule::timeline::Edge;

mod properties;

/// A fleet with these windows, and a pool that uses all of them: 1..2 outside of windows, and in
/// the first 3..5, in the second 4..6, and so on.
pub(super) fn fleet(zone: &str, windows: &[(&str, &str)], pool: &str) -> Fleet {
    let mut text = format!("version = 1\ntime-zone = '{zone}'\n[windows]\n");
    for (name, table) in windows {
        writeln!(text, "{name} = {table}").unwrap();
    }
    writeln!(text, "[[pool]]\nproject = 'p'\nclass = 'c'\nmin = 1\nmax = 2\n{pool}").unwrap();
    for (index, (name, _)) in windows.iter().enumerate() {
        let (min, max) = (index + 3, index + 5);
        writeln!(text, "during.{name} = {{ min = {min}, max = {max} }}").unwrap();
    }
    parse(&[FileText { name: "fleet.toml".to_owned(), text }])
        .unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// The edges from an instant on, until another, as `INSTANT SIZE WINDOW`.
fn edges(fleet: &Fleet, from: &str, to: &str) -> Vec<String> {
    let evaluation = Evaluation::new(fleet, from.parse().unwrap()).unwrap();
    let end = from_timestamp(to.parse().unwrap()).unwrap();
    let edges = evaluation.timeline(&fleet.pools[0]).unwrap().take_while(|edge| edge.at < end);
    edges
        .map(|Edge { at, state: State { size, window, .. } }| {
            let at = to_timestamp(at).to_string().replace(":00Z", "Z");
            format!("{at} {size} {}", window.unwrap_or_default()).trim_end().to_owned()
        })
        .collect()
}

fn state(fleet: &Fleet, at: &str) -> String {
    let evaluation = Evaluation::new(fleet, at.parse().unwrap()).unwrap();
    let PoolState { size, window } = evaluation.state(&fleet.pools[0]);
    format!("{} {}", size.bounds, window.name.unwrap_or_default()).trim_end().to_owned()
}

/// Minutes in a window during a day of a zone.
fn minutes_held(zone: &str, hours: &str, day: &str) -> i32 {
    let fleet = fleet(zone, &[("night", &format!("{{ hours = '{hours}' }}"))], "");
    let start: Timestamp = format!("{day}T00:00:00Z").parse().unwrap();
    let start = from_timestamp(start).unwrap();
    let zone = &fleet.windows[0].parts[0].zone;
    let is_on_day = |minute: &i32| zone.to_local(*minute).div_euclid(24 * 60) == start / (24 * 60);
    let holds = |minute: &i32| {
        let evaluation = Evaluation::new(&fleet, to_timestamp(*minute)).unwrap();
        evaluation.state(&fleet.pools[0]).window.name.is_some()
    };
    let minutes = (start - 1440..start + 2880).filter(is_on_day).filter(holds).count();
    i32::try_from(minutes).unwrap()
}

#[test]
fn the_days_on_which_summer_time_begins_and_ends_need_no_rule() {
    for (zone, hours, day, minutes) in [
        ("Europe/Berlin", "02:30-03:30", "2026-03-29", 30),
        ("Europe/Berlin", "02:30-03:30", "2026-10-25", 90),
        ("Europe/Berlin", "00:00-24:00", "2026-03-29", 23 * 60),
        ("Europe/Berlin", "00:00-24:00", "2026-10-25", 25 * 60),
        ("America/New_York", "02:00-03:00", "2026-03-08", 0),
        ("America/New_York", "01:00-02:00", "2026-11-01", 120),
        ("Australia/Lord_Howe", "02:00-02:30", "2026-10-04", 0),
        ("Australia/Lord_Howe", "01:30-02:00", "2026-04-05", 60),
        ("UTC", "02:30-03:30", "2026-03-29", 60),
        ("UTC", "02:30-03:30", "2026-10-25", 60),
    ] {
        assert_eq!(minutes_held(zone, hours, day), minutes, "{zone} {hours} {day}");
    }
}

#[test]
fn an_hour_that_comes_twice_has_four_edges() {
    let fleet = fleet("Europe/Berlin", &[("night", "{ hours = '02:30-03:30' }")], "");
    assert_eq!(
        edges(&fleet, "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z"),
        [
            "2026-10-25T00:30Z 3..5 night",
            "2026-10-25T01:00Z 1..2",
            "2026-10-25T01:30Z 3..5 night",
            "2026-10-25T02:30Z 1..2",
        ]
    );
    assert_eq!(
        edges(&fleet, "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z"),
        ["2026-03-29T01:00Z 3..5 night", "2026-03-29T01:30Z 1..2"]
    );
}

#[test]
fn seconds_are_dropped_and_an_edge_is_after_the_instant() {
    let fleet = fleet("UTC", &[("day", "{ hours = '08:00-18:00' }")], "");
    assert_eq!(state(&fleet, "2026-11-30T07:59:59.999Z"), "1..2");
    assert_eq!(state(&fleet, "2026-11-30T08:00:00Z"), "3..5 day");
    assert_eq!(state(&fleet, "2026-11-30T17:59:59Z"), "3..5 day");
    assert_eq!(state(&fleet, "2026-11-30T18:00:00Z"), "1..2");
    let first = |at| edges(&fleet, at, "2026-12-05T00:00:00Z")[0].clone();
    assert_eq!(first("2026-11-30T07:59:59Z"), "2026-11-30T08:00Z 3..5 day");
    assert_eq!(first("2026-11-30T08:00:00Z"), "2026-11-30T18:00Z 1..2");
    assert_eq!(first("2026-11-30T08:00:30Z"), "2026-11-30T18:00Z 1..2");
}

#[test]
fn hours_past_midnight_belong_to_the_date_on_which_they_began() {
    let window = "{ days = 'fri', dates = '2026-12-18..2026-12-25', hours = '22:00-06:00' }";
    let fleet = fleet("UTC", &[("late", window)], "");
    assert_eq!(
        edges(&fleet, "2026-12-01T00:00:00Z", "2027-06-01T00:00:00Z"),
        [
            "2026-12-18T22:00Z 3..5 late",
            "2026-12-19T06:00Z 1..2",
            "2026-12-25T22:00Z 3..5 late",
            // The morning after the last date.
            "2026-12-26T06:00Z 1..2",
        ]
    );
}

#[test]
fn a_window_does_not_begin_on_excepted_dates() {
    let window = "{ days = 'daily', hours = '22:00-06:00', except = ['2026-12-24', '12-26'] }";
    let fleet = fleet("UTC", &[("night", window)], "");
    assert_eq!(
        edges(&fleet, "2026-12-23T12:00:00Z", "2026-12-27T12:00:00Z"),
        [
            "2026-12-23T22:00Z 3..5 night",
            "2026-12-24T06:00Z 1..2",
            "2026-12-25T22:00Z 3..5 night",
            "2026-12-26T06:00Z 1..2",
        ]
    );
}

#[test]
fn yearly_dates_go_over_new_year_and_29_february_exists_in_leap_years() {
    let fleet_over = fleet("UTC", &[("holidays", "{ dates = '12-24..01-01' }")], "");
    assert_eq!(
        edges(&fleet_over, "2026-12-01T00:00:00Z", "2027-12-31T00:00:00Z"),
        [
            "2026-12-24T00:00Z 3..5 holidays",
            "2027-01-02T00:00Z 1..2",
            "2027-12-24T00:00Z 3..5 holidays",
        ]
    );
    let leap = fleet("UTC", &[("leap", "{ dates = '02-29' }")], "");
    assert_eq!(edges(&leap, "2026-02-01T00:00:00Z", "2027-04-01T00:00:00Z"), [""; 0]);
    assert_eq!(
        edges(&leap, "2027-06-01T00:00:00Z", "2028-04-01T00:00:00Z"),
        ["2028-02-29T00:00Z 3..5 leap", "2028-03-01T00:00Z 1..2"]
    );
}

#[test]
fn touching_and_overlapping_times_of_a_window_have_no_edge() {
    let window = "[{ days = 'mon', hours = ['08:00-12:00', '12:00-24:00'] }, \
                  { days = 'tue', hours = ['00:00-09:00', '08:30-10:00'] }]";
    let fleet = fleet("UTC", &[("long", window)], "");
    assert_eq!(
        edges(&fleet, "2026-11-30T00:00:00Z", "2026-12-06T00:00:00Z"),
        ["2026-11-30T08:00Z 3..5 long", "2026-12-01T10:00Z 1..2"]
    );
}

#[test]
fn a_window_with_dates_takes_precedence_and_leaves_the_rest_of_the_day() {
    let fleet = fleet(
        "UTC",
        &[
            ("office", "{ days = 'mon-fri', hours = '08:00-18:00' }"),
            ("release", "{ dates = '2026-12-01', hours = '10:00-12:00' }"),
        ],
        "",
    );
    assert_eq!(
        edges(&fleet, "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"),
        [
            "2026-12-01T08:00Z 3..5 office",
            "2026-12-01T10:00Z 4..6 release",
            "2026-12-01T12:00Z 3..5 office",
            "2026-12-01T18:00Z 1..2",
        ]
    );
}

#[test]
fn with_overlap_largest_windows_of_one_rank_are_joined() {
    let windows = [
        ("west", "{ hours = '08:00-16:00', time-zone = 'America/New_York' }"),
        ("east", "{ hours = '08:00-16:00' }"),
    ];
    let fleet = fleet("Europe/Berlin", &windows, "overlap = 'largest'");
    assert_eq!(
        edges(&fleet, "2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z"),
        [
            "2026-12-01T07:00Z 4..6 east",
            "2026-12-01T13:00Z 4..6 east+west",
            "2026-12-01T15:00Z 3..5 west",
            "2026-12-01T21:00Z 1..2",
        ]
    );
}

#[test]
fn edges_are_looked_for_over_400_days() {
    let fleet = fleet("UTC", &[("one", "{ dates = '2027-12-01' }")], "");
    let next = |at: &str| edges(&fleet, at, "2028-01-01T00:00:00Z").first().cloned();
    assert_eq!(next("2026-10-26T23:59:59Z"), None);
    assert_eq!(next("2026-10-27T00:00:00Z").as_deref(), Some("2027-12-01T00:00Z 3..5 one"));
}

#[test]
fn only_windows_limit_the_years() {
    let with = fleet("UTC", &[("one", "{ dates = '2027-12-01' }")], "");
    let without = fleet("UTC", &[], "");
    for at in ["2023-12-31T23:59:59Z", "2052-01-01T00:00:00Z"] {
        let at = at.parse().unwrap();
        assert!(Evaluation::new(&with, at).is_err());
        let evaluation = Evaluation::new(&without, at).unwrap();
        assert_eq!(evaluation.state(&without.pools[0]).size.bounds.to_string(), "1..2");
    }
}
