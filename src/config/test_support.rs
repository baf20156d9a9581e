//! Helpers of the tests in this folder.

use std::fs;
use std::io::empty;
use std::path::PathBuf;

use tempfile::TempDir;

use super::flags::Flags;
use super::settings::Settings;
use crate::env::Env;
use crate::error::CliError;

/// A temporary home folder.
pub(super) struct Home(TempDir);

impl Home {
    pub(super) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With this config file.
    pub(super) fn with(file: &str) -> Self {
        let home = Self::empty();
        fs::create_dir_all(home.file().parent().unwrap()).unwrap();
        fs::write(home.file(), file).unwrap();
        // Whatever the umask is.
        #[cfg(unix)]
        chmod(&home.file(), 0o600);
        home
    }

    /// The path of the config file.
    pub(super) fn file(&self) -> PathBuf {
        self.0.path().join(".config").join("prebuildctl").join("config.toml")
    }

    /// Writes another file in the home folder.
    pub(super) fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        #[cfg(unix)]
        chmod(&path, 0o600);
        path
    }

    /// An environment of the home folder and these variables.
    pub(super) fn env(&self, vars: &[(&str, &str)]) -> Env {
        let home = self.0.path().to_str().unwrap();
        let settings = format!("{home}/.config");
        let own = [("HOME", home), ("XDG_CONFIG_HOME", settings.as_str())];
        Env::fixed(vars.iter().copied().chain(own), empty())
    }

    pub(super) fn load(&self, flags: &Flags, vars: &[(&str, &str)]) -> Result<Settings, CliError> {
        Settings::load(flags, &self.env(vars))
    }

    /// The messages and reasons of a usage error, with `~` for the home folder.
    pub(super) fn error(&self, flags: &Flags, vars: &[(&str, &str)]) -> Vec<String> {
        let error = self.load(flags, vars).unwrap_err();
        assert_eq!(error.code, "usage");
        let lines = [vec![error.message], error.other_messages, error.reasons].concat();
        let home = self.0.path().display().to_string();
        lines.iter().map(|line| line.replace(&home, "~")).collect()
    }
}

/// The text of a flag.
pub(super) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[cfg(unix)]
pub(super) fn chmod(path: &std::path::Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
