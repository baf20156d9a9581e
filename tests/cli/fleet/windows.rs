//! Windows: what `fleet check` finds, and the size that `plan`, `apply` and `drift` use.

use std::fmt::Write as _;
use std::fs;

use super::{Folder, seeded};
use crate::support::World;

fn offline(fleet: &str) -> Folder {
    Folder::new(World::signed_out([]), fleet)
}

#[test]
fn what_is_probably_a_mistake_is_a_warning() {
    let folder = offline(
        "version = 1
time-zone = 'Europe/Berlin'
[windows]
office = { days = 'mon-fri', hours = '08:00-11:59' }
noon = { days = 'mon-fri', hours = '12:00-12:10' }
day = { hours = '00:00-23:59', time-zone = 'EST' }
never = { dates = '02-29', days = 'mon', except = '2044-02-29' }
past = { dates = '2025-01-01' }
unused = { days = 'mon', time-zone = 'Etc/GMT+5' }
[[pool]]
project = 'a'
class = 'b'
min = 1
during.office.min = 2
during.noon.min = 2
during.never.min = 2
during.past.min = 2
[[pool]]
project = 'a'
class = 'c'
min = 1
during.day.min = 2
",
    );
    assert_eq!(
        folder.run("fleet check -f @fleet.toml").to_string(),
        "fleet.toml: 2 pools, OK
------- stderr -------
warning: fleet.toml:5:1: window noon holds for only 10 minutes, for example on Mon 2024-01-01 12:00 (Europe/Berlin)
warning: fleet.toml:6:44: time zone EST has no summer time
warning: fleet.toml:7:1: window never never holds in the years 2024 to 2051
warning: fleet.toml:9:1: window unused is used by no pool
warning: fleet.toml:9:38: time zone Etc/GMT+5 is west of Greenwich, and has no summer time
warning: fleet.toml:15:8: only 1 minute between windows office and noon, for example on Mon 2024-01-01 11:59 (Europe/Berlin); the end of hours is exclusive: write 12:00 instead of 11:59
warning: fleet.toml:22:8: only 1 minute between two times of window day, for example on Sun 2023-12-31 23:59 (EST); the end of hours is exclusive: write 24:00 instead of 23:59
[exit 0]
"
    );
    // `plan --offline` is the same; the clock decides only elsewhere what is past.
    let check = folder.run("plan --offline -f @fleet.toml");
    assert_eq!(check.to_string(), folder.run("fleet check -f @fleet.toml").to_string());
    let shown = folder.run("fleet show -f @fleet.toml --at 2025-01-02T00:00 -o name");
    assert_eq!(
        shown.stderr,
        "warning: fleet.toml:8:1: window past is over: all of its dates are past\n"
    );
    assert_eq!(folder.run("fleet show -f @fleet.toml --at 2025-01-01T23:59 -o name").stderr, "");
}

/// The warnings about a pool that uses all of these windows.
fn warnings(windows: &[(&str, &str)]) -> String {
    let mut fleet = "version = 1\ntime-zone = 'Europe/Berlin'\n[windows]\n".to_owned();
    for (name, table) in windows {
        writeln!(fleet, "{name} = {table}").unwrap();
    }
    fleet += "[[pool]]\nproject = 'a'\nclass = 'b'\nmin = 1\n";
    for (name, _) in windows {
        writeln!(fleet, "during.{name}.min = 2").unwrap();
    }
    let shown = offline(&fleet).run("fleet check -f @fleet.toml");
    assert_eq!(shown.code, 0, "{shown}");
    shown.stderr
}

#[test]
fn short_times_that_summer_time_makes_or_another_window_fills_are_no_warning() {
    let (a, b) = (("a", "{ hours = '08:00-12:00' }"), ("b", "{ hours = '12:10-18:00' }"));
    let gap = "warning: fleet.toml:11:8: only 10 minutes between windows a and b, for example on Mon \
               2024-01-01 12:00 (Europe/Berlin)\n";
    assert_eq!(warnings(&[a, b]), gap);
    let every_day = ("c", "{ dates = '01-01..12-31', hours = '11:00-13:00' }");
    assert_eq!(warnings(&[a, b, every_day]), "");
    // Of 70 and 65 minutes, but for the night on which an hour is skipped.
    assert_eq!(warnings(&[("a", "{ hours = '01:55-03:05' }")]), "");
    let nights = [("a", "{ hours = '00:00-01:55' }"), ("b", "{ hours = '03:00-05:00' }")];
    assert_eq!(warnings(&nights), "");
}

#[test]
fn windows_that_overlap_are_an_error_at_the_later_key() {
    let fleet = "version = 1
time-zone = 'Europe/Berlin'
[windows]
office = { days = 'mon-fri', hours = '08:00-18:00' }
evening = { days = 'fri', hours = '17:00-20:00' }
[[pool]]
project = 'a'
class = ['b', 'c']
min = 1
during.evening = { min = 2, max = 2 }
during.office = { min = 2, max = 2 }
";
    assert_eq!(
        offline(fleet).run("fleet check -f @fleet.toml").to_string(),
        "------- stderr -------
error: fleet.toml:11:8: during.office overlaps during.evening of line 10: both hold on Fri 2024-01-05 17:00 (Europe/Berlin); change the windows, or set overlap = \"largest\"
[exit 2]
"
    );
    let largest = fleet.replace("min = 1\n", "min = 1\noverlap = 'largest'\n");
    let shown = offline(&largest).run("fleet check -f @fleet.toml");
    assert_eq!(shown.to_string(), "fleet.toml: 2 pools, OK\n[exit 0]\n");
}

#[test]
fn several_files_share_windows_but_not_defaults_and_time_zones() {
    let folder = offline("");
    let pools = folder.world.home.path().join("pools");
    fs::create_dir(&pools).unwrap();
    let write = |name: &str, text: &str| fs::write(pools.join(name), text).unwrap();
    let windows = "version = 1\ngrace = '20m'\n[windows]\n\
                   office = { days = 'mon-fri', hours = '08:00-18:00', time-zone = 'Europe/Berlin' }\n";
    write("a-windows.toml", windows);
    write(
        "b.toml",
        "version = 1\n[defaults]\nmin = 1\nduring.office.max = 7\n[[pool]]\nproject = 'p'\nclass = 'b'\n",
    );
    let c = "version = 1\n[[pool]]\nproject = 'p'\nclass = 'c'\nmin = 0\nduring.office.min = 1\n";
    write("c.toml", c);
    assert_eq!(
        folder.run("fleet show -f @pools --at 2026-11-30T08:00:00Z").to_string(),
        "\
p/b   Mon 2026-11-30 08:00Z 1..7 (office until Mon 17:00Z), then 1..2
  next  Mon 17:00Z 1..2   Tue 07:00Z 1..7 office
p/c   Mon 2026-11-30 08:00Z 1..2 (office until Mon 17:00Z), then 0..2
  next  Mon 17:00Z 0..2   Tue 07:00Z 1..2 office
[exit 0]
"
    );
    let filter = "[.file,.files,.timeZone,(.pools[]|.path,.line)]";
    let shown =
        folder.run(&format!("fleet show -f @pools --at 2026-11-30T08:00:00Z -c --jq {filter}"));
    assert_eq!(
        shown.stdout,
        "[\"pools/a-windows.toml\",[\"pools/a-windows.toml\",\"pools/b.toml\",\"pools/c.toml\"],null,\
         \"pools/b.toml\",7,\"pools/c.toml\",4]\n"
    );
    write("c.toml", &format!("{c}[windows]\noffice.days = 'mon'\n"));
    write("d.toml", "version = 1\ntime-zone = 'UTC'\ngrace = '0s'\nwindows.office.days = 'sun'\n");
    assert_eq!(
        folder.run("fleet check -f @pools").to_string(),
        "------- stderr -------
error: pools/c.toml:8:1: window office is a duplicate of pools/a-windows.toml:4
error: pools/c.toml:8:1: windows.office has no time zone: add time-zone = \"Europe/Berlin\" at the top of the file
error: pools/d.toml:3:9: grace is a duplicate of pools/a-windows.toml:2
error: pools/d.toml:4:9: window office is a duplicate of pools/c.toml:8
[exit 2]
"
    );
}

#[test]
fn plan_apply_and_drift_use_the_size_of_the_current_instant() {
    let fleet = "version = 1
time-zone = 'UTC'
windows.always = { days = 'daily' }
[[pool]]
project = 'acme-api'
class = 'large'
min = 1
max = 2
during.always = { min = 3, max = 7 }
";
    let folder = seeded(fleet);
    let drift = folder.run("drift -f @fleet.toml");
    assert_eq!(
        drift.stdout,
        "≠ acme-api/large   min: file 3, live 1   always\n≠ acme-api/large   max: file 7, live 5   always\n2 differences\n"
    );
    let plan = folder.run("plan -f @fleet.toml");
    assert!(
        plan.stdout.starts_with("~ acme-api/large   min 1 -> 3, max 5 -> 7   always\n"),
        "{plan}"
    );
    let apply = folder.run("apply -f @fleet.toml --yes");
    assert_eq!(apply.code, 0, "{apply}");
    assert_eq!(folder.run("drift -f @fleet.toml").stdout, "no differences\n");
    folder.write(&fleet.replace("daily", "daily', dates = '2024-01-01"));
    let plan = folder.run("plan -f @fleet.toml");
    assert!(plan.stdout.starts_with("~ acme-api/large   min 3 -> 1, max 7 -> 2\n"), "{plan}");
    let warning = "warning: fleet.toml:3:9: window always is over: all of its dates are past\n";
    assert!(plan.stderr.starts_with(warning), "{plan}");
}
