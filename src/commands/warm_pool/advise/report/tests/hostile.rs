//! Names and texts from outside stay texts.

use proptest::prelude::*;
use roxmltree::Node;

use super::super::super::document::AdviceDocument;
use super::{Html, Markdown, Svg, fixtures, parse, render};
use crate::text::sanitizer::Sanitizer;
use crate::text::test_strategies::hostile_text;

/// Texts that end, open or comment something out somewhere.
const NASTY: [&str; 14] = [
    "<script>alert(1)</script>",
    "\"><svg onload=\"alert(1)\">",
    "' onmouseover='alert(1)",
    "]]>",
    "<![CDATA[",
    "--><!--",
    "</style></title></svg>",
    "&amp;&#0;&nbsp;",
    "\0\u{1}\u{b}\u{7f}\u{85}",
    "\u{fffe}\u{ffff}\u{1fffe}\u{feff}",
    "a\r\nb\n\n# c\n```\n| d |",
    "` `` ``` ~~~ | \\| @team #1 https://evil.example",
    "\u{202e}gnp.exe \u{2028}\u{2029}",
    "",
];

fn nasty() -> impl Strategy<Value = String> {
    prop_oneof![hostile_text(), prop::sample::select(&NASTY[..]).prop_map(str::to_owned)]
}

/// The document with a text everywhere where it may come from outside.
fn with_text(text: &str) -> AdviceDocument {
    let mut document = fixtures::several_pools();
    document.host = text.to_owned();
    document.organization_id = text.to_owned();
    document.time_zone = text.to_owned();
    document.notes = vec![text.to_owned()];
    for assumption in &mut document.assumptions {
        assumption.value = text.to_owned();
    }
    if let Some(total) = &mut document.total {
        total.give_up_first = vec![text.to_owned()];
    }
    for pool in &mut document.pools {
        pool.address = text.to_owned();
        pool.reasons = vec![text.to_owned()];
        pool.commands = vec![text.to_owned()];
        if let Some(windows) = &mut pool.windows {
            windows.toml = text.to_owned();
        }
        if let Some(backtest) = &mut pool.backtest {
            backtest.until = text.to_owned();
        }
    }
    document
}

/// The names of elements and attributes in order: what a reader of the page acts on.
fn structure(text: &str) -> Vec<String> {
    let tree = parse(text);
    let element = |node: Node<'_, '_>| {
        let attributes = node.attributes().map(|attribute| attribute.name());
        format!("{} {}", node.tag_name().name(), attributes.collect::<Vec<_>>().join(" "))
    };
    tree.descendants().filter(Node::is_element).map(element).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_name_changes_the_structure(text in nasty()) {
        for format in [Html, Svg] {
            let page = render(&with_text(&text), format);
            prop_assert_eq!(structure(&page), structure(&render(&with_text("acme"), format)));
        }
    }

    #[test]
    fn names_are_shown_as_in_tables(text in nasty()) {
        let page = render(&with_text(&text), Html);
        let tree = parse(&page);
        let names: Vec<_> = tree.descendants().filter(|node| node.has_tag_name("bdi")).collect();
        let shown = Sanitizer::default().line(&text).into_owned();
        prop_assert!(names.iter().all(|name| name.text().unwrap_or_default() == shown));
        let names = tree.descendants().filter(|node| node.tag_name().name() == "bdi").count();
        prop_assert_eq!(names, 5);
    }

    #[test]
    fn names_in_markdown_stay_in_their_lines(text in nasty()) {
        // Lines of commands and TOML are those of the text.
        let text = text.replace('\n', " ");
        let lines = |text: &str| {
            let page = render(&with_text(text), Markdown);
            page.lines().filter(|line| !line.starts_with("```")).count()
        };
        prop_assert_eq!(lines(&text), lines("acme"));
    }
}
