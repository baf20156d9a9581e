//! The page: what it allows, what it says, and whether everybody can read it.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};
use roxmltree::Node;

use super::{Html, fixtures, parse, render};

fn is(name: &'static str) -> impl Fn(&Node<'_, '_>) -> bool {
    move |node| node.is_element() && node.tag_name().name() == name
}

/// The texts inside of a node, joined.
fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

#[test]
fn the_policy_allows_this_style_and_nothing_else() {
    let page = render(&fixtures::several_pools(), Html);
    let tree = parse(&page);
    let style = tree.descendants().find(is("style")).unwrap();
    let hash = STANDARD.encode(digest(&SHA256, style.text().unwrap().as_bytes()));
    let policy = tree
        .descendants()
        .find(|node| node.attribute("http-equiv") == Some("Content-Security-Policy"))
        .unwrap();
    let expected = format!("default-src 'none'; style-src 'sha256-{hash}'");
    assert_eq!(policy.attribute("content"), Some(expected.as_str()));
    assert!(policy.range().start < style.range().start, "the policy comes first");
}

#[test]
fn nothing_is_fetched_or_run() {
    let page = render(&fixtures::several_pools(), Html);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\""));
    let tree = parse(&page);
    for node in tree.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        let active =
            ["script", "link", "img", "image", "iframe", "object", "embed", "form", "base"];
        assert!(!active.contains(&name), "{name}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!["src", "style", "srcset", "action"].contains(&name), "{name}");
            assert!(!name.starts_with("on"), "{name}");
            assert!(name != "href" || value.starts_with('#'), "{value}");
            assert!(!value.contains("://") && !value.contains("url("), "{name}={value}");
        }
    }
    let style = tree.descendants().find(is("style")).and_then(|node| node.text()).unwrap();
    assert!(!style.contains("url(") && !style.contains("@import") && !style.contains("@font-face"));
}

#[test]
fn links_and_labels_lead_somewhere() {
    let page = render(&fixtures::several_pools(), Html);
    let tree = parse(&page);
    let ids: Vec<_> = tree.descendants().filter_map(|node| node.attribute("id")).collect();
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    let links: Vec<_> = tree.descendants().filter_map(|node| node.attribute("href")).collect();
    assert_eq!(links, ["#pool-1", "#pool-2"]);
    assert!(links.iter().all(|link| unique.contains(&link[1..])));
    for picture in tree.descendants().filter(is("svg")) {
        if picture.attribute("aria-hidden") == Some("true") {
            continue;
        }
        assert_eq!(picture.attribute("role"), Some("img"));
        let labels = picture.attribute("aria-labelledby").unwrap();
        assert!(labels.split(' ').all(|label| unique.contains(label)), "{labels}");
    }
}

#[test]
fn tables_and_headings_are_accessible() {
    let page = render(&fixtures::several_pools(), Html);
    let tree = parse(&page);
    for table in tree.descendants().filter(is("table")) {
        let caption = table.first_element_child().unwrap();
        assert_eq!(caption.tag_name().name(), "caption");
        assert!(!text(caption).is_empty());
        let headers: Vec<_> = table.descendants().filter(is("th")).collect();
        assert!(headers.iter().all(|header| header.attribute("scope").is_some()));
        for row in table.descendants().filter(is("tbody")).flat_map(|body| body.children()) {
            let first = row.first_element_child();
            assert!(first.is_none_or(|cell| cell.attribute("scope") == Some("row")));
        }
        let widths: BTreeSet<usize> = table
            .descendants()
            .filter(is("tr"))
            .map(|row| {
                let cells = row.children().filter(Node::is_element);
                cells.map(|cell| cell.attribute("colspan").map_or(1, |n| n.parse().unwrap())).sum()
            })
            .collect();
        assert_eq!(widths.len(), 1, "rows of different widths: {}", text(caption));
    }
    let headings: Vec<usize> = tree
        .descendants()
        .filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse().ok())
        .collect();
    assert_eq!(headings.first(), Some(&1));
    assert_eq!(headings.iter().filter(|level| **level == 1).count(), 1);
    assert!(headings.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{headings:?}");
}

#[test]
fn the_total_comes_first_and_the_budget_is_named() {
    let page = render(&fixtures::several_pools(), Html);
    let tree = parse(&page);
    let overview = tree.descendants().find(|node| node.attribute("class") == Some("overview"));
    let rows: Vec<String> = overview
        .unwrap()
        .descendants()
        .filter(is("tbody"))
        .flat_map(|body| body.children().filter(is("tr")).collect::<Vec<_>>())
        .map(|row| row.children().filter(Node::is_element).map(text).collect::<Vec<_>>().join("|"))
        .collect();
    assert_eq!(
        rows,
        [
            "Total|2179|||2.2|2.8|738|||2.2|2.8|750|",
            "acme-api/regular|2167|1..3|78–96 %|1.2|1.8|407|2..5|96–100 %|2.2|2.8|750|firm",
            "acme-web/regular|12|1..2|90–100 %|1.0|1.0|–|as now||1.0|1.0|–|none",
        ]
    );
    let all = text(tree.root_element());
    for sentence in [
        "The advised sizes cost 750 a month, 250 more than the budget of 500. Give up first:",
        "usage records of acme-web are not visible",
        "2026-11-02 to 2026-11-29 (Europe/Berlin)",
        "https://app.example, organization 0b2f6a1c",
    ] {
        assert!(all.contains(sentence), "{sentence}");
    }
}

#[test]
fn pages_without_pools_or_starts_are_pages() {
    let empty = render(&fixtures::document(Vec::new()), Html);
    assert!(text(parse(&empty).root_element()).contains("There are no pools to advise on."));
    let mut pool = fixtures::idle_pool();
    (pool.options, pool.current, pool.half_hours) = (Vec::new(), None, [[0.0; 48]; 7]);
    let page = render(&fixtures::document(vec![pool]), Html);
    let all = text(parse(&page).root_element());
    assert!(all.contains("Too little data to advise a size"), "{all}");
    assert!(all.contains("No environment was started."), "{all}");
}
