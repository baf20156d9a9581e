//! Changes that meet a fault on their way to the embedded API, and what is there afterwards.

use std::thread;

use super::service::Service;
use crate::support::fault::Fault;

/// By ids, so that the change is the first request.
const CREATE: &str = "wp create --project 019b76da-a800-7008-ba40-7738d882e2de --class 019b76da-a800-7006-90d7-6897e9d9109b --min 1 --max 5";

/// Creates a pool while its first request is broken; gives the methods that were asked for.
fn create(fault: Fault, word: &str) -> Vec<String> {
    let service = Service::new();
    let (shown, methods) = service.broken(1, fault, CREATE);
    assert!(shown.stdout.starts_with(word) && shown.code == 0, "{fault:?}: {shown}");
    assert_eq!(service.pools()["acme-api/large"], ["1..5"], "{fault:?}");
    methods
}

#[test]
fn m01_done_and_not_told() {
    let methods = create(Fault::LostAfter, "exists with these sizes ");
    assert_eq!(methods, ["CreateWarmPool", "ListWarmPools"]);
}

#[test]
fn m02_never_arrived() {
    let methods = create(Fault::LostBefore, "created ");
    assert_eq!(methods, ["CreateWarmPool", "ListWarmPools", "CreateWarmPool"]);
}

#[test]
fn m03_arrived_late() {
    // After the look-up that missed it, and after the create that was sent again.
    create(Fault::Late(1), "exists with these sizes ");
    create(Fault::Late(2), "created ");
}

#[test]
fn m20_two_at_once() {
    let service = Service::new();
    let (one, other) = thread::scope(|scope| {
        let other = scope.spawn(|| service.run(&format!("{CREATE} --if-exists update")));
        (service.run(&format!("{CREATE} --if-exists update")), other.join().unwrap())
    });
    assert_eq!((one.code, other.code), (0, 0), "{one}{other}");
    assert_eq!(service.pools()["acme-api/large"], ["1..5"]);
}
