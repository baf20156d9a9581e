//! The data file: a SQLite database that any number of processes share.
//!
//! Every call is one transaction. The state stays in memory between calls; the revision in the file
//! shows whether another process has changed it since, so that a read costs one small query.

mod file;
mod rows;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::clock::Clock;
use super::seed::Seed;
use super::simulation::{Event, Millis, State};
pub(crate) use file::{Unusable, set_aside};

#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    connection: Connection,
    cache: Option<Cache>,
}

/// The content of the data file at a revision.
#[derive(Debug)]
struct Cache {
    revision: i64,
    clock: Clock,
    state: State,
}

impl Cache {
    /// Advances the state to the current simulated time, and returns it.
    fn catch_up(&mut self) -> Millis {
        let now = self.clock.catch_up(self.state.now);
        self.state.advance(now);
        now
    }
}

impl Store {
    /// Opens a data file, or creates it from the built-in seed. `on_wait` is called if another process
    /// keeps it locked.
    pub(crate) fn open(path: &Path, on_wait: &dyn Fn()) -> anyhow::Result<Self> {
        let open = || {
            let connection = file::open(path, on_wait)?;
            let mut store = Self { path: path.to_owned(), connection, cache: None };
            store.load().map_err(file::unusable)?;
            Ok(store)
        };
        open().map_err(|error| file::explain(path, error))
    }

    /// Reads the file, which shows whether it is intact.
    fn load(&mut self) -> anyhow::Result<()> {
        let transaction = self.connection.transaction()?;
        refresh(&transaction, &mut self.cache)?;
        Ok(())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the current state.
    pub(crate) fn read<T>(&mut self, read: impl FnOnce(&State) -> T) -> anyhow::Result<T> {
        self.explained(|store| store.read_current(read))
    }

    fn read_current<T>(&mut self, read: impl FnOnce(&State) -> T) -> anyhow::Result<T> {
        let transaction = self.connection.transaction()?;
        let cache = refresh(&transaction, &mut self.cache)?;
        let now = cache.clock.now(cache.state.now);
        if cache.state.next_due() > now {
            cache.state.advance(now);
            return Ok(read(&cache.state));
        }
        drop(transaction);
        self.try_commit(|cache| {
            cache.catch_up();
            read(&cache.state)
        })
    }

    /// Changes the current state.
    pub(crate) fn write<T>(&mut self, change: impl FnOnce(&mut State) -> T) -> anyhow::Result<T> {
        self.commit(|cache| {
            cache.catch_up();
            change(&mut cache.state)
        })
    }

    pub(crate) fn advance(&mut self, by: Millis) -> anyhow::Result<()> {
        self.commit(|cache| {
            let now = cache.clock.catch_up(cache.state.now).saturating_add(by);
            cache.state.advance(now);
            cache.clock = Clock::new(now, cache.clock.speed());
        })
    }

    pub(crate) fn set_speed(&mut self, speed: f64) -> anyhow::Result<()> {
        self.commit(|cache| cache.clock = Clock::new(cache.catch_up(), speed))
    }

    /// Replaces all data by a seed.
    pub(crate) fn reset(&mut self, seed: &Seed) -> anyhow::Result<()> {
        let speed = self.clock()?.speed();
        let (clock, state) = seed.create_state(speed);
        self.explained(|store| {
            store.cache = None;
            let transaction =
                (store.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
            rows::clear(&transaction)?;
            rows::save_all(&transaction, &clock, &state)?;
            transaction.commit()?;
            Ok(())
        })
    }

    pub(crate) fn clock(&mut self) -> anyhow::Result<Clock> {
        self.explained(|store| {
            let transaction = store.connection.transaction()?;
            Ok(refresh(&transaction, &mut store.cache)?.clock)
        })
    }

    /// The simulated time of the last call of this process.
    pub(crate) fn last_seen(&self) -> Millis {
        self.cache.as_ref().map_or(0, |cache| cache.state.now)
    }

    /// The number of the newest event.
    pub(crate) fn last_event(&mut self) -> anyhow::Result<i64> {
        self.read(|_| ())?;
        self.explained(|store| rows::last_event(&store.connection))
    }

    /// The events after a number, with their numbers.
    pub(crate) fn events_after(&mut self, number: i64) -> anyhow::Result<Vec<(i64, Event)>> {
        self.read(|_| ())?;
        self.explained(|store| rows::events_after(&store.connection, number))
    }

    /// Says in plain words why the file cannot be used.
    fn explained<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        work(self).map_err(|error| file::explain(&self.path, error))
    }

    fn commit<T>(&mut self, change: impl FnOnce(&mut Cache) -> T) -> anyhow::Result<T> {
        self.explained(|store| store.try_commit(change))
    }

    /// Makes and saves a change in one transaction.
    fn try_commit<T>(&mut self, change: impl FnOnce(&mut Cache) -> T) -> anyhow::Result<T> {
        let transaction =
            (self.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
        refresh(&transaction, &mut self.cache)?;
        // Put back once it is saved: after an error the file is read again.
        let mut cache = self.cache.take().context("the data file was not read")?;
        let clock = cache.clock;
        let result = change(&mut cache);
        let changes = cache.state.take_changes();
        if !changes.is_empty() || cache.clock != clock {
            rows::save(&transaction, &cache.clock, &cache.state, &changes)?;
            cache.revision += 1;
        }
        transaction.commit()?;
        self.cache = Some(cache);
        Ok(result)
    }
}

/// Reads the file if another process has changed it.
fn refresh<'a>(
    transaction: &Transaction<'_>,
    cache: &'a mut Option<Cache>,
) -> anyhow::Result<&'a mut Cache> {
    let revision = rows::revision(transaction)?;
    match cache.take_if(|cache| cache.revision == revision) {
        Some(current) => Ok(cache.insert(current)),
        None => {
            let (clock, state) = rows::load(transaction)?;
            Ok(cache.insert(Cache { revision, clock, state }))
        }
    }
}
