//! Values other than names: columns, phases, keys, prebuilds, topics and files.

use std::fs;

use super::complete;
use crate::support::{
    CLASS, POOL, PROJECT, Response, World, classes, last_page, prebuild, projects, runners,
};

/// The words without their kind and descriptions.
fn words(completed: &str) -> Vec<&str> {
    let lines = completed.lines().skip(1);
    lines.map(|line| line.split('\t').next().unwrap()).collect()
}

/// The words of a line that needs no request.
fn offered(line: &str) -> Vec<String> {
    let world = World::new([]);
    words(&complete(&world, line)).into_iter().map(str::to_owned).collect()
}

#[test]
fn formats_are_those_that_the_command_can_print() {
    assert_eq!(
        offered("wp list -o "),
        ["table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "markdown", "name", "id"]
    );
    assert_eq!(
        offered("wp explain acme-api/large --output="),
        ["table", "wide", "json", "jsonl", "yaml"]
    );
    assert_eq!(offered("export -o "), ["table"]);
}

#[test]
fn phases_follow_the_resource_and_may_be_a_list() {
    let pools = ["pending", "ready", "degraded", "deleting", "deleted"];
    assert_eq!(offered("wp list --phase "), pools);
    assert!(offered("prebuild list --phase ").contains(&"snapshotting".to_owned()));
    assert_eq!(
        offered("wp list --phase ready,deleted,p"),
        ["ready,deleted,pending", "ready,deleted,degraded", "ready,deleted,deleting"]
    );
}

#[test]
fn columns_are_those_of_the_command() {
    let columns = offered("class list --columns ");
    // What an unknown column is answered with.
    let shown = World::local().run("class list --columns nosuch");
    let (_, all) = shown.stderr.split_once("available columns: ").unwrap();
    assert_eq!(columns.join(", "), all.trim());
    assert_eq!(offered("class list --sort "), columns);
    let with_id: Vec<_> =
        columns.iter().filter(|name| *name != "id").map(|name| format!("id,{name}")).collect();
    assert_eq!(offered("class list --columns id,"), with_id);
    assert_eq!(offered("wp list --sort age:"), ["age:asc", "age:desc"]);
    assert!(offered("wp list --sort=-").contains(&"-age".to_owned()));
}

/// Another column is an error before anything is called, or changed.
#[test]
fn every_command_offers_the_columns_that_it_prints() {
    let commands = "wp create x/y|wp list|wp get x/y|wp update x/y --max 3|wp delete x/y --yes
        |wp wait x/y|wp watch|wp history x/y|wp stats|wp advise|prebuild list|prebuild get ID
        |prebuild trigger x|prebuild wait ID|prebuild cancel ID|prebuild delete ID --yes|project list
        |project get x|project prebuilds x --off|class list|class get x|runner list|runner get x
        |plan -f FILE|apply -f FILE --yes|drift -f FILE|fleet show -f FILE|config list
        |local compare --project x";
    for command in commands.split('|').map(str::trim) {
        let world = World::new([]);
        let file = world.home.path().join("fleet.toml");
        fs::write(&file, "version = 1\n").unwrap();
        let line = command.replace("ID", POOL).replace("FILE", file.to_str().unwrap());
        let shown = world.run(&format!("{line} --columns nosuch"));
        let columns = offered(&format!("{line} --columns ")).join(", ");
        let expected = format!(
            "------- stderr -------\nerror: unknown column \"nosuch\"\n  available columns: {columns}\n[exit 2]\n"
        );
        assert_eq!(shown.to_string(), expected, "{command}");
        assert!(world.server.calls().is_empty(), "{command}");
    }
}

#[test]
fn words_that_the_parser_accepts_are_offered_with_their_meaning() {
    assert_eq!(offered("wp create --if-exists "), ["fail", "skip", "update"]);
    assert_eq!(offered("apply --only create,"), ["create,update", "create,delete"]);
    assert_eq!(offered("--color "), ["auto", "always", "never"]);
    assert_eq!(offered("export --format "), ["fleet", "terraform"]);
    assert_eq!(offered("wp wait x --for "), ["ready", "running=1", "snapshot", "deleted"]);
    assert!(offered("wp advise --time-zone ").contains(&"Europe/Berlin".to_owned()));
    assert!(offered("api Pre").contains(&"PrebuildService/ListWarmPools".to_owned()));
}

#[test]
fn help_offers_commands_and_topics() {
    let all = complete(&World::new([]), "help ");
    assert!(all.contains("\nwarm-pool\tManage warm pools\n"), "{all}");
    assert!(all.contains("\nexit-codes\tExit codes and their causes\n"), "{all}");
    let verbs = complete(&World::new([]), "help wp ");
    assert!(verbs.contains("\nlist\tList warm pools\n"), "{verbs}");
    assert!(!verbs.contains("exit-codes"), "{verbs}");
    assert_eq!(complete(&World::new([]), "help names "), "");
}

#[test]
fn keys_of_tables_follow_their_beginning() {
    let world = World::new([]).with_config(
        "[profiles.work]\nproject = \"acme-api\"\n[profiles.play]\noutput = \"wide\"\n",
    );
    let all = |line: &str| complete(&world, line);
    assert!(!all("config get ").contains("defaults."));
    assert!(all("config get ").contains("\ncolumns.warm-pool\n"));
    let begun = all("config unset p");
    for key in ["profiles.work.host", "profiles.play.columns.class", "defaults.output"] {
        assert!(begun.contains(&format!("\n{key}\n")), "{key}\n{begun}");
    }
    assert!(!begun.contains("defaults.host"), "{begun}");
}

#[test]
fn the_values_of_a_key_are_those_that_it_accepts() {
    let world = World::new([projects(&[(PROJECT, "acme-api")])])
        .with_config("[profiles.work]\nproject = \"acme-api\"\n");
    let all = |line: &str| complete(&world, line);
    assert_eq!(all("config set color "), "VALUE\nauto\nalways\nnever\n");
    assert_eq!(all("config set current-profile "), "VALUE\nwork\n");
    assert_eq!(all("config set profiles.work.project "), "VALUE\nacme-api\n");
    assert_eq!(all("config set host "), "VALUE\nhttps://app.gitpod.io\nlocal\n");
    assert!(all("config set defaults.output ").contains("\nmarkdown\n"));
    assert!(all("config set columns.warm-pool address,ag").contains("\naddress,age\n"));
    for key in ["timeout", "retries", "token", "nosuch", "columns.nosuch"] {
        assert_eq!(all(&format!("config set {key} ")), "", "{key}");
    }
}

#[test]
fn addresses_of_new_pools_are_each_project_with_each_class() {
    let named = [classes(&[(CLASS, "large", "r1"), (POOL, "s l", "r1")]), runners(&[("r1", "r")])];
    let world = World::new([]);
    let [classes, runners] = named;
    world.server.always("ListProjects", projects(&[(PROJECT, "acme-api"), (POOL, "web")]));
    world.server.always("ListEnvironmentClasses", classes);
    world.server.always("ListRunners", runners);
    let addresses = complete(&world, "wp create ");
    assert_eq!(words(&addresses), ["acme-api/large", "acme-api/s l", "web/large", "web/s l"]);
    assert!(addresses.starts_with("ADDRESS\n"), "{addresses}");
    let count = world.server.methods().len();
    assert_eq!(complete(&world, "prebuild trigger acme"), addresses);
    assert_eq!(world.server.methods().len(), count, "the second comes from the cache");
}

#[test]
fn prebuilds_come_with_what_they_are_for() {
    let (old, new) = (prebuild(POOL, "COMPLETED"), prebuild(CLASS, "RUNNING"));
    let new = new.replace("2026-05-01T08:00:00Z", "2026-05-02T08:00:00Z");
    let world = World::new([]).with_names();
    world.server.always("ListPrebuilds", last_page("prebuilds", &[old, new]));
    let expected =
        format!("ID\n{CLASS}\tacme-api/large running\n{POOL}\tacme-api/large completed\n");
    for line in ["prebuild get ", "pb wait 0", "prebuild logs ", "prebuild delete x "] {
        assert_eq!(complete(&world, line), expected, "{line}");
    }
    let prebuilds = world.server.methods();
    assert_eq!(prebuilds.iter().filter(|method| *method == "ListPrebuilds").count(), 1);
    assert_eq!(complete(&world, "project prebuilds x --executor "), "", "the id of a user");
}

#[test]
fn a_failed_request_leaves_out_the_prebuilds() {
    let world = World::new([Response::Hangup]);
    assert_eq!(complete(&world, "prebuild get "), "ID\n");
}

#[test]
fn files_with_another_ending_are_left_to_the_shell() {
    // The current folder is that of the package: Cargo.toml, clippy.toml, deny.toml, rustfmt.toml.
    let files: Vec<_> = fs::read_dir(".")
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    let offered_files = offered("plan -f ");
    assert_eq!(offered_files.len(), files.len());
    assert!(offered_files.iter().all(|name| files.contains(name)), "{offered_files:?}");
    let world = World::new([]);
    for line in ["plan -f src/", "plan -f nosuch", "prebuild logs x --save ", "apply "] {
        assert_eq!(complete(&world, line), "", "{line}");
    }
}

#[test]
fn an_empty_word_can_be_left_out() {
    let world = World::new([]);
    let words = ["__complete_next", "prebuildctl", "--color"];
    assert_eq!(world.run_words(&words).to_string(), "WHEN\nauto\nalways\nnever\n[exit 0]\n");
}
