//! A recorder as a process: the starts of environments.

mod files;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::binary::{end, kill, prebuildctl, start};
use crate::support::wire::WriteMode;
use crate::support::{CLASS, POOL, PROJECT, Response, Server, error, frame, pool};

const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";
const ENVIRONMENT: &str = "ae2c4c98-f4b7-419c-85e6-3254866efa68";
/// Between the bytes of a stream, so that there is time for a read between two events.
const PAUSE: Duration = Duration::from_millis(3);

/// A JSON response whose service has this time of day.
fn at(clock: &str, message: &Value) -> Response {
    let date = format!("Mon, 30 Nov 2026 {clock} GMT");
    let headers = [("content-type", "application/json"), ("date", date.as_str())];
    Response::new(200, &headers, message.to_string().as_bytes())
}

/// A recorder that polls once and then waits for events.
struct Recording {
    server: Server,
    folder: TempDir,
    path: PathBuf,
}

impl Recording {
    /// The service lists one pool, and knows its time if there is one.
    fn new(responses: impl IntoIterator<Item = Response>, clock: Option<&str>) -> Self {
        let server = Server::new(responses);
        server.set_names();
        let pools: Value = serde_json::from_str(&pool(POOL, 1, 5)).unwrap();
        let pools = json!({"warmPools": [pools]});
        let identity = json!({"organizationId": "acme"});
        for (method, message) in [("ListWarmPools", pools), ("GetAuthenticatedIdentity", identity)]
        {
            let plain = || Response::json(200, &message.to_string());
            server.always(method, clock.map_or_else(plain, |clock| at(clock, &message)));
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("watch.jsonl");
        Self { server, folder, path }
    }

    fn command(&self, options: &str) -> Command {
        let path = self.path.display();
        let line = format!("wp watch --poll-interval 1m -o id --record {path} {options}");
        prebuildctl(&self.server, &line)
    }

    fn start(&self, options: &str) -> Child {
        start(self.command(options))
    }

    /// The lines, once there are this many.
    fn wait_for_lines(&self, count: usize) -> Vec<Value> {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let lines = lines(&self.path);
            if lines.len() >= count {
                return lines;
            }
            assert!(Instant::now() < end, "timeout: {lines:?}");
            thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Recording {
    /// Waits until environments were read this often, and a little for the last response.
    fn wait_for_reads(&self, count: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        let is_read = |method: &String| method == "GetEnvironment";
        while self.server.methods().into_iter().filter(is_read).count() < count {
            assert!(Instant::now() < end, "timeout");
            thread::sleep(Duration::from_millis(5));
        }
        thread::sleep(Duration::from_millis(300));
    }
}

/// The whole lines of a file.
fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn kinds(lines: &[Value]) -> Vec<&str> {
    lines.iter().map(|line| line["kind"].as_str().unwrap_or("header")).collect()
}

/// An environment in this phase.
fn environment(phase: &str) -> Value {
    json!({"environment": {
        "id": ENVIRONMENT,
        "metadata": {"projectId": PROJECT, "createdAt": "2026-11-30T08:00:02.200Z",
            "role": "ENVIRONMENT_ROLE_DEFAULT", "prebuildId": OTHER,
            "creator": {"id": "f53d2330-3795-4c5d-a1f3-453121af9c60"}},
        "spec": {"machine": {"class": CLASS}},
        "status": {"phase": format!("ENVIRONMENT_PHASE_{phase}")}}})
}

/// A stream that stays open after events about the environment.
fn events(operations: &[&str]) -> Response {
    let head = "HTTP/1.1 200 -\r\ncontent-type: application/connect+json\r\n\r\n";
    let event = |operation: &&str| {
        let event = json!({"operation": format!("RESOURCE_OPERATION_{operation}"),
            "resourceType": "RESOURCE_TYPE_ENVIRONMENT", "resourceId": ENVIRONMENT});
        frame(0, &event.to_string())
    };
    let frames: Vec<_> = operations.iter().map(event).collect();
    let bytes = [head.as_bytes(), &frames.concat()].concat();
    Response::Odd(WriteMode::Drip(PAUSE), bytes).about("RESOURCE_TYPE_ENVIRONMENT")
}

#[test]
fn starts_are_recorded_from_their_events() {
    let recording = Recording::new(
        [
            at("08:00:03", &environment("CREATING")).to("GetEnvironment"),
            at("08:00:12", &environment("RUNNING")).to("GetEnvironment"),
        ],
        Some("08:00:01"),
    );
    recording.server.stream([events(&["CREATE", "UPDATE_STATUS"])]);
    let child = recording.start("--with-environments --with-users");
    let lines = recording.wait_for_lines(3);
    assert_eq!(
        lines[2],
        json!({"t": "2026-11-30T08:00:12Z", "kind": "start", "environmentId": ENVIRONMENT,
            "projectId": PROJECT, "environmentClassId": CLASS,
            "createdAt": "2026-11-30T08:00:02.2Z", "runningAt": "2026-11-30T08:00:12Z",
            "startSeconds": 9.8, "machineSeconds": null, "prebuildId": OTHER, "runningBefore": 1,
            "verdict": "pool", "sure": "time",
            "userId": "f53d2330-3795-4c5d-a1f3-453121af9c60"})
    );
    let opened = recording.server.streams();
    let filter = r#""resourceTypeFilters":[{"resourceType":"RESOURCE_TYPE_ENVIRONMENT"}]"#;
    assert!(opened.iter().any(|call| call.body.contains(filter)), "{opened:?}");
    kill(&child, "TERM");
    assert_eq!(end(child), (Some(143), String::new()));
    assert_eq!(lines_after_end(&recording), 3);
}

fn lines_after_end(recording: &Recording) -> usize {
    let text = fs::read_to_string(&recording.path).unwrap();
    assert!(text.ends_with('\n'));
    text.lines().count()
}

#[test]
fn a_start_that_is_not_over_at_the_end_is_unknown() {
    let recording = Recording::new(
        [at("08:00:03", &environment("CREATING")).to("GetEnvironment")],
        Some("08:00:01"),
    );
    recording.server.stream([events(&["CREATE"])]);
    let child = recording.start("--with-environments");
    recording.wait_for_reads(1);
    kill(&child, "INT");
    assert_eq!(end(child), (Some(130), String::new()));
    let lines = recording.wait_for_lines(3);
    assert_eq!((&lines[2]["verdict"], &lines[2]["runningAt"]), (&json!("unknown"), &Value::Null));
    assert_eq!(lines[2].get("userId"), None);
}

#[test]
fn without_the_time_of_the_service_no_start_is_timed() {
    let running = Response::json(200, &environment("RUNNING").to_string());
    let recording = Recording::new([running.to("GetEnvironment")], None);
    recording.server.stream([events(&["CREATE"])]);
    let child = recording.start("--with-environments");
    let lines = recording.wait_for_lines(3);
    kill(&child, "INT");
    end(child);
    let now = jiff::Timestamp::now();
    for line in &lines {
        let time: jiff::Timestamp = line["t"].as_str().unwrap().parse().unwrap();
        assert!(now.duration_since(time).abs() < jiff::SignedDuration::from_mins(5), "{line}");
    }
    assert_eq!(lines[2]["verdict"], "unknown");
    assert_eq!((&lines[2]["startSeconds"], &lines[2]["runningAt"]), (&Value::Null, &Value::Null));
}

#[test]
fn environments_that_may_not_be_read_are_reported_once() {
    let denied = error(403, "permission_denied", "no environments for you");
    let recording = Recording::new([], Some("08:00:01"));
    recording.server.always("GetEnvironment", denied);
    recording.server.stream([events(&["CREATE", "DELETE", "CREATE"])]);
    let child = recording.start("--with-environments");
    recording.wait_for_reads(2);
    kill(&child, "INT");
    let (code, stderr) = end(child);
    let expected = "Z cannot read an environment: permission_denied: no environments for you\n";
    assert!(stderr.ends_with(expected) && stderr.lines().count() == 1, "{stderr}");
    assert_eq!(code, Some(130));
}
