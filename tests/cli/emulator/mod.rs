//! The embedded API from the outside: raw HTTP in, bytes out, and nothing of the client of this
//! crate. Time stands still but for what a test advances.

mod client;
mod errors;
mod events;
mod lists;
mod protocol;
mod sharing;
mod verbs;

use std::time::Duration;

use prebuildctl::emulator::{Emulator, Options, Running, open};
use serde_json::{Value, json};
use tempfile::TempDir;

use client::Client;

/// An identifier nothing has.
const NOBODY: &str = "00000000-0000-4000-8000-000000000000";

/// A data file with a server over it, and a client of that.
struct Local {
    folder: TempDir,
    emulator: Emulator,
    running: Running,
    client: Client,
}

impl Local {
    fn new() -> Self {
        Self::open(tempfile::tempdir().unwrap())
    }

    /// Another server over the data file of a folder.
    fn open(folder: TempDir) -> Self {
        let emulator = open(options(&folder)).unwrap();
        let running = emulator.start().unwrap();
        let client = Client::new(running.address());
        Self { folder, emulator, running, client }
    }

    /// A service that begins with a seed of the test's own.
    fn seeded(seed: &str) -> Self {
        let local = Self::new();
        let path = local.folder.path().join("seed.toml");
        std::fs::write(&path, seed).unwrap();
        local.emulator.reset(Some(&path)).unwrap();
        local
    }

    /// Calls a method, which has to succeed.
    fn call(&self, method: &str, request: Value) -> Value {
        let answer = self.client.post(method, &request);
        assert_eq!(answer.status, 200, "{method}: {}", answer.text());
        answer.json()
    }

    /// Calls a method, which has to fail; returns status, code and message.
    fn refused(&self, method: &str, request: Value) -> (u16, String, String) {
        let answer = self.client.post(method, &request);
        let error = answer.json();
        let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
        (answer.status, text("code"), text("message"))
    }

    /// Moves simulated time.
    fn wait(&self, minutes: u64) {
        self.emulator.advance(Duration::from_secs(60 * minutes)).unwrap();
    }

    fn pool(&self, id: &str) -> Value {
        self.call("PrebuildService/GetWarmPool", json!({ "warmPoolId": id }))["warmPool"].clone()
    }

    /// Creates the pool of acme-api and large.
    fn create_large(&self, min: i32, max: i32) -> String {
        let mut request = self.pair("acme-api", "large");
        request["minSize"] = min.into();
        request["maxSize"] = max.into();
        let pool = self.call("PrebuildService/CreateWarmPool", request);
        pool["warmPool"]["id"].as_str().unwrap().to_owned()
    }

    /// Ids of a project and a class, as `CreateWarmPool` takes them.
    fn pair(&self, project: &str, class: &str) -> Value {
        json!({ "projectId": self.project(project)["id"], "environmentClassId": self.class(class) })
    }

    fn project(&self, name: &str) -> Value {
        let projects = self.call("ProjectService/ListProjects", json!({}));
        let found = projects["projects"].as_array().unwrap().iter();
        found.clone().find(|own| own["metadata"]["name"] == name).unwrap().clone()
    }

    fn class(&self, name: &str) -> Value {
        let classes = self.call("RunnerConfigurationService/ListEnvironmentClasses", json!({}));
        let found = classes["environmentClasses"].as_array().unwrap().iter();
        found.clone().find(|own| own["displayName"] == name).unwrap()["id"].clone()
    }
}

fn options(folder: &TempDir) -> Options {
    Options { data_file: folder.path().join("local.db"), speed: Some(0.0), token: None }
}

/// A pool in one line: phase and counts, absent ones as zero.
fn shown(pool: &Value) -> String {
    let status = &pool["status"];
    let count = |name: &str| status[name].as_i64().unwrap_or(0);
    format!(
        "{} running {} stopped {} desired {}",
        status["phase"].as_str().unwrap().trim_start_matches("WARM_POOL_PHASE_"),
        count("runningInstances"),
        count("stoppedInstances"),
        count("desiredSize"),
    )
}
