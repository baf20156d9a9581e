//! The pages of `docs/reference`: some are generated, the others are compared with what the program
//! accepts and prints. `UPDATE_DOCS=1 cargo test --test cli reference` writes the generated ones.

mod commands;
mod configuration;
mod json;

use std::fmt::Write as _;

use crate::support::World;
use crate::support::markdown::{self, check_generated};

/// The first lines of a generated page.
const GENERATED: &str =
    "<!-- Generated: UPDATE_DOCS=1 cargo test --test cli reference writes this page. -->\n";

/// Compares a generated page with the file, or writes the file.
fn check(name: &str, body: &str) {
    let page = format!("{GENERATED}\n{body}");
    check_generated(&format!("docs/reference/{name}"), &page, "reference");
}

/// A page that people write.
fn page(name: &str) -> String {
    markdown::read(format!("docs/reference/{name}"))
}

/// The text between a heading and the next one of any level.
fn section<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| {
        panic!("no section {heading:?}");
    });
    after.split("\n#").next().unwrap_or_default()
}

/// The code words in the first column of the tables of a text.
fn first_column(text: &str) -> Vec<&str> {
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.filter_map(|row| row.split('`').next()).collect()
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('|', "\\|").replace('<', "&lt;").replace('*', "\\*")
}

#[test]
fn exit_codes() {
    let mut text = "\
# Exit codes

Every command exits with one of these. With `-o json`, `-o jsonl` or `--jq` the error on stderr has the code
as `exitCode`; see [JSON](json.md#errors).

| code | meaning | causes |
|---|---|---|
"
    .to_owned();
    for row in prebuildctl::exit::TABLE {
        writeln!(text, "| {} | {} | {} |", row.exit.code(), cell(row.meaning), cell(row.causes))
            .unwrap();
    }
    text += "
A command never retries a change whose outcome it does not know: 13 names the command that checks. After 12
and 13 the same command can be run again.
";
    check("exit-codes.md", &text);
    // The topic has the same codes.
    let topic = World::signed_out([]).ok("help exit-codes");
    assert_eq!(
        topic.lines().filter(|line| !line.starts_with("      ")).count(),
        prebuildctl::exit::TABLE.len()
    );
}
