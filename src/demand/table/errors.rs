//! The errors of a file: all are counted, the first ones are listed.

use std::borrow::Cow;

use super::header::HeaderError;
use crate::error::CliError;
use crate::text_file::diagnostics::{MAX_ERRORS, counted_failure};
use crate::toml_reader::{Diagnostic, Position};

/// The errors of a file, of which there is at least one.
#[derive(Clone, Debug, Default)]
pub(crate) struct FileErrors {
    /// The first ones: every row of a large file may be invalid.
    pub(crate) listed: Vec<Diagnostic>,
    pub(crate) count: usize,
}

impl FileErrors {
    pub(super) fn add(&mut self, place: Position, text: String) {
        self.count += 1;
        if self.listed.len() < MAX_ERRORS {
            self.listed.push(Diagnostic { place, key: String::new(), text });
        }
    }

    /// The error of a command that needs the file of this name.
    pub(crate) fn into_failure(self, name: String) -> CliError {
        counted_failure(&[name], &self.listed, self.count)
    }
}

impl From<Vec<HeaderError>> for FileErrors {
    fn from(errors: Vec<HeaderError>) -> Self {
        let mut all = Self::default();
        errors.into_iter().for_each(|(place, text)| all.add(place, text));
        all
    }
}

/// Text of a file in an error, quoted and not too long.
pub(in crate::demand) fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 60;
    let excerpt: Cow<'_, str> = match text.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => format!("{}...", &text[..end]).into(),
        None => text.into(),
    };
    format!("{excerpt:?}")
}
