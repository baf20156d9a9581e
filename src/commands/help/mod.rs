//! `help`: the help of commands, and topics that concern several commands.

use std::fmt::Write as _;

use clap::{Args, Command};

use crate::context::Context;
use crate::error::CliError;
use crate::exit::{ExitCode, TABLE};

#[cfg(test)]
mod tests;

#[derive(Debug, Args)]
#[command(
    after_help = format!("Examples:\n  prebuildctl help warm-pool create\n  prebuildctl help names\n\n{}", topic_list())
)]
pub(crate) struct HelpArgs {
    /// A command, or a topic
    #[arg(value_name = "COMMAND|TOPIC")]
    words: Vec<String>,
}

/// What concerns several commands.
struct Topic {
    name: &'static str,
    /// One line, for the list of topics.
    about: &'static str,
    text: Text,
}

#[derive(Clone, Copy)]
enum Text {
    /// A text of at most 80 columns.
    Fixed(&'static str),
    ExitCodes,
    Options,
}

/// Also the section ENVIRONMENT of the manual.
pub(crate) const ENVIRONMENT: &str = include_str!("environment.txt");
/// The section FILES of the manual.
pub(crate) const FILES: &str = include_str!("files.txt");

const TOPICS: &[Topic] = &[
    topic("environment", "Environment variables", Text::Fixed(ENVIRONMENT)),
    topic("exit-codes", "Exit codes and their causes", Text::ExitCodes),
    topic("fleet-file", "The format of fleet files", Text::Fixed(include_str!("fleet-file.txt"))),
    topic("jq", "Filters of --jq", Text::Fixed(include_str!("jq.txt"))),
    topic("names", "How to name pools and projects", Text::Fixed(include_str!("names.txt"))),
    topic("options", "The options of every command", Text::Options),
];

const fn topic(name: &'static str, about: &'static str, text: Text) -> Topic {
    Topic { name, about, text }
}

/// The widest text that is printed where stdout is not a terminal.
const MAX_WIDTH: usize = 80;
/// Of a terminal; longer lines are hard to read.
const MAX_TERMINAL_WIDTH: usize = 100;

impl HelpArgs {
    /// The words of the command whose help is requested; `None` for a topic.
    ///
    /// # Errors
    /// A word after a topic.
    pub(crate) fn command(&self) -> Result<Option<&[String]>, CliError> {
        match self.words.as_slice() {
            [word, rest @ ..] if find(word).is_some() => match rest.first() {
                Some(extra) => Err(CliError::usage(format!("unexpected argument {extra:?}"))),
                None => Ok(None),
            },
            words => Ok(Some(words)),
        }
    }

    /// Prints a topic; `global` has the options of every command.
    pub(crate) fn run(self, context: &Context, global: Command) -> Result<ExitCode, CliError> {
        let topic = self.words.first().and_then(|word| find(word));
        let width = context.ui.terminal().width;
        let width = width.map_or(MAX_WIDTH, |width| width.min(MAX_TERMINAL_WIDTH));
        let text = match topic.map(|topic| topic.text) {
            Some(Text::Fixed(text)) => text.to_owned(),
            Some(Text::ExitCodes) => exit_codes(width),
            Some(Text::Options) => options(global.term_width(width)),
            None => String::new(),
        };
        context.ui.write(text.as_bytes())?;
        Ok(ExitCode::Success)
    }
}

fn find(word: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.name.eq_ignore_ascii_case(word))
}

/// The names of the topics, and a line about each.
pub(crate) fn topics<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
    TOPICS.iter().map(|topic| (topic.name, topic.about))
}

/// The topics, for the end of a help page.
pub(crate) fn topic_list() -> String {
    let mut text = "Topics, for prebuildctl help TOPIC:\n".to_owned();
    for Topic { name, about, .. } in TOPICS {
        let _ = writeln!(text, "  {name:<11}  {about}");
    }
    text
}

/// The exit codes, of which each begins a line.
pub(crate) fn exit_codes(width: usize) -> String {
    const INDENT: usize = 7;
    let mut text = String::new();
    for row in TABLE {
        let meaning = match row.causes {
            "" => row.meaning.to_owned(),
            causes => format!("{} ({causes})", row.meaning),
        };
        let _ = write!(text, "  {:>3} ", row.exit.code());
        let mut column = INDENT - 1;
        for word in meaning.split(' ') {
            if column + 1 + word.len() > width && column >= INDENT {
                let _ = write!(text, "\n{:INDENT$}", "");
                column = INDENT - 1;
            } else {
                text.push(' ');
            }
            text.push_str(word);
            column += 1 + word.len();
        }
        text.push('\n');
    }
    text
}

/// The options of every command, without the rest of the help.
fn options(global: Command) -> String {
    let mut command = global.help_template("{options}\n").after_help("").after_long_help("");
    command.render_help().to_string()
}
