//! Tables of a seed: their keys are known, and every error is reported at its position.

use std::ops::Range;

use super::super::schema::Enum;
use super::values;
use crate::keyword::did_you_mean;
use crate::toml_reader::{Entry, Position, Reader, Spanned};

/// A table whose keys are read one by one. A value that is missing or invalid is reported, and its
/// default is read instead.
pub(super) struct Table<'r, 'a, 'e> {
    pub(super) reader: &'r mut Reader<'a>,
    /// As messages name it; empty for the whole file.
    path: String,
    /// Where its errors are reported that belong to none of its keys.
    span: Range<usize>,
    entries: Vec<Entry<'e>>,
}

impl<'a, 'e> Table<'_, 'a, 'e> {
    /// The table of the whole file. Keys that are not among `keys` are reported, here and in inner
    /// tables.
    pub(super) fn top<'r>(
        reader: &'r mut Reader<'a>,
        entries: Vec<Entry<'e>>,
        keys: &[&str],
    ) -> Table<'r, 'a, 'e> {
        Table::new(reader, String::new(), 0..0, entries, keys)
    }

    fn new<'r>(
        reader: &'r mut Reader<'a>,
        path: String,
        span: Range<usize>,
        entries: Vec<Entry<'e>>,
        keys: &[&str],
    ) -> Table<'r, 'a, 'e> {
        for entry in entries.iter().filter(|entry| !keys.contains(&entry.name)) {
            let suggestion = did_you_mean(entry.name, keys.iter().copied());
            let error = format!("is not a known key{suggestion}");
            reader.fault(entry.key_span.clone(), &entry.path, error);
        }
        Table { reader, path, span, entries }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == key)
    }

    /// Reads a value by its key, if the table has it.
    fn read<T>(
        &mut self,
        key: &str,
        read: impl FnOnce(&mut Reader<'a>, &Entry<'e>) -> Option<T>,
    ) -> Option<T> {
        let entry = self.entries.iter().find(|entry| entry.name == key)?;
        read(self.reader, entry)
    }

    /// Reports a missing key.
    pub(super) fn require(&mut self, key: &str) {
        if !self.has(key) {
            self.fault(&format!("has no {key}"));
        }
    }

    /// Reports a missing key of the whole file, with an example of it.
    pub(super) fn require_in_file(&mut self, key: &str, example: &str) {
        if !self.has(key) {
            self.reader.fault(self.span.clone(), key, format!("is missing: add {example}"));
        }
    }

    /// Reports an error of the table as a whole.
    pub(super) fn fault(&mut self, error: &str) {
        self.reader.fault(self.span.clone(), &self.path, error);
    }

    /// Reports an error of the value of a key.
    pub(super) fn value_error(&mut self, key: &str, error: &str) {
        self.read(key, |reader, entry| {
            reader.value_error(entry, error);
            None::<()>
        });
    }

    /// Reports an error of a key at the position of its value.
    pub(super) fn wrong(&mut self, place: Position, key: &str, error: &str) {
        self.reader.wrong(place, format!("{}.{key}", self.path), error);
    }

    /// An inner table, and what `read` makes of it.
    pub(super) fn table<T>(
        &mut self,
        key: &str,
        keys: &[&str],
        read: impl FnOnce(&mut Table<'_, 'a, 'e>) -> T,
    ) -> Option<T> {
        self.read(key, |reader, entry| {
            let entries = reader.table(entry)?;
            let (path, span) = (entry.path.to_string(), entry.key_span.clone());
            Some(read(&mut Table::new(reader, path, span, entries, keys)))
        })
    }

    /// The tables of an array, and what `read` makes of each.
    pub(super) fn tables<T>(
        &mut self,
        key: &str,
        keys: &[&str],
        mut read: impl FnMut(&mut Table<'_, 'a, 'e>) -> T,
    ) -> Vec<T> {
        let tables = self.read(key, |reader, entry| {
            let tables = reader.tables(entry).into_iter().map(|(span, entries)| {
                let path = entry.path.to_string();
                (path, span, entries)
            });
            Some(tables.collect::<Vec<_>>())
        });
        let each = tables.into_iter().flatten().map(|(path, span, entries)| {
            read(&mut Table::new(self.reader, path, span, entries, keys))
        });
        each.collect()
    }

    /// A table of any keys and strings, sorted by key.
    pub(super) fn settings(&mut self, key: &str) -> Vec<(String, String)> {
        let settings = self.read(key, |reader, entry| {
            let entries = reader.table(entry)?;
            let value = |inner: &Entry<'_>| Some(reader.text(inner, any)?.value);
            let values: Vec<_> = entries.iter().map(value).collect();
            let names = entries.iter().map(|inner| inner.name.to_owned());
            Some(names.zip(values).filter_map(|(name, value)| Some((name, value?))).collect())
        });
        let mut settings: Vec<_> = settings.unwrap_or_default();
        settings.sort();
        settings
    }

    /// A string, parsed; the error follows the key.
    pub(super) fn parsed<T>(
        &mut self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Spanned<T>> {
        self.read(key, |reader, entry| reader.text(entry, parse))
    }

    /// As [`Self::parsed`], for a key that is required.
    pub(super) fn required<T>(
        &mut self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Spanned<T>> {
        self.require(key);
        self.parsed(key, parse)
    }

    /// A required string that is not empty.
    pub(super) fn required_text(&mut self, key: &str) -> Spanned<String> {
        let text = self.required(key, values::text);
        let empty = || Spanned { value: String::new(), place: self.reader.place(&self.span) };
        text.unwrap_or_else(empty)
    }

    pub(super) fn text(&mut self, key: &str) -> Option<String> {
        self.parsed(key, any).map(|text| text.value)
    }

    /// The name of a value of an enum.
    pub(super) fn word(&mut self, key: &str, words: &Enum) -> Option<String> {
        self.parsed(key, |text| values::word(text, words)).map(|word| word.value)
    }

    pub(super) fn flag(&mut self, key: &str) -> Option<bool> {
        self.read(key, Reader::flag)
    }

    /// A whole number, parsed from its digits; the error follows the key.
    pub(super) fn number<T>(
        &mut self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Spanned<T>> {
        self.read(key, |reader, entry| reader.number(entry, parse))
    }

    /// As [`Self::number`], for a key that is required.
    pub(super) fn required_number<T>(
        &mut self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<Spanned<T>> {
        self.require(key);
        self.number(key, parse)
    }

    /// A number that need not be whole, or an array of them.
    pub(super) fn reals(
        &mut self,
        key: &str,
        check: impl Fn(f64) -> Result<f64, String>,
    ) -> Option<Vec<f64>> {
        self.read(key, |reader, entry| reader.reals(entry, check))
    }

    /// As [`Self::reals`], for one number.
    pub(super) fn real(
        &mut self,
        key: &str,
        check: impl Fn(f64) -> Result<f64, String>,
    ) -> Option<f64> {
        let numbers = self.reals(key, check)?;
        if let [number] = numbers[..] {
            return Some(number);
        }
        self.value_error(key, "is of type array, not a number");
        None
    }

    /// An array of strings, each parsed.
    pub(super) fn strings<T>(
        &mut self,
        key: &str,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<Spanned<T>> {
        let strings = self.read(key, |reader, entry| Some(reader.strings(entry, parse)));
        strings.unwrap_or_default()
    }
}

fn any(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}
