//! The entries of a table.

use std::fmt;
use std::ops::Range;
use std::rc::Rc;

use toml::de::{DeString, DeTable, DeValue};

/// A key from the top of the file. Its text is only made for errors: a file may have many keys.
#[derive(Clone, Default)]
pub(crate) struct EntryPath<'a>(Option<Rc<EntryPathPart<'a>>>);

struct EntryPathPart<'a> {
    parent: EntryPath<'a>,
    name: &'a str,
}

impl<'a> EntryPath<'a> {
    fn child(&self, name: &'a str) -> Self {
        Self(Some(Rc::new(EntryPathPart { parent: self.clone(), name })))
    }
}

impl fmt::Display for EntryPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(part) = &self.0 else { return Ok(()) };
        if part.parent.0.is_some() {
            write!(f, "{}.", part.parent)?;
        }
        f.write_str(if is_plain(part.name) { part.name } else { "(a quoted key)" })
    }
}

/// A key with its value.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    pub(crate) name: &'a str,
    /// The key from the top of the file, as messages show it.
    pub(crate) path: EntryPath<'a>,
    pub(crate) key_span: Range<usize>,
    pub(super) value: &'a DeValue<'a>,
    pub(super) span: Range<usize>,
}

impl<'a> Entry<'a> {
    /// One element of an array, as a value of its key.
    pub(super) fn element(&self, value: &'a toml::Spanned<DeValue<'a>>) -> Self {
        Self { value: value.get_ref(), span: value.span(), ..self.clone() }
    }
}

pub(super) fn entries<'a>(under: &EntryPath<'a>, table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let entry =
        |(key, value): (&'a toml::Spanned<DeString<'a>>, &'a toml::Spanned<DeValue<'a>>)| {
            let name = key.get_ref().as_ref();
            Entry {
                name,
                path: under.child(name),
                key_span: key.span(),
                value: value.get_ref(),
                span: value.span(),
            }
        };
    table.iter().map(entry).collect()
}

/// Whether a key of a file needs no quotes and is of a sane length.
pub(crate) fn is_plain(key: &str) -> bool {
    let is_bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    (1..=64).contains(&key.len()) && key.chars().all(is_bare)
}

/// A type of value that a key may have; each is read as its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    String,
    Integer,
    Float,
    Datetime,
}

/// The text of a value, if it is of one of these types.
pub(super) fn scalar_text(value: &DeValue<'_>, types: &[Scalar]) -> Option<String> {
    let (scalar, text) = match value {
        DeValue::String(text) => (Scalar::String, text.to_string()),
        DeValue::Integer(number) => (Scalar::Integer, number.to_string()),
        DeValue::Float(number) => (Scalar::Float, number.to_string()),
        DeValue::Datetime(time) => (Scalar::Datetime, time.to_string()),
        DeValue::Boolean(_) | DeValue::Array(_) | DeValue::Table(_) => return None,
    };
    types.contains(&scalar).then_some(text)
}
