//! Invalid values are reported all at once, before a credential is needed; valid ones are used.

use std::collections::BTreeSet;
use std::fs;

use crate::help::COMMANDS;
use crate::local::stopped;
use crate::support::{POOL, World};

/// Command lines with invalid values, and the number of their errors. `''` is an empty word.
const INVALID: &[(&str, usize)] = &[
    ("warm-pool create --project '' --class '' --min 6 --max 5", 3),
    ("warm-pool list --project '' --class '' --phase x", 3),
    ("warm-pool get ''", 1),
    ("warm-pool update '' --min 6 --max 5", 2),
    ("warm-pool delete '' a --yes", 2),
    ("warm-pool wait '' a --for x", 3),
    ("warm-pool watch '' a", 2),
    ("warm-pool watch --project '' --project name:", 2),
    ("warm-pool explain ''", 1),
    ("warm-pool explain --project '' --class ''", 2),
    ("prebuild list --project '' --class '' --phase x", 3),
    ("prebuild get x", 1),
    ("prebuild trigger --project '' --class ''", 2),
    ("prebuild wait x", 1),
    ("prebuild cancel x", 1),
    ("prebuild delete x y --yes", 2),
    ("project get ''", 1),
    ("project prebuilds '' --timeout 3h --executor x --class ''", 4),
    ("class list --project ''", 1),
    ("class get ''", 1),
    ("runner get ''", 1),
    ("plan -f fleet.toml", 2),
    ("apply -f fleet.toml --yes", 2),
    ("apply plan.json --yes", 1),
    ("drift -f fleet.toml", 2),
    ("drift --ignore x --ignore a/b:x", 2),
    ("export --project '' --project ''", 2),
    ("fleet check -f fleet.toml", 2),
    ("api x", 1),
    ("api IdentityService/GetAuthenticatedIdentity -d x", 1),
    ("config get x", 1),
    ("config set x 1", 1),
    ("config unset x", 1),
    ("local advance 15", 1),
    ("local compare --project '' --class '' --timeout 15", 3),
    ("completions x", 1),
    ("wp list --retries x --request-timeout 15", 2),
    ("wp list --columns x,y", 2),
];

/// The commands with `--timeout`, with the arguments that they need.
const WAITS: &[(&str, &str)] = &[
    ("warm-pool create", "--project acme-api --class large --wait"),
    ("warm-pool update", "acme-api/large --max 4 --wait"),
    ("warm-pool wait", "acme-api/large"),
    ("warm-pool delete", "acme-api/large --yes --wait"),
    ("prebuild trigger", "--project acme-api --class regular --wait"),
    ("prebuild wait", POOL),
    ("prebuild delete", "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11 --yes --wait"),
    ("apply", "-f valid.toml --yes --wait"),
];

/// Waits between its steps, but its own result does not depend on them.
const COMPARE: (&str, &str) = ("local compare", "--project acme-api");

/// Replaces the names of files by those of this home folder.
fn words(world: &World, line: &str) -> Vec<String> {
    let home = world.home.path();
    let word = |word: &str| match word {
        "''" => String::new(),
        file if file.ends_with(".toml") || file.ends_with(".json") => {
            home.join(file).display().to_string()
        }
        word => word.to_owned(),
    };
    line.split_whitespace().map(word).collect()
}

fn run(world: &World, line: &str) -> crate::support::Transcript {
    let words = words(world, line);
    world.run_words(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

fn with_files(world: World) -> World {
    for (name, text) in [
        ("fleet.toml", "version = 1\n[[pool]]\nproject = ''\nclass = ''\n"),
        (
            "valid.toml",
            "version = 1\n[scope]\nprojects = ['acme-web']\n[[pool]]\nproject = 'acme-web'\nclass = 'regular'\n",
        ),
        ("plan.json", "{}"),
    ] {
        fs::write(world.home.path().join(name), text).unwrap();
    }
    world
}

#[test]
fn all_errors_are_reported_before_a_credential_is_needed() {
    let world = with_files(World::signed_out([]));
    let mut failed = Vec::new();
    for (line, count) in INVALID {
        let shown = run(&world, line);
        let errors = shown.stderr.lines().filter(|line| line.starts_with("error: ")).count();
        if (shown.code, errors, shown.stdout.as_str()) != (2, *count, "") {
            failed.push(format!("{line}: expected {count} errors\n{shown}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(world.server.calls().len(), 0);
}

/// The commands whose help has this text.
fn commands_with(text: &str) -> BTreeSet<&'static str> {
    let world = World::signed_out([]);
    let help = |command: &&&str| world.run(&format!("{command} --help")).stdout;
    COMMANDS.iter().filter(|command| help(command).contains(text)).copied().collect()
}

#[test]
fn invalid_wait_limits_are_rejected_by_every_command_that_has_them() {
    let with_limits = || WAITS.iter().chain([&COMPARE]);
    let commands: BTreeSet<_> = with_limits().map(|(command, _)| *command).collect();
    let and = |command| commands.iter().copied().chain([command]).collect::<BTreeSet<_>>();
    assert_eq!(commands_with("--timeout <TIME>"), and("warm-pool advise"));
    assert_eq!(commands_with("--poll-interval <TIME>"), and("warm-pool watch"));

    let world = with_files(World::signed_out([]));
    let timeout = "error: --timeout \"15\" has no unit; write 30s, 15m or 1h30m\n";
    let poll_interval = "error: --poll-interval \"5\" has no unit; write 30s, 15m or 1h30m\n";
    for (command, arguments) in with_limits() {
        let shown = run(&world, &format!("{command} {arguments} --timeout 15 --poll-interval 5"));
        assert_eq!(
            (shown.code, shown.stderr),
            (2, format!("{timeout}{poll_interval}")),
            "{command}"
        );
    }
    let shown = run(&world, "warm-pool watch --poll-interval 5");
    assert_eq!((shown.code, shown.stderr.as_str()), (2, poll_interval));
    assert_eq!(world.server.calls().len(), 0);
}

#[test]
fn the_timeout_of_every_command_that_waits_reaches_the_wait() {
    let world = with_files(stopped());
    for (command, arguments) in WAITS {
        let id = world.ok("prebuild list --project acme-api --limit 1 -o id");
        let arguments = arguments.replace(POOL, id.trim());
        let shown = run(&world, &format!("{command} {arguments} --timeout 1ms"));
        assert_eq!(shown.code, 8, "{command}: {shown}");
        assert!(shown.stderr.contains(" 1ms"), "{command}: {shown}");
    }
}

#[test]
fn the_help_of_a_flag_has_its_default() {
    let world = World::signed_out([]);
    for (key, commands) in [
        ("request-timeout", BTreeSet::from([""])),
        ("retries", BTreeSet::from([""])),
        ("timeout", commands_with("--timeout <TIME>")),
        ("poll-interval", commands_with("--poll-interval <TIME>")),
    ] {
        let default = world.ok(&format!("config get {key}"));
        for command in commands {
            let help = world.ok(&format!("{command} -h"));
            let flag = help.split_once(&format!("--{key} <")).unwrap().1;
            let text = flag.split("\n      --").next().unwrap().split("\n\n").next().unwrap();
            assert!(text.contains(default.trim()), "{command} --{key}: {text}");
        }
    }
}

#[test]
fn a_word_of_another_tool_is_answered_with_the_command_to_type() {
    let world = World::signed_out([]);
    for (line, expected) in [
        (
            "--local get pools -n 5",
            "error: unknown command \"get\"\nhint: prebuildctl --local warm-pool list --limit 5\n",
        ),
        (
            "wp list --format json",
            "error: unknown flag --format\nhint: prebuildctl wp list -o json\n",
        ),
        (
            "apply --dry-run",
            "error: unknown flag --dry-run: plan shows what would be changed\nhint: prebuildctl plan\n",
        ),
        (
            "wp delete acme-api/large --force",
            "error: unknown flag --force\nhint: prebuildctl wp delete acme-api/large --yes\n",
        ),
        (
            "auth login --token ona_typed_1234567890",
            "error: a token is not accepted on the command line, where others can see it
hint: prebuildctl auth login --token-stdin\n",
        ),
        (
            "-o json wp list --all",
            "{\"error\":{\"code\":\"usage\",\"exitCode\":2,\"message\":\"unknown flag --all: all are listed by default\",\"hint\":\"prebuildctl -o json wp list\",\"retryable\":false,\"details\":[]}}\n",
        ),
    ] {
        let shown = world.run(line);
        assert_eq!((shown.code, shown.stdout.as_str(), shown.stderr.as_str()), (2, "", expected));
    }
    assert_eq!(world.server.calls().len(), 0);
}

/// The texts of errors about values are those of this program, in each format.
#[test]
fn a_value_that_cannot_be_used_is_answered_with_what_can() {
    let world = World::signed_out([]);
    for (line, expected) in [
        ("wp list --limit 0", "--limit \"0\" is not a whole number of at least 1"),
        ("wp list --retries -1", "--retries \"-1\" is not a whole number from 0 to 20"),
        ("wp list --request-timeout -5s", "--request-timeout \"-5s\" is negative"),
        (
            "prebuild trigger --project a --run-timeout 1m",
            "--run-timeout \"1m\" is out of range: a prebuild can run for 5m to 2h",
        ),
        ("prebuild trigger acme-api", "\"acme-api\" is not an address PROJECT/CLASS"),
        ("wp list --sort age:x", "--sort: \"x\" is neither asc nor desc"),
        ("wp list --phase ready,x", "--phase: \"x\" is not one of "),
    ] {
        let shown = world.run(line);
        assert_eq!(shown.code, 2, "{shown}");
        assert!(shown.stderr.starts_with(&format!("error: {expected}")), "{shown}");
    }
}

#[test]
fn values_are_accepted_in_any_case_and_the_last_of_several_counts() {
    let world = World::local();
    let json = world.ok("project list -o json");
    assert_eq!(world.ok("project list -o JSON"), json);
    assert_eq!(world.ok("project list -o table -o Json"), json);
    assert_eq!(world.ok("-o csv project list -o json"), json);
    let limited = world.ok("project list --limit 1 --sort name -o name --limit 2 --sort -name");
    assert_eq!(limited, "acme-web\nacme-legacy\n");
    assert_eq!(world.ok("project list --sort -name -o name --limit 2"), limited);
    assert_eq!(world.ok("project list --sort name:DESC -o name --limit 2"), limited);
    let ready = world.ok("wp list --phase ready -o id");
    assert_eq!(world.ok("wp list --phase WARM_POOL_PHASE_READY,pending -o id"), ready);
    assert_eq!(
        world.ok("wp create --project acme-api --class large --dry-run --if-exists SKIP \
        --min 1 --min 2 --max 3 --jq .body.minSize"),
        "2\n"
    );
    let shown = world.run("project list -o yaml -o JSON --sort x");
    assert!(shown.stderr.starts_with("{\"error\":"), "{shown}");
    let shown = world.run("project list -o json -o table --sort x");
    assert!(shown.stderr.starts_with("error: "), "{shown}");
}

#[test]
fn an_output_format_is_never_ignored() {
    let world = World::new([]);
    for (line, message) in [
        ("export -o json", "export does not support -o json"),
        ("auth status -o csv", "auth status does not support -o csv"),
        ("local status -o csv", "local status does not support -o csv"),
        ("completions bash --jq .", "completions does not support --jq"),
        ("wp list --jq . -o csv", "--jq does not support -o csv"),
        ("wp explain a/b -o name", "warm-pool explain does not support -o name"),
    ] {
        let shown = world.run(line);
        assert_eq!((shown.stdout.as_str(), shown.code), ("", 2), "{line}: {shown}");
        assert!(shown.stderr.contains(message), "{line}: {shown}");
    }
    assert!(world.server.calls().is_empty());
    let world = World::new([]).with("PREBUILDCTL_OUTPUT", "csv");
    assert!(world.ok("version").starts_with("prebuildctl "));
}
