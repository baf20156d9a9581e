//! Loads and saves the state as rows of the data file.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::clock::Clock;
use super::super::simulation::{Changes, Event, Millis, ObjectKind, Singletons, State};
use super::{Unusable, environments, history};

/// How many events are kept for watchers.
const MAX_EVENTS: i64 = 10_000;

/// The body of the row in `globals`.
#[derive(Serialize, Deserialize)]
struct Body<S> {
    clock: Clock,
    now: Millis,
    #[serde(rename = "globals")]
    singletons: S,
}

pub(super) fn revision(connection: &Connection) -> anyhow::Result<i64> {
    let mut query = connection.prepare_cached("SELECT revision FROM globals")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

pub(super) fn load(connection: &Connection) -> anyhow::Result<(Clock, State)> {
    let body: String = connection.query_row("SELECT body FROM globals", [], |row| row.get(0))?;
    let Body { clock, now, singletons }: Body<Singletons> =
        serde_json::from_str(&body).map_err(|error| damaged("globals", &error))?;
    let mut state = State::new(now, singletons);
    state.runners = load_objects(connection, ObjectKind::Runner)?;
    state.classes = load_objects(connection, ObjectKind::Class)?;
    state.projects = load_objects(connection, ObjectKind::Project)?;
    state.prebuilds = load_objects(connection, ObjectKind::Prebuild)?;
    state.pools = query_objects(connection, "SELECT id, body FROM warm_pools", [])?;
    state.reschedule();
    Ok((clock, state))
}

fn load_objects<T: DeserializeOwned>(
    connection: &Connection,
    kind: ObjectKind,
) -> anyhow::Result<BTreeMap<Uuid, T>> {
    query_objects(connection, "SELECT id, body FROM objects WHERE kind = ?1", [name(kind)])
}

fn query_objects<T: DeserializeOwned>(
    connection: &Connection,
    query: &str,
    parameters: impl rusqlite::Params,
) -> anyhow::Result<BTreeMap<Uuid, T>> {
    let mut query = connection.prepare(query)?;
    let mut rows = query.query(parameters)?;
    let mut objects = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str()?;
        let body = row.get_ref(1)?.as_str()?;
        let object = serde_json::from_str(body).map_err(|error| damaged(id, &error))?;
        objects.insert(parse_id(id)?, object);
    }
    Ok(objects)
}

pub(super) fn parse_id(id: &str) -> anyhow::Result<Uuid> {
    Ok(id.parse().map_err(|error: uuid::Error| damaged(id, &error))?)
}

pub(super) fn damaged(row: &str, error: &dyn std::fmt::Display) -> Unusable {
    Unusable::Damaged(format!("invalid row {row}: {error}"))
}

fn name(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Runner => "runner",
        ObjectKind::Class => "class",
        ObjectKind::Project => "project",
        ObjectKind::Prebuild => "prebuild",
        ObjectKind::Pool => "warm_pool",
        ObjectKind::Environment => "environment",
    }
}

/// Deletes everything but the revision and the numbers of the events, which must not repeat.
pub(super) fn clear(connection: &Connection) -> anyhow::Result<()> {
    connection.execute_batch(
        "DELETE FROM objects; DELETE FROM environments; DELETE FROM warm_pools; DELETE FROM events;
         DELETE FROM usage; DELETE FROM sessions; DELETE FROM audit;",
    )?;
    Ok(())
}

/// Saves a complete state into an empty file, with the history that led to it but without its
/// events.
pub(super) fn save_all(
    connection: &Connection,
    clock: &Clock,
    state: &mut State,
) -> anyhow::Result<()> {
    let changes = state.take_changes();
    let objects = state.objects().collect();
    save(connection, clock, state, &Changes { objects, events: Vec::new(), ..changes })
}

pub(super) fn save(
    connection: &Connection,
    clock: &Clock,
    state: &State,
    changes: &Changes,
) -> anyhow::Result<()> {
    for (kind, id) in &changes.objects {
        save_object(connection, state, *kind, *id)?;
    }
    save_events(connection, &changes.events)?;
    history::append(connection, changes)?;
    let body = Body { clock: *clock, now: state.now, singletons: &state.singletons };
    connection
        .prepare_cached(
            "INSERT INTO globals VALUES (1, 1, ?1)
             ON CONFLICT DO UPDATE SET revision = revision + 1, body = excluded.body",
        )?
        .execute([serde_json::to_string(&body)?])?;
    Ok(())
}

fn save_object(
    connection: &Connection,
    state: &State,
    kind: ObjectKind,
    id: Uuid,
) -> anyhow::Result<()> {
    let key = id.to_string();
    let body = match kind {
        ObjectKind::Runner => to_json(state.runners.get(&id)),
        ObjectKind::Class => to_json(state.classes.get(&id)),
        ObjectKind::Project => to_json(state.projects.get(&id)),
        ObjectKind::Prebuild => to_json(state.prebuilds.get(&id)),
        ObjectKind::Environment => return environments::save(connection, state, id),
        ObjectKind::Pool => return save_pool(connection, state, id),
    }?;
    match body {
        Some(body) => connection
            .prepare_cached("INSERT OR REPLACE INTO objects VALUES (?1, ?2, ?3)")?
            .execute(params![name(kind), key, body])?,
        None => connection
            .prepare_cached("DELETE FROM objects WHERE kind = ?1 AND id = ?2")?
            .execute(params![name(kind), key])?,
    };
    Ok(())
}

fn save_pool(connection: &Connection, state: &State, id: Uuid) -> anyhow::Result<()> {
    let key = id.to_string();
    let Some(pool) = state.pools.get(&id) else {
        connection.prepare_cached("DELETE FROM warm_pools WHERE id = ?1")?.execute([key])?;
        return Ok(());
    };
    // `OR REPLACE` would silently delete another live pool of the same project and class.
    connection
        .prepare_cached(
            "INSERT INTO warm_pools VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO UPDATE SET is_live = excluded.is_live, body = excluded.body",
        )?
        .execute(params![
            key,
            pool.project.to_string(),
            pool.class.to_string(),
            pool.is_live(),
            serde_json::to_string(pool)?,
        ])?;
    Ok(())
}

fn to_json<T: Serialize>(object: Option<&T>) -> anyhow::Result<Option<String>> {
    Ok(object.map(serde_json::to_string).transpose()?)
}

fn save_events(connection: &Connection, events: &[Event]) -> anyhow::Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let mut insert = connection.prepare_cached("INSERT INTO events (body) VALUES (?1)")?;
    for event in events {
        insert.execute([serde_json::to_string(event)?])?;
    }
    let oldest = connection.last_insert_rowid() - MAX_EVENTS;
    connection.prepare_cached("DELETE FROM events WHERE sequence <= ?1")?.execute([oldest])?;
    Ok(())
}

pub(super) fn last_event(connection: &Connection) -> anyhow::Result<i64> {
    let mut query = connection.prepare_cached("SELECT seq FROM sqlite_sequence")?;
    Ok(query.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

pub(super) fn events_after(
    connection: &Connection,
    number: i64,
) -> anyhow::Result<Vec<(i64, Event)>> {
    let mut query = connection.prepare_cached(
        "SELECT sequence, body FROM events WHERE sequence > ?1 ORDER BY sequence",
    )?;
    let mut rows = query.query([number])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push((row.get(0)?, serde_json::from_str(row.get_ref(1)?.as_str()?)?));
    }
    Ok(events)
}
