//! Windows in `drift`: the grace after an edge, and what a missed run leaves.

use serde_json::{Value, json};

use super::Folder;
use crate::support::{CLASS, POOL, PROJECT, pool};

const FLEET: &str = "version = 1
time-zone = 'Europe/Berlin'
[windows]
office = { days = 'mon-fri', hours = '07:30-18:30' }
evening = { days = 'mon-fri', hours = '18:30-22:00' }
[[pool]]
project = 'acme-api'
class = 'large'
min = 1
max = 2
during.office = { min = 3, max = 5 }
during.evening = { min = 2, max = 4 }
";

/// A service with a pool of this size.
fn service(min: i32, max: i32) -> Folder {
    Folder::with_pools(FLEET, &[pool(POOL, min, max)])
}

#[test]
fn within_the_grace_the_size_before_is_pending() {
    let folder = service(1, 2);
    assert_eq!(
        folder.run("drift -f @fleet.toml --at 2026-11-30T07:59").to_string(),
        "… acme-api/large   3..5 since 07:30 not applied yet\nno differences\n[exit 0]\n"
    );
    assert_eq!(
        folder.run("drift -f @fleet.toml --at 2026-11-30T08:00").to_string(),
        "≠ acme-api/large   min: file 3, live 1   office since 07:30
≠ acme-api/large   max: file 5, live 2   office since 07:30
  the size outside windows: has the schedule run since 07:30?
2 differences
[exit 3]
"
    );
    let ascii = service(1, 2).with_ascii_terminal();
    let shown = ascii.run("drift -f @fleet.toml --at 2026-11-30T07:59");
    assert!(shown.stdout.starts_with("... acme-api/large   3..5"), "{shown}");
}

#[test]
fn the_size_of_another_window_is_named() {
    let folder = service(2, 4);
    let shown = folder.run("drift -f @fleet.toml --at 2026-12-01T08:00");
    let hint = "\n  the size of \"evening\": has the schedule run since 07:30?\n";
    assert!(shown.stdout.contains(hint), "{shown}");
    let shown = folder.run("drift -f @fleet.toml --at 2026-12-05T12:00");
    assert!(shown.stdout.contains("min: file 1, live 2   since Fri 2026-12-04 22:00\n"), "{shown}");
    // A size of no window.
    let shown = service(1, 5).run("drift -f @fleet.toml --at 2026-12-01T08:00");
    assert!(!shown.stdout.contains("has the schedule run"), "{shown}");
    assert_eq!(shown.code, 3);
}

#[test]
fn the_grace_is_that_of_the_flag_then_of_the_file() {
    let folder = service(1, 2);
    let code = |line: &str| folder.run(&format!("drift -f @fleet.toml {line}")).code;
    assert_eq!(code("--at 2026-11-30T08:29:59+01:00 --grace 1h"), 0);
    assert_eq!(code("--at 2026-11-30T08:30:00+01:00 --grace 1h"), 3);
    assert_eq!(code("--at 2026-11-30T07:30 --grace 0s"), 3);
    folder.write(&FLEET.replacen("version = 1", "version = 1\ngrace = '10m'", 1));
    assert_eq!(code("--at 2026-11-30T07:40"), 3);
    assert_eq!(code("--at 2026-11-30T07:40 --grace 11m"), 0);
    let shown = folder.run("drift -f @fleet.toml --grace 25h");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------\nerror: --grace \"25h\" is longer than 24h\n[exit 2]\n"
    );
}

#[test]
fn an_ignored_field_need_not_be_that_of_before() {
    let folder = service(1, 9);
    let line = "drift -f @fleet.toml --at 2026-11-30T07:40";
    assert_eq!(folder.run(line).code, 3);
    let shown = folder.run(&format!("{line} --ignore acme-api/large:max"));
    assert!(
        shown.stdout.starts_with("… acme-api/large   3..5 since 07:30 not applied yet\n"),
        "{shown}"
    );
    assert_eq!(shown.code, 0);
}

#[test]
fn json_has_the_pending_pools_and_the_windows_of_differences() {
    let folder = service(1, 2);
    let json = |line: &str| -> Value {
        serde_json::from_str(&folder.run(&format!("drift -f @fleet.toml -o json {line}")).stdout)
            .unwrap()
    };
    let drift = json("--at 2026-11-30T07:40");
    assert_eq!(drift["evaluatedAt"], "2026-11-30T06:40:00Z");
    assert_eq!(drift["validUntil"], "2026-11-30T17:30:00Z");
    assert_eq!((&drift["graceSeconds"], &drift["differences"]), (&json!(1800), &json!([])));
    assert_eq!(
        drift["pending"],
        json!([{
            "address": "acme-api/large", "projectId": PROJECT, "environmentClassId": CLASS,
            "warmPoolId": POOL, "line": 8, "window": "office",
            "since": "2026-11-30T06:30:00Z", "until": "2026-11-30T07:00:00Z",
            "file": {"minSize": 3, "maxSize": 5}, "live": {"minSize": 1, "maxSize": 2},
        }])
    );
    let drift = json("--at 2026-11-30T18:40 --grace 0s");
    assert_eq!(drift["pending"], json!([]));
    let difference = &drift["differences"][0];
    assert_eq!(
        (&difference["window"], &difference["liveWindow"]),
        (&json!("evening"), &Value::Null)
    );
    assert_eq!(difference["since"], "2026-11-30T17:30:00Z");
}
