//! Parses the command line, or reports why it is invalid.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, ColorChoice};

use super::line::Line;
use super::{Cli, command, parse_error, reflex};
use crate::config::format::Format;
use crate::env::Env;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::keyword::Keyword as _;
use crate::output::Ui;

/// Parses the command line. Prints help and version itself and then returns `None`.
pub(crate) fn parse(args: &[OsString], ui: &Ui) -> Result<Option<Cli>, CliError> {
    let color = if ui.stdout_color() { ColorChoice::Always } else { ColorChoice::Never };
    let error = match matches(args, color).and_then(|matches| Cli::from_matches(&matches)) {
        Ok(cli) => match cli.help_of(args)? {
            Some(args) => return parse(&args, ui),
            None => return Ok(Some(cli)),
        },
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render();
            let text = if ui.stdout_color() { text.ansi().to_string() } else { text.to_string() };
            ui.write(text.as_bytes())?;
            Ok(None)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ui.eprint_raw(&error.render().to_string());
            Err(CliError::already_reported(ExitCode::Usage))
        }
        _ => {
            typed_tokens(args).for_each(|token| ui.redact(token));
            Err(usage_error(args, &error))
        }
    }
}

/// The words of an invalid command line that may be tokens: what follows `login`, which takes no
/// token, and the values of flags that do not exist but sound as if they did.
fn typed_tokens(args: &[OsString]) -> impl Iterator<Item = &str> {
    const FLAGS: [&str; 4] = ["--token", "--with-token", "--api-key", "--password"];
    let words = || args.iter().map(|word| word.to_str().unwrap_or_default());
    let login = words().position(|word| word == "login").unwrap_or(args.len());
    words().enumerate().filter_map(move |(index, word)| match word.split_once('=') {
        Some((flag, value)) if FLAGS.contains(&flag) || index > login => Some(value),
        _ if word.starts_with('-') => None,
        _ => {
            let before = words().nth(index.checked_sub(1)?)?;
            (index > login || FLAGS.contains(&before)).then_some(word)
        }
    })
}

/// Describes the whole command line only for help and for errors.
fn matches(args: &[OsString], color: ColorChoice) -> Result<ArgMatches, clap::Error> {
    match command::command_for(args).try_get_matches_from(args) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => {
            command::documented().color(color).try_get_matches_from(args)
        }
        result => result,
    }
}

/// The error of an invalid command line, without the texts of the parser.
fn usage_error(args: &[OsString], error: &clap::Error) -> CliError {
    let mut root = command::command();
    root.build();
    let line = Line::new(&root, args);
    reflex::answer(&root, &line, error)
        .unwrap_or_else(|| parse_error::describe(&root, &line, error))
}

/// Whether the command line or the environment asks for JSON, even if the command line is invalid.
pub(crate) fn wants_json(args: &[OsString], env: &Env) -> bool {
    let words: Vec<_> = args.iter().filter_map(|word| word.to_str()).collect();
    if words.iter().any(|word| *word == "--jq" || word.starts_with("--jq=")) {
        return true;
    }
    let value = |pair: &[&str]| match pair {
        ["-o" | "--output", value] => Some((*value).to_owned()),
        [word, _] => {
            let value = word.strip_prefix("--output=").or_else(|| word.strip_prefix("-o"))?;
            Some(value.trim_start_matches('=').to_owned())
        }
        _ => None,
    };
    let pairs: Vec<_> = words.iter().copied().chain([""]).collect();
    // As in a valid command line, the last flag counts, and a flag counts more than the variable.
    let by_flag = pairs.windows(2).filter_map(value).next_back();
    let format = by_flag.or_else(|| env.var("PREBUILDCTL_OUTPUT").ok().flatten());
    format.is_some_and(|format| Format::parse(&format).is_ok_and(Format::is_machine))
}
