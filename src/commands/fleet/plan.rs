//! `plan`: show what `apply` would change.

use std::path::{Path, PathBuf};

use clap::Args;

use super::compare::{Comparison, read_error};
use super::file::{FileArgs, FleetFile};
use super::{check, view};
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::plan::ChangeJson;
use crate::fleet::plan_file::PlanFile;
use crate::fleet::warnings::{read_prebuilds, warnings};
use crate::output::json;
use crate::runtime;
use crate::text_file::{self, Creation};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl export --project 'acme-*' > fleet.toml
  prebuildctl plan
  prebuildctl plan -f fleet.toml --prune --detailed-exitcode
  prebuildctl plan --jq '.changes[] | select(.action != \"none\") | .address'
  prebuildctl plan --out plan.json")]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    file: FileArgs,

    /// Also delete pools that are in scope but not in the file
    #[arg(long)]
    prune: bool,

    /// Save the plan for apply; - writes it to stdout; with --quiet it is not printed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Exit with 3 if there are changes
    #[arg(long)]
    detailed_exitcode: bool,

    /// Only validate the file; works offline
    #[arg(long, conflicts_with_all = ["prune", "out", "detailed_exitcode"])]
    offline: bool,
}

impl PlanArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        if let Some(out) = &self.out {
            self.file.require_other(out)?;
        }
        let file = self.file.read(context)?;
        if self.offline {
            return check::report(context, &file);
        }
        // An unknown column is an error before anything is called.
        context.ui.record_list::<ChangeJson>()?;
        let client = context.client()?;
        let plan =
            runtime::run(context, &client, create_plan(context, &client, &file, self.prune))?;
        match &self.out {
            Some(out) if is_stdout(out) => context.ui.write(&file_text(&plan)?)?,
            out => {
                out.iter().try_for_each(|out| save(out, &plan))?;
                if out.is_none() || !context.ui.options().quiet {
                    view::print_plan(context, &plan)?;
                }
            }
        }
        if self.detailed_exitcode && !plan.plan.is_empty() {
            Ok(ExitCode::ChangesFound)
        } else {
            Ok(ExitCode::Success)
        }
    }
}

pub(super) async fn create_plan(
    context: &Context,
    client: &Client,
    file: &FleetFile,
    prune: bool,
) -> Result<PlanFile, CliError> {
    let identity = async {
        let identity = client.authenticated_identity().await;
        identity.map_err(|error| read_error(context, &error))
    };
    let resolve_error = |errors: &_| file.resolve_error(context, errors);
    let comparison = Comparison::read(context, client, &file.fleet, &[], resolve_error);
    let (identity, comparison) = tokio::try_join!(identity, comparison)?;
    let mut plan = comparison.plan(prune);
    let Comparison { directory, live, .. } = &comparison;
    let prebuilds = read_prebuilds(client, &plan, directory).await;
    let prebuilds = prebuilds.map_err(|error| read_error(context, &error))?;
    let command = |hint: &_| context.ui.command(hint);
    plan.warnings = warnings(&plan, directory, &prebuilds, &live.deleting, client.now(), command);
    Ok(PlanFile {
        host: context.settings()?.host.value.to_string(),
        organization_id: identity.organization_id,
        file: file.name.clone(),
        plan,
    })
}

fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The text of a saved plan.
fn file_text(plan: &PlanFile) -> Result<Vec<u8>, CliError> {
    let mut text = json::pretty(&json::to_vec(&plan.json())?);
    text.push(b'\n');
    Ok(text)
}

fn save(path: &Path, plan: &PlanFile) -> Result<(), CliError> {
    text_file::write(path, &file_text(plan)?, Creation::Private).map_err(|error| {
        let message = format!("cannot save the plan in {}", path.display());
        CliError::local(message).because(error.to_string())
    })
}
