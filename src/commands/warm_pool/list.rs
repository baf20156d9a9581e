//! `warm-pool list`: show many pools.

use std::cmp::Ordering;
use std::num::NonZeroUsize;

use clap::Args;
use uuid::Uuid;

use super::view::PoolRow;
use crate::api::warm_pool::WarmPoolPhase;
use crate::api::{Error, OpenEnum};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::record::{Record, Rows};
use crate::output::table::{Column, choose};
use crate::pool::listing::{Listing, Wanted};
use crate::pool::reference;
use crate::runtime;

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

    /// Sort by this column; `running:desc` sorts downwards
    #[arg(long, value_name = "COLUMN[:desc]")]
    sort: Option<String>,

    /// Show at most this many
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let wanted = self.wanted()?;
        let order = self.sort.as_deref().map(Order::parse).transpose()?;
        let mut rows = context.ui.rows::<PoolRow>()?;
        let client = context.client()?;
        let limit = self.limit.map_or(usize::MAX, NonZeroUsize::get);
        let mut listing = Listing::new(&client, &wanted);
        let count = if rows.is_streaming() && order.is_none() {
            let shown = stream(context, &mut listing, &mut rows, limit);
            runtime::run(context, &client, shown)?
        } else {
            let held = hold(context, &mut listing, order, limit);
            let held = runtime::run(context, &client, held)?;
            held.iter().try_for_each(|row| rows.push(row))?;
            held.len()
        };
        if count == 0 {
            context.ui.note("no warm pools");
        }
        rows.finish()?;
        Ok(Exit::Done)
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

/// Shows the pools as they come, in the order of the service; gives how many there were.
async fn stream(
    context: &Context,
    listing: &mut Listing<'_>,
    rows: &mut Rows<'_, PoolRow>,
    limit: usize,
) -> Result<usize, Failure> {
    let mut count = 0;
    while let Some(page) = listing.next().await.map_err(|error| failed(context, &error))? {
        for pool in page.into_iter().take(limit - count) {
            count += 1;
            rows.push(&PoolRow::new(pool, listing.client()))?;
        }
        context.ui.flush()?;
        if count == limit {
            break;
        }
    }
    Ok(count)
}

/// Reads the pools before any is shown, so that there is no half of a list, and sorts them.
async fn hold(
    context: &Context,
    listing: &mut Listing<'_>,
    order: Option<Order>,
    limit: usize,
) -> Result<Vec<PoolRow>, Failure> {
    let mut held = Vec::new();
    loop {
        match listing.next().await {
            Ok(Some(page)) => {
                held.extend(page.into_iter().map(|pool| PoolRow::new(pool, listing.client())));
            }
            Ok(None) => break,
            Err(error) if listing.restart_after(&error) => held.clear(),
            Err(error) => return Err(failed(context, &error)),
        }
        // With an order of the user's own the first of all are wanted, not the first read.
        if order.is_none() && held.len() >= limit {
            held.truncate(limit);
            break;
        }
    }
    let usual = |a: &PoolRow, b: &PoolRow| (a.address(), a.id()).cmp(&(b.address(), b.id()));
    match order {
        None => held.sort_by(usual),
        Some(order) => held.sort_by(|a, b| order.compare(a, b).then_with(|| usual(a, b))),
    }
    held.truncate(limit);
    Ok(held)
}

fn failed(context: &Context, error: &Error) -> Failure {
    context.failed("cannot list the warm pools", error)
}

/// A column to sort by, and which way.
struct Order {
    column: &'static Column<PoolRow>,
    downwards: bool,
}

impl Order {
    fn parse(text: &str) -> Result<Self, Failure> {
        let (name, downwards) = match text.rsplit_once(':') {
            Some((name, "desc")) => (name, true),
            Some((name, "asc")) => (name, false),
            Some((_, way)) => {
                return Err(Failure::usage(format!("--sort: {way:?} is neither asc nor desc")));
            }
            None => (text, false),
        };
        let column = choose(PoolRow::COLUMNS, Some(&[name.to_owned()]), false)?;
        column
            .first()
            .map(|column| Self { column, downwards })
            .ok_or_else(|| Failure::usage("--sort: a column is wanted"))
    }

    fn compare(&self, a: &PoolRow, b: &PoolRow) -> Ordering {
        let order = match self.column.name {
            "age" => a.age_in_seconds().cmp(&b.age_in_seconds()),
            _ if self.column.numeric => self.number(a).cmp(&self.number(b)),
            _ => (self.column.cell)(a).cmp(&(self.column.cell)(b)),
        };
        if self.downwards { order.reverse() } else { order }
    }

    fn number(&self, row: &PoolRow) -> Option<i64> {
        (self.column.cell)(row).parse().ok()
    }
}
