//! `plan`: what would have to be done so that what there is becomes what a file declares.

use std::path::{Path, PathBuf};

use clap::Args;

use super::file::{FileArgs, Source};
use super::{Compared, cannot_read, check, view};
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::plan_file::PlanFile;
use crate::fleet::warnings::{prebuilds, warnings};
use crate::output::json;
use crate::runtime;
use crate::text_file;

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

    /// Also delete pools that are in scope and not in the file
    #[arg(long)]
    prune: bool,

    /// Save the plan in this file, to be applied as it is; with --quiet it is not shown
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// End with 3 when there is something to change
    #[arg(long)]
    detailed_exitcode: bool,

    /// Only check the file, and ask nothing of the service
    #[arg(long, conflicts_with_all = ["prune", "out", "detailed_exitcode"])]
    offline: bool,
}

impl PlanArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let source = self.file.read(context)?;
        if self.offline {
            return check::show(context, &source);
        }
        let client = context.client()?;
        let made = runtime::run(context, &client, made(context, &client, &source, self.prune))?;
        if let Some(out) = &self.out {
            save(out, &made)?;
        }
        if self.out.is_none() || !context.ui.look().quiet {
            view::show(context, &made)?;
        }
        if self.detailed_exitcode && !made.plan.is_empty() {
            Ok(ExitCode::ChangesFound)
        } else {
            Ok(ExitCode::Success)
        }
    }
}

/// Makes a plan.
pub(super) async fn made(
    context: &Context,
    client: &Client,
    source: &Source,
    prune: bool,
) -> Result<PlanFile, CliError> {
    let identity = async {
        let identity = client.authenticated_identity().await;
        identity.map_err(|error| cannot_read(context, &error))
    };
    let compared = Compared::read(context, client, source, &[]);
    let (identity, compared) = tokio::try_join!(identity, compared)?;
    let mut plan = compared.plan(prune);
    let Compared { directory, observed, .. } = &compared;
    let prebuilds = prebuilds(client, &plan, directory).await;
    let prebuilds = prebuilds.map_err(|error| cannot_read(context, &error))?;
    plan.warnings = warnings(&plan, directory, &prebuilds, &observed.leaving, client.now());
    Ok(PlanFile {
        host: context.settings()?.host.value.to_string(),
        organization: identity.organization_id,
        file: source.name.clone(),
        plan,
    })
}

/// Saves a plan whole or not at all.
fn save(path: &Path, made: &PlanFile) -> Result<(), CliError> {
    let mut text = json::pretty(&json::to_vec(&made.json())?);
    text.push(b'\n');
    text_file::replace(path, &text).map_err(|error| {
        let message = format!("cannot save the plan in {}", path.display());
        CliError::local(message).because(error.to_string())
    })
}
