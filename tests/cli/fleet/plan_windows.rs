//! Windows in plans: the line of a change, JSON, and when a plan is stale.

use serde_json::{Value, json};

use super::Folder;
use crate::support::{CLASS, POOL, PROJECT, Response, page, pool};

const FLEET: &str = "version = 1
time-zone = 'Europe/Berlin'
[windows]
office = { days = 'mon-fri', hours = '07:30-18:30' }
holidays = { dates = '2026-12-24..2027-01-01' }
[[pool]]
project = 'acme-api'
class = 'large'
min = 1
max = 2
during.office = { min = 3, max = 5 }
during.holidays = { min = 0, max = 1 }
";

/// A service with a pool of this size.
fn service(min: i32, max: i32) -> Folder {
    Folder::with_pools(FLEET, &[pool(POOL, min, max)])
}

fn json(folder: &Folder, line: &str) -> Value {
    serde_json::from_str(&folder.run(line).stdout).unwrap()
}

#[test]
fn a_change_names_the_window_and_its_end() {
    let folder = service(1, 2);
    assert_eq!(
        folder.run("plan -f @fleet.toml --at 2026-11-30T09:00").to_string(),
        "~ acme-api/large   min 1 -> 3, max 2 -> 5   office until 18:30
0 to create, 1 to update, 0 to delete
[exit 0]
"
    );
    for (at, expected) in [
        ("2026-12-23T18:30", "no changes: 1 pool up to date"),
        // Of another day.
        (
            "2026-12-24T00:00",
            "~ acme-api/large   min 1 -> 0, max 2 -> 1   holidays until Sat 2027-01-02 00:00",
        ),
    ] {
        let shown = folder.run(&format!("plan -f @fleet.toml --at {at}"));
        assert_eq!(shown.stdout.lines().next(), Some(expected), "{at}: {shown}");
    }
    let folder = service(3, 5);
    for (at, expected) in [
        ("2026-11-27T18:30:00+01:00", "min 3 -> 1, max 5 -> 2   until Mon 07:30"),
        ("2026-11-30T06:29:59Z", "min 3 -> 1, max 5 -> 2   until 07:30"),
    ] {
        let shown = folder.run(&format!("plan -f @fleet.toml --at {at}"));
        let line = format!("~ acme-api/large   {expected}");
        assert_eq!(shown.stdout.lines().next(), Some(&*line), "{at}: {shown}");
    }
}

#[test]
fn without_a_time_zone_times_are_in_utc() {
    let folder = service(1, 2);
    let zone = "hours = '07:30-18:30', time-zone = 'UTC' }";
    let fleet = FLEET.replace("time-zone = 'Europe/Berlin'\n", "");
    let fleet = fleet.replace("hours = '07:30-18:30' }", zone);
    folder.write(&fleet.replace("2027-01-01' }", "2027-01-01', time-zone = 'UTC' }"));
    let shown = folder.run("plan -f @fleet.toml --at 2026-11-30T09:00:00Z");
    assert!(shown.stdout.contains("   office until 18:30Z\n"), "{shown}");
}

#[test]
fn json_has_the_instant_the_next_edge_and_the_window() {
    let folder = service(1, 2);
    let plan = json(&folder, "plan -f @fleet.toml --at 2026-11-30T08:00:59.9Z -o json");
    assert_eq!(plan["evaluatedAt"], "2026-11-30T08:00:59Z");
    assert_eq!(plan["validUntil"], "2026-11-30T17:30:00Z");
    assert_eq!(
        plan["changes"],
        json!([{
            "action": "update", "address": "acme-api/large", "projectId": PROJECT,
            "environmentClassId": CLASS, "warmPoolId": POOL,
            "before": {"minSize": 1, "maxSize": 2}, "after": {"minSize": 3, "maxSize": 5},
            "line": 8, "window": "office", "windowUntil": "2026-11-30T17:30:00Z",
        }])
    );
    let none = json(&folder, "plan -f @fleet.toml --at 2026-11-30T05:00:00Z -o json");
    let change = &none["changes"][0];
    assert_eq!((&change["action"], &change["window"]), (&json!("none"), &Value::Null));
    assert_eq!(change["windowUntil"], "2026-11-30T06:30:00Z");
    let wide =
        folder.run("plan -f @fleet.toml --at 2026-11-30T08:00:00Z -o csv --columns window,until");
    assert_eq!(wide.stdout, "WINDOW,UNTIL\noffice,2026-11-30T17:30:00Z\n");
}

#[test]
fn a_fleet_without_windows_has_no_edges() {
    let folder = service(1, 2);
    folder.write("version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'large'\nmin = 1\n");
    let plan = json(&folder, "plan -f @fleet.toml -o json");
    assert!(plan["evaluatedAt"].is_string(), "{plan}");
    assert_eq!(plan["validUntil"], Value::Null);
    assert_eq!(plan["changes"][0]["windowUntil"], Value::Null);
}

#[test]
fn an_invalid_time_is_an_error_before_anything_is_sent() {
    let folder = service(1, 2);
    for (at, expected) in [
        ("2026-11-30", "--at 2026-11-30 must be a time such as"),
        ("2026-03-29T02:30", "--at 2026-03-29T02:30 does not exist in Europe/Berlin"),
        ("2052-01-01T00:00:00Z", "2052-01-01T00:00:00Z is not in the years 2024 to 2051"),
    ] {
        let shown = folder.run(&format!("plan -f @fleet.toml --at {at}"));
        assert!(shown.stderr.starts_with(&format!("error: {expected}")), "{shown}");
        assert_eq!(shown.code, 2);
    }
    let shown = folder.run("plan -f @fleet.toml --offline --at 2026-11-30T09:00");
    assert_eq!(shown.code, 2, "{shown}");
    assert_eq!(folder.world.server.calls().len(), 0);
}

#[test]
fn a_saved_plan_is_stale_after_the_window_of_a_change() {
    let folder = service(1, 2);
    let save = |at: &str| {
        let shown = folder.run(&format!("plan -f @fleet.toml --at {at} --out @plan.json -q"));
        assert_eq!(shown.to_string(), "[exit 0]\n");
    };
    // Neither year is that of the clock.
    save("2024-11-25T09:00");
    assert_eq!(
        folder.run("apply @plan.json --yes").to_string(),
        "------- stderr -------
error: the plan is stale: acme-api/large: made for office, which ended Mon 2024-11-25 17:30Z
  nothing was changed
hint: prebuildctl plan -f fleet.toml --out plan.json
[exit 7]
"
    );
    folder.world.server.always("ListWarmPools", page(&[pool(POOL, 3, 5)], ""));
    save("2024-11-25T20:00");
    let shown = folder.run("apply @plan.json --yes");
    let error = "error: the plan is stale: acme-api/large: made for 1..2 outside windows, until Tue \
                 2024-11-26 06:30Z\n";
    assert!(shown.stderr.starts_with(error), "{shown}");
    save("2051-11-27T09:00");
    let shown = folder.run("apply @plan.json --yes");
    let error = "error: the plan is stale: it was made for Mon 2051-11-27 08:00Z\n";
    assert!(shown.stderr.starts_with(error), "{shown}");
    assert_eq!(shown.code, 7);
}

#[test]
fn edges_of_pools_that_do_not_change_do_not_matter() {
    let folder = service(3, 5);
    folder.run("plan -f @fleet.toml --at 2024-11-25T09:00 --out @plan.json -q");
    let shown = folder.run("apply @plan.json --yes -o json");
    assert_eq!(shown.code, 0, "{shown}");
    let summary: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(summary["evaluatedAt"], "2024-11-25T08:00:00Z");
    assert_eq!(summary["validUntil"], "2024-11-25T17:30:00Z");
    assert_eq!(summary["changes"][0]["window"], "office");
    assert_eq!(summary["changes"][0]["windowUntil"], "2024-11-25T17:30:00Z");
}

/// A service whose clock is far from the local one; all others go by the same one.
fn of_other_time(min: i32, max: i32, date: &str) -> Folder {
    let folder = service(min, max);
    let headers = [("content-type", "application/json"), ("date", date)];
    let identity = Response::new(200, &headers, b"{\"organizationId\":\"o\"}");
    folder.world.server.always("GetAuthenticatedIdentity", identity);
    let pools = format!("{{\"warmPools\":[{}]}}", pool(POOL, min, max));
    folder.world.server.always("ListWarmPools", Response::new(200, &headers, pools.as_bytes()));
    folder
}

#[test]
fn a_wrong_clock_is_a_warning_and_applies_no_other_sizes() {
    // The pool has the size of a window that holds all of 2049, so that the two clocks disagree.
    let windows = "\nyear = { dates = '2049-01-01..2049-12-31' }\n[[pool]]";
    let fleet = FLEET.replace("\n[[pool]]", windows) + "during.year = { min = 7, max = 9 }\n";
    let folder = of_other_time(1, 2, "Fri, 01 Jan 2049 12:00:00 GMT");
    folder.write(&fleet);
    let plan = folder.run("plan -f @fleet.toml");
    assert!(
        plan.stderr.contains("behind that of the service; windows use the local clock\n"),
        "{plan}"
    );
    assert_eq!(plan.code, 0);
    let drift = folder.run("drift -f @fleet.toml");
    assert!(drift.stderr.contains("warning: the local clock is "), "{drift}");
    let apply = folder.run("apply -f @fleet.toml --yes");
    assert!(apply.stderr.contains(" that of the service, and gives other sizes\n"), "{apply}");
    assert!(
        apply.stderr.contains("by this clock, 7..9 by that\n  nothing was changed\n"),
        "{apply}"
    );
    assert_eq!(apply.code, 7);
    // Another instant does not depend on the clock, and neither does a fleet without windows.
    let plan = folder.run("plan -f @fleet.toml --at 2026-11-30T09:00");
    assert!(!plan.stderr.contains("clock"), "{plan}");
    folder.write("version = 1\n[[pool]]\nproject = 'acme-api'\nclass = 'large'\nmin = 1\n");
    assert_eq!(folder.run("apply -f @fleet.toml --yes").stderr, "");
}
