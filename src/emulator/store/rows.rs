//! Rows of the data file and the state they stand for.

use std::collections::BTreeMap;

use anyhow::Context as _;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::super::clock::Clock;
use super::super::machine::{Changes, Event, Globals, Kind, Millis, World};

/// How many events are kept for watchers.
const EVENTS_KEPT: i64 = 10_000;

/// The body of the one row of `globals`.
#[derive(Serialize, Deserialize)]
struct Body<G> {
    clock: Clock,
    now: Millis,
    globals: G,
}

pub(super) fn revision(connection: &Connection) -> anyhow::Result<i64> {
    let mut query = connection.prepare_cached("SELECT revision FROM globals")?;
    Ok(query.query_row([], |row| row.get(0))?)
}

/// Reads the whole state.
pub(super) fn load(connection: &Connection) -> anyhow::Result<(Clock, World)> {
    let body: String = connection.query_row("SELECT body FROM globals", [], |row| row.get(0))?;
    let Body { clock, now, globals }: Body<Globals> =
        serde_json::from_str(&body).context("its first row cannot be read")?;
    let mut world = World::new(now, globals);
    world.runners = objects(connection, Kind::Runner)?;
    world.classes = objects(connection, Kind::Class)?;
    world.projects = objects(connection, Kind::Project)?;
    world.prebuilds = objects(connection, Kind::Prebuild)?;
    world.environments = objects(connection, Kind::Environment)?;
    world.pools = parse(connection, "SELECT id, body FROM warm_pools", [])?;
    world.reschedule();
    Ok((clock, world))
}

fn objects<T: DeserializeOwned>(
    connection: &Connection,
    kind: Kind,
) -> anyhow::Result<BTreeMap<Uuid, T>> {
    parse(connection, "SELECT id, body FROM objects WHERE kind = ?1", [name(kind)])
}

fn parse<T: DeserializeOwned>(
    connection: &Connection,
    query: &str,
    parameters: impl rusqlite::Params,
) -> anyhow::Result<BTreeMap<Uuid, T>> {
    let mut query = connection.prepare(query)?;
    let mut rows = query.query(parameters)?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str()?.parse()?;
        let body = row.get_ref(1)?.as_str()?;
        let object = serde_json::from_str(body).with_context(|| format!("row {id}"))?;
        found.insert(id, object);
    }
    Ok(found)
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Runner => "runner",
        Kind::Class => "class",
        Kind::Project => "project",
        Kind::Prebuild => "prebuild",
        Kind::Pool => "warm_pool",
        Kind::Environment => "environment",
    }
}

/// Empties the file, but for the numbers that only ever grow.
pub(super) fn clear(connection: &Connection) -> anyhow::Result<()> {
    connection.execute_batch("DELETE FROM objects; DELETE FROM warm_pools; DELETE FROM events;")?;
    Ok(())
}

/// Writes a whole state into an empty file.
pub(super) fn save_all(
    connection: &Connection,
    clock: &Clock,
    world: &World,
) -> anyhow::Result<()> {
    let ids = |kind, ids: Vec<Uuid>| ids.into_iter().map(move |id| (kind, id));
    let objects = ids(Kind::Runner, world.runners.keys().copied().collect())
        .chain(ids(Kind::Class, world.classes.keys().copied().collect()))
        .chain(ids(Kind::Project, world.projects.keys().copied().collect()))
        .chain(ids(Kind::Prebuild, world.prebuilds.keys().copied().collect()))
        .chain(ids(Kind::Pool, world.pools.keys().copied().collect()))
        .chain(ids(Kind::Environment, world.environments.keys().copied().collect()));
    let changes = Changes { objects: objects.collect(), ..Changes::default() };
    save(connection, clock, world, &changes)
}

/// Writes what changed.
pub(super) fn save(
    connection: &Connection,
    clock: &Clock,
    world: &World,
    changes: &Changes,
) -> anyhow::Result<()> {
    for (kind, id) in &changes.objects {
        save_object(connection, world, *kind, *id)?;
    }
    save_events(connection, &changes.events)?;
    let body =
        serde_json::to_string(&Body { clock: *clock, now: world.now, globals: &world.globals })?;
    connection
        .prepare_cached(
            "INSERT INTO globals VALUES (1, 1, ?1)
             ON CONFLICT DO UPDATE SET revision = revision + 1, body = excluded.body",
        )?
        .execute([body])?;
    Ok(())
}

fn save_object(connection: &Connection, world: &World, kind: Kind, id: Uuid) -> anyhow::Result<()> {
    let key = id.to_string();
    let body = match kind {
        Kind::Runner => to_json(world.runners.get(&id)),
        Kind::Class => to_json(world.classes.get(&id)),
        Kind::Project => to_json(world.projects.get(&id)),
        Kind::Prebuild => to_json(world.prebuilds.get(&id)),
        Kind::Environment => to_json(world.environments.get(&id)),
        Kind::Pool => return save_pool(connection, world, id),
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

fn save_pool(connection: &Connection, world: &World, id: Uuid) -> anyhow::Result<()> {
    let key = id.to_string();
    let Some(pool) = world.pools.get(&id) else {
        connection.prepare_cached("DELETE FROM warm_pools WHERE id = ?1")?.execute([key])?;
        return Ok(());
    };
    // Not `OR REPLACE`: that would silently drop another live pool of the pair.
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
    let oldest = connection.last_insert_rowid() - EVENTS_KEPT;
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
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((row.get(0)?, serde_json::from_str(row.get_ref(1)?.as_str()?)?));
    }
    Ok(found)
}
