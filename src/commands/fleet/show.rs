//! `fleet show`: the sizes that a fleet file declares at an instant, and the next ones.

use clap::Args;
use jiff::Timestamp;
use serde::Serialize;

use super::at_arg::AtArgs;
use super::file::FileArgs;
use super::show_view;
use crate::commands::shared::cell::or_nothing;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::evaluation::{Evaluation, check_instant};
use crate::fleet::file::Declaration;
use crate::fleet::plan::line_text;
use crate::fleet::schedule::time::to_timestamp;
use crate::fleet::schedule::timeline::Edge;
use crate::fleet::schedule::zone::Zone;
use crate::output::json;
use crate::output::record::{self, Record};
use crate::output::table::Column;
use crate::time_zone::data_edition;
use crate::warm_pool::reference::PoolRef;

/// Edges that are listed for each pool.
const MAX_EDGES: usize = 8;

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<PoolRow>()
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl fleet show
  prebuildctl fleet show --week
  prebuildctl fleet show -f pools/ --at 2026-12-24T09:00
  prebuildctl fleet show --at 2026-12-24T08:00:00Z --jq '.pools[] | {address, min, max}'")]
pub(super) struct ShowArgs {
    #[command(flatten)]
    file: FileArgs,

    #[command(flatten)]
    at: AtArgs,

    /// Also show the week from Monday that contains the instant, hour by hour
    #[arg(long)]
    week: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ShowJson<'a> {
    format_version: u32,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<&'a [String]>,
    time_zone: Option<&'a str>,
    time_zone_data: &'a str,
    evaluated_at: Timestamp,
    valid_until: Option<Timestamp>,
    pools: &'a [PoolRow],
}

/// A declared pool.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PoolRow {
    pub(super) address: String,
    line: usize,
    /// The file of that line, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    pub(super) min: Option<i32>,
    pub(super) max: Option<i32>,
    pub(super) window: Option<String>,
    window_until: Option<Timestamp>,
    next: Vec<EdgeJson>,
    #[serde(skip)]
    pub(super) edges: Vec<Edge>,
}

#[derive(Clone, Serialize)]
struct EdgeJson {
    at: Timestamp,
    min: i32,
    max: i32,
    window: Option<String>,
}

impl ShowArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let file = self.file.read(context)?;
        let given = self.at.instant(&file)?;
        let at = given.unwrap_or_else(Timestamp::now);
        let minute = check_instant(at).map_err(CliError::usage)?;
        let evaluation = file.evaluate(at)?;
        let fleet = evaluation.fleet;
        let rows: Vec<_> = fleet.pools.iter().map(|pool| row(&evaluation, pool)).collect();
        let (name, files) = file.json_names();
        let json = ShowJson {
            format_version: 1,
            file: name,
            files,
            time_zone: fleet.time_zone().map(Zone::name),
            time_zone_data: data_edition(),
            evaluated_at: evaluation.at,
            valid_until: rows.iter().filter_map(|row| row.window_until).min(),
            pools: &rows,
        };
        let view = show_view::ShowView {
            ui: &context.ui,
            evaluation: &evaluation,
            minute,
            is_now: given.is_none(),
            week: self.week,
        };
        let records = rows.iter().cloned().map(Ok);
        context.ui.print_report(&json, records, || view.lines(&rows))?;
        file.warn_past_windows(context, minute);
        Ok(ExitCode::Success)
    }
}

fn row(evaluation: &Evaluation<'_>, pool: &Declaration) -> PoolRow {
    let state = evaluation.state(pool);
    let edges: Vec<Edge> =
        evaluation.timeline(pool).into_iter().flatten().take(MAX_EDGES).collect();
    let edge_json = |Edge { at, state }: &Edge| EdgeJson {
        at: to_timestamp(*at),
        min: state.size.min(),
        max: state.size.max(),
        window: state.window.clone(),
    };
    let (project, class) = (pool.project.value.clone(), pool.class.value.clone());
    let place = pool.class.place;
    PoolRow {
        address: PoolRef::Address { project, class }.to_string(),
        line: place.line,
        path: evaluation.fleet.file_of(place).cloned(),
        min: state.size.bounds.min,
        max: state.size.bounds.max,
        window: state.window.name,
        window_until: state.window.until,
        next: edges.iter().map(edge_json).collect(),
        edges,
    }
}

impl Record for PoolRow {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", Self::address, Self::id),
        Column::number("min", |row| or_nothing(row.min.map(|min| min.to_string()))),
        Column::number("max", |row| or_nothing(row.max.map(|max| max.to_string()))),
        Column::text("window", |row| or_nothing(row.window.clone())),
        Column::text("until", |row| or_nothing(row.window_until.map(|at| at.to_string()))),
        Column::number("line", |row| or_nothing(line_text(row.path.as_deref(), Some(row.line)))),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(self)
    }

    fn address(&self) -> String {
        self.address.clone()
    }

    /// A file names no pool by an id.
    fn id(&self) -> String {
        or_nothing(None)
    }
}
