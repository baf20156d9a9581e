//! `plan`: show what `apply` would change.

use std::path::PathBuf;

use clap::Args;
use jiff::Timestamp;

use super::at_arg::AtArgs;
use super::clock_text::ClockText;
use super::compare::{Comparison, read_error};
use super::file::{FileArgs, FleetFile};
use super::{check, clock_check, saved_plan, view};
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::action_filter::ActionFilter;
use crate::fleet::live_state::LiveState;
use crate::fleet::plan::{ActionKind, ChangeJson, Plan};
use crate::fleet::plan_file::PlanFile;
use crate::fleet::schedule::time::minutes;
use crate::fleet::schedule::zone::Zone;
use crate::fleet::warnings::{read_prebuilds, warnings};
use crate::lookup::{Directory, Pattern};
use crate::runtime;
use crate::toml_reader::Spanned;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl export --project 'acme-*' > fleet.toml
  prebuildctl plan
  prebuildctl plan -f fleet.toml --prune --detailed-exitcode
  prebuildctl plan -f pools/
  prebuildctl plan --at 2026-12-24T09:00
  prebuildctl plan --jq '.changes[] | select(.action != \"none\") | .address'
  prebuildctl plan --out plan.json")]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    file: FileArgs,

    #[command(flatten)]
    at: AtArgs,

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
    #[arg(long, conflicts_with_all = ["prune", "out", "detailed_exitcode", "at"])]
    offline: bool,
}

/// A new plan.
pub(super) struct NewPlan {
    pub(super) file: PlanFile,
    /// The time zone of the fleet file; a saved plan has none.
    pub(super) time_zone: Option<Zone>,
    /// The number of live pools in scope.
    pub(super) live: usize,
    /// The patterns of the scope that match no project; a saved plan has none.
    pub(super) unmatched: Vec<Spanned<Pattern>>,
}

impl NewPlan {
    /// Instants as seen from that of the plan.
    pub(super) fn clock(&self) -> ClockText<'_> {
        ClockText::at(self.time_zone.as_ref(), self.file.evaluated_at.unwrap_or_default())
    }

    /// Warns of what is probably a mistake in the file that the plan was made from.
    pub(super) fn warn_of_file(&self, context: &Context, file: &FleetFile) {
        file.warn_unmatched(context, &self.unmatched);
        file.warn_past_windows(context, minutes(self.file.evaluated_at.unwrap_or_default()));
    }
}

impl PlanArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let file = self.file.read(context)?;
        if self.offline {
            return check::report(context, &file);
        }
        if let Some(out) = &self.out {
            file.require_other(out)?;
        }
        let at = self.at.instant(&file)?;
        context.ui.check_columns::<ChangeJson>()?;
        let client = context.client()?;
        let every_kind = ActionFilter::all();
        let create = create_plan(context, &client, &file, at, self.prune, &every_kind);
        let plan = runtime::run(context, &client, create)?;
        plan.warn_of_file(context, &file);
        if at.is_none() {
            clock_check::warn(context, &client, &file);
        }
        if let Some(out) = &self.out {
            saved_plan::save(context, out, &plan.file)?;
        }
        match &self.out {
            Some(out) if saved_plan::is_stdout(out) => view::report(context, &plan)?,
            Some(_) if context.ui.options().quiet => {}
            _ => view::print_plan(context, &plan)?,
        }
        if self.detailed_exitcode && !plan.file.plan.is_empty() {
            Ok(ExitCode::ChangesFound)
        } else {
            Ok(ExitCode::Success)
        }
    }
}

/// Creates the plan for an instant, by default the current one. Warnings are about new pools, and are
/// not needed where the filter leaves these.
pub(super) async fn create_plan(
    context: &Context,
    client: &Client,
    file: &FleetFile,
    at: Option<Timestamp>,
    prune: bool,
    filter: &ActionFilter,
) -> Result<NewPlan, CliError> {
    let identity = async {
        let identity = client.authenticated_identity().await;
        identity.map_err(|error| read_error(context, &error))
    };
    let evaluation = file.evaluate(at.unwrap_or_else(Timestamp::now))?;
    let resolve_error = |errors: &_| file.resolve_error(context, errors);
    let comparison = Comparison::read(context, client, &evaluation, &[], resolve_error);
    let (identity, comparison) = tokio::try_join!(identity, comparison)?;
    let diff = comparison.diff(context, prune);
    if !diff.misfits.is_empty() {
        return Err(file.misfit_error(context, &diff.misfits));
    }
    let mut plan = diff.plan;
    if filter.includes(ActionKind::Create) {
        add_warnings(context, client, &mut plan, &comparison.directory, &comparison.live).await?;
    }
    let (name, files) = file.json_names();
    Ok(NewPlan {
        file: PlanFile {
            host: context.settings()?.host.value.to_string(),
            organization_id: identity.organization_id,
            file: name.to_owned(),
            files: files.unwrap_or_default().to_vec(),
            evaluated_at: Some(evaluation.at),
            valid_until: comparison.fleet.valid_until(),
            plan,
        },
        time_zone: file.fleet.time_zone().cloned(),
        live: comparison.live_in_scope(),
        unmatched: comparison.fleet.unmatched,
    })
}

/// Adds the warnings about new pools.
pub(super) async fn add_warnings(
    context: &Context,
    client: &Client,
    plan: &mut Plan,
    directory: &Directory,
    live: &LiveState,
) -> Result<(), CliError> {
    let prebuilds = read_prebuilds(client, plan, directory).await;
    let prebuilds = prebuilds.map_err(|error| read_error(context, &error))?;
    let command = |hint: &_| context.ui.command(hint);
    plan.warnings = warnings(plan, directory, &prebuilds, &live.deleting, client.now(), command);
    Ok(())
}
