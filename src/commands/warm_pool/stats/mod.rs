//! `warm-pool stats`: how many starts there were, how many used an instance of the pool, and how long
//! they took.

mod claims;
mod compute;
mod document;
mod periods;
mod read;
mod text;
mod view;

use std::ops::Range;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::Timestamp;

use self::claims::Claims;
use self::compute::{Grouping, pool_stats};
use self::document::StatsDocument;
use self::periods::{Division, divide};
use self::read::{Needs, Reader};
use self::view::{GroupRow, StatsRow, rows};
use super::pool_arg;
use crate::commands::shared::all_profiles::AllProfiles;
use crate::commands::shared::local_zone::LocalZone;
use crate::commands::shared::since::Since;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record;
use crate::recording::to_millis;
use crate::runtime;

const DEFAULT_SINCE: &str = "7d";
/// So that a result is read by somebody.
const MAX_HOURLY_DAYS: i64 = 92;

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<StatsRow>()
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool stats
  prebuildctl warm-pool stats acme-api/regular --since 28d --by day
  prebuildctl warm-pool stats acme-api/regular --recording watch.jsonl
  prebuildctl warm-pool stats acme-api/regular --claims claims.csv
  prebuildctl warm-pool stats --by creator -o csv
  prebuildctl warm-pool stats --jq '.pools[] | select(.fromPool.share < 0.9) | .address' -r")]
pub(super) struct StatsArgs {
    /// Pools, as PROJECT/CLASS or by id; all if none is given
    #[arg(value_name = "POOL")]
    pools: Vec<String>,

    /// Count this much of the past, such as 7d, 4w or 12h [default: 7d]
    #[arg(long, value_name = "TIME")]
    since: Option<String>,

    /// Count starts by local hour, by local day, or by who started them
    #[arg(long, value_name = "PART", value_enum, ignore_case = true)]
    by: Option<By>,

    /// Add what this recording of `watch --record` shows (can be repeated)
    #[arg(long, value_name = "FILE", conflicts_with = AllProfiles::ID)]
    recording: Vec<PathBuf>,

    /// Take the claims of instances from this CSV file; - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = AllProfiles::ID)]
    claims: Option<PathBuf>,

    /// Time zone of days and hours [default: that of this machine]
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,

    #[command(flatten)]
    all_profiles: AllProfiles,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// Local hours
    Hour,
    /// Local days
    Day,
    /// Users and service accounts
    Creator,
}

impl StatsArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let zone = LocalZone::choose(context, self.time_zone.as_deref(), None);
        let (targets, (since, zone)) =
            CliError::both(pool_arg::parse(&self.pools), CliError::both(self.since(), zone))?;
        match self.by {
            None => context.ui.check_columns::<StatsRow>()?,
            Some(_) => context.ui.check_columns::<GroupRow>()?,
        }
        let mut claims =
            self.claims.as_deref().map(|path| Claims::read(context, path)).transpose()?;
        let client = context.client()?;
        let needs = Needs { recordings: &self.recording, names: claims.is_some() };
        let reader = Reader::new(context, &client);
        let read = runtime::run(context, &client, async {
            let pools = reader.pools(&targets).await?;
            let period = since.period(&zone, client.now());
            reader.read(pools, period, needs).await
        })?;
        let period = read.period.clone();
        let range = to_millis(period.start)..to_millis(period.end);
        let recording = context.read_recordings(&self.recording, &range, &read.organization_id)?;
        let mut pools = read.pools;
        if let Some(claims) = &mut claims {
            claims.count(&mut pools, &range)?;
        }
        let grouping = self.grouping(&period, &zone);
        let stats = |pool| pool_stats(pool, &range, &grouping, recording.as_ref());
        let document = StatsDocument {
            format_version: 1,
            since: period.start,
            until: period.end,
            pools: pools.into_iter().map(|pool| stats(pool.data)).collect(),
        };
        let notes = read.notes.into_iter().chain(claims.into_iter().flat_map(Claims::notes));
        notes.for_each(|note| context.ui.note(&note));
        self.print(context, &document, &zone)
    }

    fn since(&self) -> Result<Since, CliError> {
        let since = Since::parse(self.since.as_deref().unwrap_or(DEFAULT_SINCE))?;
        if self.by == Some(By::Hour) && since.days() > MAX_HOURLY_DAYS {
            let message = format!("--by hour is for at most {MAX_HOURLY_DAYS}d");
            return Err(CliError::usage(message).because("use --by day, or a shorter --since"));
        }
        Ok(since)
    }

    fn grouping(&self, period: &Range<Timestamp>, zone: &LocalZone) -> Grouping {
        let divided = |division| Grouping::Periods(divide(period, division, &zone.zone));
        match self.by {
            None => Grouping::None,
            Some(By::Hour) => divided(Division::Hours),
            Some(By::Day) => divided(Division::Days),
            Some(By::Creator) => Grouping::Creators,
        }
    }

    fn print(
        &self,
        context: &Context,
        document: &StatsDocument,
        zone: &LocalZone,
    ) -> Result<ExitCode, CliError> {
        let ui = &context.ui;
        if document.pools.is_empty() {
            ui.note("no warm pools found");
        }
        let format = if self.by == Some(By::Hour) { text::HOUR } else { text::DAY };
        let lines = || text::pools(document, zone, format);
        if self.by.is_some() {
            ui.print_report(document, rows(document, GroupRow::all), lines)?;
        } else if ui.is_prose() && document.pools.len() != 1 {
            let mut list = ui.record_list::<StatsRow>()?;
            rows(document, StatsRow::all).try_for_each(|row| list.push(&row?))?;
            list.finish()?;
        } else {
            ui.print_report(document, rows(document, StatsRow::all), lines)?;
        }
        Ok(ExitCode::Success)
    }
}
