//! From typed words to a command, or to words about what is wrong with them.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{ArgMatches, ColorChoice};

use super::{Cli, command};
use crate::env::Env;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::Ui;

/// Reads the command line. Help and version are shown here; then there is no command to run.
///
/// # Errors
/// What is wrong with the words, as a usage failure.
pub(crate) fn parse(args: &[OsString], ui: &Ui) -> Result<Option<Cli>, CliError> {
    let color = if ui.stdout_color() { ColorChoice::Always } else { ColorChoice::Never };
    match matches(args, color).and_then(|matches| Cli::from_matches(&matches)) {
        Ok(cli) => Ok(Some(cli)),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                let text = error.render();
                let text =
                    if ui.stdout_color() { text.ansi().to_string() } else { text.to_string() };
                ui.write(text.as_bytes())?;
                Ok(None)
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                ui.eprint_raw(&error.render().to_string());
                Err(CliError::already_reported(ExitCode::Usage))
            }
            _ => Err(failure(&error)),
        },
    }
}

/// What the words mean to the parser. All of the command line is described only to tell what is
/// wrong with them, or to help.
fn matches(args: &[OsString], color: ColorChoice) -> Result<ArgMatches, clap::Error> {
    match command::command_for(args).try_get_matches_from(args) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => {
            command::command().color(color).try_get_matches_from(args)
        }
        understood => understood,
    }
}

/// The parser's words as a failure: what is wrong, then its tips and the usage line.
fn failure(error: &clap::Error) -> CliError {
    let text = error.render().to_string();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let mut message = first.strip_prefix("error: ").unwrap_or(first).to_owned();
    let mut failure = CliError::usage("");
    for line in lines {
        // A list of what is missing belongs to the message it follows.
        if message.ends_with(':') && failure.reasons.is_empty() && !line.starts_with("Usage") {
            message = format!("{message} {line}");
        } else {
            failure.reasons.push(line.to_owned());
        }
    }
    CliError { message, ..failure }
}

/// Whether the words ask for JSON, told before it is known whether they are right.
pub(crate) fn wants_json(args: &[OsString], env: &Env) -> bool {
    let words: Vec<_> = args.iter().filter_map(|word| word.to_str()).collect();
    let is_json = |value: &str| matches!(value, "json" | "jsonl");
    let after = |flag: &str, value: &str| ["-o", "--output"].contains(&flag) && is_json(value);
    let typed = words.windows(2).any(|pair| after(pair[0], pair[1]))
        || words.iter().any(|word| {
            let value = word.strip_prefix("--output=").or_else(|| word.strip_prefix("-o"));
            value.is_some_and(|value| is_json(value.trim_start_matches('=')))
                || *word == "--jq"
                || word.starts_with("--jq=")
        });
    let other = words.iter().any(|word| word.starts_with("-o") || word.starts_with("--output"));
    let set = env.var("PREBUILDCTL_OUTPUT").ok().flatten();
    typed || (!other && set.is_some_and(|value| is_json(&value)))
}
