//! What events show: claims, missed reports, and starts of environments.

use std::process::{Command, Stdio};

use prebuildctl::emulator::{Emulator, Options, Running, open};
use tempfile::TempDir;

use super::listen::Listening;
use super::value;
use crate::support::seed::{ACME_API, REGULAR};
use crate::support::{home, sample};

/// An embedded API. A start from a pool takes a second of real time, a refill nine.
struct Service {
    folder: TempDir,
    _emulator: Emulator,
    running: Running,
}

impl Service {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data_file = folder.path().join("local.db");
        let speed = 10.0;
        sample::install(&data_file, speed);
        let emulator = open(Options { data_file, speed: Some(speed), token: None }).unwrap();
        let running = emulator.start().unwrap();
        Self { folder, _emulator: emulator, running }
    }

    fn command(&self) -> Command {
        let mut command = home::prebuildctl(self.folder.path());
        command
            .env("ONA_HOST", format!("http://{}", self.running.address()))
            .env("ONA_TOKEN", "local")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, words: &[&str]) {
        let output = self.command().args(words).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    fn create_environment(&self) {
        let message =
            format!(r#"{{"projectId":"{ACME_API}","spec":{{"machine":{{"class":"{REGULAR}"}}}}}}"#);
        let method = "EnvironmentService/CreateEnvironmentFromProject";
        self.run(&["api", method, "-d", &message]);
    }
}

const PAIR: &str = "project=\"acme-api\",class=\"regular\"";

fn number(text: &str, series: &str) -> u64 {
    value(text, series).unwrap_or_else(|| panic!("{series}: {text}")).parse().unwrap()
}

fn starts(text: &str, source: &str) -> u64 {
    let labels = format!("{PAIR},source=\"{source}\"");
    number(text, &format!("ona_environment_start_seconds_count{{{labels}}}"))
}

#[test]
fn a_claim_and_the_start_of_its_environment_are_counted() {
    let service = Service::new();
    let listening = Listening::with_command(service.command(), "--every 1h");
    let up = "prebuildctl_event_stream_up";
    let text = listening.wait_until(|text| value(text, up) == Some("1"));
    let claims = format!("ona_warm_pool_claims_observed_total{{{PAIR}}}");
    let running = format!("ona_warm_pool_running_instances{{{PAIR}}}");
    let missed = format!("ona_warm_pool_reports_missed_total{{{PAIR}}}");
    assert_eq!(
        (number(&text, &claims), number(&text, &missed), number(&text, &running)),
        (0, 0, 1)
    );
    assert_eq!(["pool", "prebuild", "cold"].map(|source| starts(&text, source)), [0, 0, 0]);
    service.create_environment();
    let text = listening.wait_until(|text| number(text, &claims) == 1);
    assert_eq!(number(&text, &running), 0, "the pool is read again, without a sweep");
    let count = |text: &str| starts(text, "pool") + starts(text, "prebuild");
    let text = listening.wait_until(|text| count(text) == 1);
    assert_eq!(starts(&text, "cold"), 0, "{text}");
    let buckets = ["pool", "prebuild"].map(|source| {
        let labels = format!("{PAIR},source=\"{source}\",le=\"600.0\"");
        number(&text, &format!("ona_environment_start_seconds_bucket{{{labels}}}"))
    });
    assert_eq!(buckets.iter().sum::<u64>(), 1, "{text}");
    let sweeps = "prebuildctl_requests_total{method=\"ListWarmPools\",code=\"ok\"}";
    assert_eq!(number(&text, sweeps), 1);
    let streams = "prebuildctl_requests_total{method=\"WatchEvents\",code=\"ok\"}";
    listening.wait_until(|text| value(text, streams) == Some("3"));
    assert_eq!(listening.stop(), "");
}

#[test]
fn a_new_prebuild_is_noticed_by_its_events() {
    let service = Service::new();
    let listening = Listening::with_command(service.command(), "--every 1s");
    let series = format!("ona_prebuild_last_completed_timestamp_seconds{{{PAIR}}}");
    let completed = |text: &str| value(text, &series).map(str::to_owned);
    let up = "prebuildctl_event_stream_up";
    let before = completed(&listening.wait_until(|text| value(text, up) == Some("1")));
    service.run(&["prebuild", "trigger", "--project", "acme-api", "--class", "regular"]);
    let file = service.folder.path().join("local.db");
    service.run(&["--local-data", file.to_str().unwrap(), "local", "advance", "20m"]);
    let text = listening.wait_until(|text| completed(text) != before);
    let lists = "prebuildctl_requests_total{method=\"ListPrebuilds\",code=\"ok\"}";
    assert_eq!(number(&text, lists), 1, "the list is read once");
    assert_eq!(listening.stop(), "");
}
