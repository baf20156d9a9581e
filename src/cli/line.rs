//! The words of an invalid command line, and the command that they name.

use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue};

/// A typed command line.
pub(super) struct Line {
    /// Without the name of the program.
    pub(super) words: Vec<String>,
    /// The indices of the words that name the command.
    pub(super) path: Vec<usize>,
    /// The command as the help names it, such as `warm-pool list`; empty for the program itself.
    pub(super) command: String,
}

/// The word that the parser does not know.
pub(super) struct Rejection {
    pub(super) index: usize,
    /// Without the value of a flag.
    pub(super) word: String,
    /// The value that the same word holds, as in `--format=json` and `-n5`.
    pub(super) value: Option<String>,
}

impl Line {
    /// `root` is the whole command line, built.
    pub(super) fn new(root: &Command, args: &[OsString]) -> Self {
        let words = args.iter().skip(1).map(|word| word.to_string_lossy().into_owned());
        Self::from_words(root, words.collect())
    }

    pub(super) fn from_words(root: &Command, words: Vec<String>) -> Self {
        let (mut command, mut index) = (root, 0);
        let (mut path, mut names) = (Vec::new(), Vec::new());
        while let Some(word) = words.get(index) {
            if word.starts_with('-') {
                index += if takes_value(command, word) { 2 } else { 1 };
                continue;
            }
            let Some(subcommand) = command.find_subcommand(word) else { break };
            path.push(index);
            names.push(subcommand.get_name().to_owned());
            (command, index) = (subcommand, index + 1);
        }
        Self { words, path, command: names.join(" ") }
    }

    /// The description of the command.
    pub(super) fn find<'a>(&self, root: &'a Command) -> &'a Command {
        self.command
            .split(' ')
            .fold(root, |command, name| command.find_subcommand(name).unwrap_or(command))
    }

    /// The flag whose value this word would be.
    pub(super) fn flag_before(&self, root: &Command, index: usize) -> Option<&str> {
        let word = self.words.get(index.checked_sub(1)?)?;
        takes_value(self.find(root), word).then_some(word)
    }
}

/// Whether a word is a flag whose value is the next word.
fn takes_value(command: &Command, word: &str) -> bool {
    let is_typed = |argument: &&clap::Arg| match word.strip_prefix("--") {
        Some(long) => argument.get_long() == Some(long),
        None => argument.get_short().is_some_and(|short| word == format!("-{short}")),
    };
    let mut arguments = command.get_arguments();
    arguments.find(is_typed).is_some_and(|argument| argument.get_action().takes_values())
}

impl Rejection {
    /// `None` if the error is not about an unknown word.
    pub(super) fn new(line: &Line, error: &clap::Error) -> Option<Self> {
        let context = [ContextKind::InvalidSubcommand, ContextKind::InvalidArg];
        let is_unknown = matches!(
            error.kind(),
            clap::error::ErrorKind::InvalidSubcommand | clap::error::ErrorKind::UnknownArgument
        );
        let found = context.into_iter().filter(|_| is_unknown).find_map(|kind| error.get(kind))?;
        let ContextValue::String(word) = found else { return None };
        let rest = |typed: &str| {
            let rest = typed.strip_prefix(word.as_str())?;
            match rest.strip_prefix('=') {
                Some(value) => Some(Some(value.to_owned())),
                None if rest.is_empty() => Some(None),
                // `-n5`
                None => (word.len() == 2 && word.starts_with('-')).then(|| Some(rest.to_owned())),
            }
        };
        let mut words = line.words.iter().enumerate();
        let (index, value) = words.find_map(|(index, typed)| Some((index, rest(typed)?)))?;
        Some(Self { index, word: word.clone(), value })
    }

    pub(super) fn is_flag(&self) -> bool {
        self.word.starts_with('-')
    }
}
