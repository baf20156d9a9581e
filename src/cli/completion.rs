//! `__complete`: a command line that is still being typed, for the scripts of `completions`.

use std::ffi::{OsStr, OsString};

use clap::{ArgMatches, Command, FromArgMatches as _};

use super::command::command;
use crate::commands::completion::{self, CompletionTarget};
use crate::config::Flags;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

/// A hidden command that only the scripts type.
const COMMAND: &str = "__complete";

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
        (command == COMMAND).then(|| Self { words: words.to_vec() })
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
    let parsed = parse(words.iter().cloned());
    let flags = parsed.and_then(|(_, matches)| Flags::from_arg_matches(&matches).ok());
    flags.unwrap_or_default()
}

/// What the last word is a value of; `None` where it is not a value.
fn target(words: &[OsString]) -> Option<CompletionTarget> {
    let (last, before) = words.split_last()?;
    let placeholder = with_placeholder(last)?;
    let (command, matches) = parse(before.iter().cloned().chain([placeholder]))?;
    let (mut command, mut matches) = (&command, &matches);
    loop {
        if let Some(target) = placeholder_argument(command, matches) {
            return Some(target);
        }
        let (name, inner) = matches.subcommand()?;
        (command, matches) = (command.find_subcommand(name)?, inner);
    }
}

/// The word with the placeholder as its value; a flag has one only after `=`.
fn with_placeholder(word: &OsStr) -> Option<OsString> {
    let text = word.to_string_lossy();
    match text.split_once('=') {
        Some((flag, _)) if flag.starts_with("--") => Some(format!("{flag}={PLACEHOLDER}").into()),
        _ if text.starts_with('-') => None,
        _ => Some(PLACEHOLDER.into()),
    }
}

/// Parses words of which some are missing. Also returns the command, as parsing completes it.
fn parse(words: impl Iterator<Item = OsString>) -> Option<(Command, ArgMatches)> {
    let mut command = command().ignore_errors(true);
    let matches = command.try_get_matches_from_mut(words).ok()?;
    Some((command, matches))
}

/// The argument of this command whose value is the placeholder.
fn placeholder_argument(command: &Command, matches: &ArgMatches) -> Option<CompletionTarget> {
    let has_placeholder = |id: &str| {
        let values = matches.try_get_raw(id).ok().flatten();
        values.is_some_and(|mut values| values.any(|value| value == PLACEHOLDER))
    };
    let mut arguments = command.get_arguments();
    let argument = arguments.find(|argument| has_placeholder(argument.get_id().as_str()))?;
    let name = argument.get_id().as_str();
    let value = argument.get_value_names().and_then(|names| names.first());
    let value = value.map_or_else(|| name.to_uppercase(), ToString::to_string);
    Some(CompletionTarget { argument: name.to_owned(), value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        std::iter::once("prebuildctl").chain(line.split(' ')).map(Into::into).collect()
    }

    fn value(line: &str) -> Option<String> {
        target(&words(line)).map(|target| target.value)
    }

    #[test]
    fn the_value_at_the_end_of_an_unfinished_line_is_recognized() {
        for (line, expected) in [
            ("warm-pool create --project ", Some("PROJECT")),
            ("wp create --max 5 --class la", Some("CLASS")),
            ("wp list --project=ac", Some("PROJECT")),
            ("wp list --project a --project ", Some("PROJECT")),
            ("--local wp get acme-api/", Some("POOL")),
            ("wp delete one --yes ", Some("POOL")),
            ("wp rm one two", Some("POOL")),
            ("wp update --max 3 ", Some("POOL")),
            ("wp update ", Some("POOL")),
            ("project show ", Some("PROJECT")),
            ("project prebuilds ", Some("PROJECT")),
            ("project prebuilds acme-api --on --add-class ", Some("CLASS")),
            ("project prebuilds acme-api --remove-class=la", Some("CLASS")),
            ("class get ", Some("CLASS")),
            ("runner show ", Some("RUNNER")),
            ("config get ", Some("KEY")),
            ("wp list --profile ", Some("NAME")),
            ("--profile w", Some("NAME")),
            ("wp list -o json --class ", Some("CLASS")),
            ("wp list -o ", None),
            ("wp list --proj", None),
            ("wp list ", None),
            ("wp ", None),
            ("", None),
            ("nonsense --project ", None),
            ("wp list --help --project ", None),
        ] {
            assert_eq!(value(line).as_deref(), expected, "{line:?}");
        }
        assert_eq!(target(&words("--profile ")).unwrap().argument, "profile");
        assert_eq!(target(&[]), None);
    }

    #[test]
    fn the_flags_before_the_last_word_apply() {
        let found = flags(&words("--local wp create --profile work --host=acme.test --class"));
        assert_eq!(found.profile.as_deref(), Some("work"));
        assert_eq!(found.host.as_deref(), Some("acme.test"));
        assert!(found.local);
        assert!(!flags(&words("wp get")).local);
    }
}
