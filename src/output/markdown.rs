//! Tables in GitHub Flavored Markdown, for a step summary or an issue.

use super::table::Grid;

/// The table; Markdown and HTML in its cells is escaped.
pub(crate) fn table(grid: &Grid) -> String {
    let mut out = String::new();
    push_row(&mut out, grid.titles().iter().map(|title| escape(title)));
    let delimiter = |numeric: &bool| if *numeric { "---:" } else { "---" }.to_owned();
    push_row(&mut out, grid.numeric().iter().map(delimiter));
    for row in grid.rows() {
        push_row(&mut out, row.map(escape));
    }
    out
}

fn push_row(out: &mut String, cells: impl Iterator<Item = String>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(&cell);
        out.push(' ');
    }
    out.push_str("|\n");
}

/// Sanitized text with Markdown and HTML in it escaped.
pub(crate) fn escape(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for c in cell.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '|' | '`' | '*' | '_' | '~' | '[' | ']' | '$' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::table;
    use crate::output::test_strategies::grid;
    use crate::text::test_strategies::hostile_text;

    #[test]
    fn pools_are_a_table() {
        let pools = grid(
            &[("address", false), ("running", true)],
            &[&["acme-api/large", "1"], &["", "12"]],
        );
        let expected = "\
| ADDRESS | RUNNING |
| --- | ---: |
| acme-api/large | 1 |
|  | 12 |
";
        assert_eq!(table(&pools), expected);
    }

    #[test]
    fn markup_in_a_cell_is_escaped() {
        for (cell, expected) in [
            ("a|b", r"a\|b"),
            ("two\nlines", "two⏎lines"),
            ("`rm -rf`", r"\`rm -rf\`"),
            ("<img src=x>&amp;", "&lt;img src=x&gt;&amp;amp;"),
            ("[x](http://evil)", r"\[x\](http://evil)"),
            ("**b** _i_ ~~s~~ $m$", r"\*\*b\*\* \_i\_ \~\~s\~\~ \$m\$"),
            (r"a\|b", r"a\\\|b"),
            ("\x1b[31m\u{202e}", r"\\x1b\[31m&lt;U+202E&gt;"),
        ] {
            let row = grid(&[("a", false)], &[&[cell]]);
            assert_eq!(table(&row), format!("| A |\n| --- |\n| {expected} |\n"));
        }
    }

    proptest! {
        #[test]
        fn a_row_is_one_line_with_its_cells(cells in prop::collection::vec(hostile_text(), 2)) {
            let cells: Vec<_> = cells.iter().map(String::as_str).collect();
            let text = table(&grid(&[("a", false), ("b", false)], &[&cells]));
            prop_assert_eq!(text.lines().count(), 3);
            let row = text.lines().last().unwrap().replace(r"\\", "").replace(r"\|", "");
            prop_assert_eq!(row.matches('|').count(), 3);
        }
    }
}
