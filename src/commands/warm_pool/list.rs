//! `warm-pool list`: show many pools.

use clap::Args;
use uuid::Uuid;

use super::view::PoolRow;
use crate::api::warm_pool::WarmPoolPhase;
use crate::api::{Error, OpenEnum};
use crate::commands::listing::{self, Source};
use crate::commands::order::OrderArgs;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::pool::listing::{Listing, Wanted};
use crate::pool::reference;

/// List warm pools
///
/// All pages are read. Tables, json and yaml are sorted by address; jsonl, name and id print each
/// page as it comes, in the order of the service, unless --sort is given.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool list --phase degraded -o wide
  prebuildctl warm-pool list --project PROJECT_ID --sort running:desc
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
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let wanted = self.wanted()?;
        let order = self.order.order()?;
        let rows = context.ui.rows::<PoolRow>()?;
        let client = context.client()?;
        let pools = Pools(Listing::new(&client, &wanted));
        listing::show(context, &client, pools, rows, &order)
    }

    /// Everything that is wrong with the words, at once.
    fn wanted(&self) -> Result<Wanted, Failure> {
        let mut wrong = Vec::new();
        let mut ids = |words: &[String], flag: &str| -> Vec<Uuid> {
            let read = words.iter().map(|word| reference::id(word));
            read.filter_map(|id| id.map_err(|why| wrong.push(format!("{flag}: {why}"))).ok())
                .collect()
        };
        let (projects, classes) = (ids(&self.project, "--project"), ids(&self.class, "--class"));
        let mut phases = Vec::new();
        for word in &self.phase {
            match WarmPoolPhase::from_word(word) {
                Some(phase) => phases.push(phase),
                None => wrong.push(format!(
                    "--phase: no phase {word:?}; the phases are {}",
                    WarmPoolPhase::WORDS[1..].join(", ")
                )),
            }
        }
        Failure::usage_all(wrong).map_or(Ok(Wanted { projects, classes, phases }), Err)
    }
}

/// The pools as they are shown.
struct Pools<'a>(Listing<'a>);

impl Source for Pools<'_> {
    type Row = PoolRow;

    const FAILED: &'static str = "cannot list the warm pools";

    async fn next(&mut self) -> Result<Option<Vec<PoolRow>>, Error> {
        let page = self.0.next().await?;
        let row = |pool| PoolRow::new(pool, self.0.client());
        Ok(page.map(|page| page.into_iter().map(row).collect()))
    }

    fn restart_after(&mut self, error: &Error) -> bool {
        self.0.restart_after(error)
    }
}
