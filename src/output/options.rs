//! The output options of the flags and settings.

use super::github::GithubStep;
use super::jq::Filter;
use crate::config::format::Format;

pub(crate) struct OutputOptions {
    pub(crate) format: Format,
    /// The columns of `--columns`.
    pub(crate) columns: Option<Vec<String>>,
    /// The columns of the settings; `--columns` takes precedence.
    pub(crate) default_columns: Option<Vec<String>>,
    /// Whether to print the header row.
    pub(crate) headers: bool,
    /// `--jq`.
    pub(crate) filter: Option<Filter>,
    /// Whether strings that the filter outputs are written without quotes.
    pub(crate) raw: bool,
    /// Whether values that the filter outputs are written on one line.
    pub(crate) compact: bool,
    /// Suppresses notes and progress.
    pub(crate) quiet: bool,
    /// Logging of API calls: 0 none, 1 one line per call, 2 with bodies.
    pub(crate) verbosity: u8,
    /// Always or never; `None` means color on a terminal.
    pub(crate) color: Option<bool>,
    /// `--github`.
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
            compact: false,
            quiet: false,
            verbosity: 0,
            color: None,
            step: None,
        }
    }
}
