//! Several servers that share a data file.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use prebuildctl::emulator::{Options, open};
use serde_json::{Value, json};

use super::{Local, options, status_line};

#[test]
fn changes_of_one_server_are_visible_in_another() {
    let one = Local::new();
    let other = open(options(&one.folder)).unwrap();
    let running = other.start().unwrap();
    let client = super::Client::new(running.address());
    let id = one.create_large(1, 2);
    other.advance(Duration::from_secs(600)).unwrap();
    let response = client.post("PrebuildService/GetWarmPool", &json!({ "warmPoolId": id }));
    assert_eq!(response.json()["warmPool"], one.pool(&id));
    assert_eq!(status_line(&one.pool(&id)), "READY running 1 stopped 1 desired 1");
}

#[test]
fn a_reopened_file_has_the_same_state() {
    let local = Local::new();
    let id = local.create_large(1, 2);
    local.wait(10);
    let before = local.pool(&id);
    let Local { folder, emulator, running, .. } = local;
    drop(running);
    drop(emulator);
    assert_eq!(Local::open(folder).pool(&id), before);
}

#[test]
fn only_one_of_many_concurrent_creates_succeeds() {
    let local = Local::new();
    let request = local.target("acme-api", "large");
    let statuses: Vec<u16> = thread::scope(|scope| {
        let create = |_| {
            // Each with its own connection to the data file.
            let (request, folder) = (&request, &local.folder);
            scope.spawn(move || {
                let running = open(options(folder)).unwrap().start().unwrap();
                let client = super::Client::new(running.address());
                client.post("PrebuildService/CreateWarmPool", request).status
            })
        };
        let threads: Vec<_> = (0..16).map(create).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 15, "{statuses:?}");
}

#[test]
fn processes_that_create_the_file_at_once_see_the_same_state() {
    let folder = tempfile::tempdir().unwrap();
    let organizations: BTreeSet<String> = thread::scope(|scope| {
        let threads: Vec<_> = (0..12)
            .map(|_| {
                scope.spawn(|| {
                    let emulator = open(options(&folder)).unwrap();
                    let running = emulator.start().unwrap();
                    let client = super::Client::new(running.address());
                    client.post("PrebuildService/ListWarmPools", &json!({})).text()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(organizations.len(), 1);
    let files: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let is_database = |name: &std::ffi::OsString| name.to_string_lossy().starts_with("local.db");
    assert!(files.iter().all(is_database), "{files:?}");
}

#[test]
fn the_speed_of_time_can_be_set_and_time_can_be_advanced() {
    let folder = tempfile::tempdir().unwrap();
    let at = |speed| open(Options { speed, ..options(&folder) });
    let now = |status: Value| status["now"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let stopped = at(Some(0.0)).unwrap();
    let start = now(stopped.status().unwrap());
    assert_eq!(now(stopped.status().unwrap()), start);
    let advanced = now(stopped.advance(Duration::from_secs(3_600)).unwrap());
    assert_eq!((advanced - start).get_seconds(), 3_600);
    let running = at(Some(3_600.0)).unwrap();
    thread::sleep(Duration::from_millis(50));
    let later = now(running.status().unwrap());
    assert!(later.as_second() - advanced.as_second() >= 180, "{later}");
    assert_eq!(at(None).unwrap().status().unwrap()["speed"], 3_600.0);
    assert!(at(Some(-1.0)).is_err());
    assert!(at(Some(f64::NAN)).is_err());
    assert!(running.advance(Duration::from_secs(u64::MAX)).is_err());
}

#[test]
fn a_reset_is_visible_in_other_servers() {
    let local = Local::new();
    let other = open(options(&local.folder)).unwrap();
    let id = local.create_large(1, 2);
    let counts = |status: Value| status["counts"]["warmPools"].clone();
    assert_eq!(counts(other.status().unwrap()), 2);
    let status = local.emulator.reset(None).unwrap();
    assert_eq!(status["token"], "local");
    assert_eq!(counts(status), 1);
    assert_eq!(counts(other.status().unwrap()), 1);
    assert_eq!(local.error("PrebuildService/GetWarmPool", json!({ "warmPoolId": id })).0, 404);
}

#[test]
fn another_file_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = options(&folder).data_file;
    std::fs::write(&path, "not a database, but valuable").unwrap();
    let error = format!("{:#}", open(options(&folder)).unwrap_err());
    assert!(error.contains("local.db"), "{error}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "not a database, but valuable");
}
