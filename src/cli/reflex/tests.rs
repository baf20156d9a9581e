use std::ffi::OsString;

use clap::Command;

use super::table::REFLEXES;
use super::{answer, parse};
use crate::cli::command::command;
use crate::cli::line::Line;
use crate::error::CliError;

const TOKEN: &str = "eyJhbGciOiJub25lIn0";

fn root() -> Command {
    let mut root = command();
    root.build();
    root
}

fn words(line: &str) -> Vec<OsString> {
    std::iter::once("prebuildctl").chain(line.split_whitespace()).map(Into::into).collect()
}

/// The error of a line that the parser rejects.
fn error(root: &Command, line: &str) -> Option<CliError> {
    let error = command().try_get_matches_from(words(line)).unwrap_err();
    answer(root, &Line::new(root, &words(line)), &error)
}

fn hint(line: &str) -> String {
    let error = error(&root(), line).unwrap_or_else(|| panic!("{line}: no row"));
    error.hint.unwrap().to_command(&[])
}

/// What is typed, and what the hint says.
const MEANT: &[(&str, &str)] = &[
    ("get acme-api/large", "warm-pool get acme-api/large"),
    ("get", "warm-pool list"),
    ("get projects", "projects list"),
    ("describe pool acme-api/large", "warm-pool get acme-api/large"),
    ("list --project acme-api", "warm-pool list --project acme-api"),
    ("create --project a --class b", "warm-pool create --project a --class b"),
    ("delete acme-api/large", "warm-pool delete acme-api/large"),
    ("scale acme-api/large --max 5", "warm-pool update acme-api/large --max 5"),
    ("scale acme-api/large 5", "warm-pool update acme-api/large"),
    ("explain acme-api/large", "warm-pool explain acme-api/large"),
    ("wait acme-api/large", "warm-pool wait acme-api/large"),
    ("--local wait", "--local warm-pool wait --help"),
    ("login", "auth login"),
    ("logout", "auth logout"),
    ("whoami", "auth status"),
    ("organization", "auth status"),
    ("validate fleet.toml", "fleet check -f fleet.toml"),
    ("diff", "plan"),
    ("import", "export"),
    ("init", "export"),
    ("fleet plan", "plan"),
    ("fleet plan -f a.toml", "plan -f a.toml"),
    ("fleet apply a.toml", "apply a.toml"),
    ("wp list --format json", "wp list -o json"),
    ("wp list --format=json", "wp list -o json"),
    ("wp list --json id,name", "wp list -o json"),
    ("wp list -n 5", "wp list --limit 5"),
    ("wp list -n5", "wp list --limit 5"),
    ("wp list -n acme", "wp list --project acme"),
    ("wp list -p acme --json", "wp list --project acme -o json"),
    ("wp list --watch", "warm-pool watch"),
    ("--local wp get acme-api/large -w", "--local warm-pool watch acme-api/large"),
    ("wp create --project a --class b --watch", "wp create --project a --class b --wait"),
    ("wp describe acme-api/large", "wp get acme-api/large"),
    ("wp status", "wp list"),
    ("project view acme-api", "project get acme-api"),
    ("wp resize acme-api/large --min 2", "wp update acme-api/large --min 2"),
    ("wp add --project a --class b", "wp create --project a --class b"),
    ("wp remove acme-api/large", "wp delete acme-api/large"),
    ("wp destroy acme-api/large", "wp delete acme-api/large"),
    ("wp delete acme-api/large --force", "wp delete acme-api/large --yes"),
    ("wp delete -f acme-api/large", "wp delete --yes acme-api/large"),
    ("delete prebuild X", "prebuild delete X"),
    ("pb remove X --force", "pb delete X --yes"),
    ("pb delete --all", "prebuild list -o id"),
    ("project configure-prebuilds X --hour 3", "project prebuilds X --hour 3"),
    ("project enable X", "project prebuilds --on X"),
    ("project prebuilds X --enabled --run-timeout 1h", "project prebuilds X --on --timeout 1h"),
    ("project prebuilds X --off --force", "project prebuilds X --off --yes"),
    ("update project X --on", "project prebuilds X --on"),
    ("runners describe X", "runners get X"),
    ("wp delete --all", "warm-pool list -o name"),
    ("auth login --with-token", "auth login --token-stdin"),
    ("config view", "config list"),
    ("config show output", "config get output"),
    ("config edit", "config path"),
    ("config use-context work", "config set current-profile work"),
    ("apply --dry-run -f a.toml", "plan -f a.toml"),
    ("plan a.toml", "plan -f a.toml"),
    ("plan plan.json", "apply plan.json"),
    ("wp list --debug", "wp list -vv"),
    ("--server https://acme.test wp list", "--host https://acme.test wp list"),
    ("wp help", "wp --help"),
];

#[test]
fn the_hint_is_what_was_typed_with_the_words_of_this_program() {
    for (typed, meant) in MEANT {
        assert_eq!(hint(typed), format!("prebuildctl {meant}"), "{typed}");
    }
}

/// With and without arguments, each word leads to a command that the parser accepts.
#[test]
fn the_hint_of_every_word_is_a_valid_command_line() {
    let root = root();
    let mut failed = Vec::new();
    for reflex in REFLEXES {
        let after =
            if reflex.after.is_empty() { &["warm-pool list", "plan"][..] } else { reflex.after };
        let typed = reflex.typed.split(' ').map(|word| word.replace('*', "file"));
        for (after, typed) in
            after.iter().flat_map(|after| typed.clone().map(move |typed| (after, typed)))
        {
            for arguments in ["", " acme-api/large --json"] {
                let line = format!("{after} {typed}{arguments}");
                let Some(error) = error(&root, &line) else {
                    failed.push(format!("{line}: no row"));
                    continue;
                };
                let hint = error.hint.unwrap().to_command(&[]);
                let hint: Vec<_> = hint.split(' ').skip(1).map(str::to_owned).collect();
                if parse(&hint).is_err() {
                    failed.push(format!("{line}: {hint:?}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_typed_token_is_never_repeated() {
    for line in [
        format!("auth login {TOKEN}"),
        format!("auth login --token {TOKEN}"),
        format!("auth login --token={TOKEN}"),
        format!("wp list --access-token {TOKEN} --project a"),
        format!("--api-key {TOKEN} wp list"),
    ] {
        let error = error(&root(), &line).unwrap();
        let hint = error.hint.as_ref().unwrap().to_command(&[]);
        assert!(hint.contains("--token-stdin"), "{line}: {hint}");
        assert!(!format!("{hint}{error:?}").contains(TOKEN), "{line}: {error:?}");
        assert_eq!(
            error.message,
            "a token is not accepted on the command line, where others can see it"
        );
    }
}
