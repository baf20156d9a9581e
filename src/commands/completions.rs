//! `completions`: a shell script that completes commands and flags and, in some shells, names.

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
    /// The shell to complete in
    #[arg(ignore_case = true)]
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

/// The start of the completion function in bash and zsh.
const BEGIN: &str = "_prebuildctl() {\n";

/// Makes the script ask the program for names first.
fn with_names(shell: Shell, script: &str) -> String {
    let insert =
        |function: &str, call: &str| script.replacen(BEGIN, &format!("{function}{BEGIN}{call}"), 1);
    match shell {
        Shell::Bash => insert(
            include_str!("completions/names.bash"),
            "    _prebuildctl_names \"$2\" && return\n\n",
        ),
        Shell::Zsh => {
            insert(include_str!("completions/names.zsh"), "    _prebuildctl_names && return\n\n")
        }
        Shell::Fish => format!("{script}{}", include_str!("completions/names.fish")),
        _ => script.to_owned(),
    }
}
