//! Windows and the sizes in them.

use super::{errors, parse};
use crate::fleet::schedule::pool_schedule::Overlap;

/// The sizes of the pools of a text as `CLASS OUTSIDE WINDOW SIZE...`.
fn schedules(text: &str) -> Vec<String> {
    let fleet = parse(text).unwrap();
    let pool = |pool: &super::super::Declaration| {
        let class = &pool.class.value;
        let Some(schedule) = &pool.schedule else { return class.to_string() };
        let during = schedule
            .during
            .iter()
            .map(|during| format!(" {} {}", fleet.windows[during.window].name, during.size));
        format!("{class} {}{}", schedule.outside, during.collect::<String>())
    };
    fleet.pools.iter().map(pool).collect()
}

const EXAMPLE: &str = r#"
version = 1
time-zone = "Europe/Berlin"
grace = "45m"

[windows]
office = { days = "mon-fri", hours = "07:30-18:30" }
nightly = { days = "daily", hours = "01:45-02:30", time-zone = "UTC" }
holidays = { dates = ["2026-12-24..2027-01-01", "05-01", 2028-05-02], except = "2026-12-28" }
support = [{ days = "mon-thu", hours = "08:00-18:00" }, { days = "fri", hours = "08:00-13:00" }]

[defaults]
min = 0
max = 3
during.holidays.max = 1
goal = { share = "90%", budget = 300 }

[[pool]]
project = "acme-api"
class = ["regular", "large"]
min = 1
max = 2
during.office = { min = 3, max = 5 }
goal.share = 0.95

[[pool]]
project = "acme-web"
class = "small"
during.holidays.min = 1
during.nightly.max = 7
overlap = "largest"
"#;

#[test]
fn sizes_in_windows_are_those_of_the_pool_then_of_the_defaults_then_those_outside() {
    assert_eq!(
        schedules(EXAMPLE),
        [
            "regular 1..2 holidays 1..1 office 3..5",
            "large 1..2 holidays 1..1 office 3..5",
            "small 0..3 holidays 1..1 nightly 0..7",
        ]
    );
    let fleet = parse(EXAMPLE).unwrap();
    assert_eq!(fleet.grace.unwrap().value.as_secs(), 45 * 60);
    assert_eq!(fleet.time_zone().unwrap().name(), "Europe/Berlin");
    let goal = fleet.pools[0].goal;
    assert_eq!((goal.share, goal.budget, goal.confidence), (Some(0.95), Some(300.0), None));
    let overlaps: Vec<_> =
        fleet.pools.iter().map(|pool| pool.schedule.as_ref().unwrap().overlap).collect();
    assert_eq!(overlaps, [Overlap::Error, Overlap::Error, Overlap::Largest]);
    // A size that is left out is adjusted to the other one outside windows, never in a window.
    let text = "version = 1\ntime-zone = 'UTC'\nwindows.a.days = 'mon'\n[[pool]]\nproject = 'p'\n\
                class = 'c'\nmin = 4\nduring.a.min = 0\n";
    assert_eq!(schedules(text), ["c 4..4 a 0..4"]);
}

#[test]
fn errors_in_windows_show_the_form() {
    let text = r#"version = 1
time-zone = "Europe/Berln"
grace = "25h"
[windows]
office = { days = "monday-fri", hours = "9-17" }
Late = { hours = "24:00-06:00" }
empty = {}
none = []
cron = { cron = "* 8-18 * * 1-5", timezone = "UTC" }
monthly = { days = [1, "second tue"] }
weeks = { dates = "2026-W12", hours = "* 8-18 * * *" }
xmas = { dates = ["2026-12-24T08:00", 2026-12-24T08:00:00, 2026-12-25, 20261226, "2026-02-30"] }
types = { hours = 9, days = true, dates = 12, except = [] }
mixed = [{ dates = "12-24" }, { days = "mon" }]
flat = "mon-fri"
"#;
    let unsupported = "which windows do not support; list days in dates (\"YYYY-MM-DD\", \"MM-DD\") \
                       and times of day in hours (\"HH:MM-HH:MM\")";
    let expected = [
        "2:13: time-zone is not a time zone such as \"Europe/Berlin\" or \"UTC\"; did you mean \
         \"Europe/Berlin\"?",
        "3:9: grace is longer than 24h",
        "5:19: windows.office.days must be a day such as \"mon\", a range such as \"mon-fri\", or \
         \"daily\"; did you mean \"mon\"?",
        "5:41: windows.office.hours must be \"HH:MM-HH:MM\", such as \"07:30-18:30\"",
        "6:1: windows.Late is not a window name: use up to 32 of a-z, 0-9 and -, starting with a \
         letter",
        "6:18: windows.Late.hours cannot start at 24:00; use 00:00 and the next day",
        "7:9: windows.empty has none of days, hours and dates",
        "8:8: windows.none is empty",
        "9:8: windows.cron has none of days, hours and dates",
        "9:10: windows.cron.cron is not a known key; a window has days, hours, dates, except and \
         time-zone",
        "9:35: windows.cron.timezone is not a known key; did you mean \"time-zone\"?",
        "10:21: windows.monthly.days is a day of the month, {unsupported}",
        "10:24: windows.monthly.days is a weekday of the month, {unsupported}",
        "11:19: windows.weeks.dates is a week number, {unsupported}",
        "11:39: windows.weeks.hours is a cron expression, {unsupported}",
        "12:19: windows.xmas.dates is a date with a time, {unsupported}",
        "12:39: windows.xmas.dates is a date with a time, {unsupported}",
        "12:72: windows.xmas.dates is of type integer, not \"YYYY-MM-DD\" or \"MM-DD\"",
        "12:82: windows.xmas.dates is a date that does not exist",
        "13:19: windows.types.hours is of type integer, not \"HH:MM-HH:MM\"",
        "13:29: windows.types.days is of type boolean, not \"mon-fri\"",
        "13:43: windows.types.dates is of type integer, not \"YYYY-MM-DD\" or \"MM-DD\"",
        "13:56: windows.types.except is empty",
        "14:1: windows.mixed has dates in some of its tables only: give dates in all or in none",
        "15:8: windows.flat is of type string, not a table such as { days = \"mon-fri\", hours = \
         \"HH:MM-HH:MM\" }",
    ];
    let expected = expected.map(|line| line.replace("{unsupported}", unsupported));
    assert_eq!(errors(text), expected);
}

#[test]
fn errors_in_sizes_name_the_window() {
    let text = r#"version = 1
time-zone = "UTC"
windows.office.days = "mon"
[defaults]
during.office = { min = 6, max = 5 }
[[pool]]
project = "p"
class = "a"
during.offce.min = 3
[[pool]]
project = "p"
class = "b"
min = 1
max = 4
during.office = { min = 5, max = 4 }
overlap = "first"
goal = { share = "195%", budget = "300", x = 1, confidence = 0 }
[[pool]]
project = "p"
class = "c"
min = 6
max = 9
during.office.max = 5
[[pool]]
project = "p"
class = "d"
min = 1
during.office = { min = 21, size = 3 }
during.empty = {}
during.number = 3
"#;
    assert_eq!(
        errors(text),
        [
            "5:25: during.office: min 6 is above max 5",
            "6:1: pool has sizes in windows but none outside: add min or max",
            "9:8: during.offce: no such window in [windows]; did you mean \"office\"?",
            "15:25: during.office: min 5 is above max 4",
            "16:11: pool.overlap must be \"error\" or \"largest\"",
            "17:18: pool.goal.share must be over 0 and at most 100%, such as \"95%\"",
            "17:35: pool.goal.budget is of type string, not a number such as 300",
            "17:42: pool.goal.x is not a known key",
            "17:62: pool.goal.confidence must be over 0 and at most 100%, such as \"95%\"",
            "23:21: during.office: min 6 is above max 5",
            "28:25: during.office: min 21 is out of range: a warm pool keeps at least 0 and at \
             most 20 instances",
            "28:29: pool.during.office.size is not a known key",
            "29:8: during.empty: no such window in [windows]",
            "29:8: pool.during.empty has neither min nor max",
            "30:17: pool.during.number is of type integer, not a table such as { min = 3, max = 5 }",
        ]
    );
}

#[test]
fn an_error_says_where_the_other_bound_is_set() {
    let pool = "[[pool]]\nproject = 'p'\nclass = 'c'\n";
    let head = "version = 1\ntime-zone = 'UTC'\nwindows.a.days = 'mon'\n";
    for (rest, expected) in [
        (
            "min = 6\nduring.a.max = 5\n",
            "8:16: during.a: min 6 is above max 5 (min is set in line 7)",
        ),
        (
            "during.a.max = 5\n[defaults]\nmin = 6\n",
            "7:16: during.a: min 6 is above max 5 (min is that of the pool outside windows)",
        ),
    ] {
        assert_eq!(errors(&format!("{head}{pool}{rest}")), [expected]);
    }
}

#[test]
fn what_is_left_of_invalid_windows_does_not_conflict() {
    let pool =
        "[[pool]]\nproject = 'p'\nclass = 'c'\nmin = 1\nduring.a.min = 1\nduring.b.min = 1\n";
    let windows = "[windows]\nb = { days = 'daily', time-zone = 'UTC' }\n";
    for (zone, window, error) in [
        ("Moon", "days = 'mon'", "2:13: time-zone is not a time zone"),
        ("UTC", "hours = '9-17'", "5:15: windows.a.hours must be"),
    ] {
        let found = errors(&format!(
            "version = 1\ntime-zone = '{zone}'\n{windows}a = {{ {window} }}\n{pool}"
        ));
        assert!(found.len() == 1 && found[0].starts_with(error), "{found:?}");
    }
}

#[test]
fn a_window_needs_a_time_zone_whether_or_not_it_is_used() {
    let zone = "add time-zone = \"Europe/Berlin\" at the top of the file";
    assert_eq!(
        errors(
            "version = 1\nwindows.a = { days = 'mon' }\nwindows.b = { days = 'mon', time-zone = 'UTC' }"
        ),
        [format!("2:13: windows.a has no time zone: {zone}")]
    );
}

#[test]
fn windows_of_one_rank_must_not_hold_together() {
    let pool = |windows: &str, overlap: &str| {
        let names = windows.lines().map(|line| line.split(' ').next().unwrap());
        let during: String =
            names.map(|name| format!("during.{name} = {{ min = 1, max = 2 }}\n")).collect();
        errors(&format!(
            "version = 1\ntime-zone = 'Europe/Berlin'\n[[pool]]\nproject = 'p'\nclass = ['c', 'd']\n\
             min = 1\n{overlap}\n{during}[windows]\n{windows}"
        ))
    };
    let dated =
        "a = { dates = '12-24' }\nb = { dates = '2026-12-24..2026-12-26', hours = '23:59-24:00' }";
    let advice = "change the windows, or set overlap = \"largest\"";
    for (windows, expected) in [
        // Touching is no overlap.
        ("a = { hours = '08:00-12:00' }\nb = { hours = '12:00-18:00' }", None),
        ("a = { days = 'mon' }\nb = { days = 'tue-sun' }", None),
        // Dates take precedence.
        ("a = { dates = '12-24' }\nb = { days = 'daily' }", None),
        (
            "a = { hours = '08:00-12:01' }\nb = { hours = '12:00-18:00' }",
            Some("Mon 2024-01-01 12:00"),
        ),
        (dated, Some("Thu 2026-12-24 23:59")),
        // The morning after, and only when 29 February is a Monday.
        (
            "a = { days = 'sun', hours = '22:00-02:00' }\nb = { days = 'mon' }",
            Some("Mon 2024-01-01 01:00"),
        ),
        (
            "a = { dates = '02-29', days = 'mon' }\nb = { dates = '02-28..03-01', days = 'mon' }",
            Some("Mon 2044-02-29 00:00"),
        ),
        ("a = { dates = '02-29', days = 'mon' }\nb = { dates = '03-01' }", None),
        // In summer only.
        (
            "a = { hours = '02:00-02:30' }\nb = { hours = '00:00-01:00', time-zone = 'UTC' }",
            Some("Mon 2024-04-01 00:00 (UTC)"),
        ),
        // Summer time begins on different days.
        (
            "a = { hours = '08:00-16:00' }\nb = { hours = '10:00-16:00', time-zone = 'America/New_York' }",
            Some("Sun 2024-03-10 10:00 (America/New_York)"),
        ),
    ] {
        let found = pool(windows, "");
        match expected {
            None => assert_eq!(found, [""; 0], "{windows}"),
            Some(time) => {
                assert_eq!(found.len(), 1, "{windows} {found:?}");
                assert!(
                    found[0]
                        .starts_with("9:8: during.b overlaps during.a of line 8: both hold on "),
                    "{found:?}"
                );
                assert!(found[0].contains(time) && found[0].ends_with(advice), "{found:?}");
            }
        }
        assert_eq!(pool(windows, "overlap = 'largest'"), [""; 0], "{windows}");
    }
}
