//! A command line that is still being typed.

use std::ffi::{OsStr, OsString};

use clap::{ArgMatches, Command, FromArgMatches as _};

use super::{GlobalArgs, command};
use crate::config::Flags;

/// What the last of the words is a value of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CompletionTarget {
    /// The argument, such as `profile`.
    pub(crate) argument: String,
    /// What its help calls a value, such as `PROJECT`.
    pub(crate) value: String,
}

/// A word that nobody types.
const PLACEHOLDER: &str = "\u{1}";

/// What a value in the place of the last of these words would be; `None` where it would be none.
/// The name of the program stands first.
pub(crate) fn place(words: &[OsString]) -> Option<CompletionTarget> {
    let (last, before) = words.split_last()?;
    let marked = marked(last)?;
    let (command, matches) = read(before.iter().cloned().chain([marked]))?;
    let (mut command, mut matches) = (&command, &matches);
    loop {
        if let Some(place) = of_mark(command, matches) {
            return Some(place);
        }
        let (name, below) = matches.subcommand()?;
        (command, matches) = (command.find_subcommand(name)?, below);
    }
}

/// The global flags among these words.
pub(crate) fn flags(words: &[OsString]) -> Flags {
    let read = read(words.iter().cloned());
    let global = read.and_then(|(_, matches)| GlobalArgs::from_arg_matches(&matches).ok());
    global.as_ref().map(GlobalArgs::flags).unwrap_or_default()
}

/// The word with the mark as its value; a flag has one only behind `=`.
fn marked(word: &OsStr) -> Option<OsString> {
    let text = word.to_string_lossy();
    match text.split_once('=') {
        Some((flag, _)) if flag.starts_with("--") => Some(format!("{flag}={PLACEHOLDER}").into()),
        _ if text.starts_with('-') => None,
        _ => Some(PLACEHOLDER.into()),
    }
}

/// What the parser makes of the words, though some are missing, and the command line as it
/// described it to itself on the way.
fn read(words: impl Iterator<Item = OsString>) -> Option<(Command, ArgMatches)> {
    let mut command = command::command().ignore_errors(true);
    let matches = command.try_get_matches_from_mut(words).ok()?;
    Some((command, matches))
}

/// The argument of this command that was given the mark.
fn of_mark(command: &Command, matches: &ArgMatches) -> Option<CompletionTarget> {
    let is_marked = |id: &str| {
        let values = matches.try_get_raw(id).ok().flatten();
        values.is_some_and(|mut values| values.any(|value| value == PLACEHOLDER))
    };
    let argument =
        command.get_arguments().find(|argument| is_marked(argument.get_id().as_str()))?;
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
        place(&words(line)).map(|place| place.value)
    }

    #[test]
    fn the_value_at_the_end_is_known_in_unfinished_lines() {
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
            ("class get ", Some("CLASS")),
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
        assert_eq!(place(&words("--profile ")).unwrap().argument, "profile");
        assert_eq!(place(&[]), None);
    }

    #[test]
    fn the_flags_before_the_end_are_heeded() {
        let found = flags(&words("--local wp create --profile work --host=acme.test --class"));
        assert_eq!(found.profile.as_deref(), Some("work"));
        assert_eq!(found.host.as_deref(), Some("acme.test"));
        assert!(found.local);
        assert!(!flags(&words("wp get")).local);
    }
}
