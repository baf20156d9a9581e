//! Tables of text: a header line, and a record for each row. Commas, semicolons or tabs separate the
//! fields, as the header line shows.

mod errors;
mod header;
mod scanner;
mod time;

use std::io::Read;
use std::path::Path;

pub(crate) use self::errors::FileErrors;
pub(super) use self::errors::excerpt;
use self::header::is_blank;
pub(super) use self::header::{Header, HeaderError, TableKind};
pub(super) use self::scanner::Field;
use self::scanner::Scanner;
pub(super) use self::time::parse_time;
use crate::error::CliError;
use crate::text_file::{self, STDIN_NAME};
use crate::toml_reader::Position;

/// Room for more than a million rows.
const MAX_FILE_BYTES: u64 = 128 * 1024 * 1024;

/// Lines that are no rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Skipped {
    pub(crate) blank_lines: usize,
    /// The header line, repeated.
    pub(crate) repeated_headers: usize,
}

/// A row, which has as many fields as the header line.
pub(super) struct Row<'r, 'a> {
    fields: &'r [Field<'a>],
    pub(super) header: &'r Header,
    scanner: &'r Scanner<'a>,
}

impl<'r, 'a> Row<'r, 'a> {
    /// The field of the column that every file has.
    pub(super) fn required(&self) -> &'r Field<'a> {
        &self.fields[self.header.required()]
    }

    /// A field that is not empty.
    pub(super) fn field(&self, column: &str) -> Option<&'r Field<'a>> {
        let field = &self.fields[self.header.column(column)?];
        (!field.text.is_empty()).then_some(field)
    }

    pub(super) fn position(&self, field: &Field<'_>) -> Position {
        self.scanner.position(field)
    }

    pub(super) fn line(&self) -> usize {
        self.scanner.position(&self.fields[0]).line
    }
}

/// Reads a file, or standard input if the path is `-`; returns its name and its text. `subject` is
/// what is read, such as `starts`.
///
/// # Errors
/// When it cannot be read, is too large or no text.
pub(super) fn read_text(
    path: &Path,
    stdin: &mut dyn Read,
    subject: &str,
) -> Result<(String, String), CliError> {
    if path.as_os_str() == "-" {
        let text = text_file::read_from(stdin, MAX_FILE_BYTES);
        let message = format!("cannot read the {subject} from standard input");
        return Ok((STDIN_NAME.to_owned(), text.map_err(|error| error.into_error(message))?));
    }
    let text = text_file::read(path, MAX_FILE_BYTES);
    let text = text.map_err(|error| error.into_failure(path))?;
    Ok((path.display().to_string(), text.content))
}

/// Passes each row of a table to `add`.
///
/// # Errors
/// All errors of the table and of its rows.
pub(super) fn parse(
    text: &str,
    kind: TableKind,
    mut add: impl FnMut(&Row<'_, '_>) -> Result<(), HeaderError>,
) -> Result<Skipped, FileErrors> {
    let (header, mut scanner, blank_lines) = Header::read(text, kind).map_err(FileErrors::from)?;
    let mut skipped = Skipped { blank_lines, repeated_headers: 0 };
    let (mut fields, mut errors) = (Vec::new(), FileErrors::default());
    while let Some(record) = scanner.next(&mut fields) {
        if let Err(error) = record {
            errors.add(scanner.position(&error.place), error.reason.to_owned());
        } else if is_blank(&fields) {
            skipped.blank_lines += 1;
        } else if header.is_repeated_by(&fields) {
            skipped.repeated_headers += 1;
        } else if fields.len() != header.count() {
            let (found, expected) = (fields.len(), header.count());
            let message = format!("{found} fields, but the header line has {expected}");
            errors.add(scanner.position(&fields[0]), message);
        } else {
            let row = Row { fields: &fields, header: &header, scanner: &scanner };
            if let Err((place, text)) = add(&row) {
                errors.add(place, text);
            }
        }
    }
    if errors.count == 0 { Ok(skipped) } else { Err(errors) }
}
