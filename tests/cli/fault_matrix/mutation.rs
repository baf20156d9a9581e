//! Changes whose answers are lost, refused or late.

use super::CREATE;
use crate::support::{
    Answer, CLASS, POOL, PROJECT, World, error, one, page, phase, pool, prebuilds,
};

/// The pool with other sizes than were asked for.
fn other_size() -> Answer {
    page(&[pool(POOL, 2, 7)], "")
}

fn taken() -> Answer {
    error(409, "already_exists", "pool exists")
}

#[test]
fn m04_refused_after_it_was_lost() {
    let lost = || [Answer::Hangup, page(&[], ""), taken()];
    let world = World::new(lost().into_iter().chain([page(&[pool(POOL, 1, 5)], "")]));
    assert_eq!(
        world.ok(CREATE),
        format!("exists with these sizes {PROJECT}/{CLASS}  {POOL}  size 1..5\n")
    );
    let world = World::new(lost().into_iter().chain([other_size()]));
    let shown = world.run(CREATE);
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot create the warm pool of {PROJECT}/{CLASS}: somebody else changed it meanwhile
  {PROJECT}/{CLASS} has the pool {POOL} of size 2..7, which is ready
  what is true now: prebuildctl warm-pool list --project {PROJECT} --class {CLASS}
[exit 7]
"
        )
    );
}

#[test]
fn m05_taken_at_the_first_try() {
    let world = World::new([taken(), other_size()]);
    let shown = world.run(CREATE);
    assert_eq!(shown.code, 7, "{shown}");
    let update = format!("prebuildctl warm-pool update {POOL} --min 1 --max 5");
    assert!(shown.stderr.contains(&update), "{shown}");
}

#[test]
fn m06_any_refusal_after_a_lost_answer_is_looked_into() {
    for (status, code) in
        [(400, "failed_precondition"), (400, "invalid_argument"), (403, "permission_denied")]
    {
        let refused = error(status, code, "no");
        let world =
            World::new([Answer::Hangup, page(&[], ""), refused, page(&[pool(POOL, 1, 5)], "")]);
        let shown = world.run(CREATE);
        assert!(shown.stdout.starts_with("exists with these sizes"), "{code}: {shown}");
    }
}

/// Nothing that is read tells what became of it, so nothing is claimed.
#[test]
fn m07_nothing_can_be_read_any_more() {
    let world = World::new([Answer::Hangup, Answer::Hangup]);
    let shown = world.run(&format!("{CREATE} --retries 0"));
    assert_eq!(shown.code, 13, "{shown}");
    assert!(shown.stderr.contains("running the same command again is safe"), "{shown}");
    for verb in ["update", "delete"] {
        let flags = if verb == "update" { "--max 5" } else { "--yes" };
        let read = (verb == "update").then(|| one(POOL, 1, 2));
        let world = World::new(read.into_iter().chain([Answer::Hangup, Answer::Hangup]));
        let shown = world.run(&format!("wp {verb} {POOL} {flags} --retries 0"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{verb}: {shown}");
        let look = format!("what is true now: prebuildctl warm-pool get {POOL}");
        assert!(shown.stderr.contains(&look), "{verb}: {shown}");
    }
}

#[test]
fn m16_a_delete_keeps_to_the_id_it_began_with() {
    let found = page(&[pool(POOL, 1, 5)], "");
    let world = World::new([found, Answer::Hangup, one(POOL, 1, 5), Answer::json(200, "{}")]);
    world.ok(&format!("wp delete {PROJECT}/{CLASS} --yes"));
    let methods = ["ListWarmPools", "DeleteWarmPool", "GetWarmPool", "DeleteWarmPool"];
    assert_eq!(world.server.methods(), methods, "the pair was looked up again");
    let calls = world.server.calls();
    assert!(calls[1..].iter().all(|call| call.message()["warmPoolId"] == POOL));
}

#[test]
fn m17_a_delete_that_takes_its_time() {
    let leaving = pool(POOL, 1, 5).replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETING");
    let leaving = Answer::json(200, &format!(r#"{{"warmPool":{leaving}}}"#));
    let world = World::new([Answer::Hangup, leaving]);
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes")), format!("deleted {POOL}\n"));
}

#[test]
fn m18_a_bare_404_after_a_lost_delete_is_no_proof() {
    let nobody = Answer::new(404, &[("content-type", "text/plain")], b"404 page not found\n");
    let world = World::new([Answer::Hangup, nobody]);
    let shown = world.run(&format!("wp delete {POOL} --yes --if-missing ok"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{shown}");
    assert!(shown.stderr.contains("no Ona API found at this URL"), "{shown}");
}

#[test]
fn m17_a_delete_is_waited_for_until_the_pool_is_gone() {
    let leaving = || phase(POOL, "DELETING", 1);
    let gone = error(404, "not_found", "no such pool");
    let world = World::new([Answer::Hangup, leaving(), leaving(), leaving(), gone]);
    let quick = "--wait --poll-interval 1ms --timeout 30s -q";
    assert_eq!(world.ok(&format!("wp delete {POOL} --yes {quick}")), format!("deleted {POOL}\n"));
    assert_eq!(world.server.methods()[1..], ["GetWarmPool"; 4]);
}

/// Answers about a new pool may come from a copy of the data that has not heard of it.
#[test]
fn m34_a_new_pool_that_is_not_found_yet() {
    let missing = || error(404, "not_found", "no such pool");
    let pending = || phase(POOL, "PENDING", 0);
    let made = || [pending(), prebuilds(&["RUNNING"]), missing(), missing(), missing()];
    let wait = format!("{CREATE} --wait --poll-interval 1ms --timeout 30s -q");
    let world = World::new(made().into_iter().chain([phase(POOL, "READY", 1)]));
    assert!(world.ok(&wait).starts_with("created "));
    let world = World::new(made().into_iter().chain([missing()]));
    let shown = world.run(&wait);
    assert_eq!(shown.code, 9, "{shown}");
    assert!(shown.stderr.contains(" cannot become ready: it was deleted\n"), "{shown}");
}
