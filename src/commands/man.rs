//! `man`: the manual pages.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args, Command};
use clap_mangen::Man;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::text_file::{self, Creation};

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
            None => context.ui.write(&page(&command)?)?,
            Some(folder) => {
                fs::create_dir_all(&folder)
                    .with_context(|| format!("cannot create the folder {}", folder.display()))?;
                write_pages(&command, &folder)?;
            }
        }
        Ok(ExitCode::Success)
    }
}

fn page(command: &Command) -> Result<Vec<u8>, anyhow::Error> {
    let mut page = Vec::new();
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    Man::new(command.clone()).title(name).render(&mut page).context("cannot render a page")?;
    Ok(page)
}

/// Writes the pages of a command and of its subcommands.
fn write_pages(command: &Command, folder: &Path) -> Result<(), anyhow::Error> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let file = folder.join(format!("{name}.1"));
    text_file::write(&file, &page(command)?, Creation::Shared)
        .with_context(|| format!("cannot write {}", file.display()))?;
    command.get_subcommands().try_for_each(|subcommand| write_pages(subcommand, folder))
}
