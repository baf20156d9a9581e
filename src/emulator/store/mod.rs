//! The data file: a SQLite database that any number of processes share.
//!
//! Every call is one transaction. A process remembers the state it read last and checks by the
//! file's revision whether it still holds, so that a read costs one small query.

mod rows;

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::clock::Clock;
use super::machine::{Event, Millis, World};
use super::seed::Seed;

/// The layout of the tables; a file of another layout is not touched.
const LAYOUT: i32 = 1;

/// How long a call waits for those of other processes. Each takes about a millisecond, so that
/// this is enough for thousands of them.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open data file.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    connection: Connection,
    known: Option<Known>,
}

/// The state as it was last seen in the file.
#[derive(Debug)]
struct Known {
    revision: i64,
    clock: Clock,
    world: World,
}

impl Store {
    /// Opens a data file, and makes it from the seed if there is none.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let at = || format!("the data file {}", path.display());
        if !path.exists() {
            create(path).with_context(at)?;
        }
        let connection = connect(path).with_context(at)?;
        let layout: i32 = connection
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .with_context(at)?;
        anyhow::ensure!(
            layout == LAYOUT,
            "the data file {} is of another version; remove it to start afresh",
            path.display()
        );
        Ok(Self { path: path.to_owned(), connection, known: None })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at the state of now.
    pub(crate) fn read<T>(&mut self, look: impl FnOnce(&World) -> T) -> anyhow::Result<T> {
        let transaction = self.connection.transaction()?;
        let known = refresh(&transaction, &mut self.known)?;
        let now = known.clock.now(known.world.now);
        if known.world.next_due() > now {
            known.world.advance(now);
            return Ok(look(&known.world));
        }
        drop(transaction);
        self.write(|world| look(world))
    }

    /// Changes the state of now.
    pub(crate) fn write<T>(&mut self, change: impl FnOnce(&mut World) -> T) -> anyhow::Result<T> {
        self.commit(|known| {
            let now = known.clock.catch_up(known.world.now);
            known.world.advance(now);
            change(&mut known.world)
        })
    }

    /// Moves simulated time forward.
    pub(crate) fn advance(&mut self, by: Millis) -> anyhow::Result<()> {
        self.commit(|known| {
            let now = known.clock.catch_up(known.world.now).saturating_add(by);
            known.world.advance(now);
            known.clock = Clock::set(now, known.clock.speed());
        })
    }

    /// Sets how fast simulated time runs from now on.
    pub(crate) fn set_speed(&mut self, speed: f64) -> anyhow::Result<()> {
        self.commit(|known| {
            let now = known.clock.catch_up(known.world.now);
            known.world.advance(now);
            known.clock = Clock::set(now, speed);
        })
    }

    /// Replaces everything by a seed.
    pub(crate) fn reset(&mut self, seed: &Seed) -> anyhow::Result<()> {
        let speed = self.clock()?.speed();
        let (clock, world) = seed.grow(speed)?;
        self.known = None;
        let transaction =
            (self.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
        rows::clear(&transaction)?;
        rows::save_all(&transaction, &clock, &world)?;
        transaction.commit()?;
        Ok(())
    }

    /// The clock as the file has it.
    pub(crate) fn clock(&mut self) -> anyhow::Result<Clock> {
        let transaction = self.connection.transaction()?;
        Ok(refresh(&transaction, &mut self.known)?.clock)
    }

    /// The moment of simulated time at which the state was last looked at by this process.
    pub(crate) fn last_seen(&self) -> Millis {
        self.known.as_ref().map_or(0, |known| known.world.now)
    }

    /// The number of the last event so far.
    pub(crate) fn last_event(&mut self) -> anyhow::Result<i64> {
        self.read(|_| ())?;
        rows::last_event(&self.connection)
    }

    /// Events after a number, with their numbers.
    pub(crate) fn events_after(&mut self, number: i64) -> anyhow::Result<Vec<(i64, Event)>> {
        self.read(|_| ())?;
        rows::events_after(&self.connection, number)
    }

    /// Runs a change in one transaction and saves what it changed.
    fn commit<T>(&mut self, change: impl FnOnce(&mut Known) -> T) -> anyhow::Result<T> {
        let transaction =
            (self.connection).transaction_with_behavior(TransactionBehavior::Immediate)?;
        refresh(&transaction, &mut self.known)?;
        // Out of the way until it is saved: if that fails it is read anew.
        let mut known = self.known.take().context("the data file was not read")?;
        let clock = known.clock;
        let result = change(&mut known);
        let changes = known.world.take_changes();
        if !changes.is_empty() || known.clock != clock {
            rows::save(&transaction, &known.clock, &known.world, &changes)?;
            known.revision += 1;
        }
        transaction.commit()?;
        self.known = Some(known);
        Ok(result)
    }
}

/// What is known of the file, read anew if another process changed it.
fn refresh<'a>(
    transaction: &Transaction<'_>,
    known: &'a mut Option<Known>,
) -> anyhow::Result<&'a mut Known> {
    let revision = rows::revision(transaction)?;
    match known.take_if(|known| known.revision == revision) {
        Some(own) => Ok(known.insert(own)),
        None => {
            let (clock, world) = rows::load(transaction)?;
            Ok(known.insert(Known { revision, clock, world }))
        }
    }
}

/// Makes the file under another name and then gives it its own, so that no process ever sees half
/// of one, and of several that try at once one wins.
fn create(path: &Path) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let (clock, world) = Seed::built_in()?.grow(super::clock::DEFAULT_SPEED)?;
    let file = tempfile::Builder::new().prefix(".prebuildctl-").tempfile_in(folder)?;
    let mut connection = Connection::open(file.path())?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "off")?;
    let transaction = connection.transaction()?;
    transaction.execute_batch(include_str!("schema.sql"))?;
    transaction.pragma_update(None, "user_version", LAYOUT)?;
    rows::save_all(&transaction, &clock, &world)?;
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
    connection.busy_timeout(PATIENCE)?;
    // What is committed is with the system, which a killed process cannot take back; only a
    // failing machine can lose the last changes, and never the file.
    connection.pragma_update(None, "synchronous", "normal")?;
    // The last process to leave would otherwise copy the log into the file, which every short
    // command would pay for.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}
