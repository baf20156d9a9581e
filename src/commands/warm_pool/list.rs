//! `warm-pool list`: show many pools.

use std::cmp::Ordering;
use std::num::NonZeroUsize;

use clap::Args;
use futures_util::stream::{self, StreamExt, TryStreamExt};

use super::view::PoolRow;
use crate::api::warm_pool::WarmPoolPhase;
use crate::api::{Client, Error, OpenEnum};
use crate::commands::names::{self, Labels, Named};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::record::{Record, Rows};
use crate::output::table::{Column, choose};
use crate::pool::listing::{Listing, Wanted};
use crate::pool::reference::{self, Word};
use crate::runtime;

/// List warm pools
///
/// All pages are read; pools that are gone are shown with --phase deleted. Tables, json and yaml are sorted by address; jsonl, name and id print each
/// page as it comes, in the order of the service, unless --sort is given.
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

    /// Sort by this column; `running:desc` sorts downwards
    #[arg(long, value_name = "COLUMN[:desc]")]
    sort: Option<String>,

    /// Show at most this many
    #[arg(long, value_name = "N")]
    limit: Option<NonZeroUsize>,
}

impl ListArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let words = self.words()?;
        let order = self.sort.as_deref().map(Order::parse).transpose()?;
        let mut rows = context.ui.rows::<PoolRow>()?;
        let client = context.client()?;
        let limit = self.limit.map_or(usize::MAX, NonZeroUsize::get);
        let count = runtime::run(context, &client, async {
            let wanted = words.look_up(context, &client).await?;
            let mut listing = Listing::new(&client, &wanted);
            if rows.is_streaming() && order.is_none() {
                return show_pages(context, &mut listing, &mut rows, limit).await;
            }
            let held = hold(context, &mut listing, order, limit).await?;
            held.iter().try_for_each(|row| rows.push(row))?;
            Ok(held.len())
        })?;
        if count == 0 {
            context.ui.note("no warm pools");
        }
        rows.finish()?;
        Ok(Exit::Done)
    }

    /// Everything that is wrong with the words, at once.
    fn words(&self) -> Result<Words, Failure> {
        let mut wrong = Vec::new();
        let mut read = |words: &[String], flag: &str| -> Vec<Word> {
            let read = words.iter().map(|word| reference::word(word));
            read.filter_map(|word| word.map_err(|why| wrong.push(format!("{flag}: {why}"))).ok())
                .collect()
        };
        let (projects, classes) = (read(&self.project, "--project"), read(&self.class, "--class"));
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
        Failure::usage_all(wrong).map_or(Ok(Words { projects, classes, phases }), Err)
    }
}

/// Which pools are wanted, in the user's words.
struct Words {
    projects: Vec<Word>,
    classes: Vec<Word>,
    phases: Vec<WarmPoolPhase>,
}

impl Words {
    /// Looks up what the words name, several at once.
    async fn look_up(self, context: &Context, client: &Client) -> Result<Wanted, Failure> {
        let project = |word| names::find_project(context, client, word);
        let class = |word| names::find_class(context, client, word);
        let (projects, classes) = tokio::join!(
            stream::iter(&self.projects)
                .map(project)
                .buffered(names::AT_ONCE)
                .try_collect::<Vec<_>>(),
            stream::iter(&self.classes).map(class).buffered(names::AT_ONCE).try_collect::<Vec<_>>(),
        );
        let ids = |named: Vec<Named>| named.into_iter().map(|named| named.id).collect();
        Ok(Wanted { projects: ids(projects?), classes: ids(classes?), phases: self.phases })
    }
}

/// Shows the pools as they come, in the order of the service; gives how many there were.
async fn show_pages(
    context: &Context,
    listing: &mut Listing<'_>,
    rows: &mut Rows<'_, PoolRow>,
    limit: usize,
) -> Result<usize, Failure> {
    let (mut count, mut labels) = (0, Labels::default());
    while let Some(page) = listing.next().await.map_err(|error| failed(context, &error))? {
        if context.ui.wants_addresses() {
            labels.learn(context, listing.client(), &page).await;
        }
        for pool in page.into_iter().take(limit - count) {
            count += 1;
            let address = labels.address(&pool);
            rows.push(&PoolRow::new(pool, address, listing.client()))?;
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
    let mut pools = Vec::new();
    loop {
        match listing.next().await {
            Ok(Some(page)) => pools.extend(page),
            Ok(None) => break,
            Err(error) if listing.restart_after(&error) => pools.clear(),
            Err(error) => return Err(failed(context, &error)),
        }
        // With an order of the user's own the first of all are wanted, not the first read.
        if order.is_none() && pools.len() >= limit {
            pools.truncate(limit);
            break;
        }
    }
    let mut labels = Labels::default();
    if context.ui.wants_addresses() {
        labels.learn(context, listing.client(), &pools).await;
    }
    let row = |pool| {
        let address = labels.address(&pool);
        PoolRow::new(pool, address, listing.client())
    };
    let mut held: Vec<_> = pools.into_iter().map(row).collect();
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
