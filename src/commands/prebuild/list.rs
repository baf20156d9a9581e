//! `prebuild list`: show many prebuilds.

use std::cmp::Reverse;

use clap::Args;
use jiff::Timestamp;
use uuid::Uuid;

use super::view::{self, PrebuildRow};
use crate::api::Error;
use crate::api::pager::{Pager, chunk_ids};
use crate::api::prebuild::{MAX_FILTER_PHASES, Prebuild, PrebuildFilter, PrebuildPhase};
use crate::commands::shared::filter_args::FilterArgs;
use crate::commands::shared::list::{ListSpec, RowSource, Streaming};
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::record::Record as _;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl prebuild list --project acme-api --limit 10
  prebuildctl prebuild list --project acme-api --class large --phase completed --limit 1 -o id
  prebuildctl prebuild list --phase failed --columns age,project,class,failure
  prebuildctl prebuild list --sort duration:desc")]
pub(super) struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs<PrebuildPhase>,

    #[command(flatten)]
    order: OrderArgs,
}

/// Newest first.
static LIST: ListSpec<PrebuildRow, Reverse<(Option<Timestamp>, String)>> = ListSpec {
    title: "prebuilds",
    streaming: Streaming::WithoutSortOrLimit,
    durations: &[
        ("age", PrebuildRow::age_in_seconds),
        ("duration", PrebuildRow::duration_in_seconds),
    ],
    default_key: |row| Reverse((row.created(), row.id())),
};

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (filter, list) = CliError::both(self.filter.parse(), LIST.open(context, &self.order))?;
        let names = DisplayNames::showing(list.needs("project"), list.needs("class"));
        let client = context.client()?;
        let prebuilds = async {
            let (projects, classes) = filter.resolve(context, &client).await?;
            let phases = filter.phases;
            let pages = client.prebuilds(filters(&projects, &phases));
            Ok(Prebuilds { context, pages, classes, phases, names })
        };
        list.show(&client, prebuilds)
    }
}

/// Filters by project and phase; the service cannot filter by class.
fn filters(projects: &[Uuid], phases: &[PrebuildPhase]) -> Vec<PrebuildFilter> {
    let phases = if phases.len() > MAX_FILTER_PHASES { &[] } else { phases };
    let filter = |project_ids| PrebuildFilter { project_ids, phases: phases.to_vec() };
    chunk_ids(projects).into_iter().map(filter).collect()
}

struct Prebuilds<'a> {
    context: &'a Context,
    pages: Pager<'a, Prebuild>,
    classes: Vec<Uuid>,
    phases: Vec<PrebuildPhase>,
    names: DisplayNames,
}

impl Prebuilds<'_> {
    /// Deleted prebuilds are listed only if their phase is requested.
    fn is_listed(&self, prebuild: &Prebuild) -> bool {
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

impl RowSource for Prebuilds<'_> {
    type Row = PrebuildRow;

    async fn next_page(&mut self) -> Result<Option<Vec<PrebuildRow>>, Error> {
        let Some(mut page) = self.pages.next().await? else { return Ok(None) };
        page.retain(|prebuild| self.is_listed(prebuild));
        let client = self.pages.client();
        super::load_names(&mut self.names, self.context, client, &page).await;
        let row = |prebuild| PrebuildRow::new(prebuild, &self.names, client);
        Ok(Some(page.into_iter().map(row).collect()))
    }

    fn restart_after(&mut self, error: &Error) -> bool {
        self.pages.restart_after(error)
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
