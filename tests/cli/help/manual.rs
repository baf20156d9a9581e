//! The pages of `man`.

use std::collections::BTreeMap;
use std::fs;

use super::COMMANDS;
use crate::support::World;

/// The pages by their names.
fn pages() -> BTreeMap<String, String> {
    let world = World::signed_out([]);
    let folder = world.home.path().join("man");
    assert_eq!(world.run_words(&["man", "--out", folder.to_str().unwrap()]).code, 0);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let name = |path: &std::path::Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.map(|path| (name(&path), fs::read_to_string(path).unwrap())).collect()
}

/// The text of a section without formatting.
fn section(page: &str, name: &str) -> String {
    let (_, after) = page.split_once(&format!("\n.SH {name}\n")).unwrap_or_else(|| {
        panic!("no section {name}: {page}");
    });
    let text = after.split("\n.SH ").next().unwrap();
    text.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "").replace("\\-", "-")
}

#[test]
fn every_page_has_a_footer_and_the_sections_of_a_manual() {
    let changelog = fs::read_to_string("CHANGELOG.md").unwrap();
    let (_, date) = changelog.lines().find_map(|line| line.split_once(" - 2")).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    for (name, page) in pages() {
        let title = format!(
            ".TH {} 1 2{date} \"prebuildctl {version}\" \"Prebuildctl Manual\"\n",
            name.to_uppercase()
        );
        assert!(page.contains(&title), "{name}: {page}");
        let sections: Vec<_> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
        assert_eq!(sections[..4], ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS"], "{name}");
        let last = ["\"EXIT STATUS\"", "ENVIRONMENT", "FILES", "\"SEE ALSO\""];
        assert_eq!(sections[sections.len() - 4..], last, "{name}");
        let is_global = sections.contains(&"\"GLOBAL OPTIONS\"");
        assert_eq!(is_global, name == "prebuildctl", "{name}");
        assert!(section(&page, "NAME").starts_with(&format!("{name} - ")), "{name}");
        for line in page.lines() {
            assert_eq!(line, line.trim_end(), "{name}: a blank at the end");
        }
    }
}

#[test]
fn every_page_refers_to_its_parent_and_to_its_subcommands() {
    let pages = pages();
    assert_eq!(pages.len(), COMMANDS.len());
    for (name, page) in &pages {
        let text = section(page, "\"SEE ALSO\"");
        let names: Vec<_> = text.split(['(', ',', '\n', ' ']).collect();
        let is_child = |other: &&String| {
            let rest = other.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix('-'));
            rest.is_some_and(|rest| {
                // `warm-pool` is one word.
                let between = pages.keys().any(|page| {
                    page.len() > name.len()
                        && page.len() < other.len()
                        && page.starts_with(&format!("{name}-"))
                        && other.starts_with(&format!("{page}-"))
                });
                !rest.is_empty() && !between
            })
        };
        for child in pages.keys().filter(is_child) {
            assert!(names.contains(&child.as_str()), "{name} does not name {child}: {text}");
            let back = section(&pages[child], "\"SEE ALSO\"");
            assert!(back.contains(&format!("{name}(1)")), "{child} does not name {name}: {back}");
        }
        // And to no page that does not exist.
        for found in text.split(|letter: char| letter.is_whitespace() || letter == ',') {
            if let Some(other) = found.strip_suffix("(1)") {
                assert!(pages.contains_key(other), "{name}: {other}");
            }
        }
    }
}

#[test]
fn a_page_has_the_texts_of_the_topics() {
    let pages = pages();
    for page in pages.values() {
        let codes = section(page, "\"EXIT STATUS\"");
        for row in prebuildctl::exit::TABLE {
            assert!(codes.contains(&format!(".TP\n{}\n{}", row.exit.code(), row.meaning)));
        }
        let environment = section(page, "ENVIRONMENT");
        for name in prebuildctl::env::VARIABLES {
            assert!(environment.contains(&name.to_uppercase()), "{name}: {environment}");
        }
        assert!(section(page, "FILES").contains("~/.config/prebuildctl/config.toml"));
    }
    let wait = &pages["prebuildctl-warm-pool-wait"];
    assert_eq!(section(wait, "SYNOPSIS"), "prebuildctl warm-pool wait [OPTIONS] <POOL>...");
    assert!(section(wait, "EXAMPLES").contains("\nprebuildctl warm-pool wait acme-api/large\n"));
    assert!(section(wait, "OPTIONS").contains("prebuildctl(1) has the global options."));
}
