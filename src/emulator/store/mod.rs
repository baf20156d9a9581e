//! The data file: a SQLite database that any number of processes share.
//!
//! Every call is one transaction. The state stays in memory between calls; the revision in the file
//! shows whether another process has changed it since, so that a read costs one small query.

mod rows;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::clock::{Clock, DEFAULT_SPEED};
use super::seed::Seed;
use super::simulation::{Event, Millis, State};

/// The version of the table layout. Files of another version are not opened.
const LAYOUT: i32 = 1;

/// How long a call waits for other processes; each of their calls takes about 1 ms.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

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
    /// Opens a data file, or creates it from the built-in seed.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let context = || format!("cannot open the data file {}", path.display());
        if !path.exists() {
            create(path).with_context(context)?;
        }
        let connection = connect(path).with_context(context)?;
        let layout: i32 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .with_context(context)?;
        anyhow::ensure!(
            layout == LAYOUT,
            "the data file {} is of an incompatible version; delete it to start over",
            path.display()
        );
        Ok(Self { path: path.to_owned(), connection, cache: None })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the current state.
    pub(crate) fn read<T>(&mut self, read: impl FnOnce(&State) -> T) -> anyhow::Result<T> {
        let transaction = self.connection.transaction()?;
        let cache = refresh(&transaction, &mut self.cache)?;
        let now = cache.clock.now(cache.state.now);
        if cache.state.next_due() > now {
            cache.state.advance(now);
            return Ok(read(&cache.state));
        }
        drop(transaction);
        self.write(|state| read(state))
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
        let (clock, state) = seed.create_state(speed)?;
        self.cache = None;
        let transaction =
            (self.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
        rows::clear(&transaction)?;
        rows::save_all(&transaction, &clock, &state)?;
        transaction.commit()?;
        Ok(())
    }

    pub(crate) fn clock(&mut self) -> anyhow::Result<Clock> {
        let transaction = self.connection.transaction()?;
        Ok(refresh(&transaction, &mut self.cache)?.clock)
    }

    /// The simulated time of the last call of this process.
    pub(crate) fn last_seen(&self) -> Millis {
        self.cache.as_ref().map_or(0, |cache| cache.state.now)
    }

    /// The number of the newest event.
    pub(crate) fn last_event(&mut self) -> anyhow::Result<i64> {
        self.read(|_| ())?;
        rows::last_event(&self.connection)
    }

    /// The events after a number, with their numbers.
    pub(crate) fn events_after(&mut self, number: i64) -> anyhow::Result<Vec<(i64, Event)>> {
        self.read(|_| ())?;
        rows::events_after(&self.connection, number)
    }

    /// Makes and saves a change in one transaction.
    fn commit<T>(&mut self, change: impl FnOnce(&mut Cache) -> T) -> anyhow::Result<T> {
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

/// Creates the file under a temporary name and renames it, so that no process sees an incomplete
/// file, and only the first of several processes creates it.
fn create(path: &Path) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let (clock, state) = Seed::built_in()?.create_state(DEFAULT_SPEED)?;
    let file = tempfile::Builder::new().prefix(".prebuildctl-").tempfile_in(folder)?;
    let mut connection = Connection::open(file.path())?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "off")?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    transaction.pragma_update(None, "user_version", LAYOUT)?;
    rows::save_all(&transaction, &clock, &state)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(_) if path.exists() => Ok(()),
        Err(error) => Err(error.error.into()),
    }
}

fn connect(path: &Path) -> anyhow::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    // Commits survive a killed process. A power failure can lose the last ones, but cannot corrupt
    // the file.
    connection.pragma_update(None, "synchronous", "normal")?;
    // Otherwise every short command would copy the log into the file when it exits.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}
