//! Tables for people: two spaces between columns, no borders, no trailing spaces.

use std::borrow::Cow;
use std::io::{self, Write};

use comfy_table::presets::NOTHING;
use comfy_table::{CellAlignment, Row, Table};

use super::Grid;
use crate::text::sanitize::{truncate, width};

const GAP: usize = 2;
pub(crate) const MAX_CELL_WIDTH: usize = 200;
/// A narrow terminal leaves this much of a text column, or its title.
const MIN_CELL_WIDTH: usize = 8;
/// Longer tables are written as they are laid out: comfy-table's memory and time per row matter there.
const MAX_SMALL_ROWS: usize = 1000;
/// Bytes after which a part of a long table is written.
const CHUNK_SIZE: usize = 64 * 1024;

#[derive(Clone, Copy, Debug)]
pub(crate) struct TableStyle {
    /// Whether to print the titles.
    pub(crate) headers: bool,
    /// The width of the terminal, to which the table is fitted, if there is one.
    pub(crate) width: Option<usize>,
    /// Whether ellipses and line breaks in cells are shown in ASCII.
    pub(crate) ascii: bool,
    /// Whether cells have the colors of their columns.
    pub(crate) color: bool,
}

impl Grid {
    /// The table as text.
    pub(crate) fn text(&self, style: &TableStyle) -> String {
        let mut out = Vec::new();
        // Writing to a vector cannot fail, and only text is written.
        drop(self.write(style, &mut out));
        String::from_utf8(out).unwrap_or_default()
    }

    /// The width of the table if it is not fitted to the terminal.
    pub(crate) fn width(&self, style: &TableStyle) -> usize {
        let style = TableStyle { width: None, ..*style };
        let layout = Layout::new(self, &style);
        layout.line_width(&layout.printed_widths().into_iter().map(Some).collect::<Vec<_>>())
    }

    /// Writes the table; a long one in chunks.
    pub(crate) fn write(&self, style: &TableStyle, out: &mut dyn Write) -> io::Result<()> {
        let layout = Layout::new(self, style);
        if self.rows().len() <= MAX_SMALL_ROWS && !style.color {
            out.write_all(layout.render_small().as_bytes())
        } else {
            layout.render_streaming(out)
        }
    }
}

struct Layout<'a> {
    grid: &'a Grid,
    style: &'a TableStyle,
    /// The maximum width of each column; `None` if it is left out.
    limits: Vec<Option<usize>>,
}

impl<'a> Layout<'a> {
    fn new(grid: &'a Grid, style: &'a TableStyle) -> Self {
        let max_width = |whole: &bool| if *whole { usize::MAX } else { MAX_CELL_WIDTH };
        let limits = grid.whole.iter().map(|whole| Some(max_width(whole))).collect();
        let mut layout = Self { grid, style, limits };
        if let Some(terminal) = style.width {
            layout.limits = layout.fit(&layout.printed_widths(), terminal);
        }
        layout
    }

    /// The column widths that make a line fit on a terminal, if possible. First text is truncated:
    /// the widest column shrinks first, among equals the last. Then columns are left out, the last
    /// first, unless the user named them. Addresses and ids are always complete: the terminal wraps
    /// a line that is still too long.
    fn fit(&self, natural: &[usize], terminal: usize) -> Vec<Option<usize>> {
        let minimums = self.min_widths(natural);
        let mut smallest: Vec<_> = minimums.iter().copied().map(Some).collect();
        for column in (0..natural.len()).rev() {
            let is_needed = self.grid.is_requested || self.names_row(column);
            if self.line_width(&smallest) > terminal && !is_needed {
                smallest[column] = None;
            }
        }
        let mut widths: Vec<_> =
            smallest.iter().zip(natural).map(|(shown, natural)| shown.map(|_| *natural)).collect();
        let mut excess = self.line_width(&widths).saturating_sub(terminal);
        while excess > 0 {
            let shrinkable = (0..widths.len()).filter(|&column| widths[column] > smallest[column]);
            let Some(column) = shrinkable.max_by_key(|&column| widths[column]) else { break };
            widths[column] = widths[column].map(|width| width - 1);
            excess -= 1;
        }
        widths
    }

    /// Whether the column is the one by which people name a row: the first that is never
    /// truncated.
    fn names_row(&self, column: usize) -> bool {
        let names = |(whole, numeric): (&bool, &bool)| *whole && !numeric;
        self.grid.whole.iter().zip(&self.grid.numeric).position(names).unwrap_or(0) == column
    }

    fn min_widths(&self, natural: &[usize]) -> Vec<usize> {
        let titles = self.title_widths();
        let columns = natural.iter().zip(titles).zip(&self.grid.whole);
        let min = |((natural, title), whole): ((&usize, usize), &bool)| {
            if *whole { *natural } else { title.max(MIN_CELL_WIDTH).min(*natural) }
        };
        columns.map(min).collect()
    }

    fn line_width(&self, widths: &[Option<usize>]) -> usize {
        let shown = widths.iter().flatten();
        shown.clone().sum::<usize>() + GAP * shown.count().saturating_sub(1)
    }

    /// The width of each title; 1, the minimum of a column, if titles are not printed.
    fn title_widths(&self) -> Vec<usize> {
        let titles = self.grid.titles.iter();
        titles.map(|title| if self.style.headers { width(title) } else { 1 }).collect()
    }

    fn cell<'c>(&self, cell: &'c str, limit: usize) -> Cow<'c, str> {
        if !self.style.ascii {
            return truncate(cell, limit, "…");
        }
        if !cell.contains('⏎') {
            return truncate(cell, limit, "...");
        }
        let cell = cell.replace('⏎', "\\n");
        Cow::Owned(truncate(&cell, limit, "...").into_owned())
    }

    fn render_small(&self) -> String {
        let mut table = Table::new();
        table.load_style(NOTHING);
        if self.style.headers {
            table.set_header(self.shown(self.grid.titles.iter().map(String::as_str)));
        }
        table.add_rows(self.grid.rows().map(|row| self.shown(row)));
        let numeric = self.limits.iter().zip(&self.grid.numeric);
        let numeric = numeric.filter_map(|(shown, numeric)| shown.map(|_| *numeric));
        for (column, numeric) in table.column_iter_mut().zip(numeric) {
            column.set_padding((0, GAP as u16));
            if numeric {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| line.trim_end().to_owned() + "\n").collect()
    }

    /// The cells of a row that are shown, as they are printed.
    fn shown<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Row {
        let cells = cells.zip(&self.limits);
        Row::from(
            cells.filter_map(|(cell, width)| Some(self.cell(cell, (*width)?))).collect::<Vec<_>>(),
        )
    }

    /// The same output as [`Self::render_small`], with colors, in two passes over the cells.
    fn render_streaming(&self, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.printed_widths();
        let mut chunk = String::new();
        if self.style.headers {
            let titles = self.grid.titles.iter().map(String::as_str);
            self.push_line(&mut chunk, titles, &widths, false);
        }
        for row in self.grid.rows() {
            self.push_line(&mut chunk, row, &widths, self.style.color);
            if chunk.len() >= CHUNK_SIZE {
                out.write_all(chunk.as_bytes())?;
                chunk.clear();
            }
        }
        out.write_all(chunk.as_bytes())
    }

    /// The width of each column with its cells as they are printed, which may be less than its limit:
    /// a wide character is not cut in half.
    fn printed_widths(&self) -> Vec<usize> {
        let mut widths = self.title_widths();
        for row in self.grid.rows() {
            for ((printed, cell), limit) in widths.iter_mut().zip(row).zip(&self.limits) {
                let limit = limit.unwrap_or_default();
                *printed = width(&self.cell(cell, limit)).max(*printed);
            }
        }
        widths
    }

    fn push_line<'c>(
        &self,
        out: &mut String,
        cells: impl Iterator<Item = &'c str>,
        widths: &[usize],
        color: bool,
    ) {
        let start = out.len();
        let columns = self.grid.numeric.iter().zip(&self.grid.styles).zip(widths);
        for ((cell, limit), ((numeric, style), column)) in cells.zip(&self.limits).zip(columns) {
            let Some(limit) = *limit else { continue };
            let text = self.cell(cell, limit);
            let padding = std::iter::repeat_n(' ', column.saturating_sub(width(&text)));
            if *numeric {
                out.extend(padding.clone());
            }
            let style = if color { style(cell) } else { anstyle::Style::new() };
            out.push_str(&style.render().to_string());
            out.push_str(&text);
            out.push_str(&style.render_reset().to_string());
            if !*numeric {
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
