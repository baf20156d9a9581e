//! The skill for coding agents: its form. Its sessions are run with those of the other documents.

use std::collections::BTreeMap;
use std::fs;

use crate::support::markdown;

const FOLDER: &str = "docs/skills";
const MAX_DESCRIPTION: usize = 1024;
const MAX_NAME: usize = 64;
const MAX_LINES: usize = 150;

#[test]
fn every_skill_has_the_form_that_agents_read() {
    let mut count = 0;
    for entry in fs::read_dir(FOLDER).unwrap() {
        let folder = entry.unwrap();
        let text = markdown::read(folder.path().join("SKILL.md"));
        assert!(text.lines().count() <= MAX_LINES);
        let (front_matter, body) =
            text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let fields: BTreeMap<String, String> = serde_saphyr::from_str(front_matter).unwrap();
        assert_eq!(fields.keys().collect::<Vec<_>>(), ["description", "name"]);
        let name = &fields["name"];
        assert_eq!(**name, *folder.file_name());
        let is_allowed = |letter: char| matches!(letter, 'a'..='z' | '0'..='9' | '-');
        assert!(name.chars().all(is_allowed) && name.len() <= MAX_NAME, "{name}");
        let length = fields["description"].chars().count();
        assert!((1..=MAX_DESCRIPTION).contains(&length), "{length}");
        assert!(body.starts_with("\n# "), "{body}");
        assert!(!markdown::blocks_in(body, "console").is_empty());
        count += 1;
    }
    assert!(count > 0);
}

/// An agent acts on them without reading the documentation.
#[test]
fn the_skill_names_every_exit_code() {
    let text = markdown::read("docs/skills/manage-warm-pools/SKILL.md");
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
    let codes: Vec<_> = rows.flat_map(|cell| cell.split(", ")).collect();
    for row in prebuildctl::exit::TABLE {
        assert!(codes.contains(&&*row.exit.code().to_string()), "{}", row.exit.code());
    }
}
