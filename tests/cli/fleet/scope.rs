//! Scopes that match nothing, and projects of which it is unknown whether they are in scope.

use super::Folder;
use crate::support::{CLASS, POOL, PROJECT, Response, World, classes, page, pool, projects};

const HIDDEN: &str = "c1e12f6c-4c67-429d-a4a6-d9838b5da049";
const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";

/// A service with acme-api/large, and a pool of a project that the token cannot read.
fn service(fleet: &str) -> Folder {
    let world = World::new([]);
    world.server.always("ListProjects", projects(&[(PROJECT, "acme-api")]));
    world.server.always("ListEnvironmentClasses", classes(&[(CLASS, "large", "r")]));
    let pools = [pool(POOL, 1, 5), pool(OTHER, 1, 5).replace(PROJECT, HIDDEN)];
    world.server.always("ListWarmPools", page(&pools, ""));
    let identity = Response::json(200, "{\"organizationId\":\"o\"}");
    world.server.always("GetAuthenticatedIdentity", identity);
    Folder::new(world, fleet)
}

#[test]
fn projects_that_cannot_be_read_are_told() {
    let fleet = "version = 1\n[scope]\nprojects = ['acme-*']\n\
                 [[pool]]\nproject = 'acme-api'\nclass = 'large'\n";
    let folder = service(fleet);
    let warning = format!(
        "warning: projects with warm pools that this token cannot read may be in scope, and are \
         left out: {HIDDEN}\n"
    );
    for (command, result) in [
        ("plan -f @fleet.toml --prune", "no changes: 1 pool up to date\n"),
        ("drift -f @fleet.toml", "no differences\n"),
    ] {
        let shown = folder.run(command);
        let found = (shown.stdout.as_str(), shown.stderr.as_str(), shown.code);
        assert_eq!(found, (result, warning.as_str(), 0));
    }
    let calls = folder.world.server.calls();
    let lookup = calls.iter().filter(|call| call.method() == "ListProjects").nth(1).unwrap();
    assert_eq!(lookup.message()["filter"], serde_json::json!({"projectIds": [HIDDEN]}));
    let shown = folder.run("export --project *");
    assert_eq!((shown.stderr.as_str(), shown.code), (warning.as_str(), 0));
    // A scope without a pattern cannot cover a project that it does not name.
    let folder = service(&fleet.replace("acme-*", "acme-api"));
    let shown = folder.run("plan -f @fleet.toml --prune");
    assert_eq!(shown.to_string(), "no changes: 1 pool up to date\n[exit 0]\n");
}

#[test]
fn a_pattern_without_a_project_is_a_warning() {
    let folder = service("version = 1\n[scope]\nprojects = ['acme-a*', 'amce-*']\n");
    let unmatched =
        "warning: fleet.toml:3:24: \"amce-*\" matches no project that this token can see\n";
    for command in ["plan", "drift", "apply --yes"] {
        let shown = folder.run(&format!("{command} -f @fleet.toml"));
        assert!(shown.stderr.contains(unmatched), "{shown}");
        assert_eq!(shown.code, 0, "{shown}");
    }
    let shown = folder.run("export --project amce-*");
    let warning = "warning: --project: \"amce-*\" matches no project that this token can see\n";
    assert_eq!((shown.stderr.as_str(), shown.code), (warning, 0));
}
