//! `man`: the manual pages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Command};

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::text_file::{self, Creation};

mod page;

use page::{name, page};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl man | man -l -
  prebuildctl man --out ~/.local/share/man/man1")]
pub(crate) struct ManArgs {
    /// Write a page for each command to this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl ManArgs {
    pub(crate) fn run(self, context: &Context, mut command: Command) -> Result<ExitCode, CliError> {
        command.build();
        match self.out {
            None => context.ui.write(&page(&command, None)?)?,
            Some(folder) => {
                fs::create_dir_all(&folder)
                    .with_context(|| format!("cannot create the folder {}", folder.display()))?;
                write_pages(&command, None, &folder)?;
            }
        }
        Ok(ExitCode::Success)
    }
}

/// Writes the pages of a command and of its subcommands.
fn write_pages(
    command: &Command,
    parent: Option<&Command>,
    folder: &Path,
) -> Result<(), anyhow::Error> {
    let file = folder.join(format!("{}.1", name(command)));
    text_file::write(&file, &page(command, parent)?, Creation::Shared)
        .with_context(|| format!("cannot write {}", file.display()))?;
    let mut subcommands = command.get_subcommands();
    subcommands.try_for_each(|subcommand| write_pages(subcommand, Some(command), folder))
}
