//! `__complete`: a command line that is still being typed, for the scripts of `completions`.

use std::ffi::{OsStr, OsString};

use clap::builder::{OsStringValueParser, PossibleValue};
use clap::{Arg, ArgMatches, Command, FromArgMatches as _};

use super::command::command;
use super::output_support;
use crate::commands::completion::{self, Candidate, CompletionTarget};
use crate::commands::help;
use crate::config::Flags;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::keyword::Keyword as _;

/// A hidden command that only the scripts type.
const COMMAND: &str = "__complete";

/// The same after which an empty word follows, for shells that do not pass one.
const COMMAND_FOR_NEXT: &str = "__complete_next";

/// A word that no user types.
const PLACEHOLDER: &str = "\u{1}";

/// A request for the names that complete a command line.
///
/// The first printed line is the kind of the names, such as PROJECT; nothing is printed where no
/// name is expected. It never fails, never prompts and prints nothing to stderr.
#[derive(Debug)]
pub(crate) struct Completion {
    /// The words up to the cursor, the name of the program first.
    words: Vec<OsString>,
}

impl Completion {
    /// `None` for any other command.
    pub(crate) fn parse(args: &[OsString]) -> Option<Self> {
        let (command, words) = args.get(1..)?.split_first()?;
        let mut words = words.to_vec();
        if command == COMMAND_FOR_NEXT {
            words.push(OsString::new());
        } else if command != COMMAND {
            return None;
        }
        Some(Self { words })
    }

    /// The flags before the last word, overridden so that a call is short and never retried.
    pub(crate) fn flags(&self) -> Flags {
        let before = self.words.split_last().map_or(&[][..], |(_, before)| before);
        Flags {
            request_timeout: Some(format!("{}s", completion::TIMEOUT.as_secs())),
            retries: Some("0".to_owned()),
            no_input: true,
            ..flags(before)
        }
    }

    pub(crate) fn run(&self, context: &Context) -> Result<ExitCode, CliError> {
        context.ui.mute_stderr();
        match target(&self.words) {
            Some(target) => completion::print(context, &target),
            None => Ok(ExitCode::Success),
        }
    }
}

/// The global flags among these words.
fn flags(words: &[OsString]) -> Flags {
    let matches = command().ignore_errors(true).try_get_matches_from(words);
    matches.ok().and_then(|matches| Flags::from_arg_matches(&matches).ok()).unwrap_or_default()
}

/// What the last word is a value of; `None` where it is not a value.
fn target(words: &[OsString]) -> Option<CompletionTarget> {
    let (last, before) = words.split_last()?;
    let (word, typed) = with_placeholder(last)?;
    let mut root = command().ignore_errors(true);
    root.build();
    let words = before.iter().cloned().chain([word]);
    let matches = accepting_any_value(root.clone()).try_get_matches_from_mut(words).ok()?;
    // The last command comes first: it has the global options too.
    let mut levels = vec![(&root, &matches)];
    while let Some((command, matches)) = levels.last()
        && let Some((name, inner)) = matches.subcommand()
    {
        levels.push((command.find_subcommand(name)?, inner));
    }
    levels.into_iter().rev().find_map(|(command, matches)| {
        let argument = placeholder_argument(command, matches)?;
        Some(describe(&root, command, argument, matches, typed.clone()))
    })
}

/// The word with the placeholder as its value, and the value so far; a flag has one only after `=`.
fn with_placeholder(word: &OsStr) -> Option<(OsString, String)> {
    let text = word.to_string_lossy();
    match text.split_once('=') {
        Some((flag, typed)) if flag.starts_with("--") => {
            Some((format!("{flag}={PLACEHOLDER}").into(), typed.to_owned()))
        }
        _ if text.starts_with('-') => None,
        _ => Some((PLACEHOLDER.into(), text.into_owned())),
    }
}

/// The command line without checks of values, so that a placeholder can stand for each.
fn accepting_any_value(command: Command) -> Command {
    let accept = |argument: Arg| {
        if argument.get_action().takes_values() {
            argument.value_parser(OsStringValueParser::new())
        } else {
            argument
        }
    };
    command.mut_args(accept).mut_subcommands(accepting_any_value)
}

/// The argument of this command whose value is the placeholder.
fn placeholder_argument<'a>(command: &'a Command, matches: &ArgMatches) -> Option<&'a Arg> {
    let mut arguments = command.get_arguments();
    arguments.find(|argument| {
        values(matches, argument.get_id().as_str()).any(|value| value == PLACEHOLDER)
    })
}

/// The values of an argument as they were typed.
fn values<'a>(matches: &'a ArgMatches, id: &str) -> impl Iterator<Item = &'a OsStr> {
    matches.try_get_raw(id).ok().flatten().into_iter().flatten()
}

/// Everything about the argument that candidates depend on.
fn describe(
    root: &Command,
    command: &Command,
    argument: &Arg,
    matches: &ArgMatches,
    typed: String,
) -> CompletionTarget {
    let id = argument.get_id().as_str();
    let value = argument.get_value_names().and_then(|names| names.first());
    let value = value.map_or_else(|| id.to_uppercase(), ToString::to_string);
    let path = command_path(command);
    let words: Vec<_> =
        values(matches, id).map(|word| word.to_string_lossy().into_owned()).collect();
    let accepted = match id {
        "output" => output_support::formats(&path)
            .iter()
            .map(|format| Candidate::from(format.word()))
            .collect(),
        "words" if path == "help" => pages(root, &words[..words.len().saturating_sub(1)]),
        _ => accepted_values(argument),
    };
    CompletionTarget {
        argument: id.to_owned(),
        value,
        is_list: argument.get_value_delimiter().is_some(),
        key: values(matches, "key").next().map(|key| key.to_string_lossy().into_owned()),
        command: path,
        typed,
        accepted,
    }
}

/// The names of a command without that of the program.
fn command_path(command: &Command) -> String {
    let path = command.get_bin_name().unwrap_or_default();
    path.split_once(' ').map_or_else(String::new, |(_, path)| path.to_owned())
}

/// The words that the parser accepts, if these are all.
fn accepted_values(argument: &Arg) -> Vec<Candidate> {
    let values = argument.get_possible_values().into_iter().filter(|value| !value.is_hide_set());
    let help = |value: &PossibleValue| value.get_help().map(ToString::to_string);
    values.map(|value| Candidate::new(value.get_name(), help(&value).unwrap_or_default())).collect()
}

/// The commands that `help` can show after these words, and at first the topics.
fn pages(root: &Command, words: &[String]) -> Vec<Candidate> {
    let mut words = words.iter();
    let is_root = words.len() == 0;
    let Some(command) = words.try_fold(root, |command, word| command.find_subcommand(word)) else {
        return Vec::new();
    };
    let commands = command.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string);
        Candidate::new(command.get_name(), about.unwrap_or_default())
    });
    let topics = help::topics().filter(|_| is_root);
    commands.chain(topics.map(|(name, about)| Candidate::new(name, about))).collect()
}

#[cfg(test)]
mod tests;
