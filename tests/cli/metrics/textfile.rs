//! `metrics --textfile`: a file for the collector of node_exporter.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use super::{redact, value, world};
use crate::process::binary::{end, kill, prebuildctl, start};
use crate::support::{World, error, read_until};

fn textfile(world: &World) -> PathBuf {
    world.home.path().join("warm-pools.prom")
}

fn read(world: &World) -> String {
    fs::read_to_string(textfile(world)).unwrap()
}

fn line(world: &World) -> String {
    format!("metrics --textfile {}", textfile(world).display())
}

#[test]
fn a_file_is_replaced_as_a_whole_and_can_be_read_by_everybody() {
    let world = world();
    let path = textfile(&world);
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    assert_eq!(world.ok(&line(&world)), "");
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o7777, 0o644);
    assert_eq!(fs::read_dir(world.home.path()).unwrap().count(), 1, "a file was left");
    let text = read(&world);
    let printed = world.ok("metrics");
    // The same, with the name of the file at what is about the tool.
    let label = "textfile=\"warm-pools.prom\"";
    let labeled = |line: &str| match line.split_once(' ') {
        Some((series, value)) if series.starts_with("prebuildctl_") => match series.split_once('}')
        {
            Some((series, _)) => format!("{series},{label}}} {value}\n"),
            None => format!("{series}{{{label}}} {value}\n"),
        },
        _ => format!("{line}\n"),
    };
    let expected: String = printed.lines().map(labeled).collect();
    assert_eq!(redact(&text), redact(&expected));
    let tool = text.lines().filter(|line| line.starts_with("prebuildctl_"));
    assert!(tool.clone().count() > 5 && tool.clone().all(|line| line.contains(label)), "{text}");
    assert!(!text.contains("# EOF") && text.ends_with('\n'), "{text}");
}

#[test]
fn a_failure_leaves_the_old_file() {
    let world = world();
    world.ok(&line(&world));
    let before = read(&world);
    world.server.always("ListRunners", error(403, "unauthenticated", "expired"));
    let shown = world.run(&line(&world));
    assert_eq!((shown.code, shown.stdout.as_str()), (4, ""), "{shown}");
    assert_eq!(read(&world), before);
}

#[test]
fn a_device_is_written_into_whatever_its_name() {
    let shown = world().run("metrics --textfile /dev/null");
    assert_eq!(shown.to_string(), "[exit 0]\n");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let world = world();
    let path = textfile(&world);
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    for flags in ["", " --every 1h -q"] {
        let shown = world.run(&format!("{}{flags}", line(&world)));
        let message = format!("error: cannot write {}\n  is read-only\n", path.display());
        assert_eq!((shown.code, shown.stderr), (1, message));
        assert_eq!(read(&world), "old");
    }
}

/// Waits until the file meets a condition.
fn wait_until(world: &World, is_met: impl Fn(&str) -> bool) -> String {
    for _ in 0..1_000 {
        if let Ok(text) = fs::read_to_string(textfile(world)) {
            assert!(text.ends_with('\n'), "half a file: {text}");
            if is_met(&text) {
                return text;
            }
        }
        sleep(Duration::from_millis(10));
    }
    panic!("the file was not written");
}

fn pools_read(text: &str) -> Option<u32> {
    let labels = "method=\"ListWarmPools\",code=\"ok\",textfile=\"warm-pools.prom\"";
    value(text, &format!("prebuildctl_requests_total{{{labels}}}"))?.parse().ok()
}

#[test]
fn with_an_interval_it_goes_on_and_an_outage_is_reported_once() {
    let world = world();
    let command = format!("{} --every 1s --retries 0", line(&world));
    let mut child = start(prebuildctl(&world.server, &command));
    wait_until(&world, |text| pools_read(text) == Some(2));
    world.server.always("ListWarmPools", error(503, "unavailable", "down for a while"));
    let reported = read_until(child.stderr.as_mut().unwrap(), "down for a while\n");
    let path = textfile(&world).display().to_string();
    assert_eq!(
        reported,
        format!(
            "writing {path} every 1s until stopped
error: cannot read the warm pools
  the server says: down for a while
"
        )
    );
    let before = read(&world);
    let calls = world.server.calls().len();
    world.server.wait_for_calls(calls + 2);
    assert_eq!(read(&world), before, "the old file stays");
    super::serve(&world);
    wait_until(&world, |text| pools_read(text) > pools_read(&before));
    kill(&child, "TERM");
    assert_eq!(end(child), (Some(143), "recovered: the metrics are up to date\n".to_owned()));
    let text = read(&world);
    assert!(!text.contains("claims") && !text.contains("event_stream"), "{text}");
    assert!(world.server.streams().is_empty(), "no events are watched");
    let lists = world.server.methods().iter().filter(|name| *name == "ListPrebuilds").count();
    assert_eq!(lists, 1, "prebuilds are not read with every sweep");
}
