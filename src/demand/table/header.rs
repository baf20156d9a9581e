//! The header line: what separates fields, and which column is which.

use super::scanner::{Field, Scanner};
use crate::toml_reader::Position;

const DELIMITERS: [u8; 3] = *b",;\t";

/// Which columns a kind of file has.
#[derive(Clone, Copy, Debug)]
pub(in crate::demand) struct TableKind {
    /// The column that every file has.
    pub(in crate::demand) required: &'static str,
    /// All columns that mean something, which no file may have twice. Any other one is ignored.
    pub(in crate::demand) known: &'static [&'static str],
}

/// The names of the columns, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::demand) struct Header {
    names: Vec<String>,
    /// The position of the column that every file has.
    required: usize,
}

/// An error and its position.
pub(in crate::demand) type HeaderError = (Position, String);

impl Header {
    /// Reads the first line with text: the columns and what separates them. The scanner is after it.
    ///
    /// # Errors
    /// There is no such line, or it lacks the required column, or has a known one twice.
    pub(super) fn read(
        text: &str,
        kind: TableKind,
    ) -> Result<(Self, Scanner<'_>, usize), Vec<HeaderError>> {
        let mut first = None;
        for delimiter in DELIMITERS {
            let mut scanner = Scanner::new(text, delimiter);
            let (fields, blank_lines) = match first_record(&mut scanner, kind) {
                Ok(record) => record,
                Err(error) => {
                    first.get_or_insert(error);
                    continue;
                }
            };
            if let Some(required) = fields.iter().position(|field| name(field) == kind.required) {
                let header = Self::new(&fields, &scanner, required, kind)?;
                return Ok((header, scanner, blank_lines));
            }
            first.get_or_insert_with(|| missing(&fields, &scanner, kind));
        }
        Err(Vec::from_iter(first))
    }

    fn new(
        fields: &[Field<'_>],
        scanner: &Scanner<'_>,
        required: usize,
        kind: TableKind,
    ) -> Result<Self, Vec<HeaderError>> {
        let names: Vec<_> = fields.iter().map(name).collect();
        let repeated = fields.iter().zip(&names).enumerate().filter(|(index, (_, name))| {
            kind.known.contains(&name.as_str()) && names[..*index].contains(name)
        });
        let errors: Vec<_> = repeated
            .map(|(_, (field, name))| (scanner.position(field), format!("duplicate column {name}")))
            .collect();
        if errors.is_empty() { Ok(Self { names, required }) } else { Err(errors) }
    }

    /// The position of the column that every file has.
    pub(in crate::demand) const fn required(&self) -> usize {
        self.required
    }

    /// The position of a column.
    pub(in crate::demand) fn column(&self, wanted: &str) -> Option<usize> {
        self.names.iter().position(|name| name == wanted)
    }

    /// The number of fields of every record.
    pub(super) const fn count(&self) -> usize {
        self.names.len()
    }

    /// Whether a record is the header line again, as where files were put together.
    pub(super) fn is_repeated_by(&self, fields: &[Field<'_>]) -> bool {
        fields.len() == self.count() && fields.iter().map(name).eq(self.names.iter().cloned())
    }
}

/// Whether a record is an empty line.
pub(super) fn is_blank(fields: &[Field<'_>]) -> bool {
    matches!(fields, [field] if field.text.is_empty())
}

/// The first record that is no empty line, and the number of empty lines before it.
fn first_record<'a>(
    scanner: &mut Scanner<'a>,
    kind: TableKind,
) -> Result<(Vec<Field<'a>>, usize), HeaderError> {
    let (mut fields, mut blank_lines) = (Vec::new(), 0);
    while let Some(result) = scanner.next(&mut fields) {
        if let Err(error) = result {
            return Err((scanner.position(&error.place), error.reason.to_owned()));
        }
        if !is_blank(&fields) {
            return Ok((fields, blank_lines));
        }
        blank_lines += 1;
    }
    let place = Position { file: 0, line: 1, column: 1 };
    let required = kind.required;
    Err((place, format!("there is no header line, which needs a column {required}")))
}

fn missing(fields: &[Field<'_>], scanner: &Scanner<'_>, kind: TableKind) -> HeaderError {
    /// A file that is not a table can have thousands of words in a line.
    const MAX_NAMES: usize = 8;
    let place = fields.first().map(|field| scanner.position(field)).unwrap_or_default();
    let names = fields.iter().take(MAX_NAMES).map(|field| super::errors::excerpt(&field.text));
    let rest = if fields.len() > MAX_NAMES { ", ..." } else { "" };
    let names = names.collect::<Vec<_>>().join(", ");
    let required = kind.required;
    (place, format!("there is no column {required}; the columns are {names}{rest}"))
}

/// Names are the same in any case.
fn name(field: &Field<'_>) -> String {
    field.text.to_lowercase()
}
