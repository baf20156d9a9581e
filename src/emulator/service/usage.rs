//! `UsageService`: what the history says about the runs of environments.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::codec::time;
use super::super::simulation::{Millis, State, UsageRecord};
use super::super::store::{History, Position, Range};
use super::error::{Error, QueryError};
use super::list::{Cursor, List};
use super::period::{Period, bounds};
use super::{parse_field, parse_optional, timestamp};

const MILLIS_PER_SECOND: Millis = 1_000;

/// `gitpod.v1.DateRange`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DateRange {
    start_time: String,
    end_time: String,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    project_id: String,
    date_range: Option<DateRange>,
}

/// The runs that ended within a range, newest first.
pub(super) fn list_records(
    state: &State,
    history: &History<'_>,
    request: Value,
) -> Result<Value, QueryError> {
    let list: List<Filter> = List::parse(request)?;
    let missing = || Error::invalid("filter.date_range: value is required");
    let range = to_range(list.filter.date_range.as_ref().ok_or_else(missing)?)?;
    let after = list.position()?.map(|cursor| {
        let (rank, id) = cursor.into_newest();
        Position { at: -rank, id }
    });
    // One more than the page holds shows whether there is another.
    let limit = list.page_size() + 1;
    let records = history.usage(given(&list.filter.project_id), range, after, limit)?;
    let records = (records.into_iter())
        .map(|record| (Cursor::newest_first(record.id).ranked(-record.stopped_at), record));
    let is_run = state.singletons.assumptions.usage_created_at_run;
    Ok(list.respond("records", records, |record| record_to_json(record, is_run))?)
}

fn record_to_json(record: &UsageRecord, is_run: bool) -> Value {
    json!({
        "id": record.id,
        "environmentId": record.environment,
        "userId": record.user,
        "projectId": record.project,
        "runnerId": record.runner,
        "environmentClassId": record.class,
        "createdAt": timestamp(if is_run { record.started_at } else { record.created_at }),
        "stoppedAt": timestamp(record.stopped_at),
    })
}

/// The number of starts of environments in each period of a range.
pub(super) fn sessions(
    _state: &State,
    history: &History<'_>,
    request: Value,
) -> Result<Value, QueryError> {
    let range = to_range(&parse_field(&request, "dateRange")?)?;
    let period = Period::from_resolution(request["resolution"].as_str().unwrap_or_default());
    let bounds = bounds(range, period)
        .ok_or_else(|| Error::invalid("resolution: too fine for this date range"))?;
    let project: String = parse_optional(&request, "projectId")?;
    let times =
        if has_team(&request) { Vec::new() } else { history.sessions(given(&project), range)? };
    let points: Vec<_> = (bounds.iter().zip(bounds.iter().skip(1)))
        .map(|(from, to)| {
            let count = times.partition_point(|at| at < to) - times.partition_point(|at| at < from);
            json!({ "time": timestamp(*from), "value": count })
        })
        .collect();
    Ok(json!({ "sessions": points }))
}

/// The projects with the longest total duration of runs.
pub(super) fn top_projects(
    state: &State,
    history: &History<'_>,
    request: Value,
) -> Result<Value, QueryError> {
    let range = to_range(&parse_field(&request, "dateRange")?)?;
    let totals =
        if has_team(&request) { Vec::new() } else { history.runtime_of_projects(range)? };
    respond_top(request, "projects", totals, |id, seconds| {
        let name = state.projects.get(&id).map(|project| project.name.as_str());
        json!({ "projectId": id, "projectName": name, "totalRuntimeSeconds": seconds })
    })
}

/// The environment classes with the longest total duration of runs.
pub(super) fn top_classes(
    state: &State,
    history: &History<'_>,
    request: Value,
) -> Result<Value, QueryError> {
    let range = to_range(&parse_field(&request, "dateRange")?)?;
    let project: String = parse_optional(&request, "projectId")?;
    let totals = if has_team(&request) {
        Vec::new()
    } else {
        history.runtime_of_classes(given(&project), range)?
    };
    respond_top(request, "environmentClasses", totals, |id, seconds| {
        let class = state.classes.get(&id);
        let runner = class.and_then(|class| state.runners.get(&class.runner));
        json!({
            "environmentClassId": id,
            "runnerKind": runner.map(|runner| runner.kind.as_str()),
            "runnerName": runner.map(|runner| runner.name.as_str()),
            "environmentClassName": class.map(|class| class.name.as_str()),
            "totalRuntimeSeconds": seconds,
        })
    })
}

fn respond_top(
    request: Value,
    field: &str,
    totals: Vec<(Uuid, Millis)>,
    to_json: impl Fn(Uuid, String) -> Value,
) -> Result<Value, QueryError> {
    let list: List<()> = List::parse(request)?;
    let totals = (totals.into_iter())
        .map(|(id, millis)| (Cursor::oldest_first(id).ranked(-millis), (id, millis)));
    Ok(list.respond(field, totals, |(id, millis)| {
        to_json(*id, (millis / MILLIS_PER_SECOND).to_string())
    })?)
}

/// Whether a team is asked for, of which the simulated organization has none.
fn has_team(request: &Value) -> bool {
    request["teamId"].as_str().is_some_and(|team| !team.is_empty())
}

fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

fn to_range(range: &DateRange) -> Result<Range, Error> {
    let (from, to) = (time::to_millis(&range.start_time), time::to_millis(&range.end_time));
    match (from, to) {
        (Some(from), Some(to)) if from < to => Ok(Range { from, to }),
        _ => Err(Error::invalid("date_range: start_time must be before end_time")),
    }
}
