//! Keeps the tree of crates to what `deny.toml` allows and to what CONTRIBUTING names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use toml::{Table, Value};

fn table(file: &str) -> Table {
    fs::read_to_string(file).unwrap().parse().unwrap()
}

/// The strings of a list of `deny.toml`, or of one key of the tables in it.
fn words(list: &Value, key: &str) -> BTreeSet<String> {
    let word = |entry: &Value| entry.get(key).unwrap_or(entry).as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(word).collect()
}

/// The versions of every crate of the tree, on every system.
fn locked() -> BTreeMap<String, BTreeSet<String>> {
    let mut versions = BTreeMap::<_, BTreeSet<_>>::new();
    for package in table("Cargo.lock")["package"].as_array().unwrap() {
        let text = |key: &str| package[key].as_str().unwrap().to_owned();
        versions.entry(text("name")).or_default().insert(text("version"));
    }
    versions
}

#[test]
fn no_crate_is_banned_and_none_is_there_twice_without_a_reason() {
    let bans = &table("deny.toml")["bans"];
    let banned = words(&bans["deny"], "crate");
    let versions = locked();
    let found: Vec<_> = banned.iter().filter(|name| versions.contains_key(*name)).collect();
    assert!(found.is_empty(), "{found:?}");
    let skipped = words(&bans["skip"], "crate");
    let twice = versions.iter().filter(|(_, versions)| versions.len() > 1);
    let twice = twice.map(|(name, versions)| {
        let names = versions.iter().map(|version| format!("{name}@{version}"));
        names.collect::<BTreeSet<_>>()
    });
    let mut explained = BTreeSet::new();
    for versions in twice {
        assert_eq!(versions.difference(&skipped).count(), 1, "{versions:?}");
        explained.extend(versions.intersection(&skipped).cloned());
    }
    assert_eq!(explained, skipped, "some are not there twice");
}

#[test]
fn every_crate_is_from_the_registry() {
    let sources = &table("deny.toml")["sources"];
    let allowed = words(&sources["allow-registry"], "");
    for package in table("Cargo.lock")["package"].as_array().unwrap() {
        let source = package.get("source").and_then(Value::as_str);
        let registry = source.and_then(|source| source.strip_prefix("registry+"));
        let is_own = source.is_none() && package["name"].as_str() == Some("prebuildctl");
        assert!(is_own || registry.is_some_and(|it| allowed.contains(it)), "{package:?}");
        assert!(is_own || package.get("checksum").is_some(), "{package:?}");
    }
}

#[test]
fn every_licence_is_allowed_and_no_other_is() {
    let allowed = words(&table("deny.toml")["licenses"]["allow"], "");
    let mut metadata = Command::new(env!("CARGO"));
    metadata.args(["metadata", "--locked", "--format-version", "1"]);
    let output = metadata.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut used = BTreeSet::new();
    for package in metadata["packages"].as_array().unwrap() {
        let licence = package["license"].as_str().unwrap_or_default();
        let choice = choice(licence, &allowed);
        assert!(choice.is_some(), "{}: {licence}", package["name"]);
        used.extend(choice.unwrap());
    }
    let unused: Vec<_> = allowed.difference(&used).collect();
    assert!(unused.is_empty(), "no crate needs {unused:?}");
}

/// Those of the allowed licences by which a crate can be used, if there are such.
fn choice(licence: &str, allowed: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let licence = licence.trim().replace('/', " OR ");
    if let Some((open, inner)) = outermost(&licence) {
        let ours = choice(inner, allowed)?;
        let rest = licence.replacen(&licence[open..open + inner.len() + 2], "MIT", 1);
        return choice(&rest, allowed).map(|rest| &rest | &ours);
    }
    let all = |all: &str| -> Option<BTreeSet<String>> {
        let names = all.split(" AND ").map(|name| name.trim().to_owned());
        names.map(|name| allowed.contains(&name).then_some(name)).collect()
    };
    licence.split(" OR ").find_map(all)
}

/// What stands in the first parentheses, and where they open.
fn outermost(licence: &str) -> Option<(usize, &str)> {
    let open = licence.find('(')?;
    let close = open + licence[open..].find(')')?;
    Some((open, &licence[open + 1..close]))
}

#[test]
fn licences_are_read_as_their_authors_mean_them() {
    let allowed = ["MIT", "ISC", "Zlib"].map(str::to_owned).into();
    for (licence, expected) in [
        ("MIT", Some("MIT")),
        ("GPL-2.0-only OR MIT", Some("MIT")),
        ("Apache-2.0/MIT", Some("MIT")),
        ("(GPL-2.0-only OR ISC) AND Zlib", Some("ISC MIT Zlib")),
        ("ISC AND GPL-2.0-only", None),
        ("", None),
    ] {
        let found = choice(licence, &allowed).map(|found| Vec::from_iter(found).join(" "));
        assert_eq!(found.as_deref(), expected, "{licence}");
    }
}

/// The crates that Cargo.toml names, for every system and for tests.
fn direct() -> BTreeSet<String> {
    let manifest = table("Cargo.toml");
    let targets = manifest["target"].as_table().unwrap().values().filter_map(Value::as_table);
    let tables = std::iter::once(&manifest).chain(targets);
    let kinds = tables.flat_map(|table| {
        ["dependencies", "dev-dependencies", "build-dependencies"].map(|kind| table.get(kind))
    });
    kinds.flatten().flat_map(|crates| crates.as_table().unwrap().keys().cloned()).collect()
}

/// The rows of the table of crates: their names, and where they are used.
fn rows() -> Vec<(Vec<String>, Vec<String>)> {
    let text = fs::read_to_string("CONTRIBUTING.md").unwrap();
    let (_, section) = text.split_once("## Crates").unwrap();
    let row = |line: &str| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let names = cells[1].split(", ").map(str::to_owned).collect();
        (names, cells[2].split('`').skip(1).step_by(2).map(str::to_owned).collect())
    };
    section.lines().filter(|line| line.starts_with("| ")).skip(1).map(row).collect()
}

#[test]
fn the_table_of_crates_names_each_of_them_and_where_it_is_used() {
    let named: BTreeSet<_> = rows().into_iter().flat_map(|(names, _)| names).collect();
    assert_eq!(named, direct());
    for (names, places) in rows() {
        for place in places {
            let file = Path::new("src").join(&place);
            let is_there = file.exists() || file.with_extension("rs").exists();
            assert!(is_there, "{names:?} are used in {place}, which is not there");
        }
    }
}
