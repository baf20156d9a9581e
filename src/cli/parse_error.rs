//! What is wrong with a command line, in the words of this program instead of the parser's.

use std::error::Error as _;

use clap::Command;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::line::{Line, Rejection};
use crate::commands::help::topics;
use crate::error::{CliError, Hint};
use crate::keyword::did_you_mean;

/// Describes the error of a command line that no reflex explains.
pub(super) fn describe(root: &Command, line: &Line, error: &clap::Error) -> CliError {
    let argument = || argument(&text(error, ContextKind::InvalidArg));
    let value = || text(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument => {
            match Rejection::new(line, error) {
                Some(rejection) => unknown_word(root, line, &rejection),
                None => CliError::usage("invalid command line").hint(help(line)),
            }
        }
        ErrorKind::InvalidValue if value().is_empty() => missing_value(line, error),
        ErrorKind::InvalidValue => {
            let known = texts(error, ContextKind::ValidValue);
            let suggestion = did_you_mean(&value(), known.iter().map(String::as_str));
            let (argument, known) = (argument(), known.join(", "));
            CliError::usage(format!("{argument} {:?} is not one of {known}{suggestion}", value()))
        }
        ErrorKind::ValueValidation => {
            let reason =
                error.source().map_or_else(|| "is invalid".to_owned(), ToString::to_string);
            CliError::usage(format!("{} {:?} {reason}", argument(), value()))
        }
        ErrorKind::TooManyValues => CliError::usage(format!("{} takes no value", argument())),
        ErrorKind::ArgumentConflict => {
            let others = texts(error, ContextKind::PriorArg);
            let others: Vec<_> = others.iter().map(|other| self::argument(other)).collect();
            let others = others.join(" or ");
            CliError::usage(format!("{} cannot be used with {others}", argument()))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = texts(error, ContextKind::InvalidArg);
            let message = |name: &String| format!("{} is required", self::argument(name));
            CliError::usage_errors(missing.iter().map(message)).hint(help(line))
        }
        ErrorKind::MissingSubcommand => CliError::usage("a command is required").hint(help(line)),
        ErrorKind::InvalidUtf8 => CliError::usage("an argument is not valid UTF-8"),
        _ => CliError::usage("invalid command line").hint(help(line)),
    }
}

/// Checks words that name a command, for `help`.
///
/// # Errors
/// For the first word that names none, with a similar command or topic.
pub(super) fn require_command(root: &Command, words: &[String]) -> Result<(), CliError> {
    let (mut command, mut path) = (root, vec!["help"]);
    for word in words {
        if let Some(subcommand) = command.find_subcommand(word) {
            command = subcommand;
            path.push(subcommand.get_name());
            continue;
        }
        let is_root = path.len() == 1;
        let names = command.get_subcommands().flat_map(Command::get_name_and_visible_aliases);
        let mut names: Vec<&str> = names.collect();
        names.extend(topics().map(|(name, _)| name).filter(|_| is_root));
        let suggestion = did_you_mean(word, names);
        let kind = if is_root { "command or topic" } else { "command" };
        let message = if command.has_subcommands() {
            format!("unknown {kind} {word:?}{suggestion}")
        } else {
            format!("unexpected argument {word:?}")
        };
        return Err(CliError::usage(message).hint(Hint::from_arguments(path)));
    }
    Ok(())
}

/// What is said about a word that is no command, flag or argument.
pub(super) fn unknown(rejection: &Rejection) -> String {
    format!(
        "unknown {}",
        if rejection.is_flag() {
            format!("flag {}", rejection.word)
        } else {
            format!("command {:?}", rejection.word)
        }
    )
}

fn unknown_word(root: &Command, line: &Line, rejection: &Rejection) -> CliError {
    let (command, word) = (line.find(root), rejection.word.as_str());
    if rejection.is_flag() {
        let typed = &line.words[rejection.index];
        if typed[1..].starts_with(|letter: char| letter.is_ascii_digit())
            && let Some(flag) = line.flag_before(root, rejection.index)
        {
            return CliError::usage(format!("{flag} {typed:?} is negative"));
        }
        let flags = command.get_arguments().filter(|argument| !argument.is_hide_set());
        let flags: Vec<_> =
            flags.filter_map(|flag| Some(format!("--{}", flag.get_long()?))).collect();
        let suggestion = did_you_mean(word, flags.iter().map(String::as_str));
        return CliError::usage(format!("{}{suggestion}", unknown(rejection))).hint(help(line));
    }
    if !command.has_subcommands() {
        return CliError::usage(format!("unexpected argument {word:?}")).hint(help(line));
    }
    let names = command.get_subcommands().flat_map(Command::get_name_and_visible_aliases);
    let message = format!("{}{}", unknown(rejection), did_you_mean(word, names));
    CliError::usage(message).hint(help(line))
}

/// A flag is the last word, or a word that is no value follows it.
fn missing_value(line: &Line, error: &clap::Error) -> CliError {
    let flag = argument(&text(error, ContextKind::InvalidArg));
    let mut after = line.words.iter().skip_while(|word| **word != flag).skip(1);
    let next = after.next().and_then(|word| Some((word, word.strip_prefix('-')?)));
    if let Some((word, rest)) = next
        && rest.starts_with(|letter: char| letter.is_ascii_digit())
    {
        return CliError::usage(format!("{flag} {word:?} is negative"));
    }
    let known = texts(error, ContextKind::ValidValue).join(", ");
    let known = if known.is_empty() { known } else { format!(": one of {known}") };
    CliError::usage(format!("{flag} needs a value{known}")).hint(help(line))
}

/// The command that shows the help of the typed command.
fn help(line: &Line) -> Hint {
    let names = line.command.split(' ').filter(|name| !name.is_empty());
    Hint::from_arguments(names.chain(["--help"]))
}

/// `--class` for `--class <CLASS>`, `--listen` for `--listen [<ADDR>]`, and `POOL` for `<POOL>...`.
fn argument(name: &str) -> String {
    let flag = |end| name.split_once(end).map(|(flag, _)| flag);
    let name = flag(" <").or_else(|| flag(" [<")).unwrap_or(name);
    name.replace(['<', '>', '[', ']'], "").trim_end_matches("...").to_owned()
}

fn text(error: &clap::Error, kind: ContextKind) -> String {
    error.get(kind).map_or_else(String::new, ToString::to_string)
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::Command;

    use super::describe;
    use crate::cli::command::{command, command_for};
    use crate::cli::line::Line;

    /// Texts of the parser and of the standard library.
    const RAW: &[&str] = &[
        "invalid digit",
        "invalid float",
        "cannot parse",
        "too large to fit",
        "too small to fit",
        "is not in ",
        "for '--",
        "for '<",
        "tip:",
        "Usage:",
        "unexpected argument '",
        "unrecognized",
        "a value is required",
        "invalid value",
    ];

    fn root() -> Command {
        let mut root = command();
        root.build();
        root
    }

    fn message(root: &Command, words: &[&str], describe_for: fn(&[OsString]) -> Command) -> String {
        let args: Vec<OsString> =
            std::iter::once(&"prebuildctl").chain(words).map(Into::into).collect();
        let error = describe_for(&args).try_get_matches_from(&args).unwrap_err();
        let error = describe(root, &Line::new(root, &args), &error);
        [vec![error.message], error.other_messages, error.reasons].concat().join("\n")
    }

    /// Every command with its path.
    fn commands(command: &Command, path: &[String]) -> Vec<(Vec<String>, Command)> {
        let mut found = vec![(path.to_vec(), command.clone())];
        for subcommand in command.get_subcommands() {
            let path = [path, &[subcommand.get_name().to_owned()]].concat();
            found.extend(commands(subcommand, &path));
        }
        found
    }

    #[test]
    fn no_value_of_any_flag_gets_a_text_of_the_parser() {
        let root = root();
        let mut failed = Vec::new();
        for (path, command) in commands(&root, &[]) {
            let is_own = |flag: &&clap::Arg| path.is_empty() || !flag.is_global_set();
            for flag in command.get_arguments().filter(is_own) {
                let Some(long) = flag.get_long().map(|long| format!("--{long}")) else { continue };
                for value in
                    ["", "x y", "abc", "-1", "-5s", "0", "30%", "1e9", "99999999999999999999"]
                {
                    let mut words: Vec<_> = path.iter().map(String::as_str).collect();
                    // The last word makes the line invalid whatever the value.
                    words.extend([&*long, value, "--no-such-flag"]);
                    let message = message(&root, &words, command_for);
                    if RAW.iter().any(|raw| message.contains(raw)) {
                        failed.push(format!("{words:?}: {message}"));
                    }
                }
            }
        }
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }

    #[test]
    fn an_error_says_what_is_wanted() {
        let root = root();
        for (line, expected) in [
            ("wp list --limit 0", "--limit \"0\" is not a whole number of at least 1"),
            ("wp list --limit -1", "--limit \"-1\" is not a whole number of at least 1"),
            ("wp update a/b --min abc", "--min \"abc\" is not a whole number from 0 to 20"),
            (
                "apply --max-deletes 30%",
                "--max-deletes \"30%\" is not a whole number of at least 0",
            ),
            ("apply --concurrency 33", "--concurrency \"33\" is not a whole number from 1 to 32"),
            ("local serve --port 65536", "--port \"65536\" is not a whole number from 0 to 65535"),
            ("local serve --speed x", "--speed \"x\" is not a number such as 60 or 0.5"),
            ("wp wait a/b --timeout -5s", "--timeout \"-5s\" is negative"),
            ("wp list --project", "--project needs a value"),
            ("wp list --no-headers=1", "--no-headers takes no value"),
            (
                "wp list -o jsno",
                "--output \"jsno\" is not one of table, wide, json, jsonl, yaml, csv, tsv, markdown, \
                 name, id; did you mean \"json\"?",
            ),
            ("wp list --colunms a", "unknown flag --colunms; did you mean \"--columns\"?"),
            ("wp lst", "unknown command \"lst\"; did you mean \"list\"?"),
            ("wp list x", "unexpected argument \"x\""),
            ("wp get", "POOL is required"),
            ("--local", "a command is required"),
            ("wp list --local --host x", "--local cannot be used with --host"),
            ("completions x", "SHELL \"x\" is not one of bash, elvish, fish, powershell, zsh"),
        ] {
            let words: Vec<_> = line.split(' ').collect();
            assert_eq!(message(&root, &words, |_| command()), expected, "{line}");
        }
    }
}
