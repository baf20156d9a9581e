//! Sizes by time of day.

use super::super::super::document::{PartDocument, WindowsDocument};
use super::super::super::share_text::percent;
use super::super::numbers::{count, size};
use super::super::table::{Cell, Column, Row, Table};
use crate::text::share::percent_down;

/// `goal` is the share that the pool should serve.
pub(in super::super) fn table(windows: &WindowsDocument, goal: f64) -> Table {
    let is_single = windows.windows.len() == 1;
    let mut rows: Vec<_> = windows
        .windows
        .iter()
        .map(|window| {
            let when = format!("{}, {}", days(window.days), window.hours.replace('-', "–"));
            let inside = is_single.then_some(windows.inside);
            row(&when, size(window.min, window.max), inside)
        })
        .collect();
    if !is_single {
        rows.push(row("In these hours", String::new(), Some(windows.inside)));
    }
    let option = &windows.option;
    rows.push(row("Otherwise", size(option.min, option.max), Some(windows.outside)));
    rows.push(Row::strong(vec![
        "Together".into(),
        "".into(),
        count(windows.inside.starts + windows.outside.starts).into(),
        Cell::Range { range: option.share.interval, goal },
        "".into(),
    ]));
    let columns = vec![
        Column::text("When"),
        Column::text("Size"),
        Column::number("Starts"),
        Column::text("Served from the pool"),
        Column::number("Not served"),
    ];
    Table { caption: "Sizes by hours".to_owned(), columns, rows }
}

fn row(when: &str, size: String, part: Option<PartDocument>) -> Row {
    let starts = part.map(|part| count(part.starts));
    let served = part.and_then(|part| part.share);
    let waiting = served.map(|share| 100 - percent_down(share));
    Row::new(vec![
        when.into(),
        size.into(),
        starts.unwrap_or_default().into(),
        served.map(percent).unwrap_or_default().into(),
        waiting.map(|waiting| format!("{waiting} of 100")).unwrap_or_default().into(),
    ])
}

fn days(days: &str) -> &str {
    if days == "mon-fri" { "Mon–Fri" } else { days }
}
