//! Tables as csv and tsv, one record per line.
//!
//! Cells are sanitized, as a pipe may end at a terminal, and what a spreadsheet would run as a
//! formula is prefixed with an apostrophe. JSON has the exact values.

use std::borrow::Cow;

use super::table::{Grid, is_formula};
use crate::error::CliError;

/// Comma-separated values, quoted as in RFC 4180; lines end with a line feed alone.
pub(crate) fn csv(grid: &Grid, headers: bool) -> Result<String, CliError> {
    comma_separated(grid, headers)
        .map_err(|error| error.context("cannot encode the table as CSV").into())
}

fn comma_separated(grid: &Grid, headers: bool) -> anyhow::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    if headers {
        writer.write_record(grid.titles())?;
    }
    for row in grid.rows() {
        for cell in row {
            writer.write_field(escape_formula(cell).as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// Tab-separated values. Nothing is quoted: no sanitized cell holds a tab or a line break.
pub(crate) fn tsv(grid: &Grid, headers: bool) -> String {
    let mut out = String::new();
    if headers {
        push_line(&mut out, grid.titles().iter().map(|title| Cow::Borrowed(title.as_str())));
    }
    for row in grid.rows() {
        push_line(&mut out, row.map(escape_formula));
    }
    out
}

fn push_line<'a>(out: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push('\t');
        }
        out.push_str(&cell);
    }
    out.push('\n');
}

/// A cell that is safe in a spreadsheet.
fn escape_formula(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{csv, tsv};
    use crate::output::table::Grid;
    use crate::output::test_strategies::grid;
    use crate::text::sanitize::is_safe_char;
    use crate::text::test_strategies::hostile_text;

    fn pools() -> Grid {
        grid(
            &[("address", false), ("failure", false), ("running", true)],
            &[&["acme-api/large", "", "1"], &["acme, inc/\"gpu\"", "no\nroom\t\x1b[31m", "-2"]],
        )
    }

    #[test]
    fn csv_quotes_what_would_split_a_cell() {
        let expected = "\
ADDRESS,FAILURE,RUNNING
acme-api/large,,1
\"acme, inc/\"\"gpu\"\"\",no⏎room \\x1b[31m,-2
";
        assert_eq!(csv(&pools(), true).unwrap(), expected);
        let bare = expected.strip_prefix("ADDRESS,FAILURE,RUNNING\n").unwrap();
        assert_eq!(csv(&pools(), false).unwrap(), bare);
    }

    #[test]
    fn tsv_never_quotes() {
        let expected = "\
ADDRESS\tFAILURE\tRUNNING
acme-api/large\t\t1
acme, inc/\"gpu\"\tno⏎room \\x1b[31m\t-2
";
        assert_eq!(tsv(&pools(), true), expected);
    }

    #[test]
    fn formulas_are_escaped() {
        for (cell, expected) in [
            ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
            ("+1", "'+1"),
            ("-1+cmd", "'-1+cmd"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "' =1"),
            ("\r=1", "\\x0d=1"),
            ("  -x", "'  -x"),
            ("＝1", "'＝1"),
            ("-inf", "'-inf"),
            ("--1", "'--1"),
            ("-5", "-5"),
            ("-1.5e3", "-1.5e3"),
            ("-", "-"),
            ("a=b", "a=b"),
            ("1", "1"),
            ("", ""),
        ] {
            let row = grid(&[("a", false), ("b", false)], &[&["x", cell]]);
            assert_eq!(tsv(&row, false), format!("x\t{expected}\n"));
        }
    }

    #[test]
    fn a_record_of_one_empty_cell_is_a_line() {
        let row = grid(&[("a", false)], &[&[""]]);
        assert_eq!(csv(&row, false).unwrap(), "\"\"\n");
        assert_eq!(tsv(&row, false), "\n");
    }

    #[test]
    fn without_rows_only_titles_are_written() {
        let none = grid(&[("a", false), ("b", true)], &[]);
        assert_eq!(csv(&none, true).unwrap(), "A,B\n");
        assert_eq!(tsv(&none, false), "");
    }

    proptest! {
        #[test]
        fn cells_stay_in_their_columns(cells in prop::collection::vec(hostile_text(), 1..20)) {
            let cells: Vec<_> = cells.iter().map(String::as_str).collect();
            let rows: Vec<_> = cells.chunks_exact(2).collect();
            let grid = grid(&[("a", false), ("b", false)], &rows);
            let comma = csv(&grid, false).unwrap();
            let mut reader = ::csv::ReaderBuilder::new();
            let read: Vec<_> = reader
                .has_headers(false)
                .from_reader(comma.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            let tab = tsv(&grid, false);
            let split: Vec<Vec<_>> =
                tab.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect();
            prop_assert_eq!(read.len(), rows.len());
            prop_assert_eq!(read, split);
            prop_assert!(tab.chars().all(|c| "\t\n".contains(c) || is_safe_char(c)));
        }
    }
}
