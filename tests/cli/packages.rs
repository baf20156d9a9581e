//! One version and one repository in everything that is released. What needs tools of packagers is
//! checked by `tests/packages`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::Table;

use crate::support::World;

fn read(path: &str) -> String {
    fs::read_to_string(path).unwrap()
}

fn manifest() -> Table {
    read("Cargo.toml").parse().unwrap()
}

fn package(key: &str) -> String {
    manifest()["package"][key].as_str().unwrap().to_owned()
}

/// The names and versions of Cargo.lock.
fn locked() -> BTreeSet<(String, String)> {
    let lock: Table = read("Cargo.lock").parse().unwrap();
    let packages = lock["package"].as_array().unwrap().iter();
    let text = |package: &toml::Value, key: &str| package[key].as_str().unwrap().to_owned();
    packages.map(|package| (text(package, "name"), text(package, "version"))).collect()
}

/// The files below a folder, or the file itself.
fn files(path: &Path) -> Vec<PathBuf> {
    if !path.is_dir() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|entry| files(&entry)).collect()
}

/// What people read or packagers use, with its text.
fn documents() -> Vec<(PathBuf, String)> {
    let paths = "action.yml Cargo.toml CHANGELOG.md CONTRIBUTING.md README.md SECURITY.md dist-workspace.toml
        docs packaging .github";
    let all = paths.split_whitespace().flat_map(|path| files(Path::new(path)));
    all.filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?))).collect()
}

/// What follows each place of a marker, up to the first character that is none of a word.
fn words_after<'a>(text: &'a str, marker: &str) -> impl Iterator<Item = &'a str> {
    let is_end = |letter: char| !letter.is_ascii_alphanumeric() && !".-_".contains(letter);
    text.split(marker)
        .skip(1)
        .map(move |rest| rest.split(is_end).next().unwrap_or_default().trim_end_matches('.'))
}

fn is_version(word: &str) -> bool {
    let parts: Vec<_> = word.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| part.parse::<u32>().is_ok())
}

/// The version and date of the newest section of the changelog that has them.
fn newest_release() -> (String, String) {
    let text = read("CHANGELOG.md");
    let heading = text.lines().find_map(|line| line.strip_prefix("## ")?.split_once(" - "));
    let (version, date) = heading.unwrap();
    (version.to_owned(), date.to_owned())
}

#[test]
fn every_place_names_the_version_of_the_manifest() {
    let version = package("version");
    assert!(locked().contains(&("prebuildctl".to_owned(), version.clone())));
    assert!(read("action.yml").contains(&format!("default: \"{version}\"")));
    let world = World::signed_out([]);
    assert_eq!(world.ok("--version"), format!("prebuildctl {version}\n"));
    assert!(world.ok("version").starts_with(&format!("prebuildctl {version}\n")));
    for (path, text) in documents() {
        let markers: &[_] = if path.ends_with("releasing.md") {
            &["v"]
        } else {
            &["prebuildctl@v", "prebuildctl_", "prebuildctl ", "prebuildctl/releases/download/v"]
        };
        for found in markers.iter().flat_map(|marker| words_after(&text, marker)) {
            let found = found.split('-').next().unwrap();
            assert!(!is_version(found) || found == version, "{}: {found}", path.display());
        }
    }
}

#[test]
fn the_changelog_has_a_dated_section_for_the_version() {
    let (version, date) = newest_release();
    assert_eq!(version, package("version"));
    assert!(date.parse::<jiff::civil::Date>().is_ok(), "{date}");
}

/// Where the repository is, is set in the manifest; whatever else names it names the same.
#[test]
fn every_address_is_that_of_the_repository() {
    let repository = package("repository");
    let (_, path) = repository.split_once("https://github.com/").unwrap();
    let (owner, name) = path.split_once('/').unwrap();
    assert_eq!(name, "prebuildctl");
    let mut uses = 0;
    for (path, text) in documents() {
        for found in text.match_indices("/prebuildctl").map(|(at, _)| &text[..at]) {
            let is_end = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
            let before = found.rsplit(is_end).next().unwrap();
            let start = found.strip_suffix(before).unwrap();
            if ["github.com/", "uses: ", "--repo ", "api.github.com/repos/"]
                .iter()
                .any(|end| start.ends_with(end))
            {
                uses += 1;
                assert_eq!(before, owner, "{}", path.display());
            }
        }
        for (at, _) in text.match_indices("@users.noreply.github.com") {
            assert!(text[..at].ends_with(owner), "{}", path.display());
        }
    }
    assert!(uses >= 2, "{uses}");
}

/// `tests/packages/notices` writes the file anew; this finds what has changed since.
#[test]
fn the_notices_are_of_the_locked_crates() {
    let text = read("THIRD-PARTY-NOTICES.txt");
    let crates: BTreeSet<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split_once(' '))
        .filter(|(_, version)| version.split(['-', '+']).next().is_some_and(is_version))
        .map(|(name, version)| (name.to_owned(), version.to_owned()))
        .filter(|(name, _)| name != "prebuildctl")
        .collect();
    let unlocked: Vec<_> = crates.difference(&locked()).cloned().collect();
    assert_eq!(unlocked, [], "see packaging/write-notices");
    let names: BTreeSet<_> = crates.iter().map(|(name, _)| name.as_str()).collect();
    let manifest = manifest();
    let targets = manifest["target"]
        .as_table()
        .unwrap()
        .values()
        .filter_map(|target| target.get("dependencies"));
    let needed = std::iter::once(&manifest["dependencies"]).chain(targets);
    for name in needed.flat_map(|crates| crates.as_table().unwrap().keys()) {
        assert!(names.contains(name.as_str()), "{name} is missing: see packaging/write-notices");
    }
}
