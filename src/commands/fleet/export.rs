//! `export`: write existing pools as a file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::compare::{Comparison, read_error};
use super::file::{self, FileArgs, FleetFile};
use crate::api::Client;
use crate::commands::shared::name_patterns;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::evaluation::Evaluation;
use crate::fleet::export::{ExportSet, WindowBounds};
use crate::fleet::file::Fleet;
use crate::fleet::live_state;
use crate::fleet::resolve::ResolveErrors;
use crate::lookup::Pattern;
use crate::runtime;
use crate::toml_reader::{Position, Spanned};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl export > fleet.toml
  prebuildctl export --project 'acme-*' > fleet.toml
  prebuildctl export --project acme-api --format terraform > pools.tf
  prebuildctl export --format terraform -f fleet.toml > pools.tf")]
pub(crate) struct ExportArgs {
    /// Only pools of these projects: names, ids or patterns such as 'acme-*', separated by commas
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// Output format
    #[arg(long, value_name = "FORMAT", value_enum, ignore_case = true, default_value = "fleet")]
    format: ExportFormat,

    /// With --format terraform: a fleet file whose windows Terraform must not fight (can be repeated)
    #[arg(short, long, value_name = "FILE")]
    file: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ExportFormat {
    /// A fleet file
    Fleet,
    /// Resources and import blocks for the official Terraform provider
    Terraform,
}

impl ExportArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (scope, windows) = CliError::both(self.scope(), self.fleet_file(context))?;
        let client = context.client()?;
        let spanned =
            |value: &Pattern| Spanned { value: value.clone(), place: Position::default() };
        let scope_of_file = Some(scope.iter().map(spanned).collect());
        let fleet = Fleet { scope: scope_of_file, ..Fleet::default() };
        let evaluation = Evaluation::new(&fleet, Timestamp::now()).map_err(CliError::usage)?;
        let read = Comparison::read(context, &client, &evaluation, &[], resolve_error);
        let read = async {
            let windows = read_windows(context, &client, windows.as_ref());
            tokio::try_join!(read, windows)
        };
        let (comparison, windows) = runtime::run(context, &client, read)?;
        let Comparison { directory, live, fleet, .. } = comparison;
        let pools = ExportSet::new(&live.pools, &directory);
        let text = match self.format {
            ExportFormat::Fleet => pools.fleet_file(&scope),
            ExportFormat::Terraform => pools.terraform(&windows),
        };
        context.ui.write(context.ui.sanitizer().exact_lines(&text).as_bytes())?;
        context.ui.flush()?;
        for pattern in &fleet.unmatched {
            let pattern = file::unmatched(&pattern.value.to_string());
            context.ui.warn(&format!("--project: {pattern}"));
        }
        for (address, sizes) in &pools.skipped {
            context.ui.warn(&format!("skipped {address}: its size {sizes} is invalid"));
        }
        Ok(ExitCode::Success)
    }

    /// The fleet file, if there is one.
    fn fleet_file(&self, context: &Context) -> Result<Option<FleetFile>, CliError> {
        if self.file.is_empty() {
            return Ok(None);
        }
        if self.format != ExportFormat::Terraform {
            return Err(CliError::usage("-f can only be used with --format terraform")
                .because("an exported fleet file has no windows: the service knows none"));
        }
        FileArgs::new(self.file.clone()).read(context).map(Some)
    }

    /// The projects to export; all by default.
    fn scope(&self) -> Result<Vec<Pattern>, CliError> {
        if self.project.is_empty() {
            return Ok(vec![Pattern::all()]);
        }
        let mut scope = Vec::new();
        for pattern in name_patterns::parse("--project", &self.project)? {
            if !scope.contains(&pattern) {
                scope.push(pattern);
            }
        }
        Ok(scope)
    }
}

/// The bounds that the windows of a fleet file change.
async fn read_windows(
    context: &Context,
    client: &Client,
    file: Option<&FleetFile>,
) -> Result<WindowBounds, CliError> {
    let Some(file) = file else { return Ok(WindowBounds::default()) };
    let evaluation = file.evaluate(Timestamp::now())?;
    let names = live_state::resolve_names(client, &evaluation, &[]).await;
    let (_, resolved) = names.map_err(|error| read_error(context, &error))?;
    let resolved = resolved.map_err(|errors| file.resolve_error(context, &errors))?;
    Ok(WindowBounds::new(&file.fleet, &resolved))
}

fn resolve_error(errors: &ResolveErrors) -> CliError {
    let messages = errors.errors.iter().map(|error| format!("--project: {}", error.text));
    file::with_exit_code(CliError::usage_errors(messages), errors)
}
