//! Which output formats each command can print. A format that was typed is never ignored.

use clap::ArgMatches;

use crate::commands::shared::all_profiles::AllProfiles;
use crate::config::format::Format;
use crate::error::CliError;
use crate::keyword::Keyword as _;

/// The formats of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutputSupport {
    /// Records in columns: every format.
    Records,
    /// Records of several profiles, which are not typed alone.
    ProfileRecords,
    /// Records without an end.
    Changes,
    /// A line or an object for each event, without an end.
    Lines,
    /// One value: sentences, or JSON or YAML.
    Value,
    /// One text.
    Text,
}

use OutputSupport::{Changes, Lines, ProfileRecords, Records, Text, Value};

/// The support of each command, by its path.
const COMMANDS: &[(&str, OutputSupport)] = &[
    ("warm-pool create", Records),
    ("warm-pool list", Records),
    ("warm-pool get", Records),
    ("warm-pool update", Records),
    ("warm-pool delete", Records),
    ("warm-pool wait", Records),
    ("warm-pool watch", Changes),
    ("warm-pool explain", Value),
    ("warm-pool history", Records),
    ("warm-pool stats", Records),
    ("warm-pool advise", Records),
    ("prebuild list", Records),
    ("prebuild get", Records),
    ("prebuild trigger", Records),
    ("prebuild wait", Records),
    ("prebuild cancel", Records),
    ("prebuild logs", Text),
    ("prebuild delete", Records),
    ("project list", Records),
    ("project get", Records),
    ("project prebuilds", Records),
    ("class list", Records),
    ("class get", Records),
    ("runner list", Records),
    ("runner get", Records),
    ("plan", Records),
    ("apply", Records),
    ("drift", Records),
    ("export", Text),
    ("fleet check", Value),
    ("fleet schedule", Text),
    ("fleet show", Records),
    ("metrics", Text),
    ("auth login", Value),
    ("auth status", Value),
    ("auth logout", Value),
    ("local serve", Value),
    ("local status", Value),
    ("local advance", Value),
    ("local fault", Value),
    ("local reset", Value),
    ("local compare", Records),
    ("config path", Value),
    ("config list", Records),
    ("config get", Value),
    ("config set", Value),
    ("config unset", Value),
    ("api", Value),
    ("completions", Text),
    ("help", Text),
    ("man", Text),
    ("version", Value),
];

/// The formats of `--jq`.
const OF_FILTER: &[Format] = &[Format::Json, Format::Jsonl];

/// What a command line can print.
#[derive(Clone, Debug)]
pub(super) struct Output {
    command: String,
    support: OutputSupport,
}

/// The formats that a command can print without flags that change them.
pub(super) fn formats(command: &str) -> &'static [Format] {
    let declared = COMMANDS.iter().find(|(path, _)| *path == command);
    declared.map_or(Records, |(_, support)| *support).formats()
}

impl Output {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        let (mut names, mut leaf) = (Vec::new(), matches);
        while let Some((name, subcommand)) = leaf.subcommand() {
            names.push(name);
            leaf = subcommand;
        }
        let mut command = names.join(" ");
        let has_flag = |name| matches!(leaf.try_get_one(name), Ok(Some(true)));
        let declared = COMMANDS.iter().find(|(path, _)| *path == command);
        let is_of_all_profiles = has_flag(AllProfiles::ID);
        let support = if has_flag("dry_run") {
            // A dry run prints the request.
            Value
        } else if is_of_all_profiles {
            command.push_str(" --all-profiles");
            ProfileRecords
        } else if has_flag("follow") {
            Lines
        } else {
            declared.map_or(Records, |(_, support)| *support)
        };
        Self { command, support }
    }

    /// Whether the command runs once for each profile.
    pub(super) fn is_of_all_profiles(&self) -> bool {
        self.support == ProfileRecords
    }

    pub(super) fn supports(&self, format: Format) -> bool {
        self.support.formats().contains(&format)
    }

    /// Checks what was typed, before anything is read.
    ///
    /// # Errors
    /// For a format that the command, or `--jq` if there is one, cannot print.
    pub(super) fn check(&self, format: Option<Format>, has_filter: bool) -> Result<(), CliError> {
        let command = &self.command;
        if has_filter && !self.supports(Format::Json) {
            return Err(CliError::usage(format!("{command} does not support --jq")));
        }
        let Some(format) = format else { return Ok(()) };
        let (subject, formats) = if has_filter && !OF_FILTER.contains(&format) {
            ("--jq", OF_FILTER)
        } else if self.supports(format) {
            return Ok(());
        } else {
            (command.as_str(), self.support.formats())
        };
        let formats: Vec<_> = formats.iter().map(|format| format.word()).collect();
        let message = format!("{subject} does not support -o {}", format.word());
        Err(CliError::usage(message).because(format!("supported: {}", formats.join(", "))))
    }
}

impl OutputSupport {
    const fn formats(self) -> &'static [Format] {
        use Format::{Csv, Id, Json, Jsonl, Markdown, Name, Table, Tsv, Wide, Yaml};
        match self {
            Records => &[Table, Wide, Json, Jsonl, Yaml, Csv, Tsv, Markdown, Name, Id],
            ProfileRecords => &[Table, Wide, Json, Jsonl, Yaml, Csv, Tsv, Markdown],
            Changes => &[Table, Wide, Json, Jsonl, Csv, Tsv, Name, Id],
            Lines => &[Table, Json, Jsonl],
            Value => &[Table, Wide, Json, Jsonl, Yaml],
            Text => &[Table],
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::*;
    use crate::cli::command::command;

    fn leaves(command: &Command, path: &str, found: &mut Vec<String>) {
        for subcommand in command.get_subcommands() {
            let path = format!("{path} {}", subcommand.get_name()).trim().to_owned();
            if subcommand.has_subcommands() {
                leaves(subcommand, &path, found);
            } else {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_command_declares_its_formats() {
        let mut found = Vec::new();
        leaves(&command(), "", &mut found);
        found.sort();
        let mut declared: Vec<_> = COMMANDS.iter().map(|(path, _)| (*path).to_owned()).collect();
        declared.sort();
        assert_eq!(found, declared);
    }

    #[test]
    fn what_was_typed_is_never_ignored() {
        for (command, support) in COMMANDS {
            let output = Output { command: (*command).to_owned(), support: *support };
            for (word, format) in Format::ALL {
                let result = output.check(Some(*format), false);
                assert_eq!(result.is_ok(), support.formats().contains(format), "{command} {word}");
                if let Err(error) = result {
                    let message = format!("{command} does not support -o {word}");
                    assert_eq!((error.exit.code(), error.message), (2, message));
                }
                let with_filter = output.check(Some(*format), true).is_ok();
                assert_eq!(with_filter, *support != Text && OF_FILTER.contains(format));
            }
            assert_eq!(output.check(None, true).is_ok(), *support != Text, "{command} --jq");
            assert!(output.check(None, false).is_ok() && output.supports(Format::Table));
        }
    }
}
