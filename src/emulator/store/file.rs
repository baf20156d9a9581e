//! The data file as a file: created, checked and opened.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::super::clock::DEFAULT_SPEED;
use super::super::seed::Seed;
use super::rows;
use crate::file_system::{create_private_folder, is_open_elsewhere, retry_persist, retry_rename};

/// The version of the table layout. Files of another version are not opened.
const LAYOUT: i32 = 2;
/// A table that every data file has.
const TABLE: &str = "warm_pools";

/// How long opening waits for a process that has locked the file; a change takes about 1 ms.
const LOCK_TIMEOUT: Duration = Duration::from_secs(30);
/// When a wait is reported.
const QUIET_WAIT: Duration = Duration::from_millis(300);
/// How long a call waits, which is less than a client waits for its response.
const CALL_TIMEOUT: Duration = Duration::from_secs(10);

/// Why a file cannot be used, although it can be read. Replacing it is the way out.
#[derive(Debug)]
pub(crate) enum Unusable {
    NotADatabase,
    Foreign,
    OtherVersion,
    Damaged(String),
}

/// Whether a data file cannot be used because another version of this program wrote it.
pub(crate) fn is_of_other_version(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(Unusable::OtherVersion))
}

/// Opens a data file, and creates it if there is none or it is empty. `on_wait` is called if another
/// process keeps it locked.
pub(super) fn open(path: &Path, on_wait: &dyn Fn()) -> anyhow::Result<Connection> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => anyhow::bail!("it is a directory"),
        Ok(metadata) if !metadata.is_file() => anyhow::bail!("it is not a regular file"),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => create(path)?,
        Err(error) => return Err(error.into()),
    }
    let mut connection = connect(path).map_err(unusable)?;
    check(&mut connection).map_err(unusable)?;
    // Otherwise every short command would copy the log into the file when it exits.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    wait_for_lock(&mut connection, on_wait)?;
    Ok(connection)
}

/// Moves a file away under a free name that ends with `.bak`; returns its new name.
pub(crate) fn set_aside(path: &Path) -> anyhow::Result<PathBuf> {
    let mut number = 1;
    let kept = loop {
        let ending = if number == 1 { ".bak".to_owned() } else { format!(".bak{number}") };
        let kept = with_ending(path, &ending);
        // Creating the file reserves its name.
        match fs::File::create_new(&kept) {
            Ok(_) => break kept,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error.into()),
        }
    };
    if let Err(error) = retry_rename(|| fs::rename(path, &kept)) {
        drop(fs::remove_file(&kept));
        let is_open = is_open_elsewhere(&error);
        let mut error = anyhow::Error::from(error);
        if is_open {
            error = error.context("another program has it open, such as prebuildctl local serve");
        }
        return Err(error.context(format!("cannot rename {}", path.display())));
    }
    // What SQLite keeps beside a database belongs to it.
    for part in ["-wal", "-shm", "-journal"] {
        drop(fs::rename(with_ending(path, part), with_ending(&kept, part)));
    }
    Ok(kept)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Creates the file under a temporary name and renames it, so that no process sees an incomplete
/// file, and only the first of several processes creates it.
fn create(path: &Path) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    create_private_folder(folder)?;
    let file = tempfile::Builder::new().prefix(".prebuildctl-").tempfile_in(folder)?;
    let mut connection = connect(file.path())?;
    connection.pragma_update(None, "synchronous", "off")?;
    fill(&mut connection)?;
    connection.close().map_err(|(_, error)| error)?;
    match retry_persist(file, |file| file.persist_noclobber(path)) {
        Err(_) if path.exists() => Ok(()),
        renamed => Ok(renamed?),
    }
}

/// Fills an empty database from the built-in seed, unless another process has.
fn fill(connection: &mut Connection) -> anyhow::Result<()> {
    let (clock, mut state) = Seed::built_in()?.create_state(DEFAULT_SPEED);
    connection.pragma_update(None, "journal_mode", "wal")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_empty(&transaction)? {
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "user_version", LAYOUT)?;
        rows::save_all(&transaction, &clock, &mut state)?;
    }
    transaction.commit()?;
    Ok(())
}

fn connect(path: &Path) -> anyhow::Result<Connection> {
    // An absolute path, and no URIs: `:memory:` and `file:x.db` are names of files.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(std::path::absolute(path)?, flags)?;
    connection.busy_timeout(CALL_TIMEOUT)?;
    // Commits survive a killed process. A power failure can lose the last ones, but cannot corrupt
    // the file.
    connection.pragma_update(None, "synchronous", "normal")?;
    Ok(connection)
}

/// Copies the write-ahead log into the file.
pub(super) fn truncate_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}

/// Whether a database has no content, as an empty file.
fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_master", [], |row| row.get(0))
}

fn check(connection: &mut Connection) -> anyhow::Result<()> {
    if is_empty(connection)? {
        return fill(connection);
    }
    let table = "SELECT count(*) = 1 FROM sqlite_master WHERE type = 'table' AND name = ?1";
    if !connection.query_row(table, [TABLE], |row| row.get(0))? {
        return Err(Unusable::Foreign.into());
    }
    let layout: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if layout == LAYOUT { Ok(()) } else { Err(Unusable::OtherVersion.into()) }
}

/// Waits until the file can be changed, so that no call has to wait for long.
fn wait_for_lock(connection: &mut Connection, on_wait: &dyn Fn()) -> rusqlite::Result<()> {
    let lock = |connection: &mut Connection, timeout| {
        connection.busy_timeout(timeout)?;
        connection.transaction_with_behavior(TransactionBehavior::Immediate)?.rollback()
    };
    match lock(connection, QUIET_WAIT) {
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
            on_wait();
            lock(connection, LOCK_TIMEOUT)?;
        }
        result => result?,
    }
    connection.busy_timeout(CALL_TIMEOUT)
}

/// The error of reading a file that is not what it should be.
pub(super) fn unusable(error: anyhow::Error) -> anyhow::Error {
    match code(&error) {
        Some(ErrorCode::NotADatabase) => Unusable::NotADatabase.into(),
        Some(ErrorCode::DatabaseCorrupt) => Unusable::Damaged(error.to_string()).into(),
        _ => error,
    }
}

/// The error with the reason in plain words, after the name of the file.
pub(super) fn explain(path: &Path, error: anyhow::Error) -> anyhow::Error {
    let reason = match code(&error) {
        Some(ErrorCode::DiskFull) => "the disk is full",
        Some(ErrorCode::ReadOnly) => "it is read-only",
        Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            "the file or its folder cannot be opened"
        }
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another process keeps it locked"
        }
        Some(ErrorCode::SystemIoFailure) => "reading or writing failed",
        _ => return error.context(context(path)),
    };
    anyhow::anyhow!(reason).context(context(path))
}

fn context(path: &Path) -> String {
    format!("cannot use the data file {}", path.display())
}

fn code(error: &anyhow::Error) -> Option<ErrorCode> {
    let causes = error.chain().filter_map(|cause| cause.downcast_ref::<rusqlite::Error>());
    causes.filter_map(rusqlite::Error::sqlite_error_code).next()
}

impl fmt::Display for Unusable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotADatabase => f.write_str("it is not a data file of the embedded API"),
            Self::Foreign => f.write_str("it is a database of another program"),
            Self::OtherVersion => f.write_str("it was written by another version of this program"),
            Self::Damaged(reason) => write!(f, "it is damaged: {reason}"),
        }
    }
}

impl std::error::Error for Unusable {}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn errors_of_the_file_are_said_in_plain_words() {
        for (code, reason) in [
            (ffi::SQLITE_FULL, "the disk is full"),
            (ffi::SQLITE_READONLY, "it is read-only"),
            (ffi::SQLITE_CANTOPEN, "the file or its folder cannot be opened"),
            (ffi::SQLITE_BUSY, "another process keeps it locked"),
            (ffi::SQLITE_IOERR, "reading or writing failed"),
        ] {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = explain(Path::new("x.db"), error.into());
            assert_eq!(format!("{error:#}"), format!("cannot use the data file x.db: {reason}"));
        }
    }

    #[test]
    fn only_what_is_not_a_data_file_is_unusable() {
        let is_unusable = |code| {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            explain(Path::new("x.db"), unusable(error.into())).is::<Unusable>()
        };
        assert!(is_unusable(ffi::SQLITE_NOTADB));
        assert!(is_unusable(ffi::SQLITE_CORRUPT));
        assert!(!is_unusable(ffi::SQLITE_FULL));
        assert!(!is_unusable(ffi::SQLITE_READONLY));
    }
}
