//! The folders of the user whom a run has: none of those of whoever runs the tests. Every process is
//! started here.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

pub const BINARY: &str = env!("CARGO_BIN_EXE_prebuildctl");

/// The variables that set the folders of a user. Windows looks at its own only without them.
pub fn folders(home: &Path) -> [(&'static str, PathBuf); 5] {
    [
        ("HOME", home.to_owned()),
        ("XDG_CONFIG_HOME", home.join(".config")),
        ("XDG_DATA_HOME", home.join(".local").join("share")),
        ("XDG_STATE_HOME", home.join(".local").join("state")),
        ("XDG_CACHE_HOME", home.join(".cache")),
    ]
}

pub fn config_file(home: &Path) -> PathBuf {
    home.join(".config").join("prebuildctl").join("config.toml")
}

pub fn data_file(home: &Path) -> PathBuf {
    home.join(".local").join("share").join("prebuildctl").join("local.db")
}

pub fn state_file(home: &Path, name: &str) -> PathBuf {
    home.join(".local").join("state").join("prebuildctl").join(name)
}

pub fn cache_folder(home: &Path) -> PathBuf {
    home.join(".cache").join("prebuildctl")
}

/// The home of a user without files.
pub fn no_home() -> PathBuf {
    std::env::temp_dir().join("no-such-home")
}

/// A program with nothing in its environment but these folders, and what programs are found by.
pub fn command(program: impl AsRef<OsStr>, home: &Path) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(folders(home));
    // Windows opens no sockets without its root.
    for name in ["PATH", "SystemRoot", "TEMP", "TMP"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command
}

/// The binary, as [`command`].
pub fn prebuildctl(home: &Path) -> Command {
    command(BINARY, home)
}
