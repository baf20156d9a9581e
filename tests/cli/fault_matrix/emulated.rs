//! Changes that fail on their way to the embedded API, and the pools afterwards.

use std::thread;

use super::service::Service;
use crate::support::fault::Fault;

/// By ids, so that the change is the first request.
const CREATE: &str = "wp create --project 019b76da-a800-7008-ba40-7738d882e2de --class 019b76da-a800-7006-90d7-6897e9d9109b --min 1 --max 5";

/// Creates a pool with its first request broken; returns the methods that were called.
fn create(fault: Fault, action: &str) -> Vec<String> {
    let service = Service::new();
    let (shown, methods) = service.broken(1, fault, CREATE);
    assert!(shown.stdout.starts_with(action) && shown.code == 0, "{fault:?}: {shown}");
    assert_eq!(service.pools()["acme-api/large"], ["1..5"], "{fault:?}");
    methods
}

#[test]
fn m01_applied_and_the_response_lost() {
    let methods = create(Fault::LostAfter, "already exists ");
    assert_eq!(methods, ["CreateWarmPool", "ListWarmPools"]);
}

#[test]
fn m02_never_arrived() {
    let methods = create(Fault::LostBefore, "created ");
    assert_eq!(methods, ["CreateWarmPool", "ListWarmPools", "CreateWarmPool"]);
}

#[test]
fn m03_arrived_late() {
    // After the read that missed it, and after the create that was sent again.
    create(Fault::Late(1), "already exists ");
    create(Fault::Late(2), "created ");
}

#[test]
fn m20_two_at_once() {
    let service = Service::new();
    let (first, second) = thread::scope(|scope| {
        let second = scope.spawn(|| service.run(&format!("{CREATE} --if-exists update")));
        (service.run(&format!("{CREATE} --if-exists update")), second.join().unwrap())
    });
    assert_eq!((first.code, second.code), (0, 0), "{first}{second}");
    assert_eq!(service.pools()["acme-api/large"], ["1..5"]);
}
