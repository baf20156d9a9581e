//! Environments, which are loaded when they are needed: most of them rest for days, and every short
//! command would read them.

use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use super::super::simulation::{Environment, Millis, State};
use super::rows::{self, damaged};

/// Of an environment that always has to be loaded, because a prebuild moves it.
const ALWAYS: Millis = 0;
/// Of an environment that rests until somebody calls.
const NEVER: Millis = Millis::MAX;

/// What is known of the environments that are not loaded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Resting {
    /// When the first of them acts.
    pub(super) due: Millis,
    are_all_loaded: bool,
}

impl Resting {
    pub(super) fn new(connection: &Connection) -> anyhow::Result<Self> {
        Ok(Self { due: first_due(connection, Millis::MIN)?, are_all_loaded: false })
    }

    /// Loads those that act until a time.
    pub(super) fn load_until(
        &mut self,
        connection: &Connection,
        state: &mut State,
        until: Millis,
    ) -> anyhow::Result<()> {
        if self.due <= until {
            load(connection, state, until)?;
            self.due = first_due(connection, until)?;
        }
        Ok(())
    }

    /// Loads all.
    pub(super) fn load_all(
        &mut self,
        connection: &Connection,
        state: &mut State,
    ) -> anyhow::Result<()> {
        if !self.are_all_loaded {
            load(connection, state, NEVER)?;
            *self = Self { due: NEVER, are_all_loaded: true };
        }
        Ok(())
    }
}

fn first_due(connection: &Connection, after: Millis) -> anyhow::Result<Millis> {
    let query = "SELECT due FROM environments WHERE due > ?1 ORDER BY due LIMIT 1";
    let due = connection.prepare_cached(query)?.query_row([after], |row| row.get(0)).optional()?;
    Ok(due.unwrap_or(NEVER))
}

/// Loads the environments that are due until a time and not loaded yet.
fn load(connection: &Connection, state: &mut State, until: Millis) -> anyhow::Result<()> {
    let query = "SELECT id, body FROM environments WHERE due <= ?1";
    let mut query = connection.prepare_cached(query)?;
    let mut found = query.query([until])?;
    while let Some(row) = found.next()? {
        let key = row.get_ref(0)?.as_str()?;
        let id = rows::parse_id(key)?;
        if !state.environments.contains_key(&id) {
            let body = row.get_ref(1)?.as_str()?;
            let environment = serde_json::from_str(body);
            state.load_environment(environment.map_err(|error| damaged(key, &error))?);
        }
    }
    Ok(())
}

pub(super) fn save(connection: &Connection, state: &State, id: Uuid) -> anyhow::Result<()> {
    let key = id.to_string();
    match state.environments.get(&id) {
        Some(environment) => connection
            .prepare_cached("INSERT OR REPLACE INTO environments VALUES (?1, ?2, ?3)")?
            .execute(params![key, due(environment), serde_json::to_string(environment)?])?,
        None => {
            connection.prepare_cached("DELETE FROM environments WHERE id = ?1")?.execute([key])?
        }
    };
    Ok(())
}

fn due(environment: &Environment) -> Millis {
    if environment.follows_prebuild() { ALWAYS } else { environment.due().unwrap_or(NEVER) }
}

pub(super) fn count(connection: &Connection) -> anyhow::Result<i64> {
    Ok(connection.query_row("SELECT count(*) FROM environments", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::super::{Load, Store};

    #[test]
    fn environments_are_loaded_when_they_are_due_or_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("local.db"), &|| {}).unwrap();
        store.set_speed(0.0).unwrap();
        let mut loaded = |load| store.read(load, |state, _| state.environments.len()).unwrap();
        let due = loaded(Load::Due);
        assert!(due < 20, "{due}");
        let all = loaded(Load::All);
        assert!(all > 300, "{all}");
        assert_eq!(loaded(Load::Due), all, "they stay loaded");
        let count = i64::try_from(all).unwrap();
        assert_eq!(store.count_environments().unwrap(), count);
        // A month later those that existed have stopped, were archived and are gone.
        let before = store.read(Load::All, |state, _| state.environments.clone()).unwrap();
        store.advance(31 * 24 * 3_600_000).unwrap();
        let mut again = Store::open(store.path(), &|| {}).unwrap();
        let after = again.read(Load::All, |state, _| state.environments.clone()).unwrap();
        let ended = |id| before.get(id).is_some_and(|own| own.lifetime.is_some());
        assert!(after.keys().all(|id| !ended(id)));
    }
}
