//! The topics of `help`: their form, and that they say what the program does.

use std::collections::BTreeSet;
use std::fs;

use crate::support::World;

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
        assert!(shown.lines().count() < 80, "{topic}: {shown}");
        let is_narrow = |line: &str| line.chars().count() <= 80 && line.trim_end() == line;
        assert!(shown.lines().all(is_narrow), "{topic}: {shown}");
        let topics = world.ok("help --help");
        assert!(topics.contains(&topic.to_lowercase()), "{topics}");
    }
}

/// The text of every source file but this one.
fn sources(folder: &std::path::Path, except: &str) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &sources(&path, except);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with(except) {
            text += &fs::read_to_string(path).unwrap();
        }
    }
    text
}

#[test]
fn the_topic_of_the_environment_has_exactly_the_variables_that_are_read() {
    let shown = World::signed_out([]).ok("help environment");
    let entries = shown.lines().filter_map(|line| line.strip_prefix("  "));
    let names = entries.filter(|line| !line.starts_with(' '));
    let names = names.flat_map(|line| line.split("  ").next().unwrap().split(", "));
    let listed: BTreeSet<_> = names.collect();
    // The names of proxies are read in lower case too. Reading any other variable panics.
    let known = prebuildctl::env::VARIABLES.iter().copied();
    assert_eq!(listed, known.filter(|name| name.to_uppercase() == *name).collect());
    let sources = sources(std::path::Path::new("src"), "src/env.rs");
    for name in listed {
        assert!(sources.contains(&format!("\"{name}\"")), "{name} is not read");
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
fn topics_are_as_wide_as_the_terminal() {
    for (width, longest) in [(40, 40), (80, 80), (300, 100)] {
        let world = World::signed_out([]).with_terminal(width);
        for topic in ["exit-codes", "options"] {
            let shown = world.ok(&format!("help {topic}"));
            let found = shown.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(found <= longest, "{width} {topic}: {shown}");
        }
    }
}

#[test]
fn a_closed_pipe_ends_a_topic_quietly() {
    for topic in ["jq", "exit-codes", "options", "environment"] {
        let world = World::signed_out([]).with_stdout_limit(100);
        let shown = world.run(&format!("help {topic}"));
        assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{topic}");
    }
}

#[test]
fn a_wrong_topic_or_command_gets_a_similar_name() {
    let world = World::signed_out([]);
    for (line, stderr) in [
        (
            "help enviroment",
            "error: unknown command or topic \"enviroment\"; did you mean \"environment\"?\n\
             hint: prebuildctl help\n",
        ),
        (
            "help warm-poll",
            "error: unknown command or topic \"warm-poll\"; did you mean \"warm-pool\"?\n\
             hint: prebuildctl help\n",
        ),
        (
            "help wp lst",
            "error: unknown command \"lst\"; did you mean \"list\"?\n\
             hint: prebuildctl help warm-pool\n",
        ),
        ("help plan x", "error: unexpected argument \"x\"\nhint: prebuildctl help plan\n"),
        ("help names x", "error: unexpected argument \"x\"\n"),
    ] {
        let shown = world.run(line);
        assert_eq!((shown.code, shown.stdout.as_str(), shown.stderr.as_str()), (2, "", stderr));
    }
}

#[test]
fn the_root_help_ends_with_the_topics() {
    let world = World::signed_out([]);
    for line in ["-h", "--help", "help"] {
        let shown = world.ok(line);
        let (_, topics) = shown.split_once("\nTopics, for prebuildctl help TOPIC:\n").unwrap();
        let names: Vec<_> =
            topics.lines().filter_map(|line| line.split_whitespace().next()).collect();
        assert_eq!(
            names,
            ["environment", "exit-codes", "fleet-file", "jq", "names", "options"],
            "{line}"
        );
    }
}
