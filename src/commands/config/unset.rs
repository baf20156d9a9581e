//! `config unset`: remove one setting from the file.

use clap::Args;

use super::print_saved;
use crate::config::Editor;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl config unset defaults.output
  prebuildctl config unset project")]
pub(crate) struct UnsetArgs {
    /// The key, such as output or profiles.work.host
    key: String,
}

impl UnsetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let editor = Editor::new(&context.flags, &context.env.borrow())?;
        print_saved(context, &format!("removed {}", self.key), &editor.unset(&self.key)?);
        Ok(ExitCode::Success)
    }
}
