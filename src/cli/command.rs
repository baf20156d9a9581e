//! The command line as the parser sees it.

use std::ffi::OsString;

use clap::{Arg, Command, CommandFactory as _, Subcommand as _};

use super::{CliCommand, GlobalArgs};
use crate::commands::help;

/// What the help of every command says of the global options.
const GLOBAL_OPTIONS: &str = "Global options: prebuildctl help options";

const EXAMPLES: &str = "\
Examples:
  prebuildctl --local warm-pool list
  prebuildctl auth login
  prebuildctl warm-pool create --project acme-api --class large --min 1 --max 5
  prebuildctl warm-pool list -o json | jq -r '.[].id'
  prebuildctl warm-pool list --jq 'map(.spec.maxSize) | add'";

/// The width of a help page that is not for a terminal, as the parser prints it.
const HELP_WIDTH: usize = 100;

/// The whole command line.
pub(super) fn command() -> Command {
    CliCommand::augment_subcommands(GlobalArgs::command())
}

/// The whole command line for people, in help and documents: only the program itself shows the
/// global options, and every command refers to them.
pub(crate) fn documented() -> Command {
    let (exit_codes, topics) = (help::exit_codes(HELP_WIDTH), help::topic_list());
    let mut root = command()
        .after_help(format!("{EXAMPLES}\n\n{topics}"))
        .after_long_help(format!("{EXAMPLES}\n\nExit codes:\n{exit_codes}\n{topics}"));
    root.build();
    root.mut_subcommands(without_global_options)
}

fn without_global_options(command: Command) -> Command {
    let after_help = match command.get_after_help() {
        Some(text) => format!("{GLOBAL_OPTIONS}\n\n{text}"),
        None => GLOBAL_OPTIONS.to_owned(),
    };
    let hide = |argument: Arg| {
        let is_global = argument.is_global_set();
        if is_global { argument.hide(true) } else { argument }
    };
    command.mut_args(hide).after_help(after_help).mut_subcommands(without_global_options)
}

/// The part of the command line that these words use: the global flags, the first word that names a
/// command, and the first later word that names a subcommand of it.
///
/// This saves the parser from copying every global flag into every subcommand. Words that it accepts
/// mean the same to the whole [`command`]. Words that it rejects may still be valid, as the first
/// command found may be the value of a flag.
pub(super) fn command_for(words: &[OsString]) -> Command {
    let is_flag = |word: &OsString| word.as_encoded_bytes().starts_with(b"-");
    let mut names = words.iter().skip(1).filter(|word| !is_flag(word)).peekable();
    if names.peek().is_none() {
        return GlobalArgs::command();
    }
    let all = CliCommand::augment_subcommands(Command::new("all"));
    let Some(command) = names.find_map(|name| all.find_subcommand(name)) else {
        return GlobalArgs::command();
    };
    GlobalArgs::command().subcommand(match names.find_map(|name| command.find_subcommand(name)) {
        Some(subcommand) => with_one_subcommand(command, subcommand),
        None => command.clone(),
    })
}

/// The command with this subcommand only, and no more of it than parsing needs.
fn with_one_subcommand(command: &Command, subcommand: &Command) -> Command {
    // The parser needs static names. They are leaked once per process.
    let leak = |name: &str| -> &'static str { Box::leak(name.to_owned().into_boxed_str()) };
    Command::new(leak(command.get_name()))
        .aliases(command.get_all_aliases().map(leak))
        .subcommand_required(true)
        .subcommand(subcommand.clone())
}
