//! Changes the size of a declared pool in the text of its fleet file, and nothing else in it: not one
//! other byte. Pure.

use std::ops::Range;

use toml_edit::{Document, Item, TableLike, Value};

use super::file::Declaration;
use crate::sort::sort_by_key;
use crate::warm_pool::size::PoolSize;

/// A change of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// In bytes; empty for an insertion.
    pub(crate) range: Range<usize>,
    pub(crate) text: String,
}

/// Why the size of a pool cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EditError {
    /// Its entry declares several pools.
    SeveralClasses,
    /// It has sizes in windows.
    HasWindows,
    /// The text is not the one that was parsed.
    NotFound,
}

/// The edits that give a pool this size; none if its entry has it.
///
/// # Errors
/// When its entry is not the only place that decides the size of the pool alone.
pub(crate) fn size_edits(
    text: &str,
    declaration: &Declaration,
    size: PoolSize,
) -> Result<Vec<Edit>, EditError> {
    if declaration.schedule.is_some() {
        return Err(EditError::HasWindows);
    }
    let document = Document::parse(text).map_err(|_| EditError::NotFound)?;
    let entries = entries(document.as_item());
    let place = declaration.project.place;
    let entry = entries.into_iter().find(|entry| {
        let span = entry.get("project").and_then(Item::span);
        span.is_some_and(|span| position(text, span.start) == (place.line, place.column))
    });
    let entry = entry.ok_or(EditError::NotFound)?;
    let class = entry.get("class").ok_or(EditError::NotFound)?;
    if class.as_array().is_some_and(|classes| classes.len() > 1) {
        return Err(EditError::SeveralClasses);
    }
    let mut edits = Vec::new();
    let mut missing = Vec::new();
    for (name, bound) in [("min", size.min()), ("max", size.max())] {
        match entry.get(name) {
            Some(item) => {
                let range = item.span().ok_or(EditError::NotFound)?;
                if item.as_integer() != Some(bound.into()) {
                    edits.push(Edit { range, text: bound.to_string() });
                }
            }
            None => missing.push(format!("{name} = {bound}")),
        }
    }
    if !missing.is_empty() {
        let anchors = ["project", "class", "min", "max"].into_iter();
        let end = anchors.filter_map(|name| Some(entry.get(name)?.span()?.end)).max();
        let end = end.ok_or(EditError::NotFound)?;
        edits.push(insertion(text, end, &missing, entry.is_inline));
    }
    sort_by_key(&mut edits, |edit| edit.range.start);
    Ok(edits)
}

/// The text with these edits, which do not overlap and are in order.
pub(crate) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        edited.push_str(&text[end..edit.range.start]);
        edited.push_str(&edit.text);
        end = edit.range.end;
    }
    edited + &text[end..]
}

/// A `[[pool]]` table, or an element of `pool = [...]`.
struct EntryTable<'a> {
    table: &'a dyn TableLike,
    is_inline: bool,
}

impl<'a> EntryTable<'a> {
    fn get(&self, key: &str) -> Option<&'a Item> {
        self.table.get(key)
    }
}

fn entries(document: &Item) -> Vec<EntryTable<'_>> {
    match document.get("pool") {
        Some(Item::ArrayOfTables(tables)) => {
            tables.iter().map(|table| EntryTable { table, is_inline: false }).collect()
        }
        Some(Item::Value(Value::Array(values))) => values
            .iter()
            .filter_map(Value::as_inline_table)
            .map(|table| EntryTable { table, is_inline: true })
            .collect(),
        _ => Vec::new(),
    }
}

/// The line and column of a byte, both from 1; a byte order mark does not count as a column.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..byte];
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[line..].trim_start_matches('\u{feff}').chars().count() + 1;
    (before.matches('\n').count() + 1, column)
}

/// Inserts keys after the value that ends at `end`: behind it in an inline table, else as lines of
/// their own with the indentation and the line end of its line.
fn insertion(text: &str, end: usize, keys: &[String], is_inline: bool) -> Edit {
    if is_inline {
        let keys: String = keys.iter().map(|key| format!(", {key}")).collect();
        return Edit { range: end..end, text: keys };
    }
    let line = text[..end].rfind('\n').map_or(0, |newline| newline + 1);
    let indent: String =
        text[line..].chars().take_while(|letter| [' ', '\t'].contains(letter)).collect();
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    match text[end..].find('\n') {
        Some(offset) => {
            let at = end + offset + 1;
            let lines = keys.iter().map(|key| format!("{indent}{key}{newline}"));
            Edit { range: at..at, text: lines.collect() }
        }
        None => {
            let at = text.len();
            let lines = keys.iter().map(|key| format!("{newline}{indent}{key}"));
            Edit { range: at..at, text: lines.collect() }
        }
    }
}

/// The lines that some edits remove and add, each with its number in the old text: `-` and the old
/// line, `+` and the new one.
pub(crate) fn diff(text: &str, edits: &[Edit]) -> Vec<(usize, char, String)> {
    let mut lines = Vec::new();
    for edit in edits {
        let number = position(text, edit.range.start).0;
        if edit.range.is_empty() && !edit.text.starts_with(',') {
            let added = edit.text.lines().filter(|line| !line.is_empty());
            lines.extend(added.map(|line| (number, '+', line.to_owned())));
            continue;
        }
        let start = text[..edit.range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[edit.range.end..].find('\n').map_or(text.len(), |at| edit.range.end + at);
        let old = text[start..end].trim_end_matches('\r');
        let (before, after) = (&text[start..edit.range.start], &text[edit.range.end..end]);
        let new = format!("{before}{}{}", edit.text, after.trim_end_matches('\r'));
        // A second edit of a line shows the first one too.
        match lines.last_mut() {
            Some((last, '+', shown)) if *last == number => {
                let shift = shown.len() - old.len();
                let (from, to) = (edit.range.start - start + shift, edit.range.end - start + shift);
                shown.replace_range(from..to, &edit.text);
            }
            _ => lines.extend([(number, '-', old.to_owned()), (number, '+', new)]),
        }
    }
    lines
}

#[cfg(test)]
mod tests;
