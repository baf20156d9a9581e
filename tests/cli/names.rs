//! Names instead of ids: the requests they need, and errors of unknown and ambiguous names.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{
    CLASS, POOL, PROJECT, Response, World, classes, error, one, page, pool, projects, runners,
};

const OTHER: &str = "c1e12f6c-4c67-429d-a4a6-000000000002";

#[test]
fn creating_a_pool_by_names_takes_three_requests() {
    let world = World::new([one(POOL, 1, 5)]).with_names();
    let shown = world.run("wp create --project acme-api --class large --min 1 --max 5");
    assert_eq!(shown.to_string(), format!("created acme-api/large  {POOL}  size 1..5\n[exit 0]\n"));
    let calls = world.server.calls();
    assert_eq!(calls.len(), 3);
    let search = calls.iter().find(|call| call.method() == "ListProjects").unwrap();
    assert_eq!(search.message()["filter"]["search"], "acme-api");
    assert_eq!(search.message()["sort"]["field"], "id");
    let create = calls.iter().find(|call| call.method() == "CreateWarmPool").unwrap();
    assert_eq!(create.message()["projectId"], PROJECT);
    assert_eq!(create.message()["environmentClassId"], CLASS);
}

#[test]
fn addresses_match_in_any_case() {
    for address in ["acme-api/large", "ACME-API/Large", &format!("acme-api/id:{CLASS}")] {
        let world = World::new([page(&[pool(POOL, 1, 5)], "")]).with_names();
        let shown = world.run(&format!("wp get {address} -o id"));
        assert_eq!(shown.to_string(), format!("{POOL}\n[exit 0]\n"), "{address}");
    }
}

#[test]
fn partial_matches_of_the_service_are_not_used() {
    let world = World::new([]).with_names();
    world
        .server
        .always("ListProjects", projects(&[(PROJECT, "acme-api"), (OTHER, "acme-api-old")]));
    let shown = world.run("wp get acme-ap/large");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: no project \"acme-ap\" found, or this token cannot see it
  did you mean \"acme-api\"?
[exit 6]
"
    );
}

#[test]
fn an_ambiguous_project_name_lists_all_candidates() {
    let world = World::new([]).with_names();
    world.server.always("ListProjects", projects(&[(PROJECT, "api"), (OTHER, "api")]));
    let shown = world.run("wp list --project api");
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: more than one project is named \"api\"
  id:{PROJECT}
  id:{OTHER}
[exit 2]
"
        )
    );
}

#[test]
fn classes_of_the_same_name_are_selected_by_runner() {
    let two = || classes(&[(CLASS, "large", "r1"), (OTHER, "large", "r2")]);
    let both = || runners(&[("r1", "aws-eu"), ("r2", "gcp-us")]);
    let world = World::new([]).with_names();
    world.server.always("ListEnvironmentClasses", two());
    let shown = world.run("wp create --project acme-api --class large");
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("more than one environment class is named \"large\""), "{shown}");

    let world = World::new([one(POOL, 1, 2)]).with_names();
    world.server.always("ListEnvironmentClasses", two());
    world.server.always("ListRunners", both());
    let shown = world.run("wp create --project acme-api --class large@aws-eu");
    assert!(shown.stdout.starts_with("created acme-api/large@aws-eu "), "{shown}");

    let world = World::new([page(&[pool(POOL, 1, 5)], "")]).with_names();
    world.server.always("ListEnvironmentClasses", two());
    world.server.always("ListRunners", both());
    assert_eq!(world.run("wp list -o name").stdout, "acme-api/large@aws-eu\n");
}

#[test]
fn blank_arguments_fail_before_any_request() {
    let world = World::new([]);
    for line in [["wp", "get", ""], ["wp", "get", "/"], ["wp", "get", "acme-api/ "]] {
        assert_eq!(world.run_words(&line).code, 2);
    }
    assert_eq!(world.run_words(&["wp", "list", "--project", " "]).code, 2);
    assert_eq!(world.run_words(&["wp", "delete", "--yes", "name:"]).code, 2);
}

#[test]
fn ids_replace_names_that_cannot_be_read_with_one_note() {
    let denied = || error(403, "permission_denied", "no");
    let world = World::new([page(&[pool(POOL, 1, 5)], "a"), page(&[], "")]);
    world.server.always("ListProjects", denied());
    world.server.always("ListEnvironmentClasses", denied());
    let shown = world.run("wp list -o name");
    assert_eq!(
        shown.to_string(),
        format!(
            "{PROJECT}/{CLASS}
------- stderr -------
showing ids instead of names: permission_denied: no
[exit 0]
"
        )
    );
}

#[test]
fn five_thousand_pools_of_two_hundred_projects_cost_few_requests() {
    let id_of = |number: usize| format!("0190f3c2-0000-4000-8000-{number:012}");
    let pool_of = |number: usize| {
        pool(&id_of(number), 1, 2)
            .replace(PROJECT, &format!("c1e12f6c-0000-4000-8000-{:012}", number % 200))
    };
    let pages = || {
        (0..50).map(|at| {
            let pools: Vec<_> = (at * 100..at * 100 + 100).map(pool_of).collect();
            page(&pools, &if at < 49 { at.to_string() } else { String::new() })
        })
    };
    let all: BTreeSet<_> = (0..5_000).map(id_of).collect();

    let world = World::new(pages()).with_names();
    let shown = world.ok("wp list --no-headers --columns address,id");
    let ids = shown.lines().map(|line| line.split_whitespace().last().unwrap().to_owned());
    assert_eq!((shown.lines().count(), ids.collect()), (5_000, all.clone()));
    let methods = world.server.methods();
    let count = |name: &str| methods.iter().filter(|method| *method == name).count();
    assert_eq!(count("ListWarmPools"), 50);
    assert_eq!(count("ListProjects"), 8);
    assert_eq!(count("ListEnvironmentClasses"), 1);
    assert_eq!(methods.len(), 59);

    let world = World::new(pages());
    let pools: Vec<Value> = serde_json::from_str(&world.ok("wp list -o json")).unwrap();
    let ids = pools.iter().map(|pool| pool["id"].as_str().unwrap().to_owned());
    assert_eq!((pools.len(), ids.collect()), (5_000, all));
    assert_eq!(world.server.methods().len(), 50);
}

#[test]
fn names_are_not_requested_unless_shown() {
    for format in ["json", "jsonl", "yaml", "id", "csv --columns id", "table --columns phase"] {
        let world = World::new([page(&[pool(POOL, 1, 5)], "")]);
        assert_eq!(world.run(&format!("wp list -o {format}")).code, 0);
        assert_eq!(world.server.methods(), ["ListWarmPools"], "{format}");
    }
}

#[test]
fn a_failed_lookup_says_which_name() {
    let world = World::new([]).with_names();
    world.server.always("ListProjects", Response::json(500, r#"{"code":"internal"}"#));
    let shown = world.run("wp get acme-api/large");
    assert!(
        shown.stderr.starts_with("error: cannot look up the project \"acme-api\"\n"),
        "{shown}"
    );
    assert_eq!(shown.code, 1);
}

#[test]
fn lists_take_patterns_and_several_names_in_one_value() {
    let world = World::local();
    world.ok("wp create --project acme-web --class regular -q");
    world.ok("wp create --project acme-api --class large -q");
    for (filter, addresses) in [
        ("--project acme-*", "acme-api/large acme-api/regular acme-web/regular"),
        ("--project *-web,acme-api --class regular", "acme-api/regular acme-web/regular"),
        ("--project acme-web --project acme-w*", "acme-web/regular"),
        ("--class large,nosuch*,reg*", ""),
        ("--class lar*@aws-??", "acme-api/large"),
    ] {
        let shown = world.run(&format!("wp list {filter} -o name"));
        let mut found: Vec<_> = shown.stdout.lines().collect();
        found.sort_unstable();
        assert_eq!(found.join(" "), addresses, "{shown}");
    }
    assert_eq!(
        world.run("wp list --project ACME-w*").to_string(),
        "------- stderr -------
error: no project \"ACME-w*\" found, or this token cannot see it
  did you mean \"acme-web\"?
[exit 6]
"
    );
    assert_eq!(world.run("prebuild list --class gpus*").code, 6);
    let all = world.ok("prebuild list -o id").lines().count();
    assert_eq!(world.ok("prebuild list --project acme-* -o id").lines().count(), all);
    let classes = world.ok("class list --project acme-*,acme-web -o name");
    assert_eq!(classes, world.ok("class list --project acme-api,acme-legacy -o name"));
    // A name with a comma or a star is marked as one name.
    let shown = world.run("wp list --project name:a,b*");
    assert!(shown.stderr.starts_with("error: no project \"a,b*\" found"), "{shown}");
}
