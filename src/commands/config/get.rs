//! `config get`: one setting.

use clap::Args;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl config get host
  prebuildctl config get profiles.work.project")]
pub(crate) struct GetArgs {
    /// The key, such as output or profiles.work.host
    key: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let Self { key } = self;
        let Some(value) = context.settings()?.get(&key)? else {
            let message = format!("{key} is not set");
            return Err(CliError::new(ExitCode::NotFound, "not_found", message));
        };
        context.ui.print_value(&value, || vec![value.clone()])?;
        Ok(ExitCode::Success)
    }
}
