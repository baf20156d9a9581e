//! The README says what is so: its tables come from the code, its sessions are run.

use std::fs;

use crate::support::{Answer, CLASS, POOL, PROJECT, World, one, page, pool};

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

#[test]
fn the_table_of_exit_codes_is_the_one_in_the_code() {
    let readme = readme();
    for row in prebuildctl::exit::TABLE {
        let line = format!("| {} | {} | {} |", row.exit.code(), row.meaning, row.causes);
        assert!(readme.contains(&line), "missing: {line}");
    }
}

/// The blocks of a kind, such as `console`.
fn blocks(readme: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let parts = readme.split(&fence).skip(1);
    parts.map(|part| part.split("```").next().unwrap().to_owned()).collect()
}

/// Splits a console session into command lines and what they print.
fn session(block: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push((command.to_owned(), String::new())),
            (None, Some((_, printed))) => *printed += &format!("{line}\n"),
            (None, None) => panic!("a session begins with a command: {block}"),
        }
    }
    steps
}

/// What the service answers in the README's sessions, by the command that is run.
fn answers(command: &str) -> Vec<Answer> {
    let is = |words: &str| command.contains(words);
    match () {
        () if is("--dry-run") || is("--max 0") || is("--min 6") => vec![],
        () if is("wp create") => vec![one(POOL, 1, 5)],
        () if is("wp list") => vec![page(&[pool(POOL, 1, 5)], "")],
        () if is("wp update") => vec![one(POOL, 1, 5), one(POOL, 1, 8)],
        () if is("wp delete") => vec![Answer::json(200, "{}")],
        () => panic!("the README runs something that has no answer here: {command}"),
    }
}

#[test]
fn the_sessions_print_what_they_show() {
    let readme = readme();
    let sessions = blocks(&readme, "console");
    assert!(!sessions.is_empty());
    for (command, expected) in sessions.iter().flat_map(|block| session(block)) {
        let Some(words) = command.strip_prefix("prebuildctl ") else {
            continue;
        };
        let words = words.replace("$PROJECT", PROJECT).replace("$CLASS", CLASS);
        let words = words.replace("$POOL", POOL);
        let words: Vec<_> = shell_words(&words);
        let world = World::new(answers(&command));
        let shown = world.run_words(&words.iter().map(String::as_str).collect::<Vec<_>>());
        let printed = format!("{}{}", shown.stdout, shown.stderr);
        assert_eq!(without_age(&printed), without_age(&expected), "{command}");
    }
}

/// Ages change with the day, and with them the width of their column.
fn without_age(text: &str) -> Vec<String> {
    let is_age = |word: &&str| word.ends_with('d') && word[..word.len() - 1].parse::<u32>().is_ok();
    text.lines()
        .map(|line| {
            line.split_whitespace().filter(|word| !is_age(word)).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

/// Splits words as a shell does, with single quotes.
fn shell_words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

#[test]
fn every_setting_is_in_its_table() {
    let readme = readme();
    for word in [
        "PREBUILDCTL_PROFILE",
        "PREBUILDCTL_CONFIG",
        "PREBUILDCTL_OUTPUT",
        "PREBUILDCTL_NO_INPUT",
        "PREBUILDCTL_REQUEST_TIMEOUT",
        "PREBUILDCTL_RETRIES",
        "ONA_HOST",
        "ONA_BASE_URL",
        "GITPOD_BASE_URL",
        "ONA_TOKEN",
        "ONA_API_KEY",
        "GITPOD_API_KEY",
        "NO_COLOR",
        "CLICOLOR_FORCE",
        "SSL_CERT_FILE",
        "token-command",
        "current-profile",
    ] {
        assert!(readme.contains(word), "{word}");
    }
}

#[test]
fn every_crate_is_named_with_its_place() {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let contributing = fs::read_to_string("CONTRIBUTING.md").unwrap();
    let (_, list) = contributing.split_once("## Crates").unwrap();
    let named: Vec<_> = list.split(['|', ',', '\n']).map(str::trim).collect();
    for table in ["dependencies", "dev-dependencies"] {
        for name in manifest[table].as_table().unwrap().keys() {
            assert!(named.contains(&name.as_str()), "{name} is not in CONTRIBUTING.md");
        }
    }
}
