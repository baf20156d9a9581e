//! `warm-pool list`: show many pools.

use clap::Args;

use super::view::PoolRow;
use crate::api::warm_pool::WarmPoolPhase;
use crate::api::{Client, Error};
use crate::commands::names::{self, DisplayNames};
use crate::commands::shared::list::{self, Source};
use crate::commands::shared::phase_arg;
use crate::commands::shared::sort::OrderArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::{self, NameOrId};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool list --phase degraded -o wide
  prebuildctl warm-pool list --project acme-api --sort running:desc
  prebuildctl warm-pool list -o json | jq '.[] | select(.status.runningInstances < .spec.minSize)'
  prebuildctl warm-pool list --jq 'map(.spec.maxSize) | add'")]
pub(super) struct ListArgs {
    /// Only pools of this project (can be repeated)
    #[arg(long, value_name = "PROJECT")]
    project: Vec<String>,

    /// Only pools of this environment class (can be repeated)
    #[arg(long, value_name = "CLASS")]
    class: Vec<String>,

    /// Only pools in this phase: pending, ready, degraded, deleting, deleted (can be repeated)
    #[arg(long, value_name = "PHASE")]
    phase: Vec<String>,

    #[command(flatten)]
    order: OrderArgs,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let words = self.words()?;
        let order = self.order.order()?;
        let rows = context.ui.rows::<PoolRow>()?;
        let named = rows.shows("address");
        let client = context.client()?;
        let pools = async {
            let wanted = words.look_up(context, &client).await?;
            let listing = PoolLister::new(&client, wanted);
            Ok(Pools { context, listing, named, display_names: DisplayNames::default() })
        };
        list::show(context, &client, pools, rows, &order)
    }

    /// Everything that is wrong with the words, at once.
    fn words(&self) -> Result<Words, CliError> {
        let mut wrong = Vec::new();
        let mut read = |words: &[String], flag: &str| -> Vec<NameOrId> {
            let read = words.iter().map(|word| reference::word(word));
            read.filter_map(|word| word.map_err(|why| wrong.push(format!("{flag}: {why}"))).ok())
                .collect()
        };
        let (projects, classes) = (read(&self.project, "--project"), read(&self.class, "--class"));
        let phases = phase_arg::read(&self.phase, &mut wrong);
        CliError::usage_errors_opt(wrong).map_or(Ok(Words { projects, classes, phases }), Err)
    }
}

/// Which pools are wanted, in the user's words.
struct Words {
    projects: Vec<NameOrId>,
    classes: Vec<NameOrId>,
    phases: Vec<WarmPoolPhase>,
}

impl Words {
    /// Looks up what the words name, several at once.
    async fn look_up(self, context: &Context, client: &Client) -> Result<PoolQuery, CliError> {
        let (projects, classes) = tokio::join!(
            names::projects(context, client, &self.projects),
            names::classes(context, client, &self.classes),
        );
        Ok(PoolQuery { projects: projects?, classes: classes?, phases: self.phases })
    }
}

/// The pools as they are shown, with the names of what they are for where those are shown.
struct Pools<'a> {
    context: &'a Context,
    listing: PoolLister<'a>,
    /// Whether the names are shown.
    named: bool,
    display_names: DisplayNames,
}

impl Source for Pools<'_> {
    type Row = PoolRow;

    const FAILED: &'static str = "cannot list the warm pools";

    async fn next(&mut self) -> Result<Option<Vec<PoolRow>>, Error> {
        let Some(page) = self.listing.next().await? else { return Ok(None) };
        let client = self.listing.client();
        if self.named {
            self.display_names.load_for(self.context, client, &page).await;
        }
        let row = |pool| {
            let address = self.display_names.address(&pool);
            PoolRow::new(pool, address, client)
        };
        Ok(Some(page.into_iter().map(row).collect()))
    }

    fn restart_after(&mut self, error: &Error) -> bool {
        self.listing.restart_after(error)
    }
}
