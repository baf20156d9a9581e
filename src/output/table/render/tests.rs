use anstyle::{AnsiColor, Style};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::TableStyle;
use crate::output::table::{CellRules, Column, Grid};
use crate::output::test_strategies::grid;
use crate::text::test_strategies::hostile_text;

const PIPE: TableStyle = TableStyle { headers: true, width: None, ascii: false, color: false };

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
fn a_narrow_terminal_truncates_text_then_leaves_out_the_last_columns() {
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
ADDRESS           MAX  FAILURE
acme-api/large     20  the sna…
acme-api/regular    3
";
    assert_eq!(pools.text(&terminal(31)), at_31);
    let at_30 = "\
ADDRESS           MAX
acme-api/large     20
acme-api/regular    3
";
    assert_eq!(pools.text(&terminal(30)), at_30);
    for width in [0, 1, 20] {
        let narrowest = "ADDRESS\nacme-api/large\nacme-api/regular\n";
        assert_eq!(pools.text(&terminal(width)), narrowest);
    }
    let ascii = TableStyle { ascii: true, ..terminal(31) };
    assert!(pools.text(&ascii).contains("acme-api/large     20  the s...\n"));
    assert_eq!(pools.text(&terminal(10_000)), pools.text(&PIPE));
}

#[test]
fn addresses_and_ids_are_never_truncated() {
    let columns = [("address", false), ("phase", false), ("max", true), ("id", false)];
    let address = format!("{}/{}", "p".repeat(60), "c".repeat(60));
    let id = "0190f3c2-7d1e-7a55-9f0b-2b6d8f3f0a11";
    let pools = grid(&columns, &[&[&address, "degraded", "20", id]]);
    for width in [40, 80, 100] {
        assert_eq!(pools.text(&terminal(width)), format!("ADDRESS\n{address}\n"));
    }
    assert!(pools.text(&terminal(200)).ends_with(&format!("{address}  degraded   20  {id}\n")));
}

#[test]
fn columns_that_the_user_named_are_not_left_out() {
    let columns: [Column<()>; 2] = [
        Column::text("failure", |()| "out of instances".to_owned()),
        Column::id("id", |()| "0190f3c2".to_owned()),
    ];
    let columns: Vec<_> = columns.iter().collect();
    let mut grid = Grid::new(&columns, CellRules::default());
    grid.is_requested = true;
    grid.push(&columns, &());
    assert_eq!(grid.text(&terminal(5)), "FAILURE   ID\nout of …  0190f3c2\n");
}

#[test]
fn only_cells_are_colored() {
    let columns: [Column<()>; 2] = [
        Column::text("phase", |()| "ready".to_owned())
            .styled(|_| Style::new().fg_color(Some(AnsiColor::Green.into()))),
        Column::number("n", |()| "1".to_owned()),
    ];
    let columns: Vec<_> = columns.iter().collect();
    let mut grid = Grid::new(&columns, CellRules::default());
    grid.push(&columns, &());
    let style = TableStyle { color: true, ..PIPE };
    assert_eq!(grid.text(&style), "PHASE  N\n\u{1b}[32mready\u{1b}[0m  1\n");
}

#[test]
fn a_megabyte_in_a_cell_is_truncated() {
    let name = "a".repeat(1 << 20);
    let table = grid(&[("name", false)], &[&[&name]]).text(&PIPE);
    assert_eq!(table, format!("NAME\n{}…\n", "a".repeat(199)));
}

#[test]
fn many_rows_are_printed() {
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
        // The columns of these tables have no color.
        let streamed = TableStyle { color: true, ..terminal(width) };
        let grid = grid(&[("a", false), ("b", false), ("c", false)], &rows);
        prop_assert_eq!(grid.text(&streamed), text);
    }
}
