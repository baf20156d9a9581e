//! The embedded API as a black box: raw HTTP requests, without the client of this crate. Simulated
//! time is stopped, and only tests advance it.

mod client;
mod environments;
mod errors;
mod events;
mod faults;
mod history;
mod json_lines;
mod lists;
mod logs;
mod methods;
mod projects;
mod protocol;
mod rest_clients;
mod sharing;
mod verbs;

use std::time::Duration;

use prebuildctl::emulator::{Emulator, Options, Running, open};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::sample;
use client::Client;

/// An id that does not exist.
const UNKNOWN_ID: &str = "00000000-0000-4000-8000-000000000000";

/// A data file, a server for it, and a client of the server.
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

    /// Opens the data file in a folder, or creates it.
    fn open(folder: TempDir) -> Self {
        let options = options(&folder);
        if !options.data_file.exists() {
            sample::install(&options.data_file, 0.0);
        }
        let emulator = open(options).unwrap();
        let running = emulator.start().unwrap();
        let client = Client::new(running.address());
        Self { folder, emulator, running, client }
    }

    /// A data file with the given seed.
    fn seeded(seed: &str) -> Self {
        let local = Self::new();
        local.emulator.reset(Some(seed)).unwrap();
        local
    }

    /// Calls a method that must succeed.
    fn call(&self, method: &str, request: Value) -> Value {
        let response = self.client.post(method, &request);
        assert_eq!(response.status, 200, "{method}: {}", response.text());
        response.json()
    }

    /// Calls a method that must fail; returns status, code and message.
    fn error(&self, method: &str, request: Value) -> (u16, String, String) {
        let response = self.client.post(method, &request);
        let error = response.json();
        let text = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
        (response.status, text("code"), text("message"))
    }

    /// Advances simulated time.
    fn wait(&self, minutes: u64) {
        self.emulator.advance(Duration::from_secs(60 * minutes)).unwrap();
    }

    fn pool(&self, id: &str) -> Value {
        self.call("PrebuildService/GetWarmPool", json!({ "warmPoolId": id }))["warmPool"].clone()
    }

    /// Creates a pool for acme-api and large.
    fn create_large(&self, min: i32, max: i32) -> String {
        let mut request = self.target("acme-api", "large");
        request["minSize"] = min.into();
        request["maxSize"] = max.into();
        let pool = self.call("PrebuildService/CreateWarmPool", request);
        pool["warmPool"]["id"].as_str().unwrap().to_owned()
    }

    /// The ids of a project and a class, as fields of a request.
    fn target(&self, project: &str, class: &str) -> Value {
        json!({ "projectId": self.project(project)["id"], "environmentClassId": self.class(class) })
    }

    fn project(&self, name: &str) -> Value {
        let projects = self.call("ProjectService/ListProjects", json!({}));
        let found = projects["projects"].as_array().unwrap().iter();
        found.clone().find(|project| project["metadata"]["name"] == name).unwrap().clone()
    }

    fn class(&self, name: &str) -> Value {
        let classes = self.call("RunnerConfigurationService/ListEnvironmentClasses", json!({}));
        let found = classes["environmentClasses"].as_array().unwrap().iter();
        found.clone().find(|class| class["displayName"] == name).unwrap()["id"].clone()
    }
}

fn options(folder: &TempDir) -> Options {
    Options { data_file: folder.path().join("local.db"), speed: Some(0.0), token: None }
}

/// Phase and instance counts of a pool.
fn status_line(pool: &Value) -> String {
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
