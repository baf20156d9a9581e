//! Help with examples, and completions and manual pages that are current.

use std::collections::BTreeSet;
use std::fs;

use crate::support::World;

mod command_list;
mod manual;
mod topics;

pub use command_list::COMMANDS;

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
    assert_eq!(
        shown.stderr,
        "error: unknown command \"projct\"; did you mean \"project\"?\nhint: prebuildctl --help\n"
    );
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
    assert_eq!(keys, ["version", "commit", "target", "timeZoneData"]);
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
    for line in
        ["completions bash", "man", "--version", "--help", "help", "help names", "config path"]
    {
        assert_eq!(world.run(line).code, 0, "{line}");
    }
    assert_eq!(world.run("wp list").code, 2);
}

#[test]
fn help_of_a_command_is_what_its_flag_shows() {
    let world = World::signed_out([]);
    for (line, same) in [
        ("help", "--help"),
        ("help warm-pool", "warm-pool --help"),
        ("help wp create", "warm-pool create --help"),
        ("--local help plan", "plan --help"),
    ] {
        assert_eq!(world.ok(line), world.ok(same), "{line}");
    }
    assert_eq!(
        world.run("help nosuch").to_string(),
        "------- stderr -------
error: unknown command or topic \"nosuch\"
hint: prebuildctl help
[exit 2]
"
    );
}

#[test]
fn global_options_are_shown_once() {
    let world = World::signed_out([]);
    for line in ["-h", "help options"] {
        assert!(world.ok(line).contains("\n      --token-file <PATH> "), "{line}");
    }
    for command in COMMANDS.iter().filter(|command| !command.is_empty()) {
        for flag in ["-h", "--help"] {
            let shown = world.ok(&format!("{command} {flag}"));
            let pointers = shown.matches("Global options: prebuildctl help options\n").count();
            assert_eq!(pointers, 1, "{command}: {shown}");
            for option in ["--token-file", "--request-timeout", "--argjson", "--no-headers"] {
                let is_option = |line: &str| line.trim_start().starts_with(option);
                assert!(!shown.lines().any(is_option), "{command} {option}: {shown}");
            }
        }
    }
    // They are still options of every command.
    assert_eq!(world.run("version --no-headers").code, 0);
    let shown = world.run("wp list --no-haeders");
    assert_eq!(
        shown.stderr,
        "error: unknown flag --no-haeders; did you mean \"--no-headers\"?\n\
         hint: prebuildctl warm-pool list --help\n"
    );
}

#[test]
fn plurals_and_old_names_of_commands_are_accepted() {
    let world = World::signed_out([]);
    for (alias, name) in [
        ("warm-pools list", "warm-pool list"),
        ("wp ls", "warm-pool list"),
        ("warm-pools rm", "warm-pool delete"),
        ("projects show", "project get"),
        ("prebuilds ls", "prebuild list"),
        ("classes list", "class list"),
        ("environment-class show", "class get"),
        ("environment-classes ls", "class list"),
        ("config ls", "config list"),
    ] {
        let [alias, name] = [alias, name].map(|line| world.ok(&format!("{line} --help")));
        let usage =
            |text: &str| text.lines().find(|line| line.starts_with("Usage")).map(str::to_owned);
        assert_eq!(usage(&alias), usage(&name));
    }
    assert_eq!(world.ok("completion bash"), world.ok("completions bash"));
    assert!(!world.ok("--help").contains("environment-class"));
}
