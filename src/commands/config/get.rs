//! `config get`: one setting.

use clap::Args;

use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl config get host
  prebuildctl config get profiles.work.project")]
pub(super) struct GetArgs {
    /// The key
    key: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let Self { key } = self;
        let Some(value) = context.settings()?.get(&key)? else {
            let message = format!("{key} is not set");
            return Err(Failure::new(Exit::NotFound, "not_found", message));
        };
        context.ui.value(&value, || vec![value.clone()])?;
        Ok(Exit::Done)
    }
}
