//! The header line: what separates fields, and which column is which.

use super::scanner::{Field, Scanner};
use crate::toml_reader::Position;

const DELIMITERS: [u8; 3] = *b",;\t";
/// The column that every file has.
const CREATED_AT: &str = "created_at";

/// The columns that mean something, by their position. Any other column is ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) created_at: usize,
    pub(super) environment_id: Option<usize>,
    pub(super) project: Option<usize>,
    pub(super) class: Option<usize>,
    /// The names of all columns.
    names: Vec<String>,
}

/// An error and its position.
pub(super) type HeaderError = (Position, String);

impl Columns {
    /// Reads the first line with text: the columns and what separates them. The scanner is after it.
    ///
    /// # Errors
    /// There is no such line, or it has no column `created_at`, or a known column twice.
    pub(super) fn read(text: &str) -> Result<(Self, Scanner<'_>, usize), Vec<HeaderError>> {
        let mut first = None;
        for delimiter in DELIMITERS {
            let mut scanner = Scanner::new(text, delimiter);
            let (fields, blank_lines) = match first_record(&mut scanner) {
                Ok(record) => record,
                Err(error) => {
                    first.get_or_insert(error);
                    continue;
                }
            };
            if fields.iter().any(|field| name(field) == CREATED_AT) {
                let columns = Self::new(&fields, &scanner)?;
                return Ok((columns, scanner, blank_lines));
            }
            first.get_or_insert_with(|| missing(&fields, &scanner));
        }
        Err(Vec::from_iter(first))
    }

    fn new(fields: &[Field<'_>], scanner: &Scanner<'_>) -> Result<Self, Vec<HeaderError>> {
        let names: Vec<_> = fields.iter().map(name).collect();
        let column = |wanted: &str| names.iter().position(|name| name == wanted);
        let columns = Self {
            created_at: column(CREATED_AT).unwrap_or_default(),
            environment_id: column("environment_id"),
            project: column("project"),
            class: column("class"),
            names: Vec::new(),
        };
        let known = [CREATED_AT, "environment_id", "project", "class", "user"];
        let repeated = fields.iter().zip(&names).enumerate().filter(|(index, (_, name))| {
            known.contains(&name.as_str()) && names[..*index].contains(name)
        });
        let errors: Vec<_> = repeated
            .map(|(_, (field, name))| (scanner.position(field), format!("duplicate column {name}")))
            .collect();
        if errors.is_empty() { Ok(Self { names, ..columns }) } else { Err(errors) }
    }

    /// The number of fields of every record.
    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// Whether a record is the header line again, as where files were put together.
    pub(super) fn is_header(&self, fields: &[Field<'_>]) -> bool {
        fields.len() == self.count()
            && name(&fields[self.created_at]) == CREATED_AT
            && fields.iter().map(name).eq(self.names.iter().cloned())
    }
}

/// Whether a record is an empty line.
pub(super) fn is_blank(fields: &[Field<'_>]) -> bool {
    matches!(fields, [field] if field.text.is_empty())
}

/// The first record that is no empty line, and the number of empty lines before it.
fn first_record<'a>(scanner: &mut Scanner<'a>) -> Result<(Vec<Field<'a>>, usize), HeaderError> {
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
    Err((place, format!("there is no header line, which needs a column {CREATED_AT}")))
}

fn missing(fields: &[Field<'_>], scanner: &Scanner<'_>) -> HeaderError {
    /// A file that is not a table can have thousands of words in a line.
    const MAX_NAMES: usize = 8;
    let place = fields.first().map(|field| scanner.position(field)).unwrap_or_default();
    let names = fields.iter().take(MAX_NAMES).map(|field| super::excerpt(&field.text));
    let rest = if fields.len() > MAX_NAMES { ", ..." } else { "" };
    let names = names.collect::<Vec<_>>().join(", ");
    (place, format!("there is no column {CREATED_AT}; the columns are {names}{rest}"))
}

/// Names are the same in any case.
fn name(field: &Field<'_>) -> String {
    field.text.to_lowercase()
}
