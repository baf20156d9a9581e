//! `EventService`: the audit log, which has the changes of pools.

use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::super::codec::time;
use super::super::simulation::{AuditEntry, Millis, State};
use super::super::store::{History, Range};
use super::error::{Error, QueryError};
use super::list::{Cursor, List};
use super::{accepts, principal, timestamp};

const SUBJECT_TYPE: &str = "RESOURCE_TYPE_WARM_POOL";

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Filter {
    actor_ids: Vec<Uuid>,
    actor_principals: Vec<String>,
    subject_ids: Vec<Uuid>,
    subject_types: Vec<Value>,
    from: Option<String>,
    to: Option<String>,
}

pub(super) fn list(
    _state: &State,
    history: &History<'_>,
    request: Value,
) -> Result<Value, QueryError> {
    let sort = request["sort"].clone();
    match sort["field"].as_str() {
        None | Some("" | "createdAt") => {}
        Some(other) => return Err(Error::invalid(format!("cannot sort by {other:?}")).into()),
    }
    let list: List<Filter> = List::parse(request)?;
    let filter = &list.filter;
    let range = Range { from: bound(&filter.from, 0), to: bound(&filter.to, Millis::MAX) };
    let is_ascending = sort["order"] == "SORT_ORDER_ASC";
    let entries = history.audit(range)?.into_iter().filter(|entry| matches(entry, filter));
    let entries = entries.map(|entry| {
        let cursor = if is_ascending {
            Cursor::oldest_first(entry.id).ranked(entry.created_at)
        } else {
            Cursor::newest_first(entry.id).ranked(-entry.created_at)
        };
        (cursor, entry)
    });
    Ok(list.respond("entries", entries, to_json)?)
}

/// A time of the filter in milliseconds.
fn bound(time: &Option<String>, default: Millis) -> Millis {
    time.as_deref().and_then(time::to_millis).unwrap_or(default)
}

fn matches(entry: &AuditEntry, filter: &Filter) -> bool {
    accepts(&filter.actor_ids, &entry.actor.id)
        && accepts(&filter.actor_principals, &principal(entry.actor).to_owned())
        && accepts(&filter.subject_ids, &entry.pool)
        && accepts(&filter.subject_types, &SUBJECT_TYPE.into())
}

fn to_json(entry: &AuditEntry) -> Value {
    json!({
        "id": entry.id,
        "actorId": entry.actor.id,
        "actorPrincipal": principal(entry.actor),
        "subjectId": entry.pool,
        "subjectType": SUBJECT_TYPE,
        "action": entry.action.name(),
        "createdAt": timestamp(entry.created_at),
        "kind": "AUDIT_LOG_ENTRY_KIND_RESOURCE_CHANGE",
    })
}
