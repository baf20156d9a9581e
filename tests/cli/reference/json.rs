//! `json.md`: its keys are those that the commands print.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{first_column, page, section};
use crate::fleet::Folder;
use crate::fleet::seeded;

/// With a pool to resize, one to create, one that is not declared, and a window.
const FLEET: &str = "\
version = 1
time-zone = \"UTC\"

[scope]
projects = [\"acme-*\"]

[windows]
office = { days = \"mon-fri\", hours = \"07:00-18:00\" }

[[pool]]
project = \"acme-api\"
class = \"large\"
min = 1
max = 6
during.office = { min = 2, max = 7 }

[[pool]]
project = \"acme-web\"
class = \"regular\"
min = 0
max = 3
";

/// The path of each value; elements of arrays are joined.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    let dot = if path.is_empty() { "" } else { "." };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, value) in fields {
                paths(value, &format!("{path}{dot}{name}"), found);
            }
        }
        // Elements that are objects, or the array.
        Value::Array(items) => {
            let objects: Vec<_> = items.iter().filter(|item| item.is_object()).collect();
            if objects.is_empty() && !path.is_empty() {
                found.insert(path.to_owned());
            }
            let of_items = if path.is_empty() { String::new() } else { format!("{path}[]") };
            objects.into_iter().for_each(|item| paths(item, &of_items, found));
        }
        _ => {
            found.insert(path.to_owned());
        }
    }
}

/// The keys of a section, and those of them that are printed only in some cases.
fn documented(heading: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let page = page("json.md");
    let text = section(&page, heading);
    let keys: BTreeSet<_> = first_column(text).into_iter().map(str::to_owned).collect();
    assert_eq!(keys.len(), first_column(text).len(), "{heading}: a key is listed twice");
    let optional = text.lines().filter(|line| line.contains("` | If "));
    let optional = optional.map(|line| line.split('`').nth(1).unwrap().to_owned()).collect();
    (keys, optional)
}

/// Compares what was printed with a section.
fn compare(heading: &str, printed: &Value) {
    let mut found = BTreeSet::new();
    paths(printed, "", &mut found);
    let (keys, optional) = documented(heading);
    // An object that is `null` has no keys of its own, nor has an array without elements.
    let is_empty = |path: &&String| {
        keys.iter().any(|key| {
            key.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with(['.', '[']))
        })
    };
    let new: Vec<_> =
        found.iter().filter(|path| !keys.contains(*path) && !is_empty(path)).collect();
    assert!(new.is_empty(), "{heading}: not documented: {new:?}");
    let old: Vec<_> =
        keys.iter().filter(|key| !found.contains(*key) && !optional.contains(*key)).collect();
    assert!(old.is_empty(), "{heading}: not printed: {old:?}\n{printed:#}");
}

fn check(folder: &Folder, heading: &str, line: &str) {
    let shown = folder.run(&format!("{line} -o json"));
    let printed = serde_json::from_str(&shown.stdout).unwrap_or_else(|_| panic!("{line}: {shown}"));
    compare(heading, &printed);
}

#[test]
fn the_keys_of_results_are_those_of_the_page() {
    let folder = seeded(FLEET);
    for (heading, line) in [
        ("## Warm pools", "wp list"),
        ("## Warm pools", "wp get acme-api/large"),
        ("### Deletions", "wp delete acme-web/small --if-missing ok --yes"),
        ("## Prebuilds", "prebuild list"),
        ("## Projects", "project list"),
        ("### Changed prebuild settings", "project prebuilds acme-api --off --dry-run"),
        ("## Classes", "class list"),
        ("## Runners", "runner list"),
        ("## Explanations", "wp explain acme-legacy/small"),
        ("## Statistics", "wp stats acme-api/regular --since 2d --by day"),
        ("## History", "wp history acme-api/regular"),
        ("## Requests", "wp update acme-api/large --max 8 --dry-run"),
        ("## Plans", "plan -f @fleet.toml --at 2026-12-22T09:00:00Z"),
        ("## Drift", "drift -f @fleet.toml --at 2026-12-22T09:00:00Z"),
        ("## Checked files", "fleet check -f @fleet.toml"),
        ("## Sizes by time", "fleet show -f @fleet.toml"),
        ("## Applied plans", "apply -f @fleet.toml --yes"),
        ("## The signed-in user", "auth status"),
        ("## Settings", "config list"),
        ("## The embedded API", "local status"),
        ("## The embedded API", "local advance 1m"),
        ("## Version", "version"),
    ] {
        check(&folder, heading, line);
    }
    assert_eq!(folder.run("config set project acme-api").code, 0);
    check(&folder, "## Profiles", "config list --profiles");
}

#[test]
fn the_keys_of_errors_are_those_of_the_page() {
    let shown = seeded("").run("wp list --project nosuch -o json");
    assert_eq!((shown.code, shown.stdout.as_str()), (6, ""));
    compare("## Errors", &serde_json::from_str(&shown.stderr).unwrap());
}
