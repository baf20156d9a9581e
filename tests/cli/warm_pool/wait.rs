//! `warm-pool wait` and `--wait`: progress, outcomes, and the calls that are made.

use serde_json::json;

use super::{OTHER, missing};
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, error, one, page, phase, pool, prebuilds, redact_times,
};

/// A wait that polls without a pause.
const QUICK: &str = "--poll-interval 1ms --timeout 30s";

fn create() -> String {
    format!("wp create --project {PROJECT} --class {CLASS} --max 5 --wait {QUICK}")
}

#[test]
fn a_created_pool_is_waited_for_from_pending_to_ready() {
    let answers = || {
        let pending = || phase(POOL, "PENDING", 0);
        [pending(), prebuilds(&["RUNNING"]), pending(), pending(), one(POOL, 1, 5)]
    };
    let world = World::new(answers());
    let shown = world.run(&create());
    assert_eq!(shown.stdout, format!("created {PROJECT}/{CLASS}  {POOL}  size 1..5\n"));
    assert_eq!(
        (redact_times(&shown.stderr).as_str(), shown.code),
        ("TIME pending\nTIME ready      1 running, 4 stopped\n", 0)
    );
    assert_eq!(
        world.server.methods(),
        ["CreateWarmPool", "ListPrebuilds", "GetWarmPool", "GetWarmPool", "GetWarmPool"]
    );
    let world = World::new(answers()).with_stderr_terminal();
    assert_eq!(
        redact_times(&world.run(&create()).stderr),
        "  0:00 pending\n  0:00 ready      1 running, 4 stopped\n"
    );
}

#[test]
fn formats_for_programs_get_only_the_pool_after_the_wait() {
    for (format, expected) in [
        ("-o json --jq .status.runningInstances", "1\n".to_owned()),
        ("-o id", format!("{POOL}\n")),
        ("--columns phase,running --no-headers", "ready  1\n".to_owned()),
    ] {
        let answers = [phase(POOL, "PENDING", 0), prebuilds(&["COMPLETED"]), one(POOL, 1, 5)];
        let shown = World::new(answers).run(&format!("{} {format}", create()));
        assert_eq!((shown.stdout, shown.code), (expected, 0));
        assert_eq!(shown.stderr.is_empty(), format.contains("json"));
    }
}

#[test]
fn an_update_can_be_waited_for() {
    let answers = [one(POOL, 1, 5), one(POOL, 3, 5), phase(POOL, "READY", 3)];
    let shown = World::new(answers).run(&format!("wp update {POOL} --min 3 --wait {QUICK}"));
    assert_eq!(shown.stdout, format!("updated {PROJECT}/{CLASS}  {POOL}  size 3..5\n"));
    assert_eq!(
        (redact_times(&shown.stderr).as_str(), shown.code),
        ("TIME ready      1 running, 4 stopped\nTIME ready      3 running, 0 stopped\n", 0)
    );
}

#[test]
fn several_pools_are_waited_for_and_named() {
    let other = |phase_now: &str| phase(OTHER, phase_now, 1).about(OTHER);
    let answers = [one(POOL, 1, 5).about(POOL), other("DEGRADED"), other("READY")];
    let shown = World::new(answers).run(&format!("wp wait {POOL} {OTHER} {POOL} {QUICK} -o name"));
    assert_eq!(shown.stdout, format!("{PROJECT}/{CLASS}\n{PROJECT}/{CLASS}\n"));
    assert_eq!(
        redact_times(&shown.stderr),
        format!(
            "TIME ready      1 running, 4 stopped   {PROJECT}/{CLASS}
TIME degraded   1 running, 0 stopped   {PROJECT}/{CLASS}
TIME ready      1 running, 0 stopped   {PROJECT}/{CLASS}
"
        )
    );
}

#[test]
fn without_a_prebuild_a_pool_cannot_become_ready() {
    for over in [&[][..], &["FAILED"], &["CANCELLED", "DELETED"]] {
        let world = World::new([phase(POOL, "PENDING", 0), prebuilds(over)]);
        let shown = world.run(&create());
        assert_eq!(
            (redact_times(&shown.stderr), shown.code),
            (
                format!(
                    "TIME pending
error: the warm pool {PROJECT}/{CLASS} cannot become ready: it has no snapshot: no prebuild of its project and class has completed in the last 7 days, and none is running
hint: prebuildctl prebuild trigger --project {PROJECT} --class {CLASS}
"
                ),
                9
            )
        );
        assert_eq!(
            world.server.calls()[1].message()["filter"],
            json!({"projectIds": [PROJECT]}),
            "there is no filter by class"
        );
    }
}

#[test]
fn a_condition_that_can_no_longer_be_met_ends_the_wait_at_once() {
    let degraded = pool(POOL, 2, 5).replace(
        r#""phase":"WARM_POOL_PHASE_READY","statusVersion""#,
        r#""phase":"WARM_POOL_PHASE_DEGRADED","failureMessage":"no capacity","statusVersion""#,
    );
    let degraded = Response::json(200, &format!(r#"{{"warmPool":{degraded}}}"#));
    for (answers, reason) in [
        (vec![degraded], "it is degraded: no capacity"),
        (vec![phase(POOL, "DELETING", 1)], "it is being deleted"),
        (vec![phase(POOL, "DELETED", 0)], "it was deleted"),
        (vec![one(POOL, 2, 5), missing()], "it was deleted"),
    ] {
        let shown = World::new(answers).run(&format!("wp wait {POOL} {QUICK}"));
        assert_eq!(shown.code, 9, "{shown}");
        assert!(
            shown.stderr.contains(&format!(" cannot become ready: {reason}\nhint: ")),
            "{shown}"
        );
    }
    let shown = World::new([one(POOL, 2, 5)]).run(&format!("wp wait {POOL} --for running=6"));
    assert_eq!(
        redact_times(&shown.to_string()),
        format!(
            "------- stderr -------
TIME ready      1 running, 4 stopped
error: the warm pool {PROJECT}/{CLASS} cannot run 6 instances: its maximum is 5
hint: prebuildctl warm-pool update {POOL} --max 6
[exit 9]
"
        )
    );
}

#[test]
fn a_timeout_hints_at_the_command_that_continues_the_wait() {
    let world = World::new([one(POOL, 2, 5), one(POOL, 2, 5)]);
    let limits = "--timeout 200ms --poll-interval 1h";
    let shown = world.run(&format!("wp wait {POOL} --for running=2 {limits}"));
    assert_eq!(
        redact_times(&shown.to_string()),
        format!(
            "------- stderr -------
TIME ready      1 running, 4 stopped
error: timed out after 200ms waiting for the warm pool {PROJECT}/{CLASS} to run 2 instances
  last state of {PROJECT}/{CLASS}: ready, 1 running, 4 stopped
hint: prebuildctl warm-pool wait {POOL} --for running=2
[exit 8]
"
        )
    );
}

#[test]
fn the_timeout_is_a_flag_a_variable_or_a_key() {
    let toml = "[defaults]\ntimeout = \"400ms\"\npoll-interval = \"1h\"\n";
    for (flag, variable, time) in [
        ("--timeout 200ms", Some("300ms"), "200ms"),
        ("", Some("300ms"), "300ms"),
        ("", None, "400ms"),
    ] {
        let world = World::new([one(POOL, 2, 5), one(POOL, 2, 5)]).with_config(toml);
        let world = match variable {
            Some(value) => world.with("PREBUILDCTL_TIMEOUT", value),
            None => world,
        };
        let shown = world.run(&format!("wp wait {POOL} {flag} -q"));
        assert_eq!(shown.code, 8, "{shown}");
        assert!(shown.stderr.contains(&format!("timed out after {time} waiting ")), "{shown}");
    }
}

#[test]
fn an_address_is_looked_up_once_and_then_its_pool_is_read_by_id() {
    let world = World::new([page(&[pool(POOL, 2, 5)], ""), phase(POOL, "READY", 2)]);
    let shown = world.run(&format!("wp wait {PROJECT}/{CLASS} {QUICK}"));
    assert_eq!(shown.stdout, format!("ready {PROJECT}/{CLASS}  {POOL}  size 1..5\n"));
    assert_eq!(world.server.methods(), ["ListWarmPools", "GetWarmPool"]);
}

#[test]
fn an_error_that_may_pass_is_reported_once_and_the_wait_continues() {
    let lost = || error(500, "internal", "try later");
    let answers = [one(POOL, 2, 5), lost(), lost(), phase(POOL, "READY", 2)];
    let shown = World::new(answers).run(&format!("wp wait {POOL} {QUICK} --retries 0"));
    assert_eq!(
        (redact_times(&shown.stderr).as_str(), shown.code),
        (
            "TIME ready      1 running, 4 stopped
TIME poll failed, still waiting: internal: try later
TIME ready      2 running, 0 stopped
",
            0
        )
    );
}

#[test]
fn a_token_that_is_no_longer_accepted_ends_the_wait() {
    let answers = [one(POOL, 2, 5), error(401, "unauthenticated", "expired")];
    let shown = World::new(answers).run(&format!("wp wait {POOL} {QUICK}"));
    assert_eq!(shown.code, 4, "{shown}");
    assert!(shown.stderr.contains("cannot continue waiting for the warm pool"), "{shown}");
}

#[test]
fn a_deletion_is_waited_for_until_the_pool_is_deleted() {
    let answers = [Response::json(200, "{}"), phase(POOL, "DELETING", 1), missing()];
    let shown = World::new(answers).run(&format!("wp delete {POOL} --yes --wait {QUICK}"));
    assert_eq!(
        redact_times(&shown.to_string()),
        format!(
            "deleted {POOL}
------- stderr -------
TIME deleting   1 running, 0 stopped
TIME deleted
[exit 0]
"
        )
    );
    let answers =
        [Response::json(200, "{}"), phase(POOL, "DELETING", 1), phase(POOL, "DELETING", 1)];
    let line = format!("wp delete {POOL} --yes --wait --timeout 200ms --poll-interval 1h -o json");
    let shown = World::new(answers).run(&line);
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 8), "{shown}");
    assert!(shown.stderr.contains(&format!("warm-pool wait {POOL} --for deleted")), "{shown}");
}

#[test]
fn a_missing_pool_is_deleted_and_cannot_become_ready() {
    let deleted = format!("deleted {POOL}\n");
    assert_eq!(World::new([missing()]).ok(&format!("wp wait {POOL} --for deleted")), deleted);
    assert_eq!(World::new([missing()]).run(&format!("wp wait {POOL}")).code, 6);

    let line = "wp wait acme-api/large --for deleted";
    let no_pool = || World::new([page(&[], "")]).with_names();
    assert_eq!(no_pool().ok(line), "deleted acme-api/large\n");
    assert_eq!(no_pool().run("wp wait acme-api/large").code, 6);
    let is_deleted = pool(POOL, 1, 2).replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETED");
    let world = World::new([page(&[is_deleted], "")]).with_names();
    assert_eq!(world.ok(line), "deleted acme-api/large\n", "only its record is left");
    let answers = [missing().about(OTHER), one(POOL, 2, 5).about(POOL), missing().about(POOL)];
    let world = World::new(answers);
    let shown = world.run(&format!("wp wait {OTHER} {POOL} --for deleted -q {QUICK}"));
    let expected = format!("deleted {POOL}\ndeleted {OTHER}\n[exit 0]\n");
    assert_eq!(shown.to_string(), expected);
}

#[test]
fn a_name_that_does_not_exist_is_not_a_deleted_pool() {
    let shown = World::new([]).with_names().run("wp wait acme-apo/large --for deleted");
    assert_eq!(shown.code, 6, "{shown}");
    assert!(shown.stderr.contains("did you mean \"acme-api\"?"), "{shown}");
}

#[test]
fn invalid_arguments_are_reported_before_any_call() {
    let world = World::new([]);
    for (line, expected) in [
        (
            format!("wp wait {POOL} --for soon"),
            "error: --for \"soon\" is not one of: ready, running=N, snapshot, deleted\n",
        ),
        (
            format!("wp wait {POOL} --timeout 5 --poll-interval 0s"),
            "error: --timeout \"5\" has no unit; write 30s, 15m or 1h30m
error: --poll-interval \"0s\" is zero; the shortest duration is 1ms
",
        ),
        (format!("wp delete {POOL} --yes --timeout 5m"), "error: --timeout requires --wait\n"),
    ] {
        let shown = world.run(&line);
        assert_eq!((shown.stderr.as_str(), shown.code), (expected, 2), "{line}");
    }
    let shown = World::signed_out([]).run(&format!("wp wait {POOL} --columns size"));
    assert_eq!(shown.code, 2, "before a credential is needed: {shown}");
}
