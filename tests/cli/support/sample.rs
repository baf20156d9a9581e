//! A data file of the embedded API with the sample data at noon and without demand, so that nothing
//! happens but what a test does. It is created once and copied.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use prebuildctl::emulator::{Options, open};
use rusqlite::Connection;

use super::home::data_file;

/// The speed of a new data file.
pub const DEFAULT_SPEED: f64 = 60.0;

const BUILT_IN: &str = include_str!("../../../src/emulator/seed/built_in.toml");

static CONTENT: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.db");
    let emulator = open(options(&file, 0.0)).unwrap();
    emulator.reset(Some(&seed())).unwrap();
    drop(emulator);
    // Otherwise a part of it is in the log beside the file.
    let connection = Connection::open(&file).unwrap();
    let done: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).unwrap();
    assert_eq!(done, 0);
    drop(connection);
    fs::read(file).unwrap()
});

fn options(file: &Path, speed: f64) -> Options {
    Options { data_file: file.to_owned(), speed: Some(speed), token: None }
}

/// The built-in seed without its demand.
fn seed() -> String {
    let tables =
        BUILT_IN.split("\n[[").enumerate().filter(|(_, table)| !table.starts_with("demand]]"));
    let tables =
        tables.map(|(at, table)| if at == 0 { table.to_owned() } else { format!("\n[[{table}") });
    format!("now = \"2026-11-27T12:00:00Z\"\n{}", tables.collect::<String>())
}

/// Writes the data file, whose time runs from now on.
pub fn install(file: &Path, speed: f64) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, &*CONTENT).unwrap();
    open(options(file, speed)).unwrap();
}

/// Writes the built-in seed with its demand to the data file of a home. Its history ends at a fixed
/// time, which stands still.
#[cfg(unix)]
pub fn install_history_in_home(home: &Path) {
    let file = data_file(home);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let seed = format!("now = \"2026-11-30T12:00:00Z\"\n{BUILT_IN}");
    open(options(&file, 0.0)).unwrap().reset(Some(&seed)).unwrap();
}

/// As [`install`], where a command with this home looks for it.
pub fn install_in_home(home: &Path, speed: f64) {
    install(&data_file(home), speed);
}
