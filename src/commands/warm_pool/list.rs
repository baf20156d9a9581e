//! `warm-pool list`: show many pools.

use clap::Args;
use futures_util::future::OptionFuture;
use uuid::Uuid;

use super::view::PoolRow;
use crate::api::Error;
use crate::api::warm_pool::WarmPoolPhase;
use crate::commands::shared::filter_args::FilterArgs;
use crate::commands::shared::list::{ListSpec, RowSource, Streaming};
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::output::record::Record as _;
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::lister::{PoolLister, PoolQuery};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool list --phase degraded -o wide
  prebuildctl warm-pool list --project acme-api --sort running:desc
  prebuildctl warm-pool list -o json | jq '.[] | select(.status.runningInstances < .spec.minSize)'
  prebuildctl warm-pool list --jq 'map(.spec.maxSize) | add'")]
pub(super) struct ListArgs {
    #[command(flatten)]
    filter: FilterArgs<WarmPoolPhase>,

    #[command(flatten)]
    order: OrderArgs,
}

/// The address and the id, in little memory.
type SortKey = (Box<str>, Result<Uuid, Box<str>>);

pub(super) static LIST: ListSpec<PoolRow, SortKey> = ListSpec {
    title: "warm pools",
    streaming: Streaming::WithoutSort,
    durations: &[("age", PoolRow::age_in_seconds)],
    default_key: |row| {
        (row.last_address().into(), Uuid::try_parse(&row.id()).map_err(|_| row.id().into()))
    },
};

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (filter, list) = CliError::both(self.filter.parse(), LIST.open(context, &self.order))?;
        let needs = |columns: &[&str]| columns.iter().any(|column| list.needs(column));
        let names =
            DisplayNames::showing(needs(&["address", "project"]), needs(&["address", "class"]));
        // Rows are also sorted by it.
        let needs_address = needs(&["address"]) || !list.is_streaming();
        let shows_runners = needs(&["runner"]);
        let shows_each = shows_runners || needs(&["project", "class"]);
        let client = context.client()?;
        let pools = async {
            let (projects, classes) = filter.resolve(context, &client).await?;
            let query = PoolQuery { projects, classes, phases: filter.phases };
            let pages = PoolLister::new(&client, query);
            let (runners, printer) = (DisplayNames::default(), context.result_printer());
            Ok(Pools {
                context,
                pages,
                names,
                runners,
                needs_address,
                shows_runners,
                shows_each,
                printer,
            })
        };
        list.show(&client, pools)
    }
}

struct Pools<'a> {
    context: &'a Context,
    pages: PoolLister<'a>,
    names: DisplayNames,
    runners: DisplayNames,
    needs_address: bool,
    /// Whether the names of runners are still to be read.
    shows_runners: bool,
    /// Whether a name is shown by itself, not only in an address.
    shows_each: bool,
    printer: AddressPrinter,
}

impl RowSource for Pools<'_> {
    type Row = PoolRow;

    async fn next_page(&mut self) -> Result<Option<Vec<PoolRow>>, Error> {
        let Some(page) = self.pages.next().await? else { return Ok(None) };
        let client = self.pages.client();
        let shows_runners = !page.is_empty() && std::mem::take(&mut self.shows_runners);
        let runners = OptionFuture::from(shows_runners.then(|| self.runners.load_runners(client)));
        let (names, runners) = tokio::join!(self.names.load_for(client, &page), runners);
        self.context.note_missing_names(names.and(runners.unwrap_or(Ok(()))));
        let row = |pool| {
            let address = self.needs_address.then(|| self.names.address(&pool, &self.printer));
            let row = PoolRow::new(pool, address.unwrap_or_default(), client);
            if self.shows_each { row.with_names(&self.names, &self.runners) } else { row }
        };
        Ok(Some(page.into_iter().map(row).collect()))
    }

    fn restart_after(&mut self, error: &Error) -> bool {
        self.pages.restart_after(error)
    }
}
