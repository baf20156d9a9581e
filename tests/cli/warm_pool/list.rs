use serde_json::Value;

use crate::support::{CLASS, PROJECT, Response, World, error, page, pool};

fn id(number: usize) -> String {
    format!("0190f3c2-0000-4000-8000-{number:012}")
}

fn pools(numbers: std::ops::Range<usize>) -> Vec<String> {
    numbers.map(|number| pool(&id(number), 1, 5)).collect()
}

#[test]
fn a_table_has_no_borders_and_no_trailing_blanks() {
    let other = pool(&id(2), 0, 12)
        .replace(r#""runningInstances":1,"stoppedInstances":4,"#, "")
        .replace("WARM_POOL_PHASE_READY", "WARM_POOL_PHASE_PENDING");
    let world = World::new([page(&[other, pool(&id(1), 1, 5)], "")]);
    let shown = world.run("wp list --columns id,phase,running,stopped,min,max");
    assert_eq!(
        shown.to_string(),
        "ID                                    PHASE    RUNNING  STOPPED  MIN  MAX
0190f3c2-0000-4000-8000-000000000001  ready          1        4    1    5
0190f3c2-0000-4000-8000-000000000002  pending        0        0    0   12
[exit 0]
"
    );
}

#[test]
fn an_empty_list_is_not_an_error_in_any_format() {
    for (format, stdout, stderr) in [
        ("json", "[]\n", ""),
        ("jsonl", "", ""),
        ("table", "", "no warm pools found\n"),
        ("id", "", "no warm pools found\n"),
        ("yaml", "[]\n", "no warm pools found\n"),
    ] {
        let world = World::new([Response::json(200, r#"{"pagination":{}}"#)]);
        let shown = world.run(&format!("wp list -o {format}"));
        let expected = (stdout, stderr, 0);
        assert_eq!((&*shown.stdout, &*shown.stderr, shown.code), expected, "{format}");
    }
}

#[test]
fn pages_are_followed_and_become_one_array() {
    let world = World::new([page(&pools(0..2), "a"), page(&[], "b"), page(&pools(1..3), "")]);
    let shown = world.run("wp list -o json");
    let list: Vec<Value> = serde_json::from_str(&shown.stdout).unwrap();
    let ids: Vec<_> = list.iter().map(|pool| pool["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [id(0), id(1), id(2)], "a pool on two pages is listed once");
    let tokens: Vec<_> =
        world.server.calls().iter().map(|call| call.message()["pagination"].clone()).collect();
    assert_eq!(tokens[0], serde_json::json!({"pageSize": 100}));
    assert_eq!(tokens[2], serde_json::json!({"pageSize": 100, "token": "b"}));
}

#[test]
fn a_repeated_page_token_is_an_error_and_nothing_is_shown() {
    let world = World::new([page(&pools(0..1), "a"), page(&pools(1..2), "a")]).with_names();
    let shown = world.run("wp list");
    let host = world.server.name();
    assert_eq!(
        shown.to_string(),
        format!(
            "------- stderr -------
error: cannot list the warm pools
  {host}: ListWarmPools: the server returned the same page token twice
[exit 1]
"
        )
    );
}

#[test]
fn an_error_on_a_later_page_leaves_no_partial_table() {
    for format in ["table", "json", "csv"] {
        let denied = error(403, "permission_denied", "no");
        let world = World::new([page(&pools(0..1), "a"), denied]).with_names();
        let shown = world.run(&format!("wp list -o {format}"));
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 5), "{format}");
    }
}

#[test]
fn more_than_25_ids_take_several_requests() {
    let projects: String = (0..26).map(|number| format!("--project {} ", id(number))).collect();
    let of_project = |number, project: usize| {
        page(&[pool(&id(number), 1, 5).replace(PROJECT, &id(project))], "")
    };
    let world = World::new([of_project(0, 0), of_project(1, 25)]);
    let shown = world.run(&format!("wp list {projects} --class {CLASS} -o id"));
    assert_eq!(shown.stdout, format!("{}\n{}\n", id(0), id(1)));
    let counts: Vec<_> = world
        .server
        .calls()
        .iter()
        .map(|call| call.message()["filter"]["projectIds"].as_array().unwrap().len())
        .collect();
    assert_eq!(counts, [25, 1]);
}

#[test]
fn a_limit_stops_reading_unless_the_list_is_sorted() {
    let world = World::new([page(&pools(0..2), "a")]);
    assert_eq!(world.run("wp list --limit 1 -o id").stdout, format!("{}\n", id(0)));

    let world = World::new([page(&pools(0..2), "a"), page(&pools(2..3), "")]);
    let shown = world.run("wp list --limit 1 --sort id:desc -o id");
    assert_eq!(shown.stdout, format!("{}\n", id(2)));
}

#[test]
fn an_expired_page_token_restarts_the_list_once() {
    let expired = || error(400, "invalid_argument", "token expired");
    let lines = |numbers: [usize; 3]| numbers.map(|number| id(number) + "\n").concat();
    for (flags, expected) in [
        ("-o json --jq length", "3\n".to_owned()),
        ("-o json --jq .[].id -r", lines([0, 1, 2])),
        ("-o csv --columns id --no-headers", lines([0, 1, 2])),
        ("-o table --columns id --no-headers --sort id:desc", lines([2, 1, 0])),
        ("-o id --sort id:desc", lines([2, 1, 0])),
    ] {
        let world = World::new([
            page(&pools(0..2), "a"),
            expired(),
            page(&pools(0..2), "b"),
            page(&pools(2..3), ""),
        ]);
        let shown = world.run(&format!("wp list {flags}"));
        assert_eq!(shown.to_string(), format!("{expected}[exit 0]\n"), "{flags}");
    }

    let world = World::new([page(&pools(0..2), "a"), expired(), page(&[], "b"), expired()]);
    assert_eq!(world.run("wp list -o json").code, 2);

    let world = World::new([page(&pools(0..1), "a"), expired()]);
    let shown = world.run("wp list -o id");
    assert_eq!(
        (shown.stdout, shown.code),
        (format!("{}\n", id(0)), 2),
        "printed rows cannot be taken back"
    );
}

#[test]
fn addresses_and_ids_are_complete_on_any_terminal() {
    for width in [40, 80, 100, 200] {
        let world = World::new([page(&pools(1..2), "")]).with_names().with_terminal(width);
        let shown = world.run("wp list --columns address,id --no-headers").stdout;
        assert_eq!(shown, format!("acme-api/large  {}\n", id(1)));
    }
    let world = World::new([page(&pools(1..2), "")]).with_names().with_terminal(40);
    let shown = world.run("wp list").stdout;
    assert!(shown.starts_with("ADDRESS         PHASE  RUNNING  DESIRED\n"), "{shown}");
}

#[test]
fn yaml_is_written_page_by_page_in_the_order_of_the_service() {
    let pages = [page(&pools(1..2), "a"), page(&pools(0..1), "")];
    let shown = World::new(pages).ok("wp list -o yaml");
    let ids: Vec<_> = shown.lines().filter(|line| line.starts_with("- id: ")).collect();
    assert_eq!(ids, [format!("- id: \"{}\"", id(1)), format!("- id: \"{}\"", id(0))]);
    assert_eq!(World::new([page(&[], "")]).run("wp list -o yaml -q").stdout, "[]\n");
}

#[test]
fn raw_strings_are_escaped_only_on_a_terminal() {
    let expression = r#"wp list -r --jq "\u001b[31m""#;
    let world = World::new([page(&[], "")]);
    assert_eq!(world.run(expression).stdout, "\u{1b}[31m\n");
    let world = World::new([page(&[], "")]).with_terminal(80);
    assert_eq!(world.run(expression).stdout, "\\x1b[31m\n");
}

#[test]
fn numbers_sort_as_numbers() {
    let sizes = [(1, 9), (2, 10), (3, 2)];
    let pools: Vec<_> = sizes.iter().map(|(number, max)| pool(&id(*number), 1, *max)).collect();
    let world = World::new([page(&pools, "")]);
    let shown = world.run("wp list --sort max --columns max --no-headers");
    assert_eq!(shown.stdout, " 2\n 9\n10\n");
}

#[test]
fn the_client_filters_by_phase_and_hides_deleted_pools() {
    let in_phase = |number, phase: &str| {
        pool(&id(number), 1, 5)
            .replace("WARM_POOL_PHASE_READY", &format!("WARM_POOL_PHASE_{phase}"))
    };
    let all = || {
        let phases = [(1, "READY"), (2, "DELETED"), (3, "DEGRADED"), (4, "NEW")];
        page(&phases.map(|(number, phase)| in_phase(number, phase)), "")
    };
    for (flags, expected) in [
        ("", vec![1, 3, 4]),
        ("--phase degraded", vec![3]),
        ("--phase Ready --phase deleted", vec![1, 2]),
    ] {
        let world = World::new([all()]);
        let shown = world.run(&format!("wp list {flags} -o id"));
        let expected: String = expected.iter().map(|number| id(*number) + "\n").collect();
        assert_eq!(shown.stdout, expected, "{flags}");
    }
}

#[test]
fn all_invalid_arguments_are_reported_before_any_request() {
    let world = World::new([]);
    assert_eq!(
        world.run("wp list --phase warm --project id:acme").to_string(),
        r#"------- stderr -------
error: --project: "acme" is not an id (a UUID such as 0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11)
error: --phase: "warm" is not one of pending, ready, degraded, deleting, deleted
[exit 2]
"#
    );
    assert_eq!(
        world.run("wp list --columns id,phaze").to_string(),
        r#"------- stderr -------
error: unknown column "phaze"; did you mean "phase"?
  available columns: address, phase, running, desired, stopped, min, max, age, id, snapshot, runner, failure, project, class, created, updated, desired-phase, organization, project-id, class-id, runner-id, spec-version, status-version
[exit 2]
"#
    );
    let shown = World::signed_out([]).run("wp list --class id:x --sort nope --columns id,phaze");
    assert_eq!(shown.code, 2, "{shown}");
    for error in ["--class: ", "unknown column \"nope\"", "unknown column \"phaze\""] {
        assert!(shown.stderr.contains(&format!("error: {error}")), "{shown}");
    }
    assert_eq!(world.run("wp list --sort nope").code, 2);
    assert_eq!(world.run("wp list --sort max:up").code, 2);
    assert_eq!(world.run("wp list --limit 0").code, 2);
}

#[test]
fn every_format_shows_the_same_pools() {
    for (flags, expected) in [
        ("-o name", "acme-api/large\n".to_owned()),
        ("-o id", format!("{}\n", id(1))),
        ("-o csv --columns id,max", format!("ID,MAX\n{},5\n", id(1))),
        ("-o tsv --columns id,max --no-headers", format!("{}\t5\n", id(1))),
        ("-o csv --columns id,max --no-headers", format!("{},5\n", id(1))),
        (
            "-o markdown --columns id,max",
            format!("| ID | MAX |\n| --- | ---: |\n| {} | 5 |\n", id(1)),
        ),
        ("--jq .[].id", format!("\"{}\"\n", id(1))),
        ("--jq .[].id -r", format!("{}\n", id(1))),
        ("--jq map(.spec.maxSize)|add", "5\n".to_owned()),
        ("--jq .[].status.statusVersion", "\"9007199254740993\"\n".to_owned()),
    ] {
        let world = World::new([page(&pools(1..2), "")]).with_names();
        let shown = world.run(&format!("wp list {flags}"));
        assert_eq!((shown.stdout, shown.code), (expected, 0), "{flags}");
    }
}

#[test]
fn an_invalid_filter_is_reported_before_any_request() {
    let world = World::new([]);
    let shown = world.run_words(&["wp", "list", "--jq", ".[] | .id)"]);
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains('^'), "{shown}");
    let shown = world.run_words(&["wp", "list", "--jq", "env.ONA_TOKEN"]);
    assert_eq!(shown.code, 2, "{shown}");
}
