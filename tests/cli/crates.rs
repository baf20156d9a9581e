//! Keeps the table of crates in CONTRIBUTING.md true.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

/// The crates that Cargo.toml names, for every platform and for tests.
fn direct_dependencies() -> BTreeSet<String> {
    let manifest: Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    let targets = manifest["target"].as_table().unwrap().values().filter_map(Value::as_table);
    let tables = std::iter::once(&manifest).chain(targets);
    let kinds = tables.flat_map(|table| {
        ["dependencies", "dev-dependencies", "build-dependencies"].map(|kind| table.get(kind))
    });
    kinds.flatten().flat_map(|crates| crates.as_table().unwrap().keys().cloned()).collect()
}

/// The rows of the table: the names of crates, and the places that use them.
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
fn the_table_names_every_crate_and_where_it_is_used() {
    let named: BTreeSet<_> = rows().into_iter().flat_map(|(names, _)| names).collect();
    assert_eq!(named, direct_dependencies());
    for (names, places) in rows() {
        for place in places {
            let exists = [".", "src"].iter().any(|folder| {
                let path = Path::new(folder).join(&place);
                path.exists() || path.with_extension("rs").exists()
            });
            assert!(exists, "{names:?} are used in {place}, which does not exist");
        }
    }
}
