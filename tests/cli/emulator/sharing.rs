//! One data file, many servers; and what stays when one is gone.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use prebuildctl::emulator::{Options, open};
use serde_json::{Value, json};

use super::{Local, options, shown};

#[test]
fn what_one_server_did_another_sees() {
    let one = Local::new();
    let other = open(options(&one.folder)).unwrap();
    let running = other.start().unwrap();
    let client = super::Client::new(running.address());
    let id = one.create_large(1, 2);
    other.advance(Duration::from_secs(600)).unwrap();
    let answer = client.post("PrebuildService/GetWarmPool", &json!({ "warmPoolId": id }));
    assert_eq!(answer.json()["warmPool"], one.pool(&id));
    assert_eq!(shown(&one.pool(&id)), "READY running 1 stopped 1 desired 1");
}

#[test]
fn a_file_that_is_opened_again_goes_on() {
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
fn of_many_that_ask_at_once_one_gets_the_pool() {
    let local = Local::new();
    let request = local.pair("acme-api", "large");
    let statuses: Vec<u16> = thread::scope(|scope| {
        let ask = |_| {
            // Each over a connection to the file of its own.
            let (request, folder) = (&request, &local.folder);
            scope.spawn(move || {
                let running = open(options(folder)).unwrap().start().unwrap();
                let client = super::Client::new(running.address());
                client.post("PrebuildService/CreateWarmPool", request).status
            })
        };
        let threads: Vec<_> = (0..16).map(ask).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 409).count(), 15, "{statuses:?}");
}

#[test]
fn of_many_that_make_the_file_at_once_all_see_the_same() {
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
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let is_ours = |name: &std::ffi::OsString| name.to_string_lossy().starts_with("local.db");
    assert!(left.iter().all(is_ours), "{left:?}");
}

#[test]
fn time_runs_at_its_speed_stands_and_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let at = |speed| open(Options { speed, ..options(&folder) });
    let now = |status: Value| status["now"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    let standing = at(Some(0.0)).unwrap();
    let start = now(standing.status().unwrap());
    assert_eq!(now(standing.status().unwrap()), start);
    let moved = now(standing.advance(Duration::from_secs(3_600)).unwrap());
    assert_eq!((moved - start).get_seconds(), 3_600);
    let running = at(Some(3_600.0)).unwrap();
    thread::sleep(Duration::from_millis(50));
    let later = now(running.status().unwrap());
    assert!(later.as_second() - moved.as_second() >= 180, "{later}");
    assert_eq!(at(None).unwrap().status().unwrap()["speed"], 3_600.0);
    assert!(at(Some(-1.0)).is_err());
    assert!(at(Some(f64::NAN)).is_err());
    assert!(running.advance(Duration::from_secs(u64::MAX)).is_err());
}

#[test]
fn a_reset_starts_afresh_and_other_servers_follow() {
    let local = Local::new();
    let other = open(options(&local.folder)).unwrap();
    let id = local.create_large(1, 2);
    let counts = |status: Value| status["counts"]["warmPools"].clone();
    assert_eq!(counts(other.status().unwrap()), 2);
    let status = local.emulator.reset(None).unwrap();
    assert_eq!(status["token"], "local");
    assert_eq!(counts(status), 1);
    assert_eq!(counts(other.status().unwrap()), 1);
    assert_eq!(local.refused("PrebuildService/GetWarmPool", json!({ "warmPoolId": id })).0, 404);
}

#[test]
fn a_file_that_is_none_of_ours_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = options(&folder).data_file;
    std::fs::write(&path, "not a database, but dear to somebody").unwrap();
    let error = format!("{:#}", open(options(&folder)).unwrap_err());
    assert!(error.contains("local.db"), "{error}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "not a database, but dear to somebody");
}
