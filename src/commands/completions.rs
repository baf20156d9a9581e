//! `completions`: a shell's script that completes the commands and flags, and, where the shell
//! allows it, the names of things.

use clap::{Args, Command};
use clap_complete::Shell;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

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
    pub(crate) fn run(self, context: &Context, mut command: Command) -> Result<ExitCode, CliError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "prebuildctl", &mut script);
        let script = with_names(self.shell, &String::from_utf8_lossy(&script));
        context.ui.write(script.as_bytes())?;
        Ok(ExitCode::Success)
    }
}

/// Where the scripts of bash and zsh begin to complete.
const BEGIN: &str = "_prebuildctl() {\n";

/// The script, which asks the program for names first.
fn with_names(shell: Shell, script: &str) -> String {
    let first = |own: &str, ask: &str| script.replacen(BEGIN, &format!("{own}{BEGIN}{ask}"), 1);
    match shell {
        Shell::Bash => first(
            include_str!("completions/names.bash"),
            "    _prebuildctl_names \"$2\" && return\n\n",
        ),
        Shell::Zsh => {
            first(include_str!("completions/names.zsh"), "    _prebuildctl_names && return\n\n")
        }
        Shell::Fish => format!("{script}{}", include_str!("completions/names.fish")),
        _ => script.to_owned(),
    }
}
