//! The text of the file → its settings, or everything that is wrong with it.
//!
//! No message holds a piece of the text other than a key: any value may be a token in the wrong
//! place.

use std::fmt::Display;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::content::{At, Content, Fault, Keys, Profile, Stored};
use super::duration;
use super::keys::{
    COLUMNS, CREDENTIALS, CURRENT_PROFILE, DEFAULTS, HOST, PROFILES, Section, is_plain,
    profile_name,
};
use super::noun::Noun;
use super::values::{HostChoice, command, list_of_names, name, retries};
use crate::api::token::Token;
use crate::words::Word;

/// Reads the text of the file.
pub(super) fn parse(text: &str) -> Result<Content, Vec<Fault>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { text, faults: Vec::new() };
    let mut content = Content::default();
    for error in &errors {
        // Only the message: the error's own text shows the line it stands on.
        reader.fault(error.span().unwrap_or_default(), "", error.message());
    }
    if errors.is_empty() {
        content = reader.content(table.get_ref());
    }
    reader.faults.sort();
    if reader.faults.is_empty() { Ok(content) } else { Err(reader.faults) }
}

/// A key with its value.
struct Entry<'a> {
    name: &'a str,
    /// The key from the top of the file, as a message names it.
    path: String,
    key_span: Range<usize>,
    value: &'a DeValue<'a>,
    span: Range<usize>,
}

fn entries<'a>(under: &str, table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let entry = |(key, value): (&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>)| {
        let name = key.get_ref().as_ref();
        let shown = if is_plain(name) { name } else { "(a quoted key)" };
        Entry {
            name,
            path: match under {
                "" => shown.to_owned(),
                _ => format!("{under}.{shown}"),
            },
            key_span: key.span(),
            value: value.get_ref(),
            span: value.span(),
        }
    };
    table.iter().map(entry).collect()
}

/// Walks the document and keeps going after a fault.
struct Reader<'a> {
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn content(&mut self, table: &DeTable<'_>) -> Content {
        let mut content = Content::default();
        for entry in entries("", table) {
            match entry.name {
                CURRENT_PROFILE => content.current_profile = self.text(&entry, profile_name),
                DEFAULTS => {
                    for inner in self.table(&entry) {
                        self.shared(&inner, Section::Defaults, &mut content.defaults);
                    }
                }
                PROFILES => {
                    for inner in self.table(&entry) {
                        let profile = self.profile(&inner);
                        content.profiles.insert(inner.name.to_owned(), profile);
                    }
                }
                _ => self.unknown(&entry, Section::Top),
            }
        }
        content
    }

    fn profile(&mut self, entry: &Entry<'_>) -> Profile {
        if let Err(fault) = profile_name(entry.name) {
            self.fault(entry.key_span.clone(), &entry.path, fault);
        }
        let mut profile = Profile::default();
        let mut credentials = Vec::new();
        for inner in self.table(entry) {
            match inner.name {
                HOST => profile.host = self.text(&inner, HostChoice::parse),
                name if CREDENTIALS.contains(&name) => {
                    profile.credential = self.credential(&inner);
                    credentials.push(inner);
                }
                _ => self.shared(&inner, Section::Profile, &mut profile.keys),
            }
        }
        if let [.., one, another] = credentials.as_slice() {
            let fault = format!("cannot stand beside {}; keep one of them", one.name);
            self.fault(another.key_span.clone(), &another.path, fault);
        }
        profile
    }

    fn credential(&mut self, entry: &Entry<'_>) -> Option<At<Stored>> {
        match entry.name {
            "token" => self.text(entry, |text| Token::parse(text).map(Stored::Token)),
            "token-file" => self.text(entry, |text| name(text).map(Stored::File)),
            _ => self.list(entry, |words| {
                let (program, arguments) = command(words)?;
                Ok(Stored::Command { program, arguments })
            }),
        }
    }

    fn shared(&mut self, entry: &Entry<'_>, section: Section, keys: &mut Keys) {
        match entry.name {
            "project" => keys.project = self.text(entry, name),
            "output" => keys.output = self.text(entry, Word::parse),
            "color" => keys.color = self.text(entry, Word::parse),
            "request-timeout" => keys.request_timeout = self.text(entry, duration::parse),
            "retries" => keys.retries = self.number(entry, retries),
            "timeout" => keys.timeout = self.text(entry, duration::parse),
            "poll-interval" => keys.poll_interval = self.text(entry, duration::parse),
            COLUMNS => {
                for inner in self.table(entry) {
                    match Noun::parse(inner.name) {
                        Err(fault) => self.fault(inner.key_span.clone(), &inner.path, fault),
                        Ok(noun) => {
                            let columns = self.list(&inner, list_of_names);
                            keys.columns.extend(columns.map(|columns| (noun, columns)));
                        }
                    }
                }
            }
            _ => self.unknown(entry, section),
        }
    }

    fn table<'a>(&mut self, entry: &Entry<'a>) -> Vec<Entry<'a>> {
        match entry.value {
            DeValue::Table(table) => entries(&entry.path, table),
            _ => self.wrong_type(entry, "a table").unwrap_or_default(),
        }
    }

    fn text<T, F: Display>(
        &mut self,
        entry: &Entry<'_>,
        parse: impl Fn(&str) -> Result<T, F>,
    ) -> Option<At<T>> {
        match entry.value {
            DeValue::String(text) => self.checked(entry, parse(text)),
            _ => self.wrong_type(entry, "a string"),
        }
    }

    fn number<T>(
        &mut self,
        entry: &Entry<'_>,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Option<At<T>> {
        match entry.value {
            DeValue::Integer(number) => self.checked(entry, parse(&number.to_string())),
            _ => self.wrong_type(entry, "a whole number"),
        }
    }

    fn list<T>(
        &mut self,
        entry: &Entry<'_>,
        parse: impl Fn(Vec<String>) -> Result<T, String>,
    ) -> Option<At<T>> {
        let DeValue::Array(values) = entry.value else {
            return self.wrong_type(entry, "an array of strings");
        };
        let words: Option<Vec<String>> =
            values.iter().map(|value| value.get_ref().as_str().map(str::to_owned)).collect();
        match words {
            Some(words) => self.checked(entry, parse(words)),
            None => {
                self.fault(entry.span.clone(), &entry.path, "holds something other than strings");
                None
            }
        }
    }

    fn checked<T, F: Display>(&mut self, entry: &Entry<'_>, value: Result<T, F>) -> Option<At<T>> {
        match value {
            Ok(value) => Some(At { value, line: position(self.text, entry.span.start).0 }),
            Err(fault) => {
                self.fault(entry.span.clone(), &entry.path, fault);
                None
            }
        }
    }

    fn wrong_type<T>(&mut self, entry: &Entry<'_>, wanted: &str) -> Option<T> {
        let fault = format!("is of type {}, not {wanted}", entry.value.type_str());
        self.fault(entry.span.clone(), &entry.path, fault);
        None
    }

    fn unknown(&mut self, entry: &Entry<'_>, section: Section) {
        self.fault(entry.key_span.clone(), &entry.path, section.fault_of(entry.name));
    }

    fn fault(&mut self, span: Range<usize>, key: &str, text: impl Display) {
        let (line, column) = position(self.text, span.start);
        self.faults.push(Fault { line, column, key: key.to_owned(), text: text.to_string() });
    }
}

/// The line and the column of a byte, both counted from 1; a byte order mark takes no column.
fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(byte)];
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.trim_start_matches('\u{feff}').chars().count() + 1)
}

#[cfg(test)]
mod tests;
