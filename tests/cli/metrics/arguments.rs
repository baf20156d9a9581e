//! What is refused before any request, and the rules.

use super::world;
use crate::support::World;

/// The error of a command line that is refused.
fn refused(world: &World, line: &str) -> String {
    let shown = world.run(line);
    assert_eq!((shown.code, shown.stdout.as_str()), (2, ""), "{line}: {shown}");
    shown.stderr
}

#[test]
fn what_cannot_work_is_refused_before_any_request() {
    let world = World::new([]);
    let home = world.home.path().display();
    for (line, expected) in [
        ("metrics -o csv".to_owned(), "metrics does not support -o csv\n  supported: table"),
        ("metrics -o json".to_owned(), "metrics does not support -o json: supported: table"),
        ("metrics --jq .".to_owned(), "metrics does not support --jq"),
        ("metrics --every 30s".to_owned(), "--every requires --textfile, --listen or --rules"),
        (
            "metrics --listen --every 30".to_owned(),
            "--every 30 has no unit; write 30s, 15m or 1h30m",
        ),
        ("metrics --listen --every 10ms".to_owned(), "--every 10ms is out of range: 1s to 1d"),
        ("metrics --listen --every 2d".to_owned(), "--every 2d is out of range: 1s to 1d"),
        (
            "metrics --listen example.com:80".to_owned(),
            "--listen \"example.com:80\" is not an address such as 127.0.0.1:9464, 0.0.0.0:9464 or [::1]:9464",
        ),
        (
            "metrics --project ,".to_owned(),
            "--project: the name or id is empty\nerror: --project: the name or id is empty",
        ),
        (
            "metrics --textfile a.prom --listen".to_owned(),
            "--textfile cannot be used with --listen",
        ),
        ("metrics --rules --project a".to_owned(), "--rules cannot be used with --project"),
        (
            "metrics --listen -f -".to_owned(),
            "--listen cannot be used with -f -\n  the file is read again for each sweep",
        ),
        (
            format!("metrics --textfile {home}/a.txt"),
            "must end in .prom\n  textfile collectors read no other files",
        ),
        (format!("metrics --textfile {home}/nosuch/a.prom"), "the folder does not exist"),
        (format!("metrics --textfile {home}"), "is a directory"),
        (format!("metrics -f {home}/nosuch.toml"), "file not found"),
    ] {
        let world = World::new([]).with_stdin("version = 1\n");
        let stderr = refused(&world, &line);
        assert!(stderr.contains(expected), "{line}: {stderr}");
    }
    assert!(world.server.calls().is_empty());
}

#[test]
fn an_output_of_the_settings_is_passed_over() {
    let world = world().with("PREBUILDCTL_OUTPUT", "json");
    assert!(world.ok("metrics").starts_with("# HELP ona_warm_pool_info "));
}

#[test]
fn rules_need_neither_a_service_nor_a_token() {
    let world = World::signed_out([]);
    let rules = world.ok("metrics --rules");
    assert!(rules.starts_with("# Alert rules for the metrics of prebuildctl."), "{rules}");
    assert!(rules.contains("prebuildctl_last_success_timestamp_seconds > 900\n"), "{rules}");
    let every_minute = world.ok("metrics --rules --every 1m");
    assert!(every_minute.contains("prebuildctl_last_success_timestamp_seconds > 180\n"));
    assert_eq!(every_minute.lines().count(), rules.lines().count());
}

#[test]
fn signed_out_is_an_error() {
    for line in ["metrics", "metrics --listen 127.0.0.1:0"] {
        let shown = World::signed_out([]).run(line);
        assert_eq!((shown.code, shown.stdout.as_str()), (4, ""), "{shown}");
    }
}
