//! The output options of the flags and settings.

use std::collections::BTreeMap;

use super::github::GithubStep;
use super::jq::Filter;
use super::record::Record;
use crate::config::format::Format;
use crate::config::{Resource, Setting};
use crate::error::{CliError, Hint};
use crate::keyword::Keyword as _;

pub(crate) struct OutputOptions {
    pub(crate) format: Format,
    /// The columns of `--columns`.
    pub(crate) columns: Option<Vec<String>>,
    /// The columns of the settings; `--columns` takes precedence.
    pub(crate) default_columns: BTreeMap<Resource, Setting<Vec<String>>>,
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
            default_columns: BTreeMap::new(),
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

impl OutputOptions {
    /// The columns that are requested of these records: those of `--columns`, else of the settings.
    pub(crate) fn requested_columns<T: Record>(&self) -> Option<&[String]> {
        let of_settings = || self.columns_of_settings::<T>().map(|(_, columns)| &columns.value);
        self.columns.as_ref().or_else(of_settings).map(Vec::as_slice)
    }

    /// Says of an error about the requested columns which setting they are from.
    pub(crate) fn columns_error<T: Record>(&self, error: CliError) -> CliError {
        match self.columns_of_settings::<T>().filter(|_| self.columns.is_none()) {
            Some((resource, columns)) => {
                let key = columns.source.key(&format!("columns.{}", resource.word()));
                error
                    .because(format!("the columns are set by {}", columns.source))
                    .hint(Hint::new("config unset").arg(&key))
            }
            None => error,
        }
    }

    fn columns_of_settings<T: Record>(&self) -> Option<(Resource, &Setting<Vec<String>>)> {
        let resource = T::RESOURCE?;
        Some((resource, self.default_columns.get(&resource)?))
    }
}
