//! A TOML reader that continues after an error and gives the position of each. It stands on nothing
//! of the tool, so that the embedded API can use it too.
//!
//! No message of the reader itself quotes anything but keys: any value may be a misplaced token.

mod diagnostic;
mod entry;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;

use std::fmt::Display;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use entry::{EntryPath, entries, scalar_text};

pub(crate) use diagnostic::{Diagnostic, Position, Spanned};
pub(crate) use entry::{Entry, Scalar, is_plain};

/// How the parser words the most common mistake.
const UNQUOTED: &str = "must be quoted";

/// Walks a document and continues after an error.
pub(crate) struct Reader<'a> {
    text: &'a str,
    /// As [`Position::file`].
    file: usize,
    /// The first byte of each line.
    lines: Vec<usize>,
    errors: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    /// Reads a text by `walk`, which gets the top-level entries, or gives all errors by position.
    pub(crate) fn read<T>(
        text: &'a str,
        walk: impl FnOnce(&mut Self, Vec<Entry<'_>>) -> T,
    ) -> Result<T, Vec<Diagnostic>> {
        match Self::read_one_of(0, text, walk) {
            (Some(read), errors) if errors.is_empty() => Ok(read),
            (_, errors) => Err(errors),
        }
    }

    /// Reads the text of one of several files: what can be read of it, unless it is not TOML, and
    /// its errors by position.
    pub(crate) fn read_one_of<T>(
        file: usize,
        text: &'a str,
        walk: impl FnOnce(&mut Self, Vec<Entry<'_>>) -> T,
    ) -> (Option<T>, Vec<Diagnostic>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        let mut reader = Self { text, file, lines, errors: Vec::new() };
        for error in &errors {
            // Only the message: the full text of the error quotes the line.
            let message = match error.message() {
                message if message.contains(UNQUOTED) => "a string needs quotes: \"...\"",
                message => message,
            };
            reader.fault(error.span().unwrap_or_default(), "", message);
        }
        let walked = errors
            .is_empty()
            .then(|| walk(&mut reader, entries(&EntryPath::default(), table.get_ref())));
        reader.errors.sort();
        (walked, reader.errors)
    }

    pub(crate) fn table<'e>(&mut self, entry: &Entry<'e>) -> Option<Vec<Entry<'e>>> {
        self.table_of_form(entry, "a table")
    }

    /// The entries of a table; an error about another type shows the form that is wanted.
    pub(crate) fn table_of_form<'e>(
        &mut self,
        entry: &Entry<'e>,
        form: &str,
    ) -> Option<Vec<Entry<'e>>> {
        match entry.value {
            DeValue::Table(table) => Some(entries(&entry.path, table)),
            _ => self.wrong_type(entry, form),
        }
    }

    /// The elements of an array, each as a value of its key; another value is the only element.
    pub(crate) fn elements<'e>(&mut self, entry: &Entry<'e>) -> Vec<Entry<'e>> {
        let DeValue::Array(values) = entry.value else { return vec![entry.clone()] };
        if values.is_empty() {
            self.value_error(entry, "is empty");
        }
        values.iter().map(|value| entry.element(value)).collect()
    }

    /// The tables of an array of tables, each with its span.
    pub(crate) fn tables<'e>(&mut self, entry: &Entry<'e>) -> Vec<(Range<usize>, Vec<Entry<'e>>)> {
        let DeValue::Array(values) = entry.value else {
            return self.wrong_type(entry, "an array of tables").unwrap_or_default();
        };
        let mut tables = Vec::new();
        for value in values {
            match value.get_ref() {
                DeValue::Table(table) => tables.push((value.span(), entries(&entry.path, table))),
                _ => self.fault(value.span(), &entry.path, "contains something other than tables"),
            }
        }
        tables
    }

    pub(crate) fn text<T, F: Display>(
        &mut self,
        entry: &Entry<'_>,
        parse: impl Fn(&str) -> Result<T, F>,
    ) -> Option<Spanned<T>> {
        self.scalar(entry, &[Scalar::String], "a string", parse)
    }

    pub(crate) fn flag(&mut self, entry: &Entry<'_>) -> Option<bool> {
        match entry.value {
            DeValue::Boolean(flag) => Some(*flag),
            _ => self.wrong_type(entry, "true or false"),
        }
    }

    /// An integer, parsed from its digits.
    pub(crate) fn number<T>(
        &mut self,
        entry: &Entry<'_>,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Spanned<T>> {
        self.scalar(entry, &[Scalar::Integer], "a whole number", parse)
    }

    /// A value of one of these types, parsed from its text; an error about another type shows the
    /// form that is wanted.
    pub(crate) fn scalar<T, F: Display>(
        &mut self,
        entry: &Entry<'_>,
        types: &[Scalar],
        form: &str,
        parse: impl Fn(&str) -> Result<T, F>,
    ) -> Option<Spanned<T>> {
        match scalar_text(entry.value, types) {
            Some(text) => self.checked(entry, parse(&text)),
            None => self.wrong_type(entry, form),
        }
    }

    /// A number that need not be whole, or an array of them, each checked.
    pub(crate) fn reals(
        &mut self,
        entry: &Entry<'_>,
        check: impl Fn(f64) -> Result<f64, String>,
    ) -> Option<Vec<f64>> {
        let DeValue::Array(values) = entry.value else {
            return Some(vec![self.real(entry, &check)?]);
        };
        let each = values.iter().map(|value| self.real(&entry.element(value), &check));
        // All of them are checked before one that is wrong ends it.
        each.collect::<Vec<_>>().into_iter().collect()
    }

    fn real(
        &mut self,
        entry: &Entry<'_>,
        check: &impl Fn(f64) -> Result<f64, String>,
    ) -> Option<f64> {
        let text = match entry.value {
            DeValue::Integer(number) => number.to_string(),
            DeValue::Float(number) => number.as_str().to_owned(),
            _ => return self.wrong_type(entry, "a number"),
        };
        let number = text.parse().map_err(|_| format!("is out of range: {text}"));
        self.checked(entry, number.and_then(check)).map(|number| number.value)
    }

    /// An array of strings as a whole.
    pub(crate) fn list<T>(
        &mut self,
        entry: &Entry<'_>,
        parse: impl Fn(Vec<String>) -> Result<T, String>,
    ) -> Option<Spanned<T>> {
        let DeValue::Array(values) = entry.value else {
            return self.wrong_type(entry, "an array of strings");
        };
        let words: Option<Vec<String>> =
            values.iter().map(|value| value.get_ref().as_str().map(str::to_owned)).collect();
        match words {
            Some(words) => self.checked(entry, parse(words)),
            None => {
                self.fault(
                    entry.span.clone(),
                    &entry.path,
                    "contains something other than strings",
                );
                None
            }
        }
    }

    /// An array of strings that is not empty, each with its own position; with `alone`, a single
    /// string too.
    pub(crate) fn string_or_list<T, F: Display>(
        &mut self,
        entry: &Entry<'_>,
        alone: bool,
        parse: impl Fn(&str) -> Result<T, F>,
    ) -> Vec<Spanned<T>> {
        let is_allowed = match entry.value {
            DeValue::Array(_) => true,
            DeValue::String(_) => alone,
            _ => false,
        };
        if !is_allowed {
            let either = if alone { "a string or " } else { "" };
            let wanted = format!("{either}an array of strings");
            return self.wrong_type(entry, &wanted).unwrap_or_default();
        }
        let elements = self.elements(entry);
        elements.iter().filter_map(|element| self.text(element, &parse)).collect()
    }

    /// An array of strings, each with its own position.
    pub(crate) fn strings<T, F: Display>(
        &mut self,
        entry: &Entry<'_>,
        parse: impl Fn(&str) -> Result<T, F>,
    ) -> Vec<Spanned<T>> {
        let DeValue::Array(values) = entry.value else {
            return self.wrong_type(entry, "an array of strings").unwrap_or_default();
        };
        values.iter().filter_map(|value| self.text(&entry.element(value), &parse)).collect()
    }

    /// How many errors there are so far.
    pub(crate) const fn error_count(&self) -> usize {
        self.errors.len()
    }

    /// Adds an error about the value of an entry.
    pub(crate) fn value_error(&mut self, entry: &Entry<'_>, text: impl Display) {
        self.fault(entry.span.clone(), &entry.path, text);
    }

    /// Adds an error about a key.
    pub(crate) fn fault(&mut self, span: Range<usize>, key: impl Display, text: impl Display) {
        let place = self.place(&span);
        self.wrong(place, key, text);
    }

    /// Adds an error at a position.
    pub(crate) fn wrong(&mut self, place: Position, key: impl Display, text: impl Display) {
        self.errors.push(Diagnostic { place, key: key.to_string(), text: text.to_string() });
    }

    /// The start of a span; a byte order mark does not count as a column.
    pub(crate) fn place(&self, span: &Range<usize>) -> Position {
        let byte = self.text.floor_char_boundary(span.start);
        let line = self.lines.partition_point(|first| *first <= byte);
        let before = &self.text[self.lines[line - 1]..byte];
        Position {
            file: self.file,
            line,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }

    fn checked<T, F: Display>(
        &mut self,
        entry: &Entry<'_>,
        value: Result<T, F>,
    ) -> Option<Spanned<T>> {
        match value {
            Ok(value) => Some(Spanned { value, place: self.place(&entry.span) }),
            Err(error) => {
                self.value_error(entry, error);
                None
            }
        }
    }

    fn wrong_type<T>(&mut self, entry: &Entry<'_>, wanted: &str) -> Option<T> {
        let error = format!("is of type {}, not {wanted}", entry.value.type_str());
        self.value_error(entry, error);
        None
    }
}
