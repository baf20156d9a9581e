//! `config set`: change one setting in the file.

use clap::Args;

use super::print_saved;
use crate::commands::columns::columns_of;
use crate::config::Editor;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::table;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl config set defaults.output wide
  prebuildctl config set project acme-api
  prebuildctl config set current-profile work")]
pub(crate) struct SetArgs {
    /// The key, such as output or profiles.work.host
    key: String,
    /// The value; separate the items of a list by commas
    #[arg(allow_hyphen_values = true)]
    value: String,
}

impl SetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let Self { key, value } = self;
        if let Some((resource, columns)) = Editor::columns(&key, &value)? {
            table::check_columns(&columns_of(resource), &columns)?;
        }
        let editor = Editor::new(&context.flags, &context.env.borrow())?;
        print_saved(context, &format!("set {key}"), &editor.set(&key, &value)?);
        Ok(ExitCode::Success)
    }
}
