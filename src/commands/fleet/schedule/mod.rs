//! `fleet schedule`: print what makes a scheduler apply a fleet file.

mod cron;
mod github;
mod kubernetes;
mod paths;
#[cfg(test)]
mod properties;
mod systemd;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::file::FileArgs;
use crate::config::Flags;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

/// What every schedule runs, after the name of the program.
const APPLY: [&str; 5] = ["apply", "--only", "update", "--yes", "-q"];

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl fleet schedule --format cron
  prebuildctl fleet schedule --format github > .github/workflows/warm-pools.yml
  prebuildctl fleet schedule --format systemd -f /etc/prebuildctl/fleet.toml
  prebuildctl fleet schedule --format kubernetes | kubectl apply -f -")]
pub(super) struct ScheduleArgs {
    #[command(flatten)]
    file: FileArgs,

    /// The scheduler
    #[arg(long, value_name = "FORMAT", value_enum, ignore_case = true)]
    format: ScheduleFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ScheduleFormat {
    /// An entry for a crontab
    Cron,
    /// A workflow for GitHub Actions
    Github,
    /// A systemd service and its timer
    Systemd,
    /// A Kubernetes CronJob
    Kubernetes,
}

impl ScheduleArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        if self.file.has_stdin() {
            return Err(CliError::usage("a schedule cannot read standard input")
                .because("name a fleet file or a folder with -f"));
        }
        self.check_flags(&context.flags)?;
        // A schedule of an invalid file would only fail later, where nobody looks.
        let files = self.file.read(context)?.paths;
        let command = self.command(&context.flags, &files)?;
        let text = match self.format {
            ScheduleFormat::Cron => cron::entry(&command),
            ScheduleFormat::Github => github::workflow(&command),
            ScheduleFormat::Systemd => systemd::units(&command),
            ScheduleFormat::Kubernetes => kubernetes::cron_job(&command),
        };
        context.ui.write(context.ui.sanitizer().exact_lines(&text).as_bytes())?;
        Ok(ExitCode::Success)
    }

    /// Rejects flags that would mean nothing where the schedule runs.
    fn check_flags(&self, flags: &Flags) -> Result<(), CliError> {
        let is_elsewhere = !self.format.is_on_this_machine();
        let rejected = [
            ("--token-stdin", flags.token_stdin),
            ("--token-file", flags.token_file.is_some() && is_elsewhere),
            ("--local", flags.local && is_elsewhere),
            ("--local-data", flags.local_data.is_some() && is_elsewhere),
        ];
        let rejected = rejected.into_iter().filter(|(_, is_rejected)| *is_rejected);
        let messages = rejected.map(|(flag, _)| {
            format!("{flag} cannot be used with fleet schedule --format {}", self.format.word())
        });
        CliError::usage_errors_opt(messages).map_or(Ok(()), |error| {
            Err(if is_elsewhere { error.because("the token comes from a secret") } else { error })
        })
    }

    /// The words of the command that the schedule runs, without quoting.
    fn command(&self, flags: &Flags, files: &[PathBuf]) -> Result<Vec<String>, CliError> {
        let mut words = vec![self.format.program()?];
        words.extend(APPLY.map(str::to_owned));
        let path = |path: &Option<PathBuf>| {
            path.as_deref().map(|path| self.format.place(path)).transpose()
        };
        for (flag, value) in [
            ("--profile", flags.profile.clone()),
            ("--config", path(&flags.config)?),
            ("--host", flags.host.clone()),
            ("--token-file", path(&flags.token_file)?),
            ("--local-data", path(&flags.local_data)?),
            ("--request-timeout", flags.request_timeout.clone()),
            ("--retries", flags.retries.clone()),
        ] {
            words.extend(value.into_iter().flat_map(|value| flag_words(flag, value)));
        }
        words.extend(flags.local.then(|| "--local".to_owned()));
        // A container has the files, elsewhere a folder stays one: files may be added to it.
        let named =
            if self.format == ScheduleFormat::Kubernetes { files } else { self.file.paths() };
        let placed = CliError::all(named.iter().map(|file| self.format.place(file)))?;
        if self.format == ScheduleFormat::Kubernetes {
            paths::require_distinct(&words, &placed)?;
        }
        words.extend(placed.into_iter().flat_map(|file| ["-f".to_owned(), file]));
        words.iter().try_for_each(|word| paths::require_one_line(word))?;
        Ok(words)
    }
}

impl ScheduleFormat {
    const fn word(self) -> &'static str {
        match self {
            Self::Cron => "cron",
            Self::Github => "github",
            Self::Systemd => "systemd",
            Self::Kubernetes => "kubernetes",
        }
    }

    /// Whether the schedule runs where it was printed.
    const fn is_on_this_machine(self) -> bool {
        matches!(self, Self::Cron | Self::Systemd)
    }

    fn program(self) -> Result<String, CliError> {
        if self.is_on_this_machine() { paths::this_program() } else { Ok("prebuildctl".to_owned()) }
    }

    /// The path of a file where the schedule runs.
    fn place(self, path: &Path) -> Result<String, CliError> {
        match self {
            Self::Cron | Self::Systemd => paths::absolute(path),
            Self::Github => paths::in_repository(path),
            Self::Kubernetes => paths::in_container(path),
        }
    }
}

/// A flag with its value, which may start with a hyphen.
fn flag_words(flag: &str, value: String) -> Vec<String> {
    if value.starts_with('-') {
        vec![format!("{flag}={value}")]
    } else {
        vec![flag.to_owned(), value]
    }
}
