//! Help with examples, and completions and manual pages that are current.

use std::collections::BTreeSet;
use std::fs;

use crate::support::World;

/// Every command.
pub const COMMANDS: &[&str] = &[
    "",
    "warm-pool",
    "warm-pool create",
    "warm-pool list",
    "warm-pool get",
    "warm-pool update",
    "warm-pool delete",
    "warm-pool wait",
    "warm-pool watch",
    "warm-pool explain",
    "prebuild",
    "prebuild list",
    "prebuild get",
    "prebuild trigger",
    "prebuild wait",
    "prebuild cancel",
    "project",
    "project list",
    "project get",
    "class",
    "class list",
    "class get",
    "plan",
    "apply",
    "drift",
    "export",
    "fleet",
    "fleet check",
    "auth",
    "auth login",
    "auth status",
    "auth logout",
    "local",
    "local serve",
    "local status",
    "local advance",
    "local reset",
    "config",
    "config path",
    "config list",
    "config get",
    "config set",
    "config unset",
    "api",
    "completions",
    "man",
    "version",
];

#[test]
fn every_command_has_help_on_standard_output() {
    let world = World::signed_out([]);
    for command in COMMANDS {
        let shown = world.run(&format!("{command} --help"));
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{command}");
        assert!(shown.stdout.contains("Usage: prebuildctl"), "{command}: {shown}");
    }
}

#[test]
fn the_list_of_commands_is_complete() {
    let world = World::signed_out([]);
    let folder = world.home.path().join("man");
    let shown = world.run_words(&["man", "--out", folder.to_str().unwrap()]);
    assert_eq!(shown.code, 0, "{shown}");
    let pages: BTreeSet<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let expected: BTreeSet<_> = COMMANDS
        .iter()
        .map(|command| format!("prebuildctl {command}").trim_end().replace(' ', "-") + ".1")
        .collect();
    assert_eq!(pages, expected);
}

#[test]
fn every_subcommand_has_examples_of_itself() {
    let world = World::signed_out([]);
    for command in COMMANDS.iter().filter(|command| command.contains(' ') || **command == "api") {
        let shown = world.run(&format!("{command} -h"));
        let (_, examples) = shown.stdout.split_once("Examples:\n").unwrap_or_else(|| {
            panic!("{command} has no examples: {shown}");
        });
        for example in examples.lines().filter(|line| !line.trim().is_empty()) {
            assert!(example.contains(&format!("prebuildctl {command}")), "{command}: {example}");
        }
    }
}

#[test]
fn the_help_begins_with_the_purpose() {
    let shown = World::signed_out([]).run("-h");
    assert!(
        shown.stdout.starts_with("Manage the warm pools of Ona (formerly Gitpod)\n"),
        "{shown}"
    );
}

#[test]
fn a_command_name_may_be_the_value_of_a_flag() {
    let shown = World::signed_out([]).run("--local-data config completions bash");
    assert_eq!(shown.code, 0, "{shown}");
}

#[test]
fn a_mistyped_command_is_compared_with_all_commands() {
    let shown = World::signed_out([]).run("projct --local-data config");
    assert_eq!(shown.code, 2);
    assert!(shown.stderr.contains("a similar subcommand exists: 'project'"), "{shown}");
}

#[test]
fn the_long_help_has_every_exit_code() {
    let shown = World::signed_out([]).run("--help");
    for row in prebuildctl::exit::TABLE {
        let line = format!("{:>5}  {}", row.exit.code(), row.meaning);
        assert!(shown.stdout.contains(&line), "{line}");
    }
}

#[test]
fn help_never_shows_a_token_from_the_environment() {
    // The run itself checks that the token is not in what it prints.
    assert_eq!(World::new([]).run("--help").code, 0);
}

#[test]
fn the_version_names_the_commit_and_the_target() {
    let shown = World::signed_out([]).run("version --jq keys_unsorted");
    let keys: Vec<String> = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(keys, ["version", "commit", "target"]);
}

#[test]
fn the_completions_in_the_repository_are_current() {
    for (shell, file) in [
        ("bash", "prebuildctl.bash"),
        ("zsh", "_prebuildctl"),
        ("fish", "prebuildctl.fish"),
        ("powershell", "_prebuildctl.ps1"),
        ("elvish", "prebuildctl.elv"),
    ] {
        let shown = World::signed_out([]).run(&format!("completions {shell}"));
        let committed = fs::read_to_string(format!("completions/{file}")).unwrap_or_default();
        assert!(
            shown.stdout == committed,
            "stale: prebuildctl completions {shell} > completions/{file}"
        );
    }
}

#[test]
fn commands_that_need_no_settings_work_with_an_invalid_file() {
    let world = World::signed_out([]).with_config("not toml at all");
    for line in ["completions bash", "man", "--version", "--help", "config path"] {
        assert_eq!(world.run(line).code, 0, "{line}");
    }
    assert_eq!(world.run("wp list").code, 2);
}
