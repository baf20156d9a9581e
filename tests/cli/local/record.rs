//! Recording the embedded API: claims, starts from prebuilds and cold ones, by its simulated time.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};
use std::{fs, thread};

use serde_json::{Value, json};

use super::{process, stopped};
use crate::support::seed::{ACME_API, ACME_WEB, REGULAR, SMALL};
use crate::support::{World, home, read_until};

/// A recorder of everything, with open streams.
struct Recorder {
    child: Child,
    path: PathBuf,
}

impl Recorder {
    fn start(world: &World, options: &str) -> Self {
        let data = home::data_file(world.home.path());
        let path = world.home.path().join("watch.jsonl");
        let record = format!("--record {} --with-environments {options}", path.display());
        let mut child = process(&data, &format!("wp watch -v {record}")).spawn().unwrap();
        let stderr = child.stderr.as_mut().unwrap();
        for _ in 0..2 {
            assert!(read_until(stderr, "> WatchEvents to ").ends_with("> WatchEvents to "));
        }
        // A stream that opens causes one more poll.
        for _ in 0..2 {
            read_until(stderr, "< ListWarmPools 200");
        }
        Self { child, path }
    }

    /// The lines of a kind, once there are this many.
    fn wait_for(&self, kind: &str, count: usize) -> Vec<Value> {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let lines: Vec<_> =
                lines(&self.path).into_iter().filter(|line| line["kind"] == kind).collect();
            if lines.len() >= count {
                return lines;
            }
            assert!(Instant::now() < end, "timeout: {lines:?}");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The lines that are whole.
fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

fn create_environment(world: &World, project: &str, class: &str) -> String {
    let request = json!({"projectId": project, "spec": {"machine": {"class": class}}});
    let call = "api EnvironmentService/CreateEnvironmentFromProject -d";
    let created = world.ok(&format!("{call} {request}"));
    let created: Value = serde_json::from_str(&created).unwrap();
    created["environment"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn starts_have_a_verdict_by_the_simulated_time_that_they_took() {
    let world = stopped();
    let recorder = Recorder::start(&world, "--with-users");
    recorder.wait_for("pool", 1);
    let claimed = create_environment(&world, ACME_API, REGULAR);
    recorder.wait_for("pool", 2);
    world.ok("local advance 5s");
    let slow = create_environment(&world, ACME_API, REGULAR);
    let cold = create_environment(&world, ACME_WEB, SMALL);
    for (count, step) in [(1, "5s"), (2, "35s"), (3, "140s")] {
        world.ok(&format!("local advance {step}"));
        recorder.wait_for("start", count);
    }
    let starts = recorder.wait_for("start", 3);
    for (line, id, verdict, seconds, before, sure) in [
        (&starts[0], claimed, "pool", 10.0, json!(1), "both"),
        (&starts[1], slow, "prebuild", 40.0, json!(0), "time"),
        (&starts[2], cold, "cold", 180.0, Value::Null, "time"),
    ] {
        assert_eq!(line["environmentId"], id.as_str(), "{line}");
        assert_eq!(line["verdict"], verdict, "{line}");
        // Simulated time is told to the second.
        let took = line["startSeconds"].as_f64().unwrap();
        assert!((took - seconds).abs() < 1.0, "{line}");
        assert_eq!(line["runningBefore"], before, "{line}");
        assert_eq!(line["sure"], sure, "{line}");
        assert!(line["userId"].is_string(), "{line}");
    }
    let header = &lines(&recorder.path)[0];
    assert_eq!(header["host"], "local");
    let status: Value = serde_json::from_str(&world.ok("local status -o json")).unwrap();
    assert!(header["t"].as_str() < status["now"].as_str(), "{header} {status}");
}

#[test]
fn only_starts_of_watched_pools_are_recorded() {
    let world = stopped();
    let recorder = Recorder::start(&world, "acme-api/regular");
    recorder.wait_for("pool", 1);
    create_environment(&world, ACME_WEB, SMALL);
    let claimed = create_environment(&world, ACME_API, REGULAR);
    world.ok("local advance 3m");
    let starts = recorder.wait_for("start", 1);
    assert_eq!(starts.len(), 1);
    assert_eq!(starts[0]["environmentId"], claimed.as_str());
}

/// Simulated time runs sixty times as fast, and every minute of it has a line.
#[test]
fn the_recording_covers_simulated_time() {
    let world = World::local();
    let recorder = Recorder::start(&world, "");
    let lines = recorder.wait_for("pool", 6);
    let times: Vec<jiff::Timestamp> =
        lines.iter().map(|line| line["t"].as_str().unwrap().parse().unwrap()).collect();
    let gaps: Vec<_> = times.windows(2).map(|pair| pair[1].duration_since(pair[0])).collect();
    let is_short = |gap: &jiff::SignedDuration| *gap <= jiff::SignedDuration::from_secs(120);
    assert!(gaps.iter().filter(|gap| is_short(gap)).count() >= 3, "{gaps:?}");
}

/// What was recorded before and after a kill, with a broken line between, is read as one recording.
#[test]
fn a_recording_of_several_runs_is_read_by_stats_and_history() {
    let world = stopped();
    let path = {
        let recorder = Recorder::start(&world, "");
        recorder.wait_for("pool", 1);
        create_environment(&world, ACME_API, REGULAR);
        recorder.wait_for("pool", 2);
        world.ok("local advance 10s");
        recorder.wait_for("start", 1);
        world.ok("wp update acme-api/regular --max 5");
        recorder.wait_for("pool", 3);
        recorder.path.clone()
    };
    let mut file = fs::File::options().append(true).open(&path).unwrap();
    file.write_all(b"{\"t\":\"2026-11-27T12:00:11Z\",\"kind\":\"po").unwrap();
    drop(file);
    let recorder = Recorder::start(&world, "");
    create_environment(&world, ACME_API, REGULAR);
    world.ok("local advance 41s");
    let text = format!("{:?}", recorder.wait_for("start", 2));
    assert!(text.contains("prebuild"), "{text}");
    let path = path.display();
    let stats =
        world.run(&format!("wp stats acme-api/regular --since 1h --recording {path} -o json"));
    let stats: Value = serde_json::from_str(&stats.stdout).unwrap();
    let from_pool = &stats["pools"][0]["fromPool"];
    assert_eq!((&from_pool["served"], &from_pool["missed"]), (&json!(1), &json!(1)), "{stats}");
    assert_eq!(from_pool["grade"], "watched");
    assert_eq!(stats["pools"][0]["starts"]["total"], 2, "{stats}");
    let line = format!("wp history acme-api/regular --since 1h --recording {path}");
    let shown = world.run(&format!("{line} --columns event,detail,source"));
    assert_eq!(
        shown.stdout, "EVENT    DETAIL        SOURCE\nresized  1..3 -> 1..5  audit\n",
        "{shown}"
    );
    assert!(shown.stderr.starts_with("skipped a broken line: "), "{shown}");
}
