//! `warm-pool advise`: how large a pool should be, and when.

mod args;
mod assumptions;
mod build;
mod commands;
mod detail;
mod document;
mod explain;
mod history;
mod output;
mod overview;
mod question;
mod report;
mod rows;
mod run;
mod share_text;
mod starts_file;
mod strip;
mod targets;
mod times;
mod total;
mod values;
mod words;
mod write;

pub(super) use self::args::AdviseArgs;
use self::rows::OptionRow;
use crate::output::record;

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<OptionRow>()
}
