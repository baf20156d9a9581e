//! `config path`: the path of the config file.

use clap::Args;

use crate::config::Location;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ${EDITOR:-vi} \"$(prebuildctl config path)\"")]
pub(crate) struct PathArgs {}

impl PathArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let location = Location::find(context.flags.config.as_deref(), &context.env.borrow())?;
        let path = location.path_to_write()?.display().to_string();
        context.ui.print_value(&path, || vec![path.clone()])?;
        Ok(ExitCode::Success)
    }
}
