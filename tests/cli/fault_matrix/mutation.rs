//! Changes whose responses are lost, rejected or late.

use super::CREATE;
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, error, one, page, phase, pool, prebuilds,
};

/// The pool with other sizes than requested.
fn other_size() -> Response {
    page(&[pool(POOL, 2, 7)], "")
}

fn taken() -> Response {
    error(409, "already_exists", "pool exists")
}

#[test]
fn m04_rejected_after_a_lost_response() {
    let lost = || [Response::Hangup, page(&[], ""), taken()];
    let world = World::new(lost().into_iter().chain([page(&[pool(POOL, 1, 5)], "")]));
    assert_eq!(world.ok(CREATE), format!("already exists {PROJECT}/{CLASS}  {POOL}  size 1..5\n"));
    let world = World::new(lost().into_iter().chain([other_size()]));
    let shown = world.run(CREATE);
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot create the warm pool {PROJECT}/{CLASS}: it was changed by someone else
  the pool {POOL} has the size 2..7 and is ready
hint: prebuildctl warm-pool list --project {PROJECT} --class {CLASS}
[exit 7]
"
        )
    );
}

#[test]
fn m05_already_exists_at_the_first_attempt() {
    let world = World::new([taken(), other_size()]);
    let shown = world.run(CREATE);
    assert_eq!(shown.code, 7, "{shown}");
    let update = format!("prebuildctl warm-pool update {POOL} --min 1 --max 5");
    assert!(shown.stderr.contains(&update), "{shown}");
}

#[test]
fn m06_any_rejection_after_a_lost_response_is_read_back() {
    for (status, code) in
        [(400, "failed_precondition"), (400, "invalid_argument"), (403, "permission_denied")]
    {
        let rejected = error(status, code, "no");
        let world =
            World::new([Response::Hangup, page(&[], ""), rejected, page(&[pool(POOL, 1, 5)], "")]);
        let shown = world.run(CREATE);
        assert!(shown.stdout.starts_with("already exists"), "{code}: {shown}");
    }
}

/// Nothing shows the outcome, so nothing is claimed.
#[test]
fn m07_reading_back_fails_too() {
    let world = World::new([Response::Hangup, Response::Hangup]);
    let shown = world.run(&format!("{CREATE} --retries 0"));
    assert_eq!(shown.code, 13, "{shown}");
    assert!(shown.stderr.contains("it is safe to run the same command again"), "{shown}");
    for verb in ["update", "delete"] {
        let flags = if verb == "update" { "--max 5" } else { "--yes" };
        let read = (verb == "update").then(|| one(POOL, 1, 2));
        let world = World::new(read.into_iter().chain([Response::Hangup, Response::Hangup]));
        let shown = world.run(&format!("wp {verb} {POOL} {flags} --retries 0"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{verb}: {shown}");
        let hint = format!("hint: prebuildctl warm-pool get {POOL}\n");
        assert!(shown.stderr.ends_with(&hint), "{verb}: {shown}");
    }
}

/// Reading back shows no effect, so sending it again would be safe; it is a retry all the same.
#[test]
fn a08_a_change_is_sent_again_only_as_often_as_allowed() {
    for (retries, sends) in [(0, 1), (1, 2), (2, 3), (9, 3)] {
        let attempt = || [Response::Hangup, one(POOL, 1, 2)];
        let attempts = (0..sends).flat_map(|_| attempt());
        let world = World::new([one(POOL, 1, 2)].into_iter().chain(attempts));
        let shown = world.run(&format!("wp update {POOL} --max 5 --retries {retries}"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{shown}");
        let methods = world.server.methods();
        let sent = methods.iter().filter(|method| *method == "UpdateWarmPool").count();
        assert_eq!(sent, sends, "--retries {retries}: {methods:?}");
    }
    let aborted = error(409, "aborted", "conflict");
    let world = World::new([one(POOL, 1, 2), aborted]);
    let shown = world.run(&format!("wp update {POOL} --max 5 --retries 0"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 7), "{shown}");
}

#[test]
fn m16_a_delete_keeps_its_id() {
    let found = page(&[pool(POOL, 1, 5)], "");
    let world = World::new([found, Response::Hangup, one(POOL, 1, 5), Response::json(200, "{}")]);
    world.ok(&format!("wp delete {PROJECT}/{CLASS} --yes"));
    let methods = ["ListWarmPools", "DeleteWarmPool", "GetWarmPool", "DeleteWarmPool"];
    assert_eq!(world.server.methods(), methods, "the address was resolved again");
    let calls = world.server.calls();
    assert!(calls[1..].iter().all(|call| call.message()["warmPoolId"] == POOL));
}

#[test]
fn m17_a_delete_takes_time() {
    let deleting = pool(POOL, 1, 5).replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETING");
    let deleting = Response::json(200, &format!(r#"{{"warmPool":{deleting}}}"#));
    let world = World::new([Response::Hangup, deleting]);
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes")), format!("deleting {POOL}\n"));
}

#[test]
fn m18_a_plain_404_after_a_lost_delete_is_no_proof() {
    let nobody = Response::new(404, &[("content-type", "text/plain")], b"404 page not found\n");
    let world = World::new([Response::Hangup, nobody]);
    let shown = world.run(&format!("wp delete {POOL} --yes --if-missing ok"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{shown}");
    assert!(shown.stderr.contains("no Ona API found at this URL"), "{shown}");
}

#[test]
fn m17_a_delete_is_waited_for_until_the_pool_is_deleted() {
    let deleting = || phase(POOL, "DELETING", 1);
    let missing = error(404, "not_found", "no such pool");
    let world = World::new([Response::Hangup, deleting(), deleting(), deleting(), missing]);
    let quick = "--wait --poll-interval 1ms --timeout 30s -q";
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes {quick}")), format!("deleted {POOL}\n"));
    assert_eq!(world.server.methods()[1..], ["GetWarmPool"; 4]);
}

/// Reads of a new pool may come from a replica that does not have it yet.
#[test]
fn m34_a_new_pool_that_is_not_found_yet() {
    let missing = || error(404, "not_found", "no such pool");
    let pending = || phase(POOL, "PENDING", 0);
    let created = || [pending(), prebuilds(&["RUNNING"]), missing(), missing(), missing()];
    let wait = format!("{CREATE} --wait --poll-interval 1ms --timeout 30s -q");
    let world = World::new(created().into_iter().chain([phase(POOL, "READY", 1)]));
    assert!(world.ok(&wait).starts_with("created "));
    let world = World::new(created().into_iter().chain([missing()]));
    let shown = world.run(&wait);
    assert_eq!(shown.code, 9, "{shown}");
    assert!(shown.stderr.contains("cannot become ready: it was deleted\n"), "{shown}");
}
