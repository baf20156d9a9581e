//! The command line as the parser sees it.

use std::ffi::OsString;

use clap::{Command, CommandFactory as _, Subcommand as _};

use super::{CliCommand, GlobalArgs};

/// The whole command line as data, for help, completions and manual pages.
pub(super) fn command() -> Command {
    CliCommand::augment_subcommands(GlobalArgs::command())
}

/// The part of the command line that these words are about: the flags of every command, the one
/// noun that is the first of the words to name one, and the one verb of it that is the next.
///
/// The parser copies each global flag into each subcommand, which this spares. Words that it
/// understands mean the same to the whole of [`command`]; of those that it does not understand
/// (the first noun may be the value of a flag) it says nothing.
pub(super) fn command_for(words: &[OsString]) -> Command {
    let is_flag = |word: &OsString| word.as_encoded_bytes().starts_with(b"-");
    let mut others = words.iter().skip(1).filter(|word| !is_flag(word)).peekable();
    if others.peek().is_none() {
        return GlobalArgs::command();
    }
    let nouns = CliCommand::augment_subcommands(Command::new("nouns"));
    let Some(noun) = others.find_map(|word| nouns.find_subcommand(word)) else {
        return GlobalArgs::command();
    };
    match others.find_map(|word| noun.find_subcommand(word)) {
        Some(verb) => GlobalArgs::command().subcommand(with_one_verb(noun, verb)),
        None => GlobalArgs::command().subcommand(noun.clone()),
    }
}

/// A noun that has only this verb: as much of it as tells what words mean.
fn with_one_verb(noun: &Command, verb: &Command) -> Command {
    // The parser takes names that live as long as the process, and this is made once.
    let kept = |name: &str| -> &'static str { Box::leak(name.to_owned().into_boxed_str()) };
    Command::new(kept(noun.get_name()))
        .aliases(noun.get_all_aliases().map(kept))
        .subcommand_required(true)
        .subcommand(verb.clone())
}
