//! Errors in a fleet file: reported together, with positions.

use super::Folder;
use crate::support::{CLASS, PROJECT, Response, World, classes, projects, runners};

const BROKEN: &str = "version = 1

[scope]
project = ['acme-*']

[[pool]]
project = 'acme-api'
class = 'large'
min = 6
max = 5
";

#[test]
fn an_invalid_file_exits_with_2_and_sends_nothing() {
    let folder = Folder::new(World::new([]), BROKEN);
    let errors = "\
error: fleet.toml:3:2: scope has no projects: add projects = [\"acme-*\"]
error: fleet.toml:4:1: scope.project is not a known key; did you mean \"projects\"?
error: fleet.toml:9:7: min 6 is above max 5
";
    for command in ["plan", "plan --offline", "fleet check"] {
        let shown = folder.run(&format!("{command} -f @fleet.toml"));
        assert_eq!((shown.stdout.as_str(), shown.stderr.as_str(), shown.code), ("", errors, 2));
    }
    assert!(folder.world.server.calls().is_empty());
    let shown = folder.run("plan -f @fleet.toml -o json");
    assert!(shown.stderr.starts_with("{\"error\":{\"code\":\"usage\",\"exitCode\":2,"), "{shown}");
}

#[test]
fn a_valid_file_is_ok() {
    let fleet = "version = 1\n[[pool]]\nproject = 'a'\nclass = ['b', 'c']\n";
    let folder = Folder::new(World::signed_out([]), fleet);
    for command in ["plan --offline", "fleet check"] {
        let shown = folder.run(&format!("{command} -f @fleet.toml"));
        assert_eq!(shown.to_string(), "fleet.toml: 2 pools, OK\n[exit 0]\n");
    }
    let shown = folder.run("fleet check -f @fleet.toml -o json --jq .pools");
    assert_eq!(shown.to_string(), "2\n[exit 0]\n");
}

#[test]
fn a_missing_file_can_be_created() {
    let folder = Folder::new(World::new([]), "");
    let shown = folder.run("plan -f @no.toml");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: cannot read no.toml
  file not found
  to create it: prebuildctl export > no.toml
[exit 2]
"
    );
    // The default file is in the working directory, which has none.
    let shown = folder.run("plan");
    assert!(shown.stderr.starts_with("error: cannot read fleet.toml\n"), "{shown}");
}

#[test]
fn a_fleet_file_can_be_standard_input() {
    let world = World::new([]).with_stdin(BROKEN);
    let shown = world.run("plan -f -");
    assert!(shown.stderr.starts_with("error: standard input:3:2: scope"), "{shown}");
    let shown = world.run("plan -f - --token-stdin");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: cannot read the fleet file from standard input
  --token-stdin reads the token from it
[exit 2]
"
    );
}

/// A service with two projects of one name, and one class name on two runners.
fn ambiguous(fleet: &str) -> Folder {
    let world = World::new([]);
    let twin = "c1e12f6c-4c67-429d-a4a6-d9838b5da049";
    let other = "d2c94c27-3b76-4a42-b88c-95a85e392c69";
    let named = [(PROJECT, "acme-api"), (twin, "acme-twin"), (CLASS, "acme-twin")];
    world.server.always("ListProjects", projects(&named));
    world.server.always(
        "ListEnvironmentClasses",
        classes(&[(CLASS, "large", "r1"), (other, "large", "r2"), (twin, "small", "r1")]),
    );
    world.server.always("ListRunners", runners(&[("r1", "aws-eu"), ("r2", "aws-us")]));
    world
        .server
        .always("GetAuthenticatedIdentity", Response::json(200, "{\"organizationId\":\"o\"}"));
    Folder::new(world, fleet)
}

#[test]
fn unknown_and_ambiguous_names_are_reported_with_positions() {
    let folder = ambiguous(
        "version = 1
[scope]
projects = ['acme-*', 'beta']
[[pool]]
project = 'acme-ap'
class = 'large@aws-eu'
[[pool]]
project = 'acme-twin'
class = 'lareg@aws-us'
[[pool]]
project = 'acme-api'
class = ['large', 'small', 'small@aws-un']
",
    );
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "------- stderr -------
error: fleet.toml:3:23: no project \"beta\" found, or this token cannot see it
error: fleet.toml:5:11: no project \"acme-ap\" found, or this token cannot see it; did you mean \"acme-api\"?
error: fleet.toml:8:11: more than one project is named \"acme-twin\": \
         id:c1e12f6c-4c67-429d-a4a6-d9838b5da049, id:d2c94c27-3b76-4a42-b88c-95a85e392c68
error: fleet.toml:9:9: no environment class \"lareg\" found, or this token cannot see it; did you mean \"large\"?
error: fleet.toml:12:10: more than one environment class is named \"large\": large@aws-eu, \
         large@aws-us
error: fleet.toml:12:28: no runner \"aws-un\" found, or this token cannot see it; did you mean \"aws-us\" or \"aws-eu\"?
[exit 2]
"
    );
}

#[test]
fn only_unknown_names_are_not_found() {
    let fleet = "version = 1\n[[pool]]\nproject = 'ACME-API'\nclass = 'larg@aws-eu'\n";
    assert_eq!(
        ambiguous(fleet).run("plan -f @fleet.toml").to_string(),
        "------- stderr -------
error: fleet.toml:4:9: no environment class \"larg\" found, or this token cannot see it; did you mean \"large\"?
[exit 6]
"
    );
}

#[test]
fn a_pool_by_name_and_by_id_is_a_duplicate() {
    let folder = ambiguous(&format!(
        "version = 1
[scope]
projects = ['acme-api']
[[pool]]
project = 'acme-api'
class = 'large@aws-eu'
[[pool]]
project = '{PROJECT}'
class = '{CLASS}'
[[pool]]
project = '{CLASS}'
class = 'small'
"
    ));
    assert_eq!(
        folder.run("plan -f @fleet.toml").to_string(),
        "------- stderr -------
error: fleet.toml:9:9: acme-api/large@aws-eu is a duplicate of line 6
error: fleet.toml:11:11: project d2c94c27-3b76-4a42-b88c-95a85e392c68 is not covered by [scope] \
         projects
[exit 2]
"
    );
}

#[test]
fn an_oversized_or_deeply_nested_file_is_an_error() {
    let nested = format!("version = {}", "[".repeat(100_000));
    let large = format!("version = 1\n# {}\n", "x".repeat(4 * 1024 * 1024));
    for (text, error) in [
        (nested.as_str(), "error: fleet.toml:1:"),
        (&large, "error: cannot read fleet.toml\n  is larger than 4 MiB\n"),
    ] {
        let folder = Folder::new(World::new([]), text);
        let shown = folder.run("plan -f @fleet.toml");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
        assert!(
            shown.stderr.starts_with(error),
            "{}",
            &shown.stderr[..200.min(shown.stderr.len())]
        );
    }
}

#[test]
fn a_file_cannot_name_a_service_a_token_or_a_program() {
    let fleet =
        "version = 1\nhost = 'https://evil.example'\ntoken = 'secret'\ntoken-command = ['sh']\n";
    let folder = Folder::new(World::new([]), fleet);
    let shown = folder.run("plan -f @fleet.toml");
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{shown}");
    for (line, key) in [(2, "host"), (3, "token"), (4, "token-command")] {
        let error = format!("error: fleet.toml:{line}:1: {key} is not a known key");
        assert!(shown.stderr.contains(&error), "{shown}");
    }
    assert!(!shown.stderr.contains("secret"), "{shown}");
}
