//! Checks `tests/fault-matrix.md` against the tests.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The number of rows in each group.
const GROUPS: [(&str, usize); 16] = [
    ("N", 36),
    ("H", 43),
    ("C", 31),
    ("M", 42),
    ("S", 12),
    ("L", 33),
    ("X", 34),
    ("A", 16),
    ("B", 7),
    ("T", 10),
    ("D", 28),
    ("E", 21),
    ("F", 9),
    ("P", 24),
    ("R", 19),
    ("O", 19),
];

/// How the reason of a row without a test begins.
const REASON_PREFIXES: [&str; 2] = ["Not here: ", "Otherwise: "];

/// A row: its number, the fault, the reaction, and the tests or a reason.
struct Row {
    number: String,
    cells: Vec<String>,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string("tests/fault-matrix.md").unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("| "));
    let cells = lines.map(|line| line.trim_end_matches(" |").split(" | ").map(str::to_owned));
    cells
        .map(|mut cells| Row { number: cells.next().unwrap(), cells: cells.collect() })
        .filter(|row| row.number.ends_with(|letter: char| letter.is_ascii_digit()))
        .collect()
}

/// The functions in a row, such as `module::test_name`.
fn named_tests(row: &Row) -> Vec<&str> {
    let words = row.cells.iter().flat_map(|cell| cell.split('`').skip(1).step_by(2));
    words.filter(|word| word.contains("::")).collect()
}

#[test]
fn rows_are_complete_and_in_order() {
    let expected: Vec<_> = GROUPS
        .iter()
        .flat_map(|(group, count)| (1..=*count).map(move |number| format!("{group}{number}")))
        .collect();
    let found: Vec<_> = rows().into_iter().map(|row| row.number).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_row_names_a_test_or_a_reason() {
    for row in rows() {
        let Row { number, cells } = &row;
        let [fault, reaction, tests] = &cells[..] else { panic!("{number} has {cells:?}") };
        assert!(!fault.is_empty() && !reaction.is_empty(), "{number}");
        let reason = REASON_PREFIXES.iter().find_map(|start| tests.strip_prefix(start));
        match reason {
            Some(reason) => assert!(reason.len() >= 5, "{number}: {reason:?} is no reason"),
            None => assert!(!named_tests(&row).is_empty(), "{number} names no test: {tests}"),
        }
    }
}

#[test]
fn named_tests_exist() {
    let files: Vec<_> =
        ["src", "tests/cli"].iter().flat_map(|folder| files(Path::new(folder))).collect();
    for row in rows() {
        for name in named_tests(&row) {
            let (module, function) = name.rsplit_once("::").unwrap();
            let ending = format!("::{module}");
            let mut candidates = files.iter().filter(|(path, _)| path.ends_with(&ending));
            let start = format!("fn {function}(");
            assert!(
                candidates.any(|(_, text)| text.contains(&start)),
                "{}: there is no {name}",
                row.number
            );
        }
    }
}

/// A test whose name begins with a number is in that row.
#[test]
fn numbered_tests_are_in_their_rows() {
    let rows = rows();
    for (module, text) in files(Path::new("tests/cli/fault_matrix")) {
        let functions = text.split("#[test]\nfn ").skip(1).filter_map(|rest| rest.split_once('('));
        for (function, _) in functions.filter(|_| !module.ends_with("::table")) {
            for number in numbers(function) {
                let row = rows.iter().find(|row| row.number == number);
                let row = row.unwrap_or_else(|| panic!("{function}: there is no row {number}"));
                let is_named = named_tests(row).iter().any(|name| name.ends_with(function));
                assert!(is_named, "row {number} does not name {function}");
            }
        }
    }
}

/// The numbers at the start of a name: two in `m33_l14_…`, six in `x01_to_x06_…`.
fn numbers(function: &str) -> BTreeSet<String> {
    let (mut found, mut last, mut is_range) = (BTreeSet::new(), 0, false);
    for word in function.split('_') {
        let group = word.get(..1).unwrap_or_default().to_ascii_uppercase();
        match word.get(1..).unwrap_or_default().parse::<usize>() {
            Ok(number) => {
                let first = if is_range { last } else { number };
                found.extend((first..=number).map(|number| format!("{group}{number}")));
                last = number;
            }
            Err(_) if word == "to" => is_range = true,
            Err(_) => break,
        }
    }
    found
}

/// All Rust files in a directory: module path and text.
fn files(folder: &Path) -> Vec<(String, String)> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((module(&path), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

fn module(path: &Path) -> String {
    let words = path.with_extension("");
    let words = words.iter().map(|word| word.to_str().unwrap()).filter(|word| *word != "mod");
    words.fold(String::new(), |path, word| format!("{path}::{word}"))
}
