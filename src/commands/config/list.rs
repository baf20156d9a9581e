//! `config list`: all settings in effect.

use clap::Args;

use crate::config::{Entry, ProfileEntry};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::json;
use crate::output::record::{self, Record};
use crate::output::table::Column;

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<Entry>()
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl config list --show-origin
  prebuildctl config list --profiles
  prebuildctl config list --jq '.[] | select(.key == \"host\").value' -r")]
pub(crate) struct ListArgs {
    /// Show the source of each value
    #[arg(long)]
    show_origin: bool,

    /// List the profiles instead
    #[arg(long, conflicts_with = "show_origin")]
    profiles: bool,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        if self.profiles {
            let mut rows = context.ui.record_list::<ProfileEntry>()?;
            context.settings()?.profile_entries().try_for_each(|entry| rows.push(&entry))?;
            rows.finish()?;
            return Ok(ExitCode::Success);
        }
        if self.show_origin {
            context.ui.set_default_columns(&["key", "value", "origin"]);
        }
        let mut rows = context.ui.record_list::<Entry>()?;
        context.settings()?.entries().try_for_each(|entry| rows.push(&entry))?;
        rows.finish()?;
        Ok(ExitCode::Success)
    }
}

impl Record for Entry {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("key", |entry| entry.key.clone()),
        Column::text("value", |entry| entry.value.clone()),
        Column::wide("origin", |entry| entry.origin.clone()),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(self)
    }

    fn address(&self) -> String {
        self.key.clone()
    }

    fn id(&self) -> String {
        self.key.clone()
    }
}

impl Record for ProfileEntry {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("name", |entry| entry.name.clone()),
        Column::text("host", |entry| entry.host.clone()),
        Column::text("credential", |entry| entry.credential.clone()),
        Column::text("current", |entry| (if entry.current { "yes" } else { "" }).to_owned()),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(self)
    }

    fn address(&self) -> String {
        self.name.clone()
    }

    fn id(&self) -> String {
        self.name.clone()
    }
}
