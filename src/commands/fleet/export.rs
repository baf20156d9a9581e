//! `export`: the pools there are as a file.

use clap::{Args, ValueEnum};

use super::{cannot_observe, file};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::Pattern;
use crate::fleet::export::{ExportSet, fleet_file, terraform};
use crate::fleet::file::Fleet;
use crate::fleet::live_state::{self, ReadStateError};
use crate::fleet::resolve::ResolveErrors;
use crate::lookup::Directory;
use crate::runtime;
use crate::text_file::toml_reader::{Position, Spanned};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl export > fleet.toml
  prebuildctl export --project 'acme-*' > fleet.toml
  prebuildctl export --project acme-api --format terraform > pools.tf")]
pub(crate) struct ExportArgs {
    /// Only pools of these projects: a name, an id or a pattern such as 'acme-*' (can be repeated)
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// What to write
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "fleet")]
    format: Form,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A fleet file, for plan and drift
    Fleet,
    /// Resources and import blocks of the official Terraform provider
    Terraform,
}

impl ExportArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let scope = self.scope()?;
        let client = context.client()?;
        let exported = runtime::run(context, &client, async {
            let at = |value: &Pattern| Spanned { value: value.clone(), place: Position::default() };
            let scope = Some(scope.iter().map(at).collect());
            let fleet = Fleet { scope, pools: Vec::new() };
            let failed = |directory: &Directory, why| match why {
                ReadStateError::PoolSelector(unresolved) => not_named(&unresolved),
                why => cannot_observe(context, "--project", directory, why),
            };
            let names = live_state::names(&client, &fleet, &[]).await;
            let (directory, owned) = names.map_err(|why| failed(&Directory::default(), why))?;
            let observed = live_state::pools(&client, &owned.projects()).await;
            let observed = observed.map_err(|why| failed(&directory, why))?;
            Ok(ExportSet::of(&observed.pools, &directory))
        })?;
        let text = match self.format {
            Form::Fleet => fleet_file(&scope, &exported),
            Form::Terraform => terraform(&exported),
        };
        context.ui.write(text.as_bytes())?;
        context.ui.flush()?;
        for (address, sizes) in &exported.left_out {
            context.ui.warn(&format!("{address} is left out: its sizes {sizes} break the rules"));
        }
        Ok(ExitCode::Success)
    }

    /// The projects whose pools are written; all, where nobody says which.
    fn scope(&self) -> Result<Vec<Pattern>, CliError> {
        let (mut scope, mut wrong) = (Vec::new(), Vec::new());
        for word in &self.project {
            match Pattern::parse(word) {
                Ok(pattern) if scope.contains(&pattern) => {}
                Ok(pattern) => scope.push(pattern),
                Err(why) => wrong.push(format!("--project: {why}")),
            }
        }
        if self.project.is_empty() {
            scope.push(Pattern::all());
        }
        CliError::usage_errors_opt(wrong).map_or(Ok(scope), Err)
    }
}

/// The failure of words that name no project, or several.
fn not_named(unresolved: &ResolveErrors) -> CliError {
    let wrong = unresolved.faults.iter().map(|fault| format!("--project: {}", fault.text));
    file::not_named(CliError::usage_errors(wrong), unresolved)
}
