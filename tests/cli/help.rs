//! Help with examples, and completions and manual pages that are current.

use std::collections::BTreeSet;
use std::fs;

use crate::support::World;

mod command_list;

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
error: unknown command \"nosuch\"
hint: prebuildctl --help
[exit 2]
"
    );
}

#[test]
fn every_topic_is_short_and_says_what_its_name_promises() {
    let world = World::signed_out([]);
    for (topic, text) in [
        ("environment", "ONA_TOKEN, ONA_API_KEY, GITPOD_API_KEY\n"),
        ("exit-codes", "    2  usage error: nothing was sent that changes anything ("),
        ("fleet-file", "  [scope] "),
        ("jq", "  prebuildctl warm-pool list --jq "),
        ("names", "  acme-api/large@aws-eu "),
        ("options", "      --profile <NAME> "),
        ("Exit-Codes", "  130  interrupted"),
    ] {
        let shown = world.ok(&format!("help {topic}"));
        assert!(shown.contains(text), "{topic}: {shown}");
        assert!(shown.lines().count() < 70, "{topic}: {shown}");
        // Help of flags and exit codes is as wide as the terminal.
        let is_text = !["exit-codes", "options", "Exit-Codes"].contains(&topic);
        let is_narrow = shown.lines().all(|line| line.chars().count() <= 100);
        assert!(is_narrow || !is_text, "{topic}: {shown}");
        let topics = world.ok("help --help");
        assert!(topics.contains(&topic.to_lowercase()), "{topics}");
    }
}

/// The variables that the source reads.
fn variables(folder: &std::path::Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(variables(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let code = fs::read_to_string(path).unwrap();
            let words = code.split('"').map(str::to_owned);
            let starts = ["PREBUILDCTL_", "ONA_", "GITPOD_", "SSL_", "GITHUB_", "XDG_"];
            found.extend(words.filter(|word| {
                let is_name = |letter: char| letter.is_ascii_uppercase() || letter == '_';
                word.chars().all(is_name) && starts.iter().any(|start| word.starts_with(start))
            }));
        }
    }
    found
}

#[test]
fn the_topic_of_the_environment_has_every_variable() {
    let shown = World::signed_out([]).ok("help environment");
    let mut variables = variables(std::path::Path::new("src"));
    // Set by the build, for `version`.
    variables.retain(|name| !["PREBUILDCTL_COMMIT", "PREBUILDCTL_TARGET"].contains(&name.as_str()));
    assert!(variables.len() > 15, "{variables:?}");
    for name in variables {
        assert!(shown.contains(&name), "{name}");
    }
}

/// Every fleet file in a topic is valid, and so is every command.
#[test]
fn the_examples_of_the_topics_are_valid() {
    let world = World::signed_out([]);
    let text = world.ok("help fleet-file");
    let (_, after) = text.split_once("  version = 1\n").unwrap();
    let (file, _) = after.split_once("\nmin is ").unwrap();
    let path = world.home.path().join("fleet.toml");
    fs::write(&path, format!("version = 1\n{file}")).unwrap();
    let shown = world.run_words(&["fleet", "check", "-f", path.to_str().unwrap()]);
    assert_eq!(shown.code, 0, "{shown}");
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
