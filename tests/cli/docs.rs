//! Checks the documents under `docs/`.

mod links;
mod skill;

use std::fs;
use std::path::Path;

use crate::support::World;

/// The text of every source file, in which messages are written.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &sources(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text += &fs::read_to_string(&path).unwrap();
        }
    }
    text
}

/// Messages that are put together, and their parts.
const COMPOSED: [(&str, [&str; 2]); 1] =
    [("cannot become ready", ["cannot {}: {reason}", "become ready"])];

/// Whether a word of a heading stands for a value, such as `HOST`.
fn is_placeholder(word: &str) -> bool {
    !["TLS", "API", "URL"].contains(&word) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The words of a heading between its placeholders.
fn fragments(heading: &str) -> Vec<String> {
    if let Some((_, parts)) = COMPOSED.iter().find(|(message, _)| *message == heading) {
        return parts.map(str::to_owned).to_vec();
    }
    let words: Vec<_> = heading.split(' ').collect();
    let parts = words.split(|word| is_placeholder(word.trim_end_matches([':', ';'])));
    parts.map(|part| part.join(" ")).filter(|part| !part.is_empty()).collect()
}

#[test]
fn troubleshooting_quotes_the_messages_of_the_code() {
    let sources = sources(Path::new("src"));
    let page = fs::read_to_string("docs/troubleshooting.md").unwrap();
    let headings: Vec<_> =
        page.lines().filter_map(|line| line.strip_prefix("### `")?.strip_suffix('`')).collect();
    assert!(headings.len() >= 15, "{headings:?}");
    for heading in headings {
        for fragment in fragments(heading) {
            assert!(
                sources.contains(&fragment),
                "{heading}: no message has the words {fragment:?}"
            );
        }
    }
}

fn embedded_api() -> String {
    fs::read_to_string("docs/guide/embedded-api.md").unwrap()
}

#[test]
fn the_example_of_a_seed_resets_the_data() {
    let page = embedded_api();
    let example = page.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let world = World::local();
    let seed = world.home.path().join("seed.toml");
    fs::write(&seed, example).unwrap();
    let counts = "[.counts[\"runners\",\"environmentClasses\",\"projects\",\"warmPools\"]]";
    let counts = world.ok(&format!("local reset --seed {} -c --jq {counts}", seed.display()));
    assert_eq!(counts, "[1,2,1,1]\n");
    let fields = "[.initializer.specs[0].git.cloneTarget,.prebuildConfiguration.timeout]";
    let fields = world.ok(&format!("project get acme-api -c --jq {fields}"));
    assert_eq!(fields, "[\"develop\",\"5400s\"]\n");
}

#[test]
fn the_help_of_local_reset_names_every_key_of_a_seed() {
    let help = World::local().ok("local reset --help");
    let page = embedded_api();
    let (_, reference) = page.split_once("\n### The file\n").unwrap();
    let keys = reference.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let mut count = 0;
    for key in keys {
        let is_key = |word: &str| word.trim_matches(['[', ']', ',', ':']) == key;
        assert!(help.split_whitespace().any(is_key), "{key}\n{help}");
        count += 1;
    }
    assert!(count >= 40, "{count}");
}
