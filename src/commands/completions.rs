//! `completions`: a shell's script that completes the commands and flags.

use clap::Args;
use clap_complete::Shell;

use crate::cli;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl completions bash > ~/.local/share/bash-completion/completions/prebuildctl
  prebuildctl completions zsh > ~/.zfunc/_prebuildctl
  prebuildctl completions fish > ~/.config/fish/completions/prebuildctl.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

impl CompletionsArgs {
    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut cli::command(), "prebuildctl", &mut script);
        context.ui.write(&script)?;
        Ok(Exit::Done)
    }
}
