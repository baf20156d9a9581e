//! Tables, which scroll by themselves where they are too wide.

use std::fmt::Display;

use super::super::markup::{Attributes, Markup, SVG_NAMESPACE};
use super::super::numbers::{Coordinate, share_range};
use super::super::palette::{ADVISED, INK, LEVELS};
use super::super::table::{Cell, Column, Row, Table};

pub(super) fn draw(markup: &mut Markup<'_>, table: &Table) {
    let Table { caption, columns, rows } = table;
    // A region that scrolls must be reachable with the keyboard.
    let region: [(&str, &dyn Display); 4] =
        [("class", &"scroll"), ("role", &"region"), ("aria-label", caption), ("tabindex", &"0")];
    markup.open("div", &region);
    let has_titles = columns.iter().any(|column| !column.title.is_empty());
    let is_text = columns.iter().all(|column| !column.is_numeric);
    let class = match (has_titles, is_text) {
        (true, _) => "titled",
        (false, true) => "facts",
        (false, false) => "sums",
    };
    markup.open("table", &[("class", &class)]);
    markup.element("caption", &[], caption);
    if has_titles {
        head(markup, columns);
    }
    markup.open("tbody", &[]);
    for row in rows {
        draw_row(markup, row, columns);
    }
    markup.close();
    markup.close();
    markup.close();
    markup.line_break();
}

fn head(markup: &mut Markup<'_>, columns: &[Column]) {
    markup.open("thead", &[]);
    if columns.iter().any(|column| !column.group.is_empty()) {
        markup.open("tr", &[]);
        for group in columns.chunk_by(|a, b| a.group == b.group) {
            let width = group.len();
            match group[0].group {
                "" => markup.empty("td", &[("colspan", &width)]),
                title => {
                    let scope: Attributes<'_> = &[("scope", &"colgroup"), ("colspan", &width)];
                    markup.element("th", &[scope, &[("class", &"group first")]].concat(), title);
                }
            }
        }
        markup.close();
    }
    markup.open("tr", &[]);
    for (index, column) in columns.iter().enumerate() {
        let class = class(columns, index);
        markup.element("th", &[("scope", &"col"), ("class", &class)], column.title);
    }
    markup.close();
    markup.close();
}

fn draw_row(markup: &mut Markup<'_>, row: &Row, columns: &[Column]) {
    markup.open("tr", if row.is_strong { &[("class", &"strong")] } else { &[] });
    for (index, cell) in row.cells.iter().enumerate() {
        let class = class(columns, index);
        match index {
            0 => markup.open("th", &[("scope", &"row"), ("class", &class)]),
            _ => markup.open("td", &[("class", &class)]),
        }
        draw_cell(markup, cell);
        markup.close();
    }
    markup.close();
    markup.line_break();
}

fn draw_cell(markup: &mut Markup<'_>, cell: &Cell) {
    match cell {
        Cell::Text(text) => markup.text(text),
        Cell::Name { name, target: None } => markup.element("bdi", &[], name),
        Cell::Name { name, target: Some(target) } => {
            markup.open("a", &[("href", &format!("#{target}"))]);
            markup.element("bdi", &[], name);
            markup.close();
        }
        Cell::List(sentences) => {
            markup.open("ul", &[]);
            for sentence in sentences {
                markup.element("li", &[], sentence);
            }
            markup.close();
        }
        Cell::Size { size, label } => {
            markup.open("span", &[("class", &"named")]);
            markup.text(size);
            if !label.is_empty() {
                markup.text(" ");
                markup.element("span", &[("class", &"tag")], label);
            }
            markup.close();
        }
        Cell::Range { range, goal } => {
            markup.open("span", &[("class", &"range")]);
            bar(markup, *range, *goal);
            markup.text(&share_range(*range));
            markup.close();
        }
    }
}

/// How a column is aligned, and whether it is the first of a group.
fn class(columns: &[Column], index: usize) -> String {
    let is_first = index > 0 && columns[index].group != columns[index - 1].group;
    let first = if is_first { " first" } else { "" };
    let kind = if columns[index].is_numeric { "number" } else { "text" };
    format!("{kind}{first}")
}

/// A bar that is solid up to the low end and pale up to the high end, with a line at the goal. The
/// numbers stand beside it.
fn bar(markup: &mut Markup<'_>, [low, high]: [f64; 2], goal: f64) {
    let percent = |share: f64| (share * 100.0).clamp(0.0, 100.0);
    let (low, high) = (percent(low), percent(high));
    markup.open(
        "svg",
        &[
            ("class", &"bar"),
            ("xmlns", &SVG_NAMESPACE),
            ("viewBox", &"0 0 100 12"),
            ("preserveAspectRatio", &"none"),
            ("aria-hidden", &"true"),
        ],
    );
    for (start, end, color) in
        [(0.0, 100.0, LEVELS[0]), (0.0, low, ADVISED), (low, high, LEVELS[2])]
    {
        let (x, width) = (Coordinate(start), Coordinate(end - start));
        markup.empty(
            "rect",
            &[("x", &x), ("y", &1), ("width", &width), ("height", &10), ("fill", &color)],
        );
    }
    let x = Coordinate(percent(goal) - 0.5);
    markup.empty("rect", &[("x", &x), ("y", &0), ("width", &1), ("height", &12), ("fill", &INK)]);
    markup.close();
}
