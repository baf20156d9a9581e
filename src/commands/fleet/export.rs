//! `export`: write existing pools as a file.

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use super::compare::Comparison;
use super::file;
use crate::commands::shared::name_patterns;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::evaluation::Evaluation;
use crate::fleet::export::ExportSet;
use crate::fleet::file::Fleet;
use crate::fleet::resolve::ResolveErrors;
use crate::lookup::Pattern;
use crate::runtime;
use crate::toml_reader::{Position, Spanned};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl export > fleet.toml
  prebuildctl export --project 'acme-*' > fleet.toml
  prebuildctl export --project acme-api --format terraform > pools.tf")]
pub(crate) struct ExportArgs {
    /// Only pools of these projects: names, ids or patterns such as 'acme-*', separated by commas
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// Output format
    #[arg(long, value_name = "FORMAT", value_enum, ignore_case = true, default_value = "fleet")]
    format: ExportFormat,
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
        let scope = self.scope()?;
        let client = context.client()?;
        let spanned =
            |value: &Pattern| Spanned { value: value.clone(), place: Position::default() };
        let scope_of_file = Some(scope.iter().map(spanned).collect());
        let fleet = Fleet { scope: scope_of_file, ..Fleet::default() };
        let evaluation = Evaluation::new(&fleet, Timestamp::now()).map_err(CliError::usage)?;
        let read = Comparison::read(context, &client, &evaluation, &[], resolve_error);
        let Comparison { directory, live, fleet } = runtime::run(context, &client, read)?;
        let pools = ExportSet::new(&live.pools, &directory);
        let text = match self.format {
            ExportFormat::Fleet => pools.fleet_file(&scope),
            ExportFormat::Terraform => pools.terraform(),
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

fn resolve_error(errors: &ResolveErrors) -> CliError {
    let messages = errors.errors.iter().map(|error| format!("--project: {}", error.text));
    file::with_exit_code(CliError::usage_errors(messages), errors)
}
