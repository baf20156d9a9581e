//! A table for people: two blanks between columns, no borders, no blanks at the end of a line.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Row, Table};
use unicode_width::UnicodeWidthStr as _;

use super::Grid;
use crate::text::sanitize::{sanitize, truncate};

/// Blanks between two columns.
const GAP: usize = 2;
/// Columns of a terminal that one cell may take.
const WIDEST_CELL: usize = 200;
/// What a terminal that is too narrow leaves of a column of text, unless its title is longer.
const NARROWEST_CELL: usize = 8;
/// Rows that are laid out by comfy-table. Its memory and time for each row tell beyond that.
const FEW_ROWS: usize = 1000;
/// Bytes after which a piece of a long table is written.
const PIECE: usize = 64 * 1024;

/// How a table is printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableStyle {
    /// Whether the titles stand above the rows.
    pub(crate) headers: bool,
    /// On a terminal its width: cells are cut to fit. Elsewhere lines are as long as they are.
    pub(crate) width: Option<usize>,
    /// Whether nothing but ASCII may be added to the cells.
    pub(crate) ascii: bool,
}

impl Grid {
    /// The table, a line end after each row; empty when it has neither titles nor rows.
    pub(crate) fn text(&self, style: &TableStyle) -> String {
        let mut out = Vec::new();
        // A vector takes every write, and only text is written.
        drop(self.write(style, &mut out));
        String::from_utf8(out).unwrap_or_default()
    }

    /// How wide the table is where nothing is cut to fit on a terminal.
    pub(crate) fn width(&self, style: &TableStyle) -> usize {
        let widths = Layout::new(self, &TableStyle { width: None, ..*style }).widths();
        widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
    }

    /// Writes the bytes of [`Self::text`]; a long table in pieces, without holding it whole.
    ///
    /// # Errors
    /// Those of the stream.
    pub(crate) fn write(&self, style: &TableStyle, out: &mut dyn Write) -> io::Result<()> {
        let layout = Layout::new(self, style);
        if self.rows().len() <= FEW_ROWS {
            out.write_all(layout.render_small().as_bytes())
        } else {
            layout.render_streaming(out)
        }
    }
}

/// A grid, its style, and how wide the cells of each column may be.
struct Layout<'a> {
    grid: &'a Grid,
    style: &'a TableStyle,
    limits: Vec<usize>,
}

impl<'a> Layout<'a> {
    fn new(grid: &'a Grid, style: &'a TableStyle) -> Self {
        let limits = vec![WIDEST_CELL; grid.titles.len()];
        let mut layout = Self { grid, style, limits };
        if let Some(width) = style.width {
            layout.limits = layout.shrink_to_width(width);
        }
        layout
    }

    /// The widths of the columns that make a line fit on a terminal, if anything does: the
    /// widest gives way first, among equals the last; numbers and titles stay whole.
    fn shrink_to_width(&self, terminal: usize) -> Vec<usize> {
        let mut widths = self.widths();
        let room = terminal.saturating_sub(GAP * widths.len().saturating_sub(1));
        let mut narrowest = self.title_widths();
        for (column, numeric) in self.grid.numeric.iter().enumerate() {
            let least = if *numeric { widths[column] } else { NARROWEST_CELL };
            narrowest[column] = narrowest[column].max(least);
        }
        while widths.iter().sum::<usize>() > room {
            let wide = (0..widths.len()).filter(|&column| widths[column] > narrowest[column]);
            match wide.max_by_key(|&column| widths[column]) {
                Some(column) => widths[column] -= 1,
                None => break,
            }
        }
        widths
    }

    /// How wide each column is with its cells as they are printed.
    fn widths(&self) -> Vec<usize> {
        let mut widths = self.title_widths();
        for row in self.rows() {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        widths
    }

    /// How wide each title is; where titles are not printed 1, which a column always has.
    fn title_widths(&self) -> Vec<usize> {
        let titles = self.grid.titles.iter();
        titles.map(|title| if self.style.headers { title.width() } else { 1 }).collect()
    }

    /// The rows with their cells safe and cut.
    fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = Cow<'_, str>>> {
        self.grid
            .rows()
            .map(|row| row.zip(&self.limits).map(|(cell, limit)| self.cell(cell, *limit)))
    }

    /// A cell on one line, safe and cut.
    fn cell<'c>(&self, cell: &'c str, limit: usize) -> Cow<'c, str> {
        let ellipsis = if self.style.ascii { "..." } else { "…" };
        match sanitize(cell) {
            Cow::Borrowed(cell) => truncate(cell, limit, ellipsis),
            Cow::Owned(mut cell) => {
                if self.style.ascii {
                    cell = cell.replace('⏎', "\\n");
                }
                Cow::Owned(truncate(&cell, limit, ellipsis).into_owned())
            }
        }
    }

    fn render_small(&self) -> String {
        let mut table = Table::new();
        table.load_style(NOTHING);
        if self.style.headers {
            table.set_header(&self.grid.titles);
        }
        table.add_rows(self.rows().map(|row| Row::from(row.collect::<Vec<_>>())));
        for (column, numeric) in table.column_iter_mut().zip(&self.grid.numeric) {
            column.set_padding((0, GAP as u16));
            if *numeric {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    }

    /// The same bytes as [`Self::render_small`], in two passes over the cells.
    fn render_streaming(&self, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.widths();
        let mut piece = String::new();
        if self.style.headers {
            let titles = self.grid.titles.iter();
            self.push_line(&mut piece, titles.map(|title| title.as_str().into()), &widths);
        }
        for row in self.rows() {
            self.push_line(&mut piece, row, &widths);
            if piece.len() >= PIECE {
                out.write_all(piece.as_bytes())?;
                piece.clear();
            }
        }
        out.write_all(piece.as_bytes())
    }

    fn push_line<'c>(
        &self,
        out: &mut String,
        cells: impl Iterator<Item = Cow<'c, str>>,
        widths: &[usize],
    ) {
        let start = out.len();
        for ((cell, width), numeric) in cells.zip(widths).zip(&self.grid.numeric) {
            let blanks = std::iter::repeat_n(' ', width - cell.width());
            if *numeric {
                out.extend(blanks);
                out.push_str(&cell);
            } else {
                out.push_str(&cell);
                out.extend(blanks);
            }
            out.extend([' '; GAP]);
        }
        out.truncate(start + out[start..].trim_end().len());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests;
