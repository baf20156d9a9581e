//! `local reset`: reset the data of the embedded API.

use std::path::{Path, PathBuf};

use clap::Args;

use super::status;
use crate::context::Context;
use crate::emulator::{self, Emulator};
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::runtime;
use crate::text_file;
use crate::text_file::diagnostics::failure;

#[derive(Debug, Args)]
#[command(after_help = "\
A seed is a TOML file. Tables refer to each other by name; ages count back from now. The page of the
guide about the embedded API (docs/guide/embedded-api.md) has the types, the defaults and an example.

  now                time at which the seed ends, in RFC 3339
  random-seed        number that determines the ids
  organization       name, tier
  user               name, email
  assumptions        claim, start-from-prebuild, start-cold, start-stopped, provision, restart,
                     archive-after, delete-after, usage-created-at, prebuild-usage
  [[runner]]         name, provider, kind, phase, region, capabilities, capacity
  [[class]]          name, runner, description, configuration, enabled
  [[project]]        name, repository, branch, classes, prebuilds, devcontainer-file-path,
                     automations-file-path
  prebuilds          enabled, classes, hour, timeout, jetbrains-warmup, log
  [[demand]]         project, class, days, time-zone, weekday, weekend, lifetime, by, bursts,
                     restarts, continues
  by                 users, automation
  bursts             at, count
  [[history]]        age, and one or more of the following
  create-pool, update-pool
                     project, class, min, max
  create-prebuild, create-environment
                     project, class
  fail-prebuilds, fail-instances
                     count, message

Examples:
  prebuildctl local reset
  prebuildctl local reset --seed seed.toml --local-data test.db")]
pub(crate) struct ResetArgs {
    /// Read the seed from this file
    #[arg(long, value_name = "FILE")]
    seed: Option<PathBuf>,

    /// Replace a file that is not a data file without confirmation; it is kept as FILE.bak
    #[arg(short, long)]
    yes: bool,
}

/// Many times the size of a seed with a thousand projects.
const MAX_SEED_BYTES: u64 = 4 * 1024 * 1024;

impl ResetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let seed = self.seed.as_deref().map(read_seed).transpose()?;
        let emulator = match context.try_open_local(None)? {
            Err(error) if error.is::<emulator::Unusable>() => self.replace(context, &error)?,
            opened => opened?,
        };
        let status = emulator.reset(seed.as_deref())?;
        status::show(context, &status, Some("reset the data"))
    }

    /// Moves a file that is not a data file away, and creates a new one.
    fn replace(&self, context: &Context, error: &anyhow::Error) -> Result<Emulator, CliError> {
        let path = context.local_data_path()?;
        if !self.yes {
            context.require_prompts("cannot ask for confirmation").map_err(|refused| {
                refused
                    .because(format!("{error:#}"))
                    .because("use --yes to replace it without confirmation; the file is kept")
            })?;
        }
        let reason = error.root_cause();
        let question = format!("{reason}; replace {} and keep the old file?", path.display());
        if !self.yes && !runtime::confirm(context, &question)? {
            return Err(CliError::new(ExitCode::Failed, "declined", "nothing was reset"));
        }
        let kept = emulator::set_aside(&path)?;
        context.ui.note(&format!("kept {} as {}", path.display(), kept.display()));
        context.open_local(None)
    }
}

fn read_seed(path: &Path) -> Result<String, CliError> {
    let text = text_file::read(path, MAX_SEED_BYTES).map_err(|error| error.into_failure(path))?;
    let name = path.display().to_string();
    emulator::check_seed(&text.content).map_err(|error| failure(&[name], &error.0))?;
    Ok(text.content)
}
