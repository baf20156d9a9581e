//! `prebuild delete`: delete prebuilds and their snapshots.

use clap::Args;
use futures_util::stream::{self, StreamExt as _};
use uuid::Uuid;

use super::mutation_error;
use super::view::{self, PrebuildRow};
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::prebuild::Prebuild;
use crate::api::{Client, OpenEnum as _};
use crate::commands::names;
use crate::commands::shared::deletion::{self, Deletable, Deletion, Outcome};
use crate::commands::shared::wait::WaitFlags;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::record::Record as _;
use crate::output::table::Column;
use crate::runtime;
use crate::wait::{PrebuildCondition, PrebuildWait};
use crate::warm_pool::lifecycle::Lifecycle;
use crate::warm_pool::mutation;
use crate::warm_pool::reference;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild delete PREBUILD_ID
  prebuildctl prebuild delete PREBUILD_ID OTHER_ID --yes --wait
  prebuildctl prebuild list --phase failed -o id | xargs prebuildctl prebuild delete --yes")]
pub(super) struct DeleteArgs {
    /// Prebuild ids
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,

    /// Delete without confirmation
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    wait: WaitFlags,
}

impl DeleteArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let ids = self.parse_ids()?;
        let wait = self.wait.plan(context)?;
        context.ui.check_columns::<Deletion<Prebuild>>()?;
        if !self.yes {
            context
                .require_prompts("cannot ask for confirmation")
                .map_err(|error| error.because("use --yes to delete without confirmation"))?;
        }
        let client = context.client()?;
        if !self.yes {
            runtime::run(context, &client, show_all(context, &client, &ids))?;
            let question = match ids.len() {
                1 => "delete this prebuild and its snapshot?".to_owned(),
                count => format!("delete these {count} prebuilds and their snapshots?"),
            };
            if !runtime::confirm(context, &question)? {
                return Err(CliError::new(ExitCode::Failed, "declined", "nothing was deleted"));
            }
        }
        let (deletions, errors) = runtime::run(context, &client, async {
            let (mut deletions, mut errors) = delete_all(context, &client, ids).await;
            if let Some(wait) = wait {
                let condition = PrebuildCondition::Deleted;
                let target = PrebuildWait { client: &client, condition };
                let deletions = &mut deletions;
                let waited =
                    deletion::wait_until_deleted(context, &client, &target, wait, deletions);
                errors.extend(waited.await);
            }
            Ok((deletions, errors))
        })?;
        deletion::report(context, &deletions, errors, self.wait.is_set())
    }

    /// The ids, each once.
    fn parse_ids(&self) -> Result<Vec<Uuid>, CliError> {
        let parse = |id: &str| reference::parse_id(id).map_err(CliError::usage);
        let mut ids = Vec::new();
        for id in names::parse_all(&self.ids, parse)? {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }
}

/// Shows what is to be deleted. All of it has to exist.
async fn show_all(context: &Context, client: &Client, ids: &[Uuid]) -> Result<(), CliError> {
    let find = |id: &Uuid| super::find(context, client, *id);
    let found = stream::iter(ids).map(find).buffered(MAX_CONCURRENT_READS);
    let prebuilds = CliError::all(found.collect::<Vec<_>>().await)?;
    let mut names = DisplayNames::default();
    super::load_names(&mut names, context, client, &prebuilds).await;
    for prebuild in prebuilds {
        let phase = view::phase(&prebuild).label().into_owned();
        let row = PrebuildRow::new(prebuild, &names, client);
        context.ui.eprint_line(&row.sentence(&phase));
    }
    Ok(())
}

async fn delete_all(
    context: &Context,
    client: &Client,
    ids: Vec<Uuid>,
) -> (Vec<Deletion<Prebuild>>, Vec<CliError>) {
    let (mut deletions, mut errors) = (Vec::new(), Vec::new());
    for id in ids {
        let result = delete(context, client, id).await.unwrap_or_else(|error| {
            let result = Outcome::for_error(&error);
            errors.push(error);
            result
        });
        deletions.push(Deletion::new(id.to_string(), id.to_string(), result));
    }
    (deletions, errors)
}

async fn delete(context: &Context, client: &Client, id: Uuid) -> Result<Outcome, CliError> {
    let operation = context
        .start_operation(format!("delete the prebuild {id}"), Hint::new("prebuild get").arg(id));
    match mutation::delete_prebuild(client, id).await {
        Ok(Lifecycle::Deleted) => Ok(Outcome::Deleted),
        Ok(_) => Ok(Outcome::Deleting),
        Err(error) => Err(mutation_error::cli_error(context, operation, id, error)),
    }
}

impl Deletable for Prebuild {
    const COLUMNS: &'static [Column<Deletion<Self>>] =
        &[Column::id("id", Deletion::id), Column::text("result", Deletion::result)];
}
