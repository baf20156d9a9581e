//! `help`: the help of commands, and topics that concern several commands.

use std::fmt::Write as _;

use clap::{Args, Command};

use crate::context::Context;
use crate::error::CliError;
use crate::exit::{ExitCode, TABLE};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl help warm-pool create
  prebuildctl help names")]
pub(crate) struct HelpArgs {
    /// A command, or a topic: environment, exit-codes, fleet-file, jq, names, options
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,
}

/// What a topic prints.
#[derive(Clone, Copy)]
enum Topic {
    Text(&'static str),
    ExitCodes,
    Options,
}

const TOPICS: &[(&str, Topic)] = &[
    ("environment", Topic::Text(include_str!("environment.txt"))),
    ("exit-codes", Topic::ExitCodes),
    ("fleet-file", Topic::Text(include_str!("fleet-file.txt"))),
    ("jq", Topic::Text(include_str!("jq.txt"))),
    ("names", Topic::Text(include_str!("names.txt"))),
    ("options", Topic::Options),
];

impl HelpArgs {
    /// The words of the command whose help is requested; `None` for a topic.
    pub(crate) fn command(&self) -> Option<&[String]> {
        self.topic().is_none().then_some(&self.words)
    }

    fn topic(&self) -> Option<Topic> {
        let [word] = self.words.as_slice() else { return None };
        let mut topics = TOPICS.iter();
        topics.find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, topic)| *topic)
    }

    /// Prints a topic; `global` has the options of every command.
    pub(crate) fn run(self, context: &Context, global: Command) -> Result<ExitCode, CliError> {
        let text = match self.topic() {
            Some(Topic::Text(text)) => text.to_owned(),
            Some(Topic::ExitCodes) => exit_codes(),
            Some(Topic::Options) => options(global),
            None => String::new(),
        };
        context.ui.write(text.as_bytes())?;
        Ok(ExitCode::Success)
    }
}

/// One line for each exit code.
pub(crate) fn exit_codes() -> String {
    let mut text = String::new();
    for row in TABLE {
        let _ = write!(text, "  {:>3}  {}", row.exit.code(), row.meaning);
        let _ = match row.causes {
            "" => writeln!(text),
            causes => writeln!(text, " ({causes})"),
        };
    }
    text
}

/// The options of every command, without the rest of the help.
fn options(global: Command) -> String {
    let mut command = global.help_template("{options}\n").after_help("").after_long_help("");
    command.render_help().to_string()
}
