//! The seeds of every target and what was found with them, and bytes near them.

use std::fs;

use proptest::prelude::*;
use proptest::sample::Index;

use super::{TARGETS, Target};

/// The inputs that are kept for a target.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = format!("tests/fuzz/corpus/{name}");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn every_seed_keeps_to_the_laws() {
    for (name, law) in TARGETS {
        let seeds = seeds(name);
        assert!(seeds.len() > 1, "{name} has no seeds");
        seeds.iter().for_each(|seed| law(seed));
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

/// What becomes of a seed: a piece of it is replaced by another one's, or by bytes.
fn near(seeds: Vec<Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop::collection::vec(any::<u8>(), 0..8);
    let likely = prop::sample::select(
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
    let seed = prop::sample::select(seeds);
    let piece = prop_oneof![
        bytes,
        likely.prop_map(|text| text.as_bytes().to_vec()),
        (seed.clone(), any::<(Index, Index)>())
            .prop_map(|(seed, ends)| truncate(&seed, ends).1.to_vec()),
    ];
    let change = (any::<(Index, Index)>(), piece);
    (seed, prop::collection::vec(change, 0..4)).prop_map(|(seed, changes)| {
        changes.into_iter().fold(seed, |text, (ends, piece)| {
            let (before, _, after) = truncate(&text, ends);
            [before, &piece, after].concat()
        })
    })
}

/// A text before, between and after two places.
fn truncate(text: &[u8], (one, other): (Index, Index)) -> (&[u8], &[u8], &[u8]) {
    let ends = [one, other].map(|end| end.index(text.len() + 1));
    let (from, to) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
    (&text[..from], &text[from..to], &text[to..])
}

fn holds_near_the_seeds((name, law): Target) {
    let mut runner = proptest::test_runner::TestRunner::default();
    runner
        .run(&near(seeds(name)), |input| {
            law(&input);
            Ok(())
        })
        .unwrap_or_else(|fault| panic!("{name}: {fault}"));
}

#[test]
fn the_laws_hold_near_the_seeds() {
    TARGETS.into_iter().for_each(holds_near_the_seeds);
}
