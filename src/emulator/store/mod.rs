//! The data file: a SQLite database that any number of processes share.
//!
//! Every call is one transaction. The state stays in memory between calls; the revision in the file
//! shows whether another process has changed it since, so that a read costs one small query.

mod environments;
mod file;
mod history;
mod rows;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::clock::Clock;
use super::seed::Seed;
use super::simulation::{Event, Millis, State};
use environments::Resting;
pub(crate) use file::{Unusable, is_of_other_version, set_aside};
pub(crate) use history::{History, Position, Range};

#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    connection: Connection,
    cache: Option<Cache>,
    /// Where the logs of prebuilds are served by this process.
    logs_origin: String,
}

/// How far a watcher has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WatchPosition {
    /// The number of the last event that it got.
    pub(crate) event: i64,
    /// How often all streams had been cut when it began.
    stream_drops: u64,
}

/// Which environments a call needs in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Load {
    /// Those that act until now.
    Due,
    All,
}

/// The content of the data file at a revision.
#[derive(Debug)]
struct Cache {
    revision: i64,
    clock: Clock,
    state: State,
    resting: Resting,
}

impl Cache {
    /// Whether nothing is due until a time.
    fn is_idle_until(&self, until: Millis) -> bool {
        self.state.next_due().min(self.resting.due) > until
    }

    fn load(&mut self, connection: &Connection, load: Load) -> anyhow::Result<()> {
        match load {
            Load::Due => Ok(()),
            Load::All => self.resting.load_all(connection, &mut self.state),
        }
    }

    fn read<T>(
        &mut self,
        connection: &Connection,
        load: Load,
        read: impl FnOnce(&State, &History<'_>) -> T,
    ) -> anyhow::Result<T> {
        self.load(connection, load)?;
        Ok(read(&self.state, &History(connection)))
    }

    /// Advances the state to the current simulated time, and returns it.
    fn catch_up(&mut self, connection: &Connection) -> anyhow::Result<Millis> {
        let now = self.clock.catch_up(self.state.now);
        self.advance(connection, now)?;
        Ok(now)
    }

    fn advance(&mut self, connection: &Connection, to: Millis) -> anyhow::Result<()> {
        self.resting.load_until(connection, &mut self.state, to)?;
        self.state.advance(to);
        Ok(())
    }
}

impl Store {
    /// Opens a data file, or creates it from the built-in seed. `on_wait` is called if another process
    /// keeps it locked.
    pub(crate) fn open(path: &Path, on_wait: &dyn Fn()) -> anyhow::Result<Self> {
        let open = || {
            let connection = file::open(path, on_wait)?;
            let path = path.to_owned();
            let mut store = Self { path, connection, cache: None, logs_origin: String::new() };
            store.load().map_err(file::unusable)?;
            Ok(store)
        };
        open().map_err(|error| file::explain(path, error))
    }

    /// Reads the file, which shows whether it is intact.
    fn load(&mut self) -> anyhow::Result<()> {
        let transaction = self.connection.transaction()?;
        refresh(&transaction, &mut self.cache, &self.logs_origin)?;
        Ok(())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the current state and the history.
    pub(crate) fn read<T>(
        &mut self,
        load: Load,
        read: impl FnOnce(&State, &History<'_>) -> T,
    ) -> anyhow::Result<T> {
        self.explained(|store| {
            let transaction = store.connection.transaction()?;
            let cache = refresh(&transaction, &mut store.cache, &store.logs_origin)?;
            let now = cache.clock.now(cache.state.now);
            if cache.is_idle_until(now) {
                cache.state.advance(now);
                return cache.read(&transaction, load, read);
            }
            drop(transaction);
            // Saved before it is read, since the history is read from the file.
            store.try_commit(|connection, cache| cache.catch_up(connection))?;
            let transaction = store.connection.transaction()?;
            let cache = refresh(&transaction, &mut store.cache, &store.logs_origin)?;
            cache.read(&transaction, load, read)
        })
    }

    /// Changes the current state.
    pub(crate) fn write<T>(
        &mut self,
        load: Load,
        change: impl FnOnce(&mut State) -> T,
    ) -> anyhow::Result<T> {
        self.commit(|connection, cache| {
            cache.load(connection, load)?;
            cache.catch_up(connection)?;
            Ok(change(&mut cache.state))
        })
    }

    pub(crate) fn advance(&mut self, by: Millis) -> anyhow::Result<()> {
        self.commit(|connection, cache| {
            let now = cache.clock.catch_up(cache.state.now).saturating_add(by);
            cache.advance(connection, now)?;
            cache.clock = Clock::new(now, cache.clock.speed());
            Ok(())
        })
    }

    pub(crate) fn set_speed(&mut self, speed: f64) -> anyhow::Result<()> {
        self.commit(|connection, cache| {
            cache.clock = Clock::new(cache.catch_up(connection)?, speed);
            Ok(())
        })
    }

    /// Replaces all data by a seed.
    pub(crate) fn reset(&mut self, seed: &Seed) -> anyhow::Result<()> {
        let speed = self.clock()?.speed();
        let (clock, mut state) = seed.create_state(speed);
        self.explained(|store| {
            store.cache = None;
            let transaction =
                (store.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
            rows::clear(&transaction)?;
            rows::save_all(&transaction, &clock, &mut state)?;
            transaction.commit()?;
            // A large log is read by every process that opens the file. Another one may prevent it.
            drop(file::truncate_log(&store.connection));
            Ok(())
        })
    }

    pub(crate) fn clock(&mut self) -> anyhow::Result<Clock> {
        self.explained(|store| {
            let transaction = store.connection.transaction()?;
            Ok(refresh(&transaction, &mut store.cache, &store.logs_origin)?.clock)
        })
    }

    /// Has the messages of prebuilds say where this process serves their logs.
    pub(crate) fn set_logs_origin(&mut self, origin: String) {
        self.logs_origin = origin;
        self.cache = None;
    }

    /// The number of environments, loaded or not.
    pub(crate) fn count_environments(&mut self) -> anyhow::Result<i64> {
        self.explained(|store| environments::count(&store.connection))
    }

    /// The simulated time of the last call of this process.
    pub(crate) fn last_seen(&self) -> Millis {
        self.cache.as_ref().map_or(0, |cache| cache.state.now)
    }

    /// The position of a watcher that gets every event from now on.
    pub(crate) fn watch_position(&mut self) -> anyhow::Result<WatchPosition> {
        let stream_drops = self.read(Load::Due, |state, _| state.singletons.faults.stream_drops)?;
        let event = self.explained(|store| rows::last_event(&store.connection))?;
        Ok(WatchPosition { event, stream_drops })
    }

    /// The events after a position, with their numbers; `None` if all streams were cut since then.
    pub(crate) fn events_after(
        &mut self,
        position: WatchPosition,
    ) -> anyhow::Result<Option<Vec<(i64, Event)>>> {
        let stream_drops = self.read(Load::Due, |state, _| state.singletons.faults.stream_drops)?;
        if stream_drops != position.stream_drops {
            return Ok(None);
        }
        self.explained(|store| rows::events_after(&store.connection, position.event)).map(Some)
    }

    /// Says in plain words why the file cannot be used.
    fn explained<T>(
        &mut self,
        work: impl FnOnce(&mut Self) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        work(self).map_err(|error| file::explain(&self.path, error))
    }

    fn commit<T>(
        &mut self,
        change: impl FnOnce(&Connection, &mut Cache) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.explained(|store| store.try_commit(change))
    }

    /// Makes and saves a change in one transaction.
    fn try_commit<T>(
        &mut self,
        change: impl FnOnce(&Connection, &mut Cache) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let transaction =
            (self.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
        refresh(&transaction, &mut self.cache, &self.logs_origin)?;
        // Put back once it is saved: after an error the file is read again.
        let mut cache = self.cache.take().context("the data file was not read")?;
        let clock = cache.clock;
        let result = change(&transaction, &mut cache)?;
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
    logs_origin: &str,
) -> anyhow::Result<&'a mut Cache> {
    let revision = rows::revision(transaction)?;
    match cache.take_if(|cache| cache.revision == revision) {
        Some(current) => Ok(cache.insert(current)),
        None => {
            let (clock, mut state) = rows::load(transaction)?;
            logs_origin.clone_into(&mut state.logs_origin);
            let resting = Resting::new(transaction)?;
            let loaded = cache.insert(Cache { revision, clock, state, resting });
            // Those that prebuilds move.
            loaded.resting.load_until(transaction, &mut loaded.state, 0)?;
            Ok(loaded)
        }
    }
}
