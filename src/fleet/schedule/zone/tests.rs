use super::*;
use crate::fleet::schedule::time::{YEARS, civil};

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

#[test]
fn every_zone_is_read_and_has_offsets_of_whole_minutes() {
    let mut count = 0;
    for name in time_zone::names() {
        let (_, tz) = time_zone::find(name).unwrap();
        let whole = |seconds: i64| seconds % 60 == 0;
        let first = to_timestamp(COVERED.start);
        assert!(whole(tz.to_offset(first).seconds().into()), "{name}");
        for transition in tz.following(first) {
            let start = transition.timestamp().as_second();
            if start / 60 >= COVERED.end.into() {
                break;
            }
            assert!(whole(start) && whole(transition.offset().seconds().into()), "{name}");
        }
        let zone = zone(name);
        assert_eq!(zone.name(), name);
        assert_eq!(zone.periods[0].range.start, COVERED.start);
        assert_eq!(zone.periods.last().unwrap().range.end, COVERED.end);
        let mut pairs = zone.periods.windows(2);
        assert!(pairs.all(|pair| pair[0].range.end == pair[1].range.start), "{name}");
        count += 1;
    }
    assert!(count > 500);
}

#[test]
fn local_times_are_skipped_and_come_twice() {
    let berlin = zone("Europe/Berlin");
    let at = |text: &str| {
        let time = format!("{text}:00Z").parse::<jiff::Timestamp>().unwrap();
        Minutes::try_from(time.as_second() / 60).unwrap()
    };
    let shown = |text: &str| civil(berlin.to_local(at(text))).to_string()[..16].to_owned();
    assert_eq!(shown("2026-03-29T00:59"), "2026-03-29T01:59");
    assert_eq!(shown("2026-03-29T01:00"), "2026-03-29T03:00");
    assert_eq!(shown("2026-10-25T00:59"), "2026-10-25T02:59");
    assert_eq!(shown("2026-10-25T01:00"), "2026-10-25T02:00");
    // The functions that read a text as an instant read a local time all the same.
    let instants =
        |start: &str, end: &str| berlin.instants(&(at(start)..at(end))).collect::<Vec<_>>();
    assert_eq!(instants("2026-03-29T02:00", "2026-03-29T03:00"), []);
    assert_eq!(
        instants("2026-10-25T02:00", "2026-10-25T03:00"),
        [
            at("2026-10-25T00:00")..at("2026-10-25T01:00"),
            at("2026-10-25T01:00")..at("2026-10-25T02:00")
        ]
    );
    assert_eq!(
        instants("2026-07-01T12:00", "2026-07-01T12:01"),
        std::iter::once(at("2026-07-01T10:00")..at("2026-07-01T10:01")).collect::<Vec<_>>()
    );
}

#[test]
fn zones_without_changes_have_one_offset() {
    for (name, offset) in [("UTC", 0), ("Etc/GMT+5", -300), ("Asia/Kolkata", 330)] {
        let zone = zone(name);
        assert_eq!(zone.periods(), [OffsetPeriod { range: COVERED, offset }], "{name}");
        assert!(!zone.changes_in(&YEARS));
    }
    assert_eq!(Zone::utc(), &zone("UTC"));
    // By half an hour.
    let offsets: Vec<_> =
        zone("Australia/Lord_Howe").periods[..2].iter().map(|period| period.offset).collect();
    assert_eq!(offsets, [660, 630]);
}

#[test]
fn unknown_zones_are_errors_with_a_suggestion() {
    for (name, suggestion) in [
        ("Europe/Berln", "; did you mean \"Europe/Berlin\"?"),
        ("europe/berlin", "; did you mean \"Europe/Berlin\"?"),
        ("Berlin", "; did you mean \"Europe/Berlin\"?"),
        ("New York", "; did you mean \"America/New_York\"?"),
        ("utc", "; did you mean \"UTC\"?"),
        ("", ""),
        ("localtime", ""),
        ("+01:00", ""),
        ("UTC+1", ""),
        ("CET-1CEST,M3.5.0,M10.5.0/3", ""),
        ("W. Europe Standard Time", ""),
        (":Europe/Berlin", "; did you mean \"Europe/Berlin\"?"),
        ("posix/Europe/Berlin", "; did you mean \"Europe/Berlin\"?"),
        ("right/UTC", "; did you mean \"Etc/UTC\"?"),
        ("/usr/share/zoneinfo/UTC", "; did you mean \"Etc/UTC\"?"),
    ] {
        let error = Zone::parse(name).unwrap_err();
        let expected = "is not a time zone such as \"Europe/Berlin\" or \"UTC\"";
        assert_eq!(error, format!("{expected}{suggestion}"), "{name}");
    }
}
