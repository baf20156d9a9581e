//! Parses the command line, or reports why it is invalid.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, ColorChoice};

use super::{Cli, command};
use crate::env::Env;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::Ui;

/// Parses the command line. Prints help and version itself and then returns `None`.
pub(crate) fn parse(args: &[OsString], ui: &Ui) -> Result<Option<Cli>, CliError> {
    let color = if ui.stdout_color() { ColorChoice::Always } else { ColorChoice::Never };
    let error = match matches(args, color).and_then(|matches| Cli::from_matches(&matches)) {
        Ok(cli) => return Ok(Some(cli)),
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
        _ => Err(usage_error(&error)),
    }
}

/// Describes the whole command line only for help and for errors.
fn matches(args: &[OsString], color: ColorChoice) -> Result<ArgMatches, clap::Error> {
    match command::command_for(args).try_get_matches_from(args) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => {
            command::command().color(color).try_get_matches_from(args)
        }
        result => result,
    }
}

/// The message of the parser, with its tips and the usage line as reasons.
fn usage_error(error: &clap::Error) -> CliError {
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let mut message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    let mut reasons = Vec::new();
    for line in lines {
        // A list of missing arguments belongs to the message before it.
        if message.ends_with(':') && reasons.is_empty() && !line.starts_with("Usage") {
            message = format!("{message} {line}");
        } else {
            reasons.push(line.to_owned());
        }
    }
    CliError { reasons, ..CliError::usage(message) }
}

/// Whether the command line or the environment asks for JSON, even if the command line is invalid.
pub(crate) fn wants_json(args: &[OsString], env: &Env) -> bool {
    let words: Vec<_> = args.iter().filter_map(|word| word.to_str()).collect();
    let is_json = |value: &str| matches!(value, "json" | "jsonl");
    let after = |flag: &str, value: &str| ["-o", "--output"].contains(&flag) && is_json(value);
    let by_flag = words.windows(2).any(|pair| after(pair[0], pair[1]))
        || words.iter().any(|word| {
            let value = word.strip_prefix("--output=").or_else(|| word.strip_prefix("-o"));
            value.is_some_and(|value| is_json(value.trim_start_matches('=')))
                || *word == "--jq"
                || word.starts_with("--jq=")
        });
    let other = words.iter().any(|word| word.starts_with("-o") || word.starts_with("--output"));
    let by_variable = env.var("PREBUILDCTL_OUTPUT").ok().flatten();
    by_flag || (!other && by_variable.is_some_and(|value| is_json(&value)))
}
