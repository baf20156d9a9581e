use serde_json::json;

use super::one;
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, classes, error, last_page, prebuild, projects,
};

const OTHER: &str = "7a0cf0f4-52b0-44fa-b1b5-60f1ac0a5a3e";

fn id(number: usize) -> String {
    format!("0190f3c2-0000-4000-8000-{number:012}")
}

fn list(prebuilds: &[String]) -> Response {
    last_page("prebuilds", prebuilds)
}

/// One prebuild of each outcome: completed, failed (of another class), running and deleted.
fn history() -> Vec<String> {
    let failed = prebuild(&id(2), "FAILED")
        .replace("08:00:00Z", "09:00:00Z")
        .replace("08:30:00Z", "09:05:30Z")
        .replace(CLASS, OTHER)
        .replace(r#""statusVersion""#, r#""failureMessage":"task exited","statusVersion""#);
    let running = prebuild(&id(3), "RUNNING")
        .replace("08:00:00Z", "09:10:00Z")
        .replace(r#""completionTime":"2026-05-01T08:30:00Z","#, "");
    vec![prebuild(&id(1), "COMPLETED"), failed, running, prebuild(&id(4), "DELETED")]
}

#[test]
fn the_newest_are_listed_first() {
    let world = World::new([list(&history())]).with_names();
    assert_eq!(
        world.ok("prebuild list --columns id,project,class,phase,trigger,duration,failure"),
        format!(
            "ID                                    PROJECT   CLASS                                 PHASE      TRIGGER    DURATION  FAILURE
{}  acme-api  large                                 running    scheduled         -  -
{}  acme-api  {OTHER}  failed     scheduled        5m  task exited
{}  acme-api  large                                 completed  scheduled       30m  -
",
            id(3),
            id(2),
            id(1)
        )
    );
    for (flags, expected) in [
        ("--sort duration", vec![3, 2, 1]),
        ("--sort duration:desc --limit 1", vec![1]),
        ("--limit 1", vec![3]),
        ("--sort age:desc", vec![1, 2, 3]),
        // Streamed in the order of the service.
        ("", vec![1, 2, 3]),
        (&format!("--class {OTHER}"), vec![2]),
        ("--phase deleted --phase Failed", vec![2, 4]),
    ] {
        let world = World::new([list(&history())]);
        let shown = world.ok(&format!("pb ls -o id {flags}"));
        let expected: String = expected.iter().map(|number| id(*number) + "\n").collect();
        assert_eq!(shown, expected, "{flags}");
    }
}

#[test]
fn the_service_filters_by_project_and_phase_and_the_client_by_class() {
    let world = World::new([list(&history())]);
    let flags = format!("--project {PROJECT} --class {CLASS} --phase completed --phase completed");
    assert_eq!(world.ok(&format!("prebuild list {flags} -o id")), format!("{}\n", id(1)));
    assert_eq!(
        world.server.calls()[0].message(),
        json!({
            "pagination": {"pageSize": 100},
            "filter": {"projectIds": [PROJECT], "phases": ["PREBUILD_PHASE_COMPLETED"]},
        })
    );
}

#[test]
fn more_than_25_projects_take_several_requests() {
    let projects: String = (0..60).map(|number| format!("--project {} ", id(number))).collect();
    let world = World::new([
        list(&[prebuild(&id(1), "COMPLETED").replace(PROJECT, &id(0))]),
        list(&[]),
        list(&[prebuild(&id(2), "COMPLETED").replace(PROJECT, &id(59))]),
    ]);
    let shown = world.ok(&format!("prebuild list {projects} -o json --jq map(.id)"));
    let ids: Vec<String> = serde_json::from_str(&shown).unwrap();
    assert_eq!(ids, [id(2), id(1)]);
    let calls = world.server.calls();
    let counts: Vec<_> = calls
        .iter()
        .map(|call| call.message()["filter"]["projectIds"].as_array().unwrap().len())
        .collect();
    assert_eq!(counts, [25, 25, 10]);
}

#[test]
fn all_invalid_arguments_are_reported_before_any_request() {
    let world = World::new([]);
    assert_eq!(
        world.run("prebuild list --phase done --phase ready").to_string(),
        r#"------- stderr -------
error: --phase: "done" is not one of pending, starting, running, stopping, snapshotting, completed, failed, canceling, canceled, deleting, deleted
error: --phase: "ready" is not one of pending, starting, running, stopping, snapshotting, completed, failed, canceling, canceled, deleting, deleted
[exit 2]
"#
    );
    for line in ["prebuild get acme", "prebuild cancel acme", "prebuild list --sort size"] {
        assert_eq!(world.run(line).code, 2, "{line}");
    }
    let signed_out = World::signed_out([]);
    let line = ["prebuild", "list", "--project", "", "--class", "", "--sort", "size"];
    let shown = signed_out.run_words(&line);
    assert_eq!(shown.code, 2, "{shown}");
    let errors: Vec<_> = shown.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    let starts = ["error: --project: ", "error: --class: ", "error: unknown column \"size\""];
    assert_eq!(errors.len(), starts.len(), "{shown}");
    for (error, start) in errors.iter().zip(starts) {
        assert!(error.starts_with(start), "{shown}");
    }
    assert_eq!(
        world.run("prebuild trigger").to_string(),
        "------- stderr -------
error: --project is required (the profile has no default project)
[exit 2]
"
    );
}

#[test]
fn get_shows_one_prebuild_and_its_json() {
    let answer = || one(&history()[1]);
    let world = World::new([answer()]).with_names();
    world.server.always("ListEnvironmentClasses", classes(&[(OTHER, "small", "r")]));
    let shown = world.ok(&format!("prebuild get {}", id(2)));
    let (before_age, after) = shown.split_once(" (").unwrap();
    assert_eq!(
        before_age,
        format!(
            "id         {}
project    acme-api
class      small
phase      failed
trigger    scheduled
created    2026-05-01T09:00:00Z",
            id(2)
        )
    );
    assert_eq!(
        after.split_once('\n').unwrap().1,
        "completed  2026-05-01T09:05:30Z
duration   5m
failure    task exited
"
    );
    let world = World::new([answer()]);
    assert_eq!(
        world.ok(&format!("prebuild get {} -o jsonl", id(2))),
        format!(
            r#"{{"id":"{}","metadata":{{"organizationId":"","projectId":"{PROJECT}","environmentClassId":"{OTHER}","createdAt":"2026-05-01T09:00:00Z","triggeredBy":"PREBUILD_TRIGGER_SCHEDULED"}},"spec":{{"specVersion":"1","desiredPhase":"PREBUILD_PHASE_COMPLETED"}},"status":{{"phase":"PREBUILD_PHASE_FAILED","completionTime":"2026-05-01T09:05:30Z","failureMessage":"task exited","logUrl":"","environmentId":"","statusVersion":"6","warningMessage":"","snapshotCompletionPercentage":0,"snapshotSizeBytes":"0"}}}}
"#,
            id(2)
        )
    );
}

#[test]
fn only_names_that_are_shown_are_requested() {
    let methods = |flags: &str| {
        let world = World::new([list(&history())]).with_names();
        world.ok(&format!("prebuild list {flags}"));
        let mut methods = world.server.methods();
        methods.sort();
        methods.join(" ")
    };
    for flags in ["-o json", "-o jsonl", "-o id", "-o name", "--columns id,phase"] {
        assert_eq!(methods(flags), "ListPrebuilds", "{flags}");
    }
    assert_eq!(methods("--columns project"), "ListPrebuilds ListProjects");
    assert_eq!(methods("--columns class"), "ListEnvironmentClasses ListPrebuilds");
    assert_eq!(methods("-o id --sort class"), "ListEnvironmentClasses ListPrebuilds");
    assert_eq!(methods(""), "ListEnvironmentClasses ListPrebuilds ListProjects");

    let of_many = |number| prebuild(&id(number), "COMPLETED").replace(PROJECT, &id(1_000 + number));
    let many: Vec<_> = (0..60).map(of_many).collect();
    let world = World::new([list(&many)]).with_names();
    world.server.always("ListProjects", projects(&[(&id(1_000), "first"), (&id(1_059), "last")]));
    let shown = world.ok("prebuild list --columns id,project --no-headers");
    assert!(shown.contains(&format!("{}  last", id(59))), "{shown}");
    assert!(shown.contains(&format!("{}  {}\n", id(7), id(1_007))), "{shown}");
    let searches = world.server.methods().iter().filter(|name| *name == "ListProjects").count();
    assert_eq!(searches, 3);
}

#[test]
fn ids_replace_only_the_names_that_cannot_be_read() {
    let world = World::new([list(&[prebuild(&id(1), "COMPLETED")])]).with_names();
    world.server.always("ListEnvironmentClasses", error(403, "permission_denied", "no"));
    assert_eq!(
        world.run("prebuild list --columns project,class --no-headers").to_string(),
        format!(
            "acme-api  {CLASS}
------- stderr -------
showing ids instead of names: permission_denied: no
[exit 0]
"
        )
    );
}

#[test]
fn a_missing_prebuild_hints_at_the_list() {
    for verb in ["get", "cancel"] {
        let world = World::new([error(404, "not_found", "prebuild not found")]);
        assert_eq!(
            world.run(&format!("prebuild {verb} {POOL}")).to_string(),
            format!(
                "------- stderr -------
error: no prebuild {POOL} found, or this token cannot see it
  the server says: prebuild not found
hint: prebuildctl prebuild list
[exit 6]
"
            )
        );
    }
}
