//! Runs every target on its corpus and on mutations of it.

use std::fs;

use proptest::prelude::*;
use proptest::sample::Index;

use super::{TARGETS, Target};

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = format!("tests/fuzz/corpus/{name}");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn invariants_hold_for_the_corpus() {
    for (name, target) in TARGETS {
        let corpus = corpus(name);
        assert!(corpus.len() > 1, "{name} has no corpus");
        corpus.iter().for_each(|input| target(input));
    }
}

#[test]
fn every_target_is_fuzzed() {
    let manifest = fs::read_to_string("tests/fuzz/Cargo.toml").unwrap();
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "{name}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
}

/// Replaces parts of an input by bytes or by parts of another one.
fn mutated(corpus: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop::collection::vec(any::<u8>(), 0..8);
    let special = prop::sample::select(
        &[
            "",
            "\n",
            "\0",
            "\u{1b}",
            "\u{202e}",
            "\"",
            "\\",
            "'",
            "[",
            "{",
            "}",
            "]",
            "=",
            ".",
            "null",
            "-1",
            "1e400",
            "18446744073709551616",
            "\\ud800",
            "é",
        ][..],
    );
    let input = prop::sample::select(corpus);
    let part = prop_oneof![
        bytes,
        special.prop_map(|text| text.as_bytes().to_vec()),
        (input.clone(), any::<(Index, Index)>())
            .prop_map(|(input, ends)| split(&input, ends).1.to_vec()),
    ];
    let change = (any::<(Index, Index)>(), part);
    (input, prop::collection::vec(change, 0..4)).prop_map(|(input, changes)| {
        changes.into_iter().fold(input, |text, (ends, part)| {
            let (before, _, after) = split(&text, ends);
            [before, &part, after].concat()
        })
    })
}

/// Splits a text at two positions.
fn split(text: &[u8], (one, other): (Index, Index)) -> (&[u8], &[u8], &[u8]) {
    let ends = [one, other].map(|end| end.index(text.len() + 1));
    let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    (&text[..from], &text[from..to], &text[to..])
}

fn assert_holds_for_mutations((name, target): Target) {
    let mut runner = proptest::test_runner::TestRunner::default();
    runner
        .run(&mutated(corpus(name)), |input| {
            target(&input);
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{name}: {error}"));
}

#[test]
fn invariants_hold_for_mutations_of_the_corpus() {
    TARGETS.into_iter().for_each(assert_holds_for_mutations);
}
