//! `config unset`: remove one setting from the file.

use clap::Args;

use super::tell;
use crate::config::Editor;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl config unset defaults.output
  prebuildctl config unset project")]
pub(super) struct UnsetArgs {
    /// The key
    key: String,
}

impl UnsetArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let editor = Editor::new(&context.flags, &context.env.borrow())?;
        tell(context, &format!("removed {}", self.key), &editor.unset(&self.key)?);
        Ok(Exit::Done)
    }
}
