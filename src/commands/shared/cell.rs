//! Cells and lines of details, as several nouns show them.

use anstyle::{AnsiColor, Style};
use jiff::Timestamp;

use crate::api::Time;

/// The cell of a value that the service does not report.
pub(crate) const NOTHING: &str = "-";

/// The text, if there is one.
pub(crate) fn or_nothing(text: Option<String>) -> String {
    text.unwrap_or_else(|| NOTHING.to_owned())
}

/// The text, unless it is empty.
pub(crate) fn text(text: &str) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() }
}

/// The color of a phase. None is used that cannot be read on a light or on a dark background.
pub(crate) fn phase_style(phase: &str) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match phase {
        "ready" | "completed" | "active" => color(AnsiColor::Green),
        "pending" | "running" => color(AnsiColor::Magenta),
        "degraded" | "failed" | "inactive" => color(AnsiColor::Red),
        _ => Style::new(),
    }
}

/// A time in whole seconds, which is how precise the service's own clock is.
pub(crate) fn timestamp(time: Option<&Time>) -> Option<Timestamp> {
    Timestamp::from_second(time?.at()?.as_second()).ok()
}

/// A time as the service wrote it.
pub(crate) fn time(time: Option<&Time>) -> String {
    time.map_or(NOTHING, Time::as_str).to_owned()
}

/// A line for each title and value, with the values aligned.
pub(crate) fn details(fields: &[(&str, String)]) -> Vec<String> {
    let width = fields.iter().map(|(title, _)| title.len()).max().unwrap_or_default();
    fields.iter().map(|(title, value)| format!("{title:width$}  {value}")).collect()
}
