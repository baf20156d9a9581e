//! The guide has every key of a seed, and every key is read.

use super::super::schema::{RUNNER_CAPABILITY, RUNNER_KIND, RUNNER_PHASE, RUNNER_PROVIDER};
use super::tests::{errors, words};
use super::{assumptions, class, demand, history, organization, parser, project, runner};

/// The keys of each table, under their heading in the guide.
const TABLES: &[(&str, &[&str])] = &[
    ("The file", parser::KEYS),
    ("`organization`", organization::KEYS),
    ("`user`", organization::USER_KEYS),
    ("`assumptions`", assumptions::KEYS),
    ("`[[runner]]`", runner::KEYS),
    ("`[[class]]`", class::KEYS),
    ("`[[project]]`", project::KEYS),
    ("`prebuilds` of a project", project::PREBUILDS_KEYS),
    ("`[[demand]]`", demand::KEYS),
    ("`by` of a demand", demand::BY_KEYS),
    ("`bursts` of a demand", demand::BURST_KEYS),
    ("`[[history]]`", history::KEYS),
    ("`create-pool`, `update-pool`", history::POOL_KEYS),
    ("`create-prebuild`, `create-environment`", history::TARGET_KEYS),
    ("`fail-prebuilds`, `fail-instances`", history::FAILURES_KEYS),
];

#[test]
fn the_guide_has_a_row_for_every_key_and_uses_it() {
    let page = std::fs::read_to_string("docs/guide/embedded-api.md").unwrap();
    let (_, reference) = page.split_once("\n## Seeds\n").unwrap();
    let (reference, example) = reference.split_once("\n### An example with every key\n").unwrap();
    for word in [RUNNER_PROVIDER, RUNNER_KIND, RUNNER_PHASE, RUNNER_CAPABILITY].map(words) {
        word.for_each(|word| assert!(reference.contains(&format!("`{word}`")), "{word}"));
    }
    let sections: Vec<_> = reference.split("\n### ").skip(1).collect();
    assert_eq!(sections.len(), TABLES.len(), "a table without a section, or the other way around");
    for (section, (heading, keys)) in sections.iter().zip(TABLES) {
        assert_eq!(section.lines().next(), Some(*heading));
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        assert_eq!(rows.collect::<Vec<_>>(), *keys, "{heading}");
        for key in *keys {
            let uses = [format!("{key} = "), format!("[{key}]"), format!(".{key}]")];
            let is_used = uses.iter().any(|use_of_key| example.contains(use_of_key));
            assert!(is_used, "{heading} {key}");
        }
    }
}

/// No key has a date as its value.
#[test]
fn every_known_key_is_read() {
    for (heading, keys) in TABLES {
        let name = heading.trim_matches(['`', '[', ']']).split('`').next().unwrap();
        let head = match *heading {
            "The file" => String::new(),
            "`prebuilds` of a project" => "[[project]]\n[project.prebuilds]\n".to_owned(),
            "`by` of a demand" => "[[demand]]\n[demand.by]\n".to_owned(),
            "`bursts` of a demand" => "[[demand]]\n[[demand.bursts]]\n".to_owned(),
            _ if heading.starts_with("`[[") => format!("[[{name}]]\n"),
            _ if parser::KEYS.contains(&name) => format!("[{name}]\n"),
            _ => format!("[[history]]\n[history.{name}]\n"),
        };
        let dates: String = keys.iter().map(|key| format!("{key} = 1979-05-27\n")).collect();
        let found = errors(&(head + &dates));
        for key in *keys {
            let wrong_type = format!("{key} is of type datetime, not ");
            assert!(found.iter().any(|error| error.contains(&wrong_type)), "{key}: {found:?}");
        }
    }
}
