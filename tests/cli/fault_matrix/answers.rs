//! Responses that are not about their requests, or larger than them.

use super::{CREATE, READ};
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, error, last_page, one, page, pool, prebuild, projects,
};

const OTHER: &str = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a12";

/// A response with one object.
fn object(field: &str, json: &str) -> Response {
    Response::json(200, &format!(r#"{{"{field}":{json}}}"#))
}

#[test]
fn a01_a_read_of_another_object() {
    let runner = r#"{"runnerId":"e6aa9c54-89d3-42c1-ac31-bd8d8f1cbb0b"}"#;
    let other = || one(OTHER, 1, 5);
    for (line, response, what) in [
        (format!("wp get {POOL}"), other(), "warmPool: it describes another warm pool"),
        (format!("wp update {POOL} --max 9"), other(), "another warm pool"),
        (format!("wp wait {POOL}"), other(), "another warm pool"),
        (format!("wp watch {POOL}"), other(), "another warm pool"),
        (
            format!("prebuild get {POOL}"),
            object("prebuild", &prebuild(OTHER, "COMPLETED")),
            "another prebuild",
        ),
        (
            format!("project get {PROJECT} -o id"),
            object("project", &format!(r#"{{"id":"{OTHER}"}}"#)),
            "another project",
        ),
        (
            format!("class get {CLASS} -o id"),
            object("environmentClass", &format!(r#"{{"id":"{OTHER}","runnerId":"{OTHER}"}}"#)),
            "another environment class",
        ),
        (
            format!("runner get {OTHER} -o id"),
            object("runner", &format!(r#"{{"runnerId":"{POOL}"}}"#)),
            "another runner",
        ),
    ] {
        let world = World::new([response]);
        let shown = world.run(&line);
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{line}: {shown}");
        assert!(shown.stderr.contains(what), "{line}: {shown}");
        assert_eq!(world.server.calls().len(), 1, "{line}: {shown}");
    }
    // Only a name that is shown beside the object.
    let class = format!(r#"{{"id":"{CLASS}","displayName":"large","runnerId":"{OTHER}"}}"#);
    let world = World::new([object("environmentClass", &class), object("runner", runner)]);
    let shown = world.run(&format!("class get {CLASS}"));
    assert!(!shown.stdout.contains("bd8d8f1cbb0b"), "{shown}");
    // The case of an id does not matter.
    let world = World::new([one(&POOL.to_uppercase(), 1, 5)]);
    assert_eq!(world.run(READ).code, 0);
}

#[test]
fn a02_a_change_that_returns_another_object() {
    let world = World::new([one(POOL, 1, 5), one(OTHER, 1, 9), one(POOL, 1, 9)]);
    let shown = world.ok(&format!("wp update {POOL} --max 9"));
    assert!(shown.starts_with("unchanged "), "{shown}");
    assert_eq!(world.server.methods(), ["GetWarmPool", "UpdateWarmPool", "GetWarmPool"]);

    let canceled = |id: &str| object("prebuild", &prebuild(id, "CANCELLED"));
    let world = World::new([canceled(OTHER), canceled(POOL)]).with_names();
    assert_eq!(world.run(&format!("prebuild cancel {POOL}")).code, 0);
    assert_eq!(world.server.methods()[..2], ["CancelPrebuild", "GetPrebuild"]);

    let started = prebuild(POOL, "PENDING").replace(PROJECT, OTHER);
    let world = World::new([object("prebuild", &started)]);
    let shown = world.run(&format!("prebuild trigger --project {PROJECT}"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{shown}");
}

#[test]
fn a03_a_lost_deletion_that_reads_another_pool() {
    let deleting = pool(OTHER, 1, 5).replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_DELETING");
    let world = World::new([Response::Hangup, object("warmPool", &deleting)]);
    let shown = world.run(&format!("wp delete {POOL} --yes"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{shown}");
}

#[test]
fn a04_a_list_that_ignores_its_filter() {
    let stranger = || pool(OTHER, 1, 5).replace(PROJECT, OTHER);
    for flag in [format!("--project {PROJECT}"), format!("--project {PROJECT} --class {CLASS}")] {
        let world = World::new([page(&[stranger(), pool(POOL, 1, 5)], "")]);
        assert_eq!(world.ok(&format!("wp list {flag} -o id")), format!("{POOL}\n"));
    }
    let stranger = pool(OTHER, 1, 5).replace(CLASS, OTHER);
    let world = World::new([page(&[stranger, pool(POOL, 1, 5), r#"{"id":"x"}"#.to_owned()], "")]);
    assert_eq!(world.ok(&format!("wp list --class {CLASS} -o id")), format!("{POOL}\n"));

    let all = [
        prebuild(POOL, "COMPLETED"),
        prebuild(OTHER, "FAILED"),
        prebuild(OTHER, "COMPLETED").replace(PROJECT, OTHER),
    ];
    let world = World::new([last_page("prebuilds", &all)]);
    let line = format!("prebuild list --project {PROJECT} --phase completed -o id");
    assert_eq!(world.ok(&line), format!("{POOL}\n"));
    // A name is looked up by a search, whose results are compared with the name.
    let found = projects(&[(OTHER, "other"), (PROJECT, "acme-api")]);
    let project = object("project", &format!(r#"{{"id":"{PROJECT}"}}"#));
    let world = World::new([found, project]);
    assert_eq!(world.ok("project get acme-api -o id"), format!("{PROJECT}\n"));
}

#[test]
fn a05_a_change_that_is_acknowledged_with_another_size() {
    let update = format!("wp update {POOL} --min 1 --max 9");
    let size = |max| one(POOL, 1, max);
    // It shows with the second read.
    let world = World::new([size(5), size(5), size(5), size(9)]);
    assert!(world.ok(&update).starts_with("updated "));

    let world = World::new([size(5), size(3), size(3), size(3), size(3)]);
    assert_eq!(
        world.run(&update).to_string(),
        format!(
            "------- stderr -------
error: cannot resize the warm pool {POOL} to 1..9: the service accepted it, but reports another size
  the pool {POOL} has the size 1..3 and is ready
  1..9 was requested
hint: prebuildctl warm-pool get {POOL}
[exit 7]
"
        )
    );
    let world = World::new([size(5), size(3), error(500, "internal", "broken")]);
    let shown = world.run(&update);
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 13), "{shown}");
    assert!(shown.stderr.contains("has the size 1..3"), "{shown}");

    let listed = || page(&[pool(POOL, 1, 3)], "");
    let world = World::new([size(3), listed(), listed(), listed()]);
    let shown = world.run(&format!("{CREATE} --no-preflight"));
    assert_eq!((shown.stdout.as_str(), shown.code), ("", 7), "{shown}");
    assert!(shown.stderr.contains("has the size 1..3"), "{shown}");
    let world = World::new([size(3), page(&[pool(POOL, 1, 5)], "")]);
    assert!(world.ok(&format!("{CREATE} --no-preflight")).starts_with("created "));
}

#[test]
fn a06_a_page_of_too_many_rows() {
    // A service may send somewhat more than requested, but not as much as fits into a response.
    let rows = |count: usize| vec!["{}".to_owned(); count];
    let world = World::new([page(&rows(1_000), "")]);
    assert_eq!(world.run("wp list -o id").code, 0);
    for count in [1_001, 2_500_000] {
        let world = World::new([page(&rows(count), "")]);
        let shown = world.run("wp list -o id");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
        assert!(shown.stderr.contains("at warmPools: more than 1000 items"), "{shown}");
        let world = World::new([page(&rows(count), "")]);
        let shown = world.run("api PrebuildService/ListWarmPools --paginate");
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 1), "{shown}");
        assert!(shown.stderr.contains("more than 1000 items"), "{shown}");
    }
    let nested = format!(r#"{{"x":[{}]}}"#, vec!["{}"; 1_001].join(","));
    let classes = vec!["{}"; 1_000].join(",");
    let project = format!(r#"{{"id":"a","environmentClasses":[{classes}]}}"#);
    let world = World::new([last_page("projects", &vec![project; 100])]);
    let shown = world.run("project list -o id");
    assert!(shown.stderr.contains("more than 50000 values"), "{shown}");
    let fields: Vec<_> = (0..1_001).map(|number| format!(r#""{number}":1"#)).collect();
    let world = World::new([page(&[format!("{{{}}}", fields.join(","))], "")]);
    let shown = world.run("wp list -o id");
    assert!(shown.stderr.contains("more than 1000 unknown fields"), "{shown}");
    // What is not known is kept as it is.
    let world = World::new([page(&[nested], "")]);
    assert_eq!(world.run("wp list -o json").code, 0);
}

#[test]
fn a07_a_list_without_end() {
    let items = vec!["1"; 1_000].join(",");
    let page = |token: usize| {
        let body = format!(r#"{{"pagination":{{"nextToken":"{token}"}},"warmPools":[{items}]}}"#);
        Response::json(200, &body)
    };
    let world = World::new((0..101).map(page));
    let shown = world.run("api PrebuildService/ListWarmPools --paginate");
    assert_eq!(
        shown.to_string(),
        "------- stderr -------
error: cannot list all pages of gitpod.v1.PrebuildService/ListWarmPools
  the server returned more than 100000 items
[exit 1]
"
    );
}
