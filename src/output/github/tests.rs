use proptest::prelude::*;

use super::{GithubStep, Level, annotation, first_rows, output};

#[test]
fn an_annotation_is_one_line() {
    let at = [("line", 3), ("col", 7)];
    let line = annotation(Level::Error, "a,b:c%.toml", &at, "50% of\nit::x");
    assert_eq!(line, "::error file=a%2Cb%3Ac%25.toml,line=3,col=7::50%25 of%0Ait::x\n");
}

#[test]
fn an_annotation_names_a_file_in_the_workspace() {
    let current = std::env::current_dir().unwrap();
    let step = |workspace| GithubStep { workspace, ..GithubStep::default() };
    let folder = current.file_name().unwrap().to_str().unwrap();
    let above = step(Some(current.parent().unwrap().to_owned()));
    assert_eq!(above.annotated_path("fleet.toml"), format!("{folder}/fleet.toml"));
    let inside = step(Some(current.clone()));
    assert_eq!(
        inside.annotated_path(current.join("a/fleet.toml").to_str().unwrap()),
        "a/fleet.toml"
    );
    assert_eq!(inside.annotated_path("/etc/fleet.toml"), "/etc/fleet.toml");
    assert_eq!(step(None).annotated_path("fleet.toml"), "fleet.toml");
}

#[test]
fn a_table_has_as_many_rows_as_fit() {
    let table = "| A |\n| --- |\n| 1 |\n| 2 |\n";
    for (max_bytes, expected) in [
        (13, ("", 0)),
        (14, ("| A |\n| --- |\n", 0)),
        (20, ("| A |\n| --- |\n| 1 |\n", 1)),
        (1_000, (table, 2)),
    ] {
        assert_eq!(first_rows(table, max_bytes), expected);
    }
}

#[test]
fn an_output_ends_where_its_value_does() {
    assert_eq!(output("phase", "ready"), "phase<<END\nready\nEND\n");
    assert_eq!(output("address", "a\nEND\nid=1"), "address<<END_\na\nEND\nid=1\nEND_\n");
}

proptest! {
    #[test]
    fn no_value_sets_another_output(value in "(END|END_|id=1|[a-z]|\n|\r){0,8}") {
        let text = output("address", &value);
        let (first, rest) = text.split_once('\n').unwrap();
        let delimiter = first.strip_prefix("address<<").unwrap();
        // The runner reads lines up to the first that is the delimiter.
        let lines: Vec<_> = rest.split_inclusive('\n').collect();
        let is_end = |line: &&str| line.trim_end_matches(['\r', '\n']) == delimiter;
        prop_assert_eq!(lines.iter().position(is_end), Some(lines.len() - 1));
    }
}
