//! `config list`: all settings in effect.

use clap::Args;
use serde::Serialize;

use crate::config::Entry;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl config list --show-origin
  prebuildctl config list --jq '.[] | select(.key == \"host\").value' -r")]
pub(super) struct ListArgs {
    /// Show the source of each value
    #[arg(long)]
    show_origin: bool,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        if self.show_origin {
            context.ui.set_default_columns(&["key", "value", "origin"].map(str::to_owned));
        }
        let mut rows = context.ui.rows::<Row>()?;
        for Entry { key, value, source } in context.settings()?.entries() {
            rows.push(&Row { key, value, origin: source.to_string() })?;
        }
        rows.finish()?;
        Ok(ExitCode::Success)
    }
}

#[derive(Serialize)]
struct Row {
    key: String,
    value: String,
    origin: String,
}

impl Record for Row {
    const COLUMNS: &'static [Column<Self>] = &[
        Column { name: "key", wide: false, numeric: false, cell: |row| row.key.clone() },
        Column { name: "value", wide: false, numeric: false, cell: |row| row.value.clone() },
        Column { name: "origin", wide: true, numeric: false, cell: |row| row.origin.clone() },
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
