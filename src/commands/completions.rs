//! `completions`: a shell script that completes commands, flags and values.

use std::collections::BTreeSet;

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
  prebuildctl completions fish > ~/.config/fish/completions/prebuildctl.fish
  prebuildctl completions powershell | Out-String | Invoke-Expression
  eval (prebuildctl completions elvish | slurp)")]
pub(crate) struct CompletionsArgs {
    /// The shell to complete in
    #[arg(ignore_case = true)]
    shell: Shell,
}

impl CompletionsArgs {
    pub(crate) fn run(self, context: &Context, mut command: Command) -> Result<ExitCode, CliError> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut command, "prebuildctl", &mut script);
        let script = with_names(self.shell, &command, &String::from_utf8_lossy(&script));
        context.ui.write(script.as_bytes())?;
        Ok(ExitCode::Success)
    }
}

/// The start of the completion function in bash and zsh.
const BEGIN: &str = "_prebuildctl() {\n";
/// In PowerShell, and what its first lines end with.
const POWERSHELL_BEGIN: &str = "Register-ArgumentCompleter ";
const POWERSHELL_PARAMETERS: &str = "param($wordToComplete, $commandAst, $cursorPosition)\n";

/// Makes the script ask the program for values first.
fn with_names(shell: Shell, command: &Command, script: &str) -> String {
    let insert = |begin: &str, function: &str, call: &str| {
        let script = script.replacen(begin, &format!("{function}{begin}"), 1);
        let first_line = if shell == Shell::PowerShell { POWERSHELL_PARAMETERS } else { begin };
        script.replacen(first_line, &format!("{first_line}{call}"), 1)
    };
    match shell {
        Shell::Bash => insert(
            BEGIN,
            include_str!("completions/names.bash"),
            "    _prebuildctl_names \"$2\" && return\n\n",
        ),
        Shell::Zsh => insert(
            BEGIN,
            include_str!("completions/names.zsh"),
            "    _prebuildctl_names && return\n\n",
        ),
        Shell::PowerShell => insert(
            POWERSHELL_BEGIN,
            include_str!("completions/names.ps1"),
            "\n    $names = @(__prebuildctl_names $wordToComplete $commandAst $cursorPosition)\n    \
             if ($names.Count -gt 0) { return $names }\n",
        ),
        Shell::Fish => {
            let names = include_str!("completions/names.fish");
            format!("{script}{names}{}", fish_options(command))
        }
        Shell::Elvish => format!("{script}{}", include_str!("completions/names.elv")),
        _ => script.to_owned(),
    }
}

/// fish needs a list of the options whose values the program may complete.
fn fish_options(command: &Command) -> String {
    let mut options = BTreeSet::new();
    collect_options(command, &mut options);
    let line = |(long, short): &(String, Option<char>)| {
        let short = short.map_or_else(String::new, |short| format!(" -s {short}"));
        format!(
            "complete -c prebuildctl -n __fish_prebuildctl_at_name{short} -l {long} -x \
             -a \"(__fish_prebuildctl_names)\"\n"
        )
    };
    options.iter().map(line).collect()
}

fn collect_options(command: &Command, options: &mut BTreeSet<(String, Option<char>)>) {
    let arguments = command.get_arguments().filter(|argument| !argument.is_hide_set());
    let taking_value = arguments.filter(|argument| argument.get_action().takes_values());
    options.extend(
        taking_value.filter_map(|option| Some((option.get_long()?.to_owned(), option.get_short()))),
    );
    command.get_subcommands().for_each(|subcommand| collect_options(subcommand, options));
}
