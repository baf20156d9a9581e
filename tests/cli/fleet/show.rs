//! `fleet show`: sizes at an instant, the next ones, and the week as a picture.

use serde_json::Value;

use super::Folder;
use crate::support::World;

const FLEET: &str = "version = 1
time-zone = 'Europe/Berlin'

[windows]
office = { days = 'mon-fri', hours = '07:30-18:30' }
evening = { days = 'mon-thu', hours = '18:30-22:00' }
holidays = { dates = ['12-24..01-01', '05-01'] }

[[pool]]
project = 'acme-api'
class = 'regular'
min = 1
max = 2
during.office = { min = 3, max = 5 }
during.evening = { min = 2, max = 3 }
during.holidays = { min = 0, max = 1 }

[[pool]]
project = 'acme-web'
class = ['small', 'large']
max = 4
";

fn offline(fleet: &str) -> Folder {
    Folder::new(World::signed_out([]), fleet)
}

fn run(folder: &Folder, flags: &str) -> String {
    folder.run(&format!("fleet show -f @fleet.toml {flags}")).to_string()
}

#[test]
fn each_pool_has_its_size_and_the_next_ones() {
    let folder = offline(FLEET);
    assert_eq!(
        run(&folder, "--at 2026-11-30T09:00"),
        "\
acme-api/regular   Mon 2026-11-30 09:00 3..5 (office until Mon 18:30), then 2..3 evening
  next  Mon 18:30 2..3 evening   Mon 22:00 1..2   Thu 2026-12-24 00:00 0..1 holidays
acme-web/small     Mon 2026-11-30 09:00 max 4, min kept
acme-web/large     Mon 2026-11-30 09:00 max 4, min kept
[exit 0]
"
    );
    assert_eq!(
        run(&folder, "--at 2026-12-31T12:00:00Z -o csv"),
        "\
ADDRESS,MIN,MAX,WINDOW,UNTIL,LINE
acme-api/regular,0,1,holidays,2027-01-01T23:00:00Z,11
acme-web/small,-,4,-,-,20
acme-web/large,-,4,-,-,20
[exit 0]
"
    );
    // Without --at it is now.
    let shown = folder.run("fleet show -f @fleet.toml");
    assert!(shown.stdout.starts_with("acme-api/regular   now "), "{shown}");
    assert_eq!(run(&offline("version = 1\n"), "--week"), "no pools\n[exit 0]\n");
}

const WEEK: &str = "\
acme-api/regular   Tue 2026-12-22 09:00 3..5 (office until Tue 18:30), then 2..3 evening
       00    06    12    18    24
  mon  ░░░░░░░▒██████████▒▄▄▄░░     ░ 1..2   █ 3..5 office   ▄ 2..3 evening
  tue  ░░░░░░░▒██████████▒▄▄▄░░     ▀ 0..1 holidays
  wed  ░░░░░░░▒██████████▒▄▄▄░░
  thu  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
  fri  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
  sat  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
  sun  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀
  next  Tue 18:30 2..3 evening   Tue 22:00 1..2   Thu 00:00 0..1 holidays
acme-web/small     Tue 2026-12-22 09:00 max 4, min kept
acme-web/large     Tue 2026-12-22 09:00 max 4, min kept
[exit 0]
";

#[test]
fn the_week_is_a_picture_as_wide_as_the_terminal() {
    let folder = offline(FLEET);
    assert_eq!(run(&folder, "--week --at 2026-12-22T09:00"), WEEK);
    let wide = Folder::new(World::signed_out([]).with_terminal(120), FLEET);
    let legend = "     ░ 1..2   █ 3..5 office   ▄ 2..3 evening   ▀ 0..1 holidays\n";
    let expected = WEEK
        .replace("     ▀ 0..1 holidays\n", "\n")
        .replace("     ░ 1..2   █ 3..5 office   ▄ 2..3 evening\n", legend);
    assert_eq!(run(&wide, "--week --at 2026-12-22T09:00"), expected);
    let ascii = offline(FLEET).with_ascii_terminal();
    let expected = [('░', "."), ('█', "#"), ('▄', "="), ('▀', "*"), ('▒', "%")]
        .iter()
        .fold(WEEK.to_owned(), |text, (from, to)| text.replace(*from, to));
    assert_eq!(run(&ascii, "--week --at 2026-12-22T09:00"), expected);
}

#[test]
fn an_hour_that_is_skipped_is_blank_and_one_that_comes_twice_is_one_cell() {
    let folder = offline(
        "version = 1\ntime-zone = 'Europe/Berlin'\nwindows.night.hours = '02:00-03:00'\n[[pool]]\n\
         project = 'p'\nclass = 'c'\nmin = 1\nduring.night.max = 9\n",
    );
    let sunday = |at: &str| {
        let shown = run(&folder, &format!("--week --at {at}"));
        shown.lines().find(|line| line.starts_with("  sun")).unwrap().to_owned()
    };
    assert_eq!(sunday("2026-03-29T12:00"), "  sun  ░░ ░░░░░░░░░░░░░░░░░░░░░");
    assert_eq!(sunday("2026-10-25T12:00"), "  sun  ░░█░░░░░░░░░░░░░░░░░░░░░");
}

#[test]
fn json_has_the_next_edges_of_each_pool() {
    let folder = offline(FLEET);
    let shown = folder.run("fleet show -f @fleet.toml --at 2026-12-23T09:00:30.5+01:00 -o json");
    let mut json: Value = serde_json::from_str(&shown.stdout).unwrap();
    let next = json["pools"][0]["next"].take();
    assert_eq!(next.as_array().unwrap().len(), 8);
    let expected = "[{\"at\":\"2026-12-23T17:30:00Z\",\"min\":2,\"max\":3,\"window\":\"evening\"},\
         {\"at\":\"2026-12-23T21:00:00Z\",\"min\":1,\"max\":2,\"window\":null},\
         {\"at\":\"2026-12-23T23:00:00Z\",\"min\":0,\"max\":1,\"window\":\"holidays\"}]";
    let expected: Value = serde_json::from_str(expected).unwrap();
    assert_eq!(next.as_array().unwrap()[..3], expected.as_array().unwrap()[..]);
    let data = json["timeZoneData"].take();
    let version = folder.run("version --jq .timeZoneData");
    assert_eq!(version.stdout.trim(), data.to_string());
    let expected = "{\"formatVersion\":1,\"file\":\"FILE\",\"timeZone\":\"Europe/Berlin\",\
         \"timeZoneData\":null,\"evaluatedAt\":\"2026-12-23T08:00:30Z\",\
         \"validUntil\":\"2026-12-23T17:30:00Z\",\"pools\":[\
         {\"address\":\"acme-api/regular\",\"line\":11,\"min\":3,\"max\":5,\"window\":\"office\",\
         \"windowUntil\":\"2026-12-23T17:30:00Z\",\"next\":null},\
         {\"address\":\"acme-web/small\",\"line\":20,\"min\":null,\"max\":4,\"window\":null,\
         \"windowUntil\":null,\"next\":[]},\
         {\"address\":\"acme-web/large\",\"line\":20,\"min\":null,\"max\":4,\"window\":null,\
         \"windowUntil\":null,\"next\":[]}]}";
    json["file"] = "FILE".into();
    let expected: Value = serde_json::from_str(expected).unwrap();
    assert_eq!(json, expected);
}

#[test]
fn invalid_times_exit_with_2() {
    let folder = offline(FLEET);
    for (at, error) in [
        (
            "2026-03-29T02:30",
            "--at 2026-03-29T02:30 does not exist in Europe/Berlin: the clock is set forward over it",
        ),
        ("2026-11-30T23:59:60Z", "--at 2026-11-30T23:59:60Z must not be a leap second"),
        (
            "2023-12-31T23:59:59Z",
            "2023-12-31T23:59:59Z is not in the years 2024 to 2051, for which windows are defined",
        ),
        (
            "2052-01-01T00:00:00Z",
            "2052-01-01T00:00:00Z is not in the years 2024 to 2051, for which windows are defined",
        ),
        (
            "tomorrow",
            "--at tomorrow must be a time such as 2026-11-30T08:00:00Z, or 2026-11-30T08:00 in the time zone of the file",
        ),
    ] {
        let shown = run(&folder, &format!("--at {at}"));
        assert_eq!(shown, format!("------- stderr -------\nerror: {error}\n[exit 2]\n"));
    }
    let without_zone = offline("version = 1\n");
    let shown = run(&without_zone, "--at 2026-11-30T08:00");
    let error = "--at 2026-11-30T08:00 has no time zone: give an offset as in \
                 2026-11-30T08:00:00+01:00, or set time-zone at the top of the file";
    assert_eq!(shown, format!("------- stderr -------\nerror: {error}\n[exit 2]\n"));
}
