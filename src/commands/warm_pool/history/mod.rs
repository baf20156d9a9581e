//! `warm-pool history`: show what happened to a pool.

mod events;
mod sources;
mod view;

use std::path::PathBuf;

use clap::Args;

use self::events::events;
use self::sources::Sources;
use self::view::EventRow;
use super::pool_arg;
use crate::api::timestamp;
use crate::commands::shared::local_zone::LocalZone;
use crate::commands::shared::since::Since;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record;
use crate::recording::to_millis;
use crate::runtime;

const DEFAULT_SINCE: &str = "30d";
const SECOND: &str = "%Y-%m-%d %H:%M:%S";

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<EventRow>()
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool history acme-api/regular
  prebuildctl warm-pool history acme-api/regular --since 7d --recording watch.jsonl
  prebuildctl warm-pool history acme-api/regular -o wide --time-zone Europe/Berlin
  prebuildctl warm-pool history acme-api/regular --jq '.[] | select(.event == \"resized\").t'")]
pub(super) struct HistoryArgs {
    /// The pool, as PROJECT/CLASS or by id
    #[arg(value_name = "POOL")]
    pool: String,

    /// Show this much of the past, such as 30d, 4w or 12h [default: 30d]
    #[arg(long, value_name = "TIME")]
    since: Option<String>,

    /// Add what this recording of `watch --record` shows (can be repeated)
    #[arg(long, value_name = "FILE")]
    recording: Vec<PathBuf>,

    /// Time zone of the times in tables [default: that of this machine]
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
}

impl HistoryArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let since = Since::parse(self.since.as_deref().unwrap_or(DEFAULT_SINCE));
        let zone = LocalZone::choose(context, self.time_zone.as_deref(), None);
        let (target, (since, zone)) =
            CliError::both(pool_arg::parse_one(&self.pool), CliError::both(since, zone))?;
        let mut list = context.ui.record_list::<EventRow>()?;
        let client = context.client()?;
        let sources = async {
            let sources = Sources::find(context, &client, &target, &self.recording).await?;
            let period = since.period(&zone, client.now());
            sources.read(context, &client, period).await
        };
        let mut sources = runtime::run(context, &client, sources)?;
        let period = to_millis(sources.period.start)..to_millis(sources.period.end);
        let recording =
            context.read_recordings(&self.recording, &period, &sources.organization_id)?;
        let changes = recording.map(|recording| recording.pool(sources.id).changes(&period));
        let changes = changes.unwrap_or_default();
        let events = events(sources.audit, sources.prebuilds, &changes);
        if events.is_empty() {
            if let Some(error) = sources.not_found.take() {
                return Err(*error);
            }
            context.ui.note("no events found");
        }
        sources.notes.iter().for_each(|note| context.ui.note(note));
        let is_for_people = context.ui.is_tabular();
        for event in events {
            let time =
                if is_for_people { zone.show(event.t, SECOND) } else { timestamp::format(event.t) };
            let (address, id) = (sources.address.clone(), sources.id);
            list.push(&EventRow { event, time, address, id })?;
        }
        list.finish()?;
        Ok(ExitCode::Success)
    }
}
