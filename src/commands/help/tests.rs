//! The topics agree with the code that they describe.

use super::{TOPICS, Text, exit_codes};
use crate::exit::TABLE;
use crate::fleet::file::keys;
use crate::warm_pool::reference::{NameOrId, PoolRef, parse_name_or_id, parse_pool_ref};

fn text(name: &str) -> &'static str {
    let topic = TOPICS.iter().find(|topic| topic.name == name).unwrap();
    let Text::Fixed(text) = topic.text else { panic!("{name} is not a fixed text") };
    text
}

#[test]
fn a_fixed_text_has_at_most_eighty_columns() {
    for topic in TOPICS {
        let Text::Fixed(text) = topic.text else { continue };
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{}", topic.name);
        for line in text.lines() {
            assert!(
                line.chars().count() <= 80 && line.trim_end() == line,
                "{}: {line}",
                topic.name
            );
        }
    }
}

/// The words of the first column: what comes before two spaces.
fn first_column(text: &str) -> impl Iterator<Item = &str> {
    let entries = text.lines().filter_map(|line| line.strip_prefix("  "));
    let entries = entries.filter(|line| !line.starts_with(' '));
    entries.map(|line| line.split("  ").next().unwrap_or_default())
}

#[test]
fn the_keys_of_a_fleet_file_are_those_of_the_parser() {
    let (_, list) = text("fleet-file").split_once("All keys:\n\n").unwrap();
    let (list, _) = list.split_once("\n\n").unwrap();
    let listed: Vec<(&str, Vec<&str>)> = list
        .lines()
        .map(|line| {
            let (table, names) = line.trim().split_once("  ").unwrap();
            (table, names.trim().split(", ").collect())
        })
        .collect();
    let known = keys::TABLES.map(|(table, names)| (table, names.to_vec()));
    assert_eq!(listed, known);
}

#[test]
fn the_forms_of_names_are_those_of_the_parser() {
    let forms: Vec<_> = first_column(text("names")).collect();
    let id = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
    assert_eq!(forms[..5], ["acme-api/large", "acme-api/large@aws-eu", id, "id:X", "name:X"]);
    let name = |text: &str| NameOrId::Name(text.to_owned());
    let address = |class| PoolRef::Address { project: name("acme-api"), class: name(class) };
    assert_eq!(parse_pool_ref("acme-api/large"), Ok(address("large")));
    assert_eq!(parse_pool_ref("acme-api/large@aws-eu"), Ok(address("large@aws-eu")));
    let parsed = NameOrId::Id(id.parse().unwrap());
    assert_eq!(parse_name_or_id(id), Ok(parsed.clone()));
    assert_eq!(parse_name_or_id(&format!("id:{id}")), Ok(parsed));
    assert_eq!(parse_name_or_id(&format!("name:{id}")), Ok(name(id)));
    assert!(parse_name_or_id("id:X").is_err());
}

#[test]
fn exit_codes_are_all_listed_and_wrapped() {
    for width in [20, 40, 80, 100] {
        let text = exit_codes(width);
        let is_start = |line: &&str| !line.starts_with("      ");
        let codes: Vec<u8> = text
            .lines()
            .filter(is_start)
            .map(|line| line.split_whitespace().next().unwrap().parse().unwrap())
            .collect();
        assert_eq!(codes, TABLE.iter().map(|row| row.exit.code()).collect::<Vec<_>>());
        let words: Vec<_> = text.split_whitespace().collect();
        let flowing = words.join(" ");
        for row in TABLE {
            assert!(flowing.contains(&format!("{} {}", row.exit.code(), row.meaning)));
            assert!(flowing.contains(row.causes));
        }
        let longest = words.iter().map(|word| word.len()).max().unwrap();
        for line in text.lines() {
            assert!(line.len() <= width.max(7 + longest), "{width}: {line}");
        }
    }
}
