//! `prebuild list`: show many prebuilds.

use clap::Args;
use uuid::Uuid;

use super::name_columns::NameColumns;
use super::view::{self, PrebuildRow};
use crate::api::pager::{Pager, chunk_ids};
use crate::api::prebuild::{MAX_FILTER_PHASES, Prebuild, PrebuildFilter, PrebuildPhase};
use crate::api::{Client, Error};
use crate::commands::names::{self, DisplayNames};
use crate::commands::shared::list::{self, Source};
use crate::commands::shared::phase_arg;
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::warm_pool::reference::{self, NameOrId};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild list --project acme-api --limit 10
  prebuildctl prebuild list --project acme-api --class large --phase completed --limit 1 -o id
  prebuildctl prebuild list --phase failed --columns age,project,class,failure
  prebuildctl prebuild list --sort duration:desc")]
pub(super) struct ListArgs {
    /// Only prebuilds of this project (can be repeated)
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// Only prebuilds for this environment class (can be repeated)
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,

    /// Only prebuilds in this phase, such as running, completed or failed (can be repeated)
    #[arg(long, value_name = "PHASE")]
    phase: Vec<String>,

    #[command(flatten)]
    order: OrderArgs,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let phases = self.phases()?;
        let order = self.order.order()?;
        let rows = context.ui.rows::<PrebuildRow>()?;
        let shown = NameColumns::in_list(&rows, &order);
        let client = context.client()?;
        let prebuilds = async {
            let (projects, classes) = self.named(context, &client).await?;
            let pager = client.prebuilds(filters(&projects, &phases));
            let display_names = DisplayNames::default();
            Ok(Prebuilds { context, pager, classes, phases, shown, display_names })
        };
        list::show(context, &client, prebuilds, rows, &order)
    }

    /// The phases that the words name.
    fn phases(&self) -> Result<Vec<PrebuildPhase>, CliError> {
        let mut wrong = Vec::new();
        let phases = phase_arg::read(&self.phase, &mut wrong);
        CliError::usage_errors_opt(wrong).map_or(Ok(phases), Err)
    }

    /// The projects and classes that the words name.
    async fn named(
        &self,
        context: &Context,
        client: &Client,
    ) -> Result<(Vec<Uuid>, Vec<Uuid>), CliError> {
        let read = |words: &[String]| -> Result<Vec<NameOrId>, CliError> {
            words.iter().map(|word| reference::word(word).map_err(CliError::usage)).collect()
        };
        let (projects, classes) = (read(&self.project)?, read(&self.class)?);
        tokio::try_join!(
            names::projects(context, client, &projects),
            names::classes(context, client, &classes),
        )
    }
}

/// The filters that let the wanted prebuilds through, and those of other classes.
fn filters(projects: &[Uuid], phases: &[PrebuildPhase]) -> Vec<PrebuildFilter> {
    // More phases than a filter holds are chosen here alone.
    let phases = if phases.len() > MAX_FILTER_PHASES { &[] } else { phases };
    let filter = |project_ids| PrebuildFilter { project_ids, phases: phases.to_vec() };
    chunk_ids(projects).into_iter().map(filter).collect()
}

/// The prebuilds that are wanted, as they are shown.
struct Prebuilds<'a> {
    context: &'a Context,
    pager: Pager<'a, Prebuild>,
    classes: Vec<Uuid>,
    phases: Vec<PrebuildPhase>,
    shown: NameColumns,
    display_names: DisplayNames,
}

impl Prebuilds<'_> {
    /// The service filters by no class. The record of a prebuild that is gone is shown only to
    /// those who ask for it.
    fn is_wanted(&self, prebuild: &Prebuild) -> bool {
        let phase = view::phase(prebuild);
        let has_phase = if self.phases.is_empty() {
            phase != PrebuildPhase::Deleted
        } else {
            self.phases.contains(&phase)
        };
        let class = prebuild.metadata.as_ref().map(|metadata| &metadata.environment_class_id);
        let class = class.and_then(|id| Uuid::try_parse(id).ok());
        has_phase && (self.classes.is_empty() || class.is_some_and(|id| self.classes.contains(&id)))
    }
}

impl Source for Prebuilds<'_> {
    type Row = PrebuildRow;

    const FAILED: &'static str = "cannot list the prebuilds";

    async fn next(&mut self) -> Result<Option<Vec<PrebuildRow>>, Error> {
        let Some(mut page) = self.pager.next().await? else { return Ok(None) };
        page.retain(|prebuild| self.is_wanted(prebuild));
        let client = self.pager.client();
        self.shown.load(&mut self.display_names, self.context, client, &page).await;
        let row = |prebuild| PrebuildRow::new(prebuild, &self.display_names, client);
        Ok(Some(page.into_iter().map(row).collect()))
    }

    fn restart_after(&mut self, error: &Error) -> bool {
        self.pager.restart_after(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::OpenEnum as _;

    #[test]
    fn a_filter_holds_at_most_10_phases() {
        let all: Vec<_> = PrebuildPhase::LABELS[1..]
            .iter()
            .filter_map(|word| PrebuildPhase::from_label(word))
            .collect();
        assert_eq!(all.len(), 11);
        assert_eq!(filters(&[], &all[..10])[0].phases.len(), 10);
        assert_eq!(filters(&[], &all)[0].phases.len(), 0);
    }
}
