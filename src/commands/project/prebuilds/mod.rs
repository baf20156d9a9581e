//! `project prebuilds`: show the prebuild settings of a project beside its pools, or change them.

mod change_args;
mod error;
mod plan;
mod settings_text;
mod view;

use std::rc::Rc;

use clap::Args;
use uuid::Uuid;

use self::change_args::{ChangeArgs, TypedChange};
use self::plan::Plan;
use self::view::PreviewJson;
use super::view::ProjectRow;
use crate::api::Client;
use crate::api::project::Project;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::mutation_output;
use crate::commands::shared::names::NamePrinter;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup::{self, DisplayNames};
use crate::output::record::Record as _;
use crate::runtime;
use crate::warm_pool::mutation::{self, Applied};
use crate::warm_pool::prebuild_settings::{PrebuildSettings, SettingsChange};
use crate::warm_pool::reference::{self, NameOrId};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl project prebuilds acme-api
  prebuildctl project prebuilds acme-api --on --add-class small
  prebuildctl project prebuilds acme-api --hour 3 --timeout 90m
  prebuildctl project prebuilds acme-api --remove-class large --dry-run
  prebuildctl project prebuilds acme-api --off --yes")]
pub(super) struct PrebuildsArgs {
    /// The project
    #[arg(value_name = "PROJECT")]
    project: String,

    #[command(flatten)]
    change: ChangeArgs,

    /// Print the settings before and after the change, and the pools that it would delete
    #[arg(long)]
    dry_run: bool,

    /// Change without confirmation, even if that deletes pools
    #[arg(short, long)]
    yes: bool,
}

/// The columns that the output shows.
#[derive(Clone, Copy)]
struct Shown {
    pools: bool,
    classes: bool,
}

/// The project to change.
struct Target<'a> {
    id: Uuid,
    /// As it was typed.
    project: &'a NameOrId,
    change: SettingsChange,
    names: Rc<DisplayNames>,
}

impl PrebuildsArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let project = reference::parse_name_or_id(&self.project).map_err(CliError::usage);
        let (project, change) = CliError::both(project, self.change.parse())?;
        if self.dry_run && change.is_none() {
            let message = "nothing to change: --dry-run needs a change, such as --on";
            return Err(CliError::usage(message));
        }
        let shows = |column| context.ui.record_shows_column::<ProjectRow>(column);
        let shown = Shown { pools: shows("pools")?, classes: shows("classes")? };
        let client = context.client()?;
        match change {
            None => show(context, &client, &project, shown),
            Some(change) => self.change(context, &client, &project, &change, shown),
        }
    }

    fn change(
        &self,
        context: &Context,
        client: &Client,
        project: &NameOrId,
        typed: &TypedChange,
        shown: Shown,
    ) -> Result<ExitCode, CliError> {
        let needs_names =
            if context.ui.is_prose() { self.dry_run || typed.has_classes() } else { shown.classes };
        let (id, change, names) = runtime::run(context, client, async {
            tokio::try_join!(
                resolve(context, client, project),
                typed.resolve(context, client),
                super::class_names(context, client, needs_names),
            )
        })?;
        let target = Target { id, project, change, names };
        let mut plan = target.read(context, client)?;
        if self.dry_run {
            note_effect(context, &plan.after, typed);
            return print_preview(context, &plan, &target);
        }
        if !plan.deletions.is_empty() && self.yes {
            plan.deletions.lines().iter().for_each(|line| context.ui.note(line));
        } else if !plan.deletions.is_empty() {
            target.confirm(context, &plan)?;
            plan = target.check_confirmed(&plan, target.read(context, client)?)?;
        }
        let (action, changed) = if plan.is_unchanged() {
            ("unchanged", plan.project.clone())
        } else {
            ("updated", runtime::run(context, client, target.send(context, client, &plan))?)
        };
        note_effect(context, &plan.after, typed);
        target.print_changed(context, client, (action, changed), &plan, shown)
    }
}

/// Notes that settings have less effect than one may expect.
fn note_effect(context: &Context, after: &PrebuildSettings, typed: &TypedChange) {
    if after.is_enabled && after.classes.is_empty() {
        context.ui.note("prebuilds are on, but for no class; --add-class adds one");
    } else if !after.is_enabled && typed.has_classes() {
        context.ui.note("prebuilds are off; --on turns them on");
    }
}

async fn resolve(context: &Context, client: &Client, project: &NameOrId) -> Result<Uuid, CliError> {
    let project = lookup::resolve_project(client, project).await;
    Ok(project.map_err(|error| context.lookup_error(error))?.id)
}

/// Shows the settings and the pools as they are.
fn show(
    context: &Context,
    client: &Client,
    project: &NameOrId,
    shown: Shown,
) -> Result<ExitCode, CliError> {
    let (project, pools, names) = runtime::run(context, client, async {
        let id = resolve(context, client, project).await?;
        tokio::try_join!(
            super::find(context, client, id),
            super::pools(context, client, shown.pools, vec![id]),
            super::class_names(context, client, shown.classes),
        )
    })?;
    let row = row(context, project.clone(), pools.as_deref(), &names);
    let lines = || view::settings_and_pools(&row.name(), &project, pools.as_deref(), &names);
    context.ui.print_record(&row, lines)?;
    Ok(ExitCode::Success)
}

fn row(
    context: &Context,
    project: Project,
    pools: Option<&[WarmPool]>,
    names: &Rc<DisplayNames>,
) -> ProjectRow {
    ProjectRow::new(project, &NamePrinter::new(context, std::iter::empty()), pools, names)
}

fn print_preview(
    context: &Context,
    plan: &Plan,
    target: &Target<'_>,
) -> Result<ExitCode, CliError> {
    let action = if plan.is_unchanged() { "unchanged" } else { "would update" };
    context.ui.print_value(&PreviewJson::new(plan), || {
        let sentence = format!("{action} {}  {}", target.project, plan.project.id);
        [vec![sentence], view::preview(plan, &target.names)].concat()
    })?;
    Ok(ExitCode::Success)
}

impl Target<'_> {
    fn read(&self, context: &Context, client: &Client) -> Result<Plan, CliError> {
        let name = self.project.to_string();
        runtime::run(context, client, Plan::read(context, client, (self.id, &name), &self.change))
    }

    /// What is done, as an error names it.
    fn description(&self) -> String {
        format!("change the prebuild settings of {}", self.project)
    }

    /// Names the pools that the service would delete, and asks.
    ///
    /// # Errors
    /// When nobody can be asked, and when the answer is not yes.
    fn confirm(&self, context: &Context, plan: &Plan) -> Result<(), CliError> {
        let lines = plan.deletions.lines();
        context.require_prompts("cannot ask for confirmation").map_err(|error| {
            let error = lines.iter().fold(error, CliError::because);
            error.because("use --yes to change the settings without confirmation")
        })?;
        lines.iter().for_each(|line| context.ui.eprint_line(line));
        let pools = match plan.deletions.pools().map(<[_]>::len) {
            Some(1) => "this warm pool".to_owned(),
            Some(count) => format!("these {count} warm pools"),
            None => "its warm pools".to_owned(),
        };
        let question = format!("{} and delete {pools}?", self.description());
        if runtime::confirm(context, &question)? {
            return Ok(());
        }
        Err(CliError::new(ExitCode::Failed, "declined", "nothing was changed"))
    }

    /// The change as it is after the question. What was confirmed does not cover other pools.
    fn check_confirmed(&self, confirmed: &Plan, now: Plan) -> Result<Plan, CliError> {
        if now.deletions.are_among(&confirmed.deletions) {
            return Ok(now);
        }
        let message =
            format!("cannot {}: it would delete other pools than confirmed", self.description());
        let error = CliError::new(ExitCode::Conflict, "aborted", message);
        let error = now.deletions.lines().into_iter().fold(error, CliError::because);
        Err(error.because("nothing was changed"))
    }

    async fn send(
        &self,
        context: &Context,
        client: &Client,
        plan: &Plan,
    ) -> Result<Project, CliError> {
        let check = Hint::new("project prebuilds").arg(self.project.to_input());
        let operation = context.start_operation(self.description(), check);
        let (before, after) = (&plan.before, &plan.configuration);
        let updated = mutation::update_prebuild_settings(client, self.id, before, after).await;
        updated
            .map(Applied::into_inner)
            .map_err(|error| error::cli_error(context, operation, &self.names, error))
    }

    /// Prints the project after the change.
    fn print_changed(
        &self,
        context: &Context,
        client: &Client,
        (action, project): (&str, Project),
        plan: &Plan,
        shown: Shown,
    ) -> Result<ExitCode, CliError> {
        let mut pools = None;
        if shown.pools && !context.ui.is_prose() {
            // An interruption or an error ends only this read: the change is reported in any case.
            let read = super::pools(context, client, true, vec![self.id]);
            pools = runtime::run(context, client, read).unwrap_or_default();
        }
        let names = &self.names;
        let row = row(context, project, pools.as_deref(), names);
        let sentence = format!("{action} {}  {}", row.name(), row.id());
        let lines = || {
            let changes = if plan.is_unchanged() { Vec::new() } else { view::changes(plan, names) };
            [vec![sentence.clone()], changes].concat()
        };
        let printed = context.ui.print_record(&row, lines);
        mutation_output::finish_output(context, printed, lines)?;
        Ok(ExitCode::Success)
    }
}
