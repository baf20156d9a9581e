//! The command line as the parser sees it.

use std::ffi::OsString;

use clap::{Command, CommandFactory, Subcommand};

use super::{GlobalArgs, Noun};

/// The whole command line as data, for help, completions and manual pages.
pub(crate) fn command() -> Command {
    Noun::augment_subcommands(GlobalArgs::command())
}

/// The part of the command line that these words are about: the flags of every command, and the
/// one noun that is the first of the words to name one.
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
    let nouns = Noun::augment_subcommands(Command::new("nouns"));
    match others.find_map(|word| nouns.find_subcommand(word)) {
        Some(noun) => GlobalArgs::command().subcommand(noun.clone()),
        None => GlobalArgs::command(),
    }
}
