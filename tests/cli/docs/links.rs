//! Links between the documents: what they lead to exists.

use std::collections::{BTreeSet, HashMap};
use std::path::{Component, Path, PathBuf};

use crate::support::markdown;

/// The text outside code, where a link is one.
fn prose(text: &str) -> String {
    let mut is_code = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            prose += line;
            prose.push('\n');
        }
    }
    // Inline code does not go on in another paragraph.
    let paragraphs = prose.split("\n\n");
    let outside = paragraphs.map(|part| part.split('`').step_by(2).collect::<String>());
    outside.collect::<Vec<_>>().join("\n\n")
}

/// The targets of links and images, in Markdown and in HTML.
fn targets(text: &str) -> Vec<String> {
    let prose = prose(text);
    let after = |start: &str, ends: &[char]| {
        let parts: Vec<_> = prose.split(start).skip(1).collect();
        let targets = parts.into_iter().filter_map(|part| part.split(ends).next());
        targets.map(str::to_owned).collect::<Vec<_>>()
    };
    let inline = after("](", &[')', ' ']);
    let references = after("]: ", &['\n', ' ']);
    [inline, references, after("src=\"", &['"']), after("href=\"", &['"'])].concat()
}

/// The anchors of a page's headings, as GitHub makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut counts = HashMap::<String, usize>::new();
    let mut anchors = BTreeSet::new();
    let mut is_code = false;
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        let heading = line.trim_start_matches('#');
        let level = line.len() - heading.len();
        if is_code || !(1..=6).contains(&level) || !heading.starts_with(' ') {
            continue;
        }
        let slug = slug(heading);
        let count = counts.entry(slug.clone()).or_default();
        anchors.insert(if *count == 0 { slug } else { format!("{slug}-{count}") });
        *count += 1;
    }
    anchors
}

fn slug(heading: &str) -> String {
    let heading = heading.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    // Of a link, its text.
    let text: String = heading
        .split("](")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once(')').map_or("", |end| end.1) })
        .collect();
    let letters = text.trim().chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        _ => letter.is_alphanumeric().then_some(letter),
    });
    letters.flat_map(char::to_lowercase).collect()
}

/// The file that a link leads to, if it is one of this repository: also by its address on GitHub.
fn linked_file(page: &Path, target: &str) -> Option<PathBuf> {
    let repository = concat!(env!("CARGO_PKG_REPOSITORY"), "/");
    let folder = page.parent().unwrap_or(Path::new(""));
    let path = match target.strip_prefix(repository) {
        Some(rest) => {
            let path = ["blob/HEAD/", "raw/HEAD/", "blob/main/", "raw/main/"];
            PathBuf::from(path.iter().find_map(|start| rest.strip_prefix(start))?)
        }
        None if target.contains("://") || target.starts_with("mailto:") => return None,
        None if target.is_empty() => page.to_owned(),
        None => folder.join(target),
    };
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => assert!(normal.pop(), "{}: {target}", page.display()),
            component => normal.push(component),
        }
    }
    Some(normal)
}

/// What is wrong with a link.
fn error(page: &Path, link: &str) -> Option<String> {
    let (target, anchor) = link.split_once('#').map_or((link, None), |(at, to)| (at, Some(to)));
    let target = target.split('?').next().unwrap_or_default();
    let file = linked_file(page, target)?;
    if !file.exists() {
        return Some("no such file".to_owned());
    }
    let anchor = anchor.filter(|_| file.extension().is_some_and(|ending| ending == "md"))?;
    let has_anchor = anchors(&markdown::read(&file)).contains(anchor);
    (!has_anchor).then(|| "no such heading".to_owned())
}

#[test]
fn every_link_leads_to_a_file_and_a_heading() {
    let (mut count, mut errors) = (0, Vec::new());
    for page in markdown::documents() {
        for link in targets(&markdown::read(&page)) {
            count += 1;
            let error = error(&page, &link);
            errors.extend(error.map(|error| format!("{}: {link}: {error}", page.display())));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(count >= 40, "{count}");
}

#[test]
fn links_are_found_outside_code() {
    let page = "\
One [`link`](one.md) and ![an\nimage](images/two.svg \"title\"), `[no](code.md)`.\n\n\
```text\n[no](block.md)\n```\n<img src=\"three.svg\"> and [four].\n\n[four]: ../four.md#a-b\n";
    assert_eq!(targets(page), ["one.md", "images/two.svg", "../four.md#a-b", "three.svg"]);
}

#[test]
fn anchors_are_those_of_github() {
    let page = "\
# How large, and when: `warm-pool advise`
## `no warm pool NAME found`
## A [link](x.md) & more\n## Same\n## Same\n```sh\n# no heading\n```\n#no heading\n### snake_case: Über 30 %\n";
    let expected = [
        "how-large-and-when-warm-pool-advise",
        "no-warm-pool-name-found",
        "a-link--more",
        "same",
        "same-1",
        "snake_case-über-30-",
    ];
    assert_eq!(anchors(page), expected.map(str::to_owned).into());
}

#[test]
fn a_link_that_leads_nowhere_is_found() {
    let page = Path::new("docs/guide/sizing.md");
    let check = |link: &str| error(page, link);
    assert_eq!(check("https://example.com/none"), None);
    assert_eq!(check("../reference/exit-codes.md#exit-codes"), None);
    assert_eq!(check("#one-pool"), None);
    assert_eq!(check("none.md"), Some("no such file".to_owned()));
    assert_eq!(check("#none"), Some("no such heading".to_owned()));
    let repository = env!("CARGO_PKG_REPOSITORY");
    assert_eq!(check(&format!("{repository}/issues")), None);
    assert_eq!(
        check(&format!("{repository}/blob/HEAD/docs/reference/exit-codes.md#exit-codes")),
        None
    );
    assert!(check(&format!("{repository}/raw/HEAD/docs/images/none.svg")).is_some());
}
