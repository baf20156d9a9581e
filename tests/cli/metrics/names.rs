//! The labels of pools: names, and ids where there are none or where they are not unique.

use super::{service_lines, world};
use crate::support::{
    CLASS, POOL, PROJECT, RUNNER, TOKEN, World, classes, error, page, pool, projects, runners,
};

const OTHER: &str = "0e0f2c5e-8d6f-4f86-8b9e-6a0b1c2d3e4f";

/// The label sets of the minimum of each pool.
fn pairs(text: &str) -> Vec<String> {
    let lines = service_lines(text).into_iter();
    let pairs = lines.filter_map(|line| line.strip_prefix("ona_warm_pool_min_instances{"));
    pairs.map(|rest| rest.split('}').next().unwrap().to_owned()).collect()
}

fn pool_of(id: &str, project: &str, class: &str) -> String {
    pool(id, 1, 5).replace(PROJECT, project).replace(CLASS, class)
}

#[test]
fn ids_stand_for_names_that_may_not_be_read() {
    for (method, expected) in [
        ("ListProjects", format!("project=\"{PROJECT}\",class=\"large\"")),
        ("ListRunners", "project=\"acme-api\",class=\"large\"".to_owned()),
    ] {
        let world = world();
        world.server.always(method, error(403, "permission_denied", "no"));
        let shown = world.run("metrics");
        assert_eq!(shown.stderr, "showing ids instead of names: permission_denied: no\n");
        assert_eq!((pairs(&shown.stdout), shown.code), (vec![expected], 0));
    }
    let world = world();
    world.server.always("ListRunners", error(403, "permission_denied", "no"));
    let text = world.run("metrics -q").stdout;
    assert!(text.contains(&format!("runner=\"{RUNNER}\"")), "{text}");
}

#[test]
fn projects_of_one_name_are_told_apart_by_their_ids() {
    let world = world();
    world.server.always("ListProjects", projects(&[(PROJECT, "twin"), (OTHER, "twin")]));
    let pools = [pool_of(POOL, PROJECT, CLASS), pool_of(OTHER, OTHER, CLASS)];
    world.server.always("ListWarmPools", page(&pools, ""));
    let expected =
        [OTHER, PROJECT].map(|id| format!("project=\"id:{id}\",class=\"large\"")).to_vec();
    assert_eq!(pairs(&world.ok("metrics")), expected);
}

#[test]
fn classes_of_one_name_are_told_apart_by_their_runners() {
    let world = world();
    let second = "e0c5c1f4-0a8b-4d0e-9f57-1d2c3b4a5968";
    let two = classes(&[(CLASS, "large", RUNNER), (OTHER, "large", second)]);
    world.server.always("ListEnvironmentClasses", two);
    world.server.always("ListRunners", runners(&[(RUNNER, "aws-eu"), (second, "gcp-us")]));
    let pools = [pool_of(POOL, PROJECT, CLASS), pool_of(OTHER, PROJECT, OTHER)];
    world.server.always("ListWarmPools", page(&pools, ""));
    let expected = ["large@aws-eu", "large@gcp-us"]
        .map(|class| format!("project=\"acme-api\",class=\"{class}\""));
    assert_eq!(pairs(&world.ok("metrics")), expected);
}

#[test]
fn hostile_names_are_shown_as_in_tables() {
    let world = world();
    let name = r#"a\"b\\c\u001b[2J\n{x=\"y\"}"#;
    world.server.always("ListProjects", projects(&[(PROJECT, name)]));
    let secret = projects(&[(PROJECT, &format!("x {TOKEN}"))]);
    let text = world.ok("metrics");
    let expected = r#"project="a\"b\\c\\x1b[2J⏎{x=\"y\"}",class="large""#;
    assert_eq!(
        pairs(&text.replace("{x=", "[x=").replace("\\\"}\"", "\\\"]\"")),
        [expected.replace("{x=", "[x=").replace("\\\"}\"", "\\\"]\"")]
    );
    // The run itself checks that the token is not in what it prints.
    world.server.always("ListProjects", secret);
    assert_eq!(pairs(&world.ok("metrics")), ["project=\"x ***\",class=\"large\""]);
}

#[test]
fn a_pool_without_project_or_class_is_left_out() {
    let bare = format!(r#"{{"id":"{OTHER}"}}"#);
    let world = World::new([page(&[bare], "")]);
    assert!(service_lines(&world.ok("metrics")).is_empty());
    let deleted = pool(OTHER, 1, 5).replace(
        "\"WARM_POOL_PHASE_READY\",\"statusVersion",
        "\"WARM_POOL_PHASE_DELETED\",\"statusVersion",
    );
    let world = World::new([page(&[deleted], "")]);
    assert!(service_lines(&world.ok("metrics")).is_empty());
}
