//! `--all-profiles`: one command for several organizations.

use serde_json::{Value, json};

use crate::support::{POOL, Response, Server, TOKEN, World, error, home, last_page, page, pool};

/// The token of `two`.
pub const OTHER: &str = "ona_test_other_6a0b1c2d3e4f";

/// Profiles of a home: `one` on the service of the world, `two` on the other, and a local one.
fn world(one: Response, two: Response) -> (World, Server) {
    profiles([one], [two])
}

/// As [`world`], with any number of responses.
pub fn profiles<const N: usize>(one: [Response; N], two: [Response; N]) -> (World, Server) {
    let (world, other) = (World::signed_out(one).without("ONA_HOST"), Server::new(two));
    world.server.set_names();
    other.set_names();
    let config = format!(
        "current-profile = \"sandbox\"\n\n[profiles.one]\nhost = \"{}\"\ntoken = \"{TOKEN}\"\n\n\
         [profiles.sandbox]\nhost = \"local\"\n\n\
         [profiles.two]\nhost = \"{}\"\ntoken = \"{OTHER}\"\n",
        world.server.url(),
        other.url()
    );
    (world.with_config(&config), other)
}

fn pools(max: i32) -> Response {
    page(&[pool(POOL, 1, max)], "")
}

pub fn refused() -> Response {
    error(401, "unauthenticated", "token has expired")
}

#[test]
fn rows_of_all_profiles_are_one_table_with_a_column_profile() {
    for (flags, expected) in [
        (
            "--columns address,min,max",
            "PROFILE  ADDRESS         MIN  MAX\n\
             one      acme-api/large    1    5\n\
             two      acme-api/large    1    7\n",
        ),
        ("--columns max,profile -o csv", "PROFILE,MAX\none,5\ntwo,7\n"),
        ("--columns profile -o tsv --no-headers", "one\ntwo\n"),
        (
            "--columns id -o markdown",
            "| PROFILE | ID |\n| --- | --- |\n| one | POOL |\n| two | POOL |\n",
        ),
    ] {
        let (world, other) = world(pools(5), pools(7));
        let shown = world.run(&format!("wp list --all-profiles {flags}"));
        let expected = format!("{}[exit 0]\n", expected.replace("POOL", POOL));
        assert_eq!(shown.to_string(), expected, "{flags}");
        for (server, token) in [(&world.server, TOKEN), (&other, OTHER)] {
            let calls = server.calls();
            assert!(calls.iter().any(|call| call.method() == "ListWarmPools"));
            let bearer = format!("Bearer {token}");
            assert!(calls.iter().all(|call| call.header("authorization") == Some(&bearer)));
        }
    }
}

#[test]
fn a_profile_that_fails_hides_no_other() {
    let (world, other) = world(refused(), pools(7));
    let shown = world.run("wp list --all-profiles --columns address,max");
    assert_eq!(shown.stdout, "PROFILE  ADDRESS         MAX\ntwo      acme-api/large    7\n");
    assert_eq!(
        shown.stderr,
        "error: profile one: cannot list the warm pools\n  the server says: token has expired\n  \
         using the token from profile one (FILE:5)\n\
         hint: prebuildctl --profile one auth login\n"
            .replace("FILE", home::config_file(world.home.path()).to_str().unwrap())
    );
    assert_eq!(shown.code, 4);
    assert!(other.methods().contains(&"ListWarmPools".to_owned()));
}

#[test]
fn json_holds_the_result_or_the_error_of_each_profile() {
    let result = || serde_json::from_str::<Value>(&pool(POOL, 1, 5)).unwrap()["id"].clone();
    for flags in ["-o json", "-o yaml", "--jq ."] {
        let (world, _other) = world(pools(5), refused());
        let shown = world.run(&format!("wp list --all-profiles {flags}"));
        assert_eq!((shown.stderr.as_str(), shown.code), ("", 4), "{flags}");
        let document: Value = if flags == "-o yaml" {
            serde_saphyr::from_str(&shown.stdout).unwrap()
        } else {
            serde_json::from_str(&shown.stdout).unwrap()
        };
        let [one, two] = document.as_array().unwrap().as_slice() else { panic!("{document}") };
        assert_eq!((&one["profile"], &one["result"][0]["id"]), (&json!("one"), &result()));
        assert_eq!((&two["profile"], &two["result"]), (&json!("two"), &Value::Null));
        let error = &two["error"];
        assert_eq!((&error["code"], &error["exitCode"]), (&json!("unauthenticated"), &json!(4)));
        assert_eq!(error["hint"], "prebuildctl --profile two auth login");
    }
}

#[test]
fn jsonl_has_a_line_for_each_row_and_for_each_error() {
    let (world, _other) = world(refused(), page(&[pool(POOL, 1, 5), pool(TWO, 1, 6)], ""));
    let shown = world.run("wp list --all-profiles -o jsonl");
    assert_eq!((shown.stderr.as_str(), shown.code), ("", 4));
    let lines: Vec<Value> =
        shown.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3, "{shown}");
    assert_eq!(lines[0]["error"]["code"], "unauthenticated");
    for (line, id) in lines[1..].iter().zip([POOL, TWO]) {
        assert_eq!((&line["profile"], &line["result"]["id"]), (&json!("two"), &json!(id)));
    }
}

const TWO: &str = "0190f3c2-0000-4000-8000-000000000002";

#[test]
fn notes_name_their_profile_and_nothing_found_is_no_error() {
    let (world, _other) = world(page(&[], ""), page(&[], ""));
    let notes = "profile one: no warm pools found\nprofile two: no warm pools found\n";
    let shown = world.run("wp list --all-profiles");
    assert_eq!(shown.to_string(), format!("------- stderr -------\n{notes}[exit 0]\n"));
}

#[test]
fn text_is_printed_under_the_name_of_its_profile() {
    let (world, other) = world(page(&[], ""), page(&[], ""));
    let identity = r#"{"organizationId":"0b2f7f2c-52b5-4f7e-9d54-1f0f3f5a7a01"}"#;
    for server in [&world.server, &other] {
        server.always("GetAuthenticatedIdentity", Response::json(200, identity));
        server.always("ListEnvironmentUsageRecords", last_page("records", &[]));
        server.always("ListEnvironments", last_page("environments", &[]));
        server.always("ListPrebuilds", last_page("prebuilds", &[]));
        server.always("GetOrganizationPolicies", Response::json(200, r#"{"policies":{}}"#));
    }
    let shown = world.run("wp advise --all-profiles");
    let expected = "profile one\n\nno pools to advise on\n\nprofile two\n\nno pools to advise on\n";
    assert_eq!(shown.to_string(), format!("{expected}[exit 0]\n"));
}

#[test]
fn what_would_reach_every_host_is_refused_before_any_request() {
    let (world, other) = world(pools(5), pools(7));
    world.server.allow_unused_responses();
    other.allow_unused_responses();
    let each = "  each profile has a host and a token of its own\n";
    for (flags, name) in [
        ("--host https://ona.example", "--host"),
        ("--local", "--local"),
        ("--token-file t", "--token-file"),
        ("--token-stdin", "--token-stdin"),
        ("--profile one", "--profile"),
    ] {
        let shown = world.run(&format!("wp list --all-profiles {flags}"));
        let message = format!("error: {name} cannot be used with --all-profiles\n{each}");
        assert_eq!((shown.stderr, shown.code), (message, 2));
    }
    let mut world = world;
    for name in [
        "PREBUILDCTL_LOCAL",
        "ONA_HOST",
        "ONA_BASE_URL",
        "GITPOD_BASE_URL",
        "ONA_TOKEN",
        "ONA_API_KEY",
        "GITPOD_API_KEY",
    ] {
        world = world.with(name, "https://ona.example/api");
        let shown = world.run("project list --all-profiles");
        let message = format!("error: {name} cannot be used with --all-profiles\n{each}");
        assert_eq!((shown.stderr, shown.code), (message, 2));
        world = world.without(name);
    }
    for (format, written) in [("name", "-o name"), ("id", "-o id")] {
        let shown = world.run(&format!("wp list --all-profiles -o {format}"));
        let message = format!("error: warm-pool list --all-profiles does not support {written}\n");
        assert!(shown.stderr.starts_with(&message) && shown.code == 2, "{shown}");
    }
    assert!(world.server.calls().is_empty() && other.calls().is_empty());
}

/// A file is about the pools of one organization.
#[test]
fn files_about_pools_are_refused() {
    let (world, other) = world(pools(5), pools(7));
    world.server.allow_unused_responses();
    other.allow_unused_responses();
    for line in [
        "wp advise --demand x.csv",
        "wp advise --recording x.jsonl",
        "wp advise --report x.html",
        "wp advise --write -f x.toml",
        "wp stats --recording x.jsonl",
        "wp stats --claims x.csv",
    ] {
        let shown = world.run(&format!("{line} --all-profiles"));
        let flag = line.split_whitespace().find(|word| word.starts_with("--")).unwrap();
        let both = shown.stderr.contains("--all-profiles") && shown.stderr.contains(flag);
        assert!(both && shown.code == 2, "{line}: {shown}");
    }
    assert!(world.server.calls().is_empty() && other.calls().is_empty());
}

#[test]
fn a_config_file_without_a_remote_profile_is_a_usage_error() {
    for config in ["", "[profiles.sandbox]\nhost = \"local\"\n"] {
        let world = World::signed_out([]).without("ONA_HOST").with_config(config);
        let shown = world.run("wp list --all-profiles");
        let message = "error: no profile of the config file has a remote host\n\
                       hint: prebuildctl auth login\n";
        assert_eq!((shown.stderr.as_str(), shown.code), (message, 2));
    }
}
