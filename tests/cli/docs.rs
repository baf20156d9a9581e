//! Checks the documents under `docs/`.

use std::fs;
use std::path::Path;

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
