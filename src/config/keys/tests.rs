//! The names of keys, and errors about them.

use super::{KeyPath, PROFILE_ONLY, SHARED, ValueType};
use crate::config::parse::parse;

fn message(key: &str) -> String {
    KeyPath::parse(key).unwrap_err().message
}

#[test]
fn a_key_is_a_path_from_the_top() {
    for (key, path, value_type) in [
        ("current-profile", "current-profile", ValueType::String),
        ("output", "profiles.work.output", ValueType::String),
        ("token-command", "profiles.work.token-command", ValueType::List),
        ("columns.class", "profiles.work.columns.class", ValueType::List),
        ("defaults.retries", "defaults.retries", ValueType::Integer),
        ("defaults.columns.class", "defaults.columns.class", ValueType::List),
        ("profiles.a-1.host", "profiles.a-1.host", ValueType::String),
        ("prices.large.running", "profiles.work.prices.large.running", ValueType::Price),
        ("prices.\"a.b\".stopped", "profiles.work.prices.a.b.stopped", ValueType::Price),
    ] {
        let found = KeyPath::parse(key).unwrap();
        assert_eq!(found.segments("work").join("."), path);
        assert_eq!(found.value_type, value_type, "{key}");
    }
}

#[test]
fn an_unknown_key_is_an_error() {
    for (key, expected) in [
        ("", " is not a known key"),
        ("outptu", "outptu is not a known key; did you mean \"output\"?"),
        ("defaults", "defaults is a table; use one of its keys"),
        ("profiles.a", "profiles.a is a table; use one of its keys"),
        ("profiles", "profiles belongs at the top of the file, before every table"),
        ("columns", "columns is a table; use one of its keys, such as columns.class"),
        (
            "columns.pool",
            "columns.pool is not a known key: pool is not one of warm-pool, project, class, \
             prebuild, runner",
        ),
        ("defaults.host", "defaults.host belongs in a profile: [profiles.NAME]"),
        ("output.x", "output.x is not a known key"),
        (
            "prices.large",
            "prices.large is a table; use one of its keys, such as prices.large.running",
        ),
        (
            "prices.large.runing",
            "prices.large.runing is not a known key; did you mean \"running\"?",
        ),
    ] {
        assert_eq!(message(key), expected);
    }
    assert!(message("profiles.a b.host").starts_with("\"a b\" is not a valid profile name"));
}

#[test]
fn the_parser_knows_the_same_keys() {
    for (key, _) in SHARED.iter().chain(&PROFILE_ONLY) {
        // No key has this type, so that a known key has a type error.
        let errors = parse(&format!("[profiles.a]\n{key} = 1.5\n")).unwrap_err();
        assert!(errors[0].text.starts_with("is of type float"), "{errors:?}");
    }
}
