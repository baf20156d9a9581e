//! `configuration.md`: where each setting can be given.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use prebuildctl::env::VARIABLES;
use serde_json::Value;

use super::{cell, check};
use crate::support::World;

/// A setting with several sources.
struct Setting {
    flags: &'static [&'static str],
    variables: &'static [&'static str],
    keys: &'static [&'static str],
    /// As `config list` prints it, if it does.
    default: &'static str,
    about: &'static str,
}

const SETTINGS: &[Setting] = &[
    setting(
        &["profile"],
        &["PREBUILDCTL_PROFILE"],
        &["current-profile"],
        "default",
        "The profile in use",
    ),
    setting(&["config"], &["PREBUILDCTL_CONFIG"], &[], "", "The config file"),
    setting(
        &["local"],
        &["PREBUILDCTL_LOCAL"],
        &[],
        "",
        "Use the embedded API, as `host = \"local\"` does",
    ),
    setting(
        &["local-data"],
        &["PREBUILDCTL_LOCAL_DATA"],
        &[],
        "",
        "The data file of the embedded API",
    ),
    setting(
        &["host"],
        &["ONA_HOST", "ONA_BASE_URL", "GITPOD_BASE_URL"],
        &["host"],
        "https://app.gitpod.io/api",
        "The service; `/api` is added to a bare host of `--host`, `ONA_HOST` and the key. The other variables have the whole URL",
    ),
    setting(
        &["token-file", "token-stdin"],
        &["ONA_TOKEN", "ONA_API_KEY", "GITPOD_API_KEY"],
        &["token", "token-file", "token-command"],
        "",
        "The token: its text, a file that holds it, or a program that prints it. A variable overrides every key",
    ),
    setting(&[], &[], &["project"], "", "The project of commands that need one and are given none"),
    setting(&["output"], &["PREBUILDCTL_OUTPUT"], &["output"], "table", "The output format"),
    setting(
        &["columns"],
        &[],
        &[
            "columns.warm-pool",
            "columns.project",
            "columns.class",
            "columns.prebuild",
            "columns.runner",
        ],
        "",
        "The columns of tables",
    ),
    setting(
        &["color"],
        &["NO_COLOR", "CLICOLOR_FORCE"],
        &["color"],
        "auto",
        "`auto`, `always` or `never`; the variables are switches for `never` and `always`",
    ),
    setting(&["no-input"], &["PREBUILDCTL_NO_INPUT", "CI"], &[], "", "Never prompt"),
    setting(
        &["github"],
        &["PREBUILDCTL_GITHUB"],
        &[],
        "",
        "Write GitHub Actions outputs and a job summary",
    ),
    setting(
        &["request-timeout"],
        &["PREBUILDCTL_REQUEST_TIMEOUT"],
        &["request-timeout"],
        "30s",
        "Timeout for each request",
    ),
    setting(
        &["retries"],
        &["PREBUILDCTL_RETRIES"],
        &["retries"],
        "4",
        "Retries of a failed request, 0 to 20",
    ),
    setting(
        &["timeout"],
        &["PREBUILDCTL_TIMEOUT"],
        &["timeout"],
        "15m",
        "Maximum time of a wait; the flag is one of the commands that wait",
    ),
    setting(
        &["poll-interval"],
        &[],
        &["poll-interval"],
        "5s",
        "Polling interval of waits and of `watch`; the flag is one of these commands",
    ),
    setting(
        &[],
        &[],
        &["prices.CLASS.running", "prices.CLASS.stopped"],
        "",
        "What an instance of a class costs an hour, for `warm-pool advise`",
    ),
];

const fn setting(
    flags: &'static [&'static str],
    variables: &'static [&'static str],
    keys: &'static [&'static str],
    default: &'static str,
    about: &'static str,
) -> Setting {
    Setting { flags, variables, keys, default, about }
}

const BEGIN: &str = "\
# Configuration

A flag overrides its variable, a variable the profile, the profile `[defaults]`, and these the default.
`prebuildctl config list --show-origin` shows each value in effect and where it is set, never a token.

| setting | flag | variable | key | default |
|---|---|---|---|---|
";

const FILE: &str = "
## The config file

`~/.config/prebuildctl/config.toml`, or below `XDG_CONFIG_HOME`; on Windows `%APPDATA%\\prebuildctl\\config.toml`.
`prebuildctl config path` prints it, `config set` and `config unset` change it and keep comments.

```toml
current-profile = \"work\"

[defaults]                    # for every profile
output = \"wide\"

[profiles.work]
host = \"https://app.gitpod.io\"
token-command = [\"op\", \"read\", \"op://Work/Ona/token\"]   # or token-file, or token
project = \"acme-api\"
prices.large = { running = 0.40, stopped = 0.05 }

[profiles.sandbox]
host = \"local\"
```

A host and its credential belong together, so `host` and the keys of the token are keys of a profile only; the
others can be in `[defaults]` too. A profile has at most one key of the token. Unknown keys are errors with
line and column. Other users must not be able to change the file, its folder, a token file or the program of a
`token-command`.

| key | in `[defaults]` | example |
|---|---|---|
";

/// A valid value of each key.
const EXAMPLES: &[(&str, &str)] = &[
    ("current-profile", "work"),
    ("host", "https://app.gitpod.io"),
    ("token", "..."),
    ("token-file", "~/.ona-token"),
    ("token-command", "op,read,op://Work/Ona/token"),
    ("project", "acme-api"),
    ("output", "wide"),
    ("color", "never"),
    ("request-timeout", "1m"),
    ("retries", "2"),
    ("timeout", "30m"),
    ("poll-interval", "10s"),
    ("columns.warm-pool", "address,phase,age"),
    ("columns.project", "name,prebuilds"),
    ("columns.class", "name,usable"),
    ("columns.prebuild", "id,phase"),
    ("columns.runner", "name,phase"),
    ("prices.CLASS.running", "0.40"),
    ("prices.CLASS.stopped", "0.05"),
];

/// The keys that the program names when it rejects one.
fn known_keys() -> BTreeSet<String> {
    let shown = World::signed_out([]).run("config set nosuch x");
    let (_, keys) = shown.stderr.split_once("keys: ").unwrap();
    keys.lines().next().unwrap().split(", ").map(str::to_owned).collect()
}

/// Whether a key can be in `[defaults]`.
fn is_in_defaults(key: &str) -> bool {
    let world = World::signed_out([]);
    let key = key.replace("CLASS", "large");
    let is_known = |key: &str| world.run_words(&["config", "get", key]).code != 2;
    assert!(is_known(&key), "{key}");
    is_known(&format!("defaults.{key}"))
}

fn code(words: impl IntoIterator<Item = String>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[test]
fn configuration() {
    let mut text = BEGIN.to_owned();
    for Setting { flags, variables, keys, default, about } in SETTINGS {
        let flags = code(flags.iter().map(|flag| format!("--{flag}")));
        let variables = code(variables.iter().map(ToString::to_string));
        let keys = code(keys.iter().map(ToString::to_string));
        let default = code((!default.is_empty()).then(|| (*default).to_owned()));
        writeln!(text, "| {} | {flags} | {variables} | {keys} | {default} |", cell(about)).unwrap();
    }
    text += FILE;
    for (key, example) in EXAMPLES {
        let is_shared = if is_in_defaults(key) { "yes" } else { "" };
        writeln!(text, "| `{key}` | {is_shared} | `{example}` |").unwrap();
    }
    text += "\n## Variables\n\nWhat `prebuildctl help environment` prints:\n\n```text\n";
    text += &World::signed_out([]).ok("help environment");
    text += "```\n";
    check("configuration.md", &text);
}

#[test]
fn the_settings_are_those_of_the_program() {
    let keys: Vec<_> = SETTINGS.iter().flat_map(|setting| setting.keys.iter()).collect();
    let keys: BTreeSet<_> = keys.into_iter().map(ToString::to_string).collect();
    assert_eq!(keys, known_keys());
    let examples: BTreeSet<_> = EXAMPLES.iter().map(|(key, _)| (*key).to_owned()).collect();
    assert_eq!(examples, keys);

    let variables = SETTINGS.iter().flat_map(|setting| setting.variables);
    for variable in variables {
        assert!(VARIABLES.contains(variable), "{variable}");
    }

    // Every global option that takes a value of a setting, and the options of waits.
    let root = prebuildctl::command_line();
    let global: BTreeSet<_> = root.get_arguments().filter_map(clap::Arg::get_long).collect();
    let of_waits = ["timeout", "poll-interval"];
    for flag in SETTINGS.iter().flat_map(|setting| setting.flags) {
        assert!(global.contains(flag) || of_waits.contains(flag), "{flag}");
    }
    let listed: BTreeSet<_> = SETTINGS.iter().flat_map(|setting| setting.flags).copied().collect();
    // They change one run only.
    let others = [
        "no-headers",
        "jq",
        "raw-output",
        "compact-output",
        "arg",
        "argjson",
        "quiet",
        "verbose",
        "help",
        "version",
    ];
    for flag in global {
        assert!(listed.contains(flag) != others.contains(&flag), "{flag}");
    }
}

#[test]
fn the_defaults_are_those_in_effect() {
    let world = World::signed_out([]).without("ONA_HOST");
    let list: Vec<Value> = serde_json::from_str(&world.ok("config list --jq .")).unwrap();
    let text = |entry: &Value, field: &str| entry[field].as_str().unwrap().to_owned();
    let effective: BTreeMap<_, _> =
        list.iter().map(|entry| (text(entry, "key"), text(entry, "value"))).collect();
    let documented: BTreeMap<_, _> = SETTINGS
        .iter()
        .filter(|setting| !setting.default.is_empty())
        .map(|setting| (setting.keys[0].to_owned(), setting.default.to_owned()))
        .collect();
    assert_eq!(documented, effective);
}
