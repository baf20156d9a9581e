use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::{Layout, TableStyle};
use crate::output::test_strategies::grid;
use crate::text::test_strategies::hostile_text;

const PIPE: TableStyle = TableStyle { headers: true, width: None, ascii: false };

const fn terminal(width: usize) -> TableStyle {
    TableStyle { width: Some(width), ..PIPE }
}

const COLUMNS: [(&str, bool); 4] =
    [("address", false), ("phase", false), ("running", true), ("age", false)];

#[test]
fn cells_are_aligned_in_columns() {
    let pools = grid(
        &COLUMNS,
        &[&["acme-api/large", "ready", "1", "10m"], &["acme-api/regular", "degraded", "12", "41d"]],
    );
    let expected = "\
ADDRESS           PHASE     RUNNING  AGE
acme-api/large    ready           1  10m
acme-api/regular  degraded       12  41d
";
    assert_eq!(pools.text(&PIPE), expected);
    let bare = "\
acme-api/large    ready      1  10m
acme-api/regular  degraded  12  41d
";
    let style = TableStyle { headers: false, ..PIPE };
    assert_eq!(pools.text(&style), bare);
}

#[test]
fn a_table_without_rows_has_only_titles() {
    let none = grid(&COLUMNS, &[]);
    assert_eq!(none.text(&PIPE), "ADDRESS  PHASE  RUNNING  AGE\n");
    let style = TableStyle { headers: false, ..PIPE };
    assert_eq!(none.text(&style), "");
}

#[test]
fn a_cell_is_one_sanitized_line() {
    let columns = [("name", false), ("n", true)];
    let hostile = grid(
        &columns,
        &[&["evil\nacme-api/fake  ready", "1"], &["\x1b[2K\u{202e}x", "2"], &["東京", "3"]],
    );
    let expected = "\
NAME                       N
evil⏎acme-api/fake  ready  1
\\x1b[2K<U+202E>x           2
東京                       3
";
    assert_eq!(hostile.text(&PIPE), expected);
    let ascii = TableStyle { ascii: true, ..PIPE };
    assert!(hostile.text(&ascii).contains("evil\\nacme-api/fake  ready  1\n"));
}

#[test]
fn a_narrow_terminal_truncates_the_widest_text() {
    let columns = [("address", false), ("max", true), ("failure", false)];
    let pools = grid(
        &columns,
        &[
            &["acme-api/large", "20", "the snapshot could not be taken in time"],
            &["acme-api/regular", "3", ""],
        ],
    );
    let at_48 = "\
ADDRESS           MAX  FAILURE
acme-api/large     20  the snapshot could not b…
acme-api/regular    3
";
    assert_eq!(pools.text(&terminal(48)), at_48);
    let at_31 = "\
ADDRESS       MAX  FAILURE
acme-api/la…   20  the snapsho…
acme-api/re…    3
";
    assert_eq!(pools.text(&terminal(31)), at_31);
    let narrowest = "\
ADDRESS   MAX  FAILURE
acme-ap…   20  the sna…
acme-ap…    3
";
    for width in [0, 1, 23] {
        assert_eq!(pools.text(&terminal(width)), narrowest);
    }
    let ascii = TableStyle { ascii: true, ..terminal(31) };
    assert!(pools.text(&ascii).contains("acme-api/...   20  the snaps...\n"));
    assert_eq!(pools.text(&terminal(10_000)), pools.text(&PIPE));
}

#[test]
fn a_megabyte_in_a_cell_is_truncated() {
    let name = "a".repeat(1 << 20);
    let table = grid(&[("name", false)], &[&[&name]]).text(&PIPE);
    assert_eq!(table, format!("NAME\n{}…\n", "a".repeat(199)));
}

#[test]
fn many_rows_are_printed_like_few() {
    let row: &[&str] = &["acme-api/large", "ready", "1", "10m"];
    let text = grid(&COLUMNS, &vec![row; 10_001]).text(&PIPE);
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("ADDRESS         PHASE  RUNNING  AGE"));
    assert_eq!(lines.next(), Some("acme-api/large  ready        1  10m"));
    assert_eq!(lines.next_back(), Some("acme-api/large  ready        1  10m"));
    assert_eq!(lines.count(), 9_999);
}

proptest! {
    #[test]
    fn both_renderers_give_the_same_output(
        columns in prop::collection::vec(
            (prop::sample::select(vec!["n", "address", "failure-message"]), any::<bool>()), 1..6),
        cells in prop::collection::vec(prop_oneof![hostile_text(), "[ a-z0-9…]{0,250}"], 0..20),
        headers: bool,
        width in prop::option::of(0_usize..120),
        ascii: bool,
    ) {
        let cells: Vec<_> = cells.iter().map(String::as_str).collect();
        let rows: Vec<_> = cells.chunks_exact(columns.len()).collect();
        let grid = grid(&columns, &rows);
        let style = TableStyle { headers, width, ascii };
        let layout = Layout::new(&grid, &style);
        let mut long = Vec::new();
        layout.render_streaming(&mut long).unwrap();
        prop_assert_eq!(layout.render_small(), String::from_utf8(long).unwrap());
    }

    #[test]
    fn lines_fit_on_a_terminal_without_trailing_spaces(
        cells in prop::collection::vec(hostile_text(), 0..30),
        width in 30_usize..200,
    ) {
        let cells: Vec<_> = cells.iter().map(String::as_str).collect();
        let rows: Vec<_> = cells.chunks_exact(3).collect();
        let text = grid(&[("a", false), ("b", false), ("c", false)], &rows).text(&terminal(width));
        prop_assert_eq!(text.lines().count(), rows.len() + 1);
        for line in text.lines() {
            prop_assert!(line.width() <= width);
            prop_assert_eq!(line, line.trim_end());
        }
    }
}
