//! How results and notes are to look: what the flags and settings say.

use super::github::GithubStep;
use super::jq::Filter;
use crate::config::format::Format;

/// How results and notes are to look.
pub(crate) struct OutputOptions {
    /// The format of the result.
    pub(crate) format: Format,
    /// Names of columns that the command line asks for.
    pub(crate) columns: Option<Vec<String>>,
    /// Names of columns that the settings ask for; the command line goes before.
    pub(crate) default_columns: Option<Vec<String>>,
    /// Whether titles stand above columns.
    pub(crate) headers: bool,
    /// What to do with the JSON of the result.
    pub(crate) filter: Option<Filter>,
    /// Whether strings that a filter gives are written without quotes.
    pub(crate) raw: bool,
    /// No notes.
    pub(crate) quiet: bool,
    /// How much is told about the calls: 0 nothing, 1 a line each, 2 their messages.
    pub(crate) verbosity: u8,
    /// Whether colours are used even where there is no terminal, or not at all; `None` leaves it
    /// to whether there is one.
    pub(crate) color: Option<bool>,
    /// The step of GitHub Actions that is told what comes out, if the user asks for it.
    pub(crate) step: Option<GithubStep>,
}

impl Default for OutputOptions {
    fn default() -> Self {
        Self {
            format: Format::Table,
            columns: None,
            default_columns: None,
            headers: true,
            filter: None,
            raw: false,
            quiet: false,
            verbosity: 0,
            color: None,
            step: None,
        }
    }
}
