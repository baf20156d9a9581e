//! Tables for people: two spaces between columns, no borders, no trailing spaces.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Row, Table};
use unicode_width::UnicodeWidthStr as _;

use super::Grid;
use crate::text::sanitize::{sanitize, truncate};

const GAP: usize = 2;
const MAX_CELL_WIDTH: usize = 200;
/// A narrow terminal leaves this much of a text column, or its title.
const MIN_CELL_WIDTH: usize = 8;
/// Longer tables are rendered without comfy-table, whose memory and time per row matter there.
const MAX_SMALL_ROWS: usize = 1000;
/// Bytes after which a part of a long table is written.
const CHUNK_SIZE: usize = 64 * 1024;

#[derive(Clone, Copy, Debug)]
pub(crate) struct TableStyle {
    /// Whether to print the titles.
    pub(crate) headers: bool,
    /// The width of the terminal, to which cells are truncated, if there is one.
    pub(crate) width: Option<usize>,
    /// Whether ellipses and line breaks in cells are shown in ASCII.
    pub(crate) ascii: bool,
}

impl Grid {
    /// The table as text.
    pub(crate) fn text(&self, style: &TableStyle) -> String {
        let mut out = Vec::new();
        // Writing to a vector cannot fail, and only text is written.
        drop(self.write(style, &mut out));
        String::from_utf8(out).unwrap_or_default()
    }

    /// The width of the table if it is not truncated to the terminal.
    pub(crate) fn width(&self, style: &TableStyle) -> usize {
        let widths = Layout::new(self, &TableStyle { width: None, ..*style }).widths();
        widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)
    }

    /// Writes the table; a long one in chunks.
    pub(crate) fn write(&self, style: &TableStyle, out: &mut dyn Write) -> io::Result<()> {
        let layout = Layout::new(self, style);
        if self.rows().len() <= MAX_SMALL_ROWS {
            out.write_all(layout.render_small().as_bytes())
        } else {
            layout.render_streaming(out)
        }
    }
}

struct Layout<'a> {
    grid: &'a Grid,
    style: &'a TableStyle,
    /// The maximum width of each column.
    limits: Vec<usize>,
}

impl<'a> Layout<'a> {
    fn new(grid: &'a Grid, style: &'a TableStyle) -> Self {
        let limits = vec![MAX_CELL_WIDTH; grid.titles.len()];
        let mut layout = Self { grid, style, limits };
        if let Some(width) = style.width {
            layout.limits = layout.shrink_to_width(width);
        }
        layout
    }

    /// The column widths that make a line fit on a terminal, if possible: the widest column shrinks
    /// first, among equals the last; numbers and titles are not truncated.
    fn shrink_to_width(&self, terminal: usize) -> Vec<usize> {
        let mut widths = self.widths();
        let available = terminal.saturating_sub(GAP * widths.len().saturating_sub(1));
        let mut minimums = self.title_widths();
        for (column, numeric) in self.grid.numeric.iter().enumerate() {
            let min = if *numeric { widths[column] } else { MIN_CELL_WIDTH };
            minimums[column] = minimums[column].max(min);
        }
        while widths.iter().sum::<usize>() > available {
            let shrinkable = (0..widths.len()).filter(|&column| widths[column] > minimums[column]);
            match shrinkable.max_by_key(|&column| widths[column]) {
                Some(column) => widths[column] -= 1,
                None => break,
            }
        }
        widths
    }

    /// The width of each column, with its cells as they are printed.
    fn widths(&self) -> Vec<usize> {
        let mut widths = self.title_widths();
        for row in self.rows() {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        widths
    }

    /// The width of each title; 1, the minimum of a column, if titles are not printed.
    fn title_widths(&self) -> Vec<usize> {
        let titles = self.grid.titles.iter();
        titles.map(|title| if self.style.headers { title.width() } else { 1 }).collect()
    }

    /// The rows with their cells sanitized and truncated.
    fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = Cow<'_, str>>> {
        self.grid
            .rows()
            .map(|row| row.zip(&self.limits).map(|(cell, limit)| self.cell(cell, *limit)))
    }

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

    /// The same output as [`Self::render_small`], in two passes over the cells.
    fn render_streaming(&self, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.widths();
        let mut chunk = String::new();
        if self.style.headers {
            let titles = self.grid.titles.iter();
            self.push_line(&mut chunk, titles.map(|title| title.as_str().into()), &widths);
        }
        for row in self.rows() {
            self.push_line(&mut chunk, row, &widths);
            if chunk.len() >= CHUNK_SIZE {
                out.write_all(chunk.as_bytes())?;
                chunk.clear();
            }
        }
        out.write_all(chunk.as_bytes())
    }

    fn push_line<'c>(
        &self,
        out: &mut String,
        cells: impl Iterator<Item = Cow<'c, str>>,
        widths: &[usize],
    ) {
        let start = out.len();
        for ((cell, width), numeric) in cells.zip(widths).zip(&self.grid.numeric) {
            let padding = std::iter::repeat_n(' ', width - cell.width());
            if *numeric {
                out.extend(padding);
                out.push_str(&cell);
            } else {
                out.push_str(&cell);
                out.extend(padding);
            }
            out.extend([' '; GAP]);
        }
        out.truncate(start + out[start..].trim_end().len());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests;
