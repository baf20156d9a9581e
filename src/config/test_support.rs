//! What the tests of several files need.

use std::fs;
use std::io::empty;
use std::path::PathBuf;

use tempfile::TempDir;

use super::flags::Flags;
use super::settings::Settings;
use crate::env::Env;
use crate::error::CliError;

/// A home folder.
pub(super) struct Home(TempDir);

impl Home {
    /// Without a file of settings.
    pub(super) fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// With a file of settings.
    pub(super) fn with(file: &str) -> Self {
        let home = Self::empty();
        fs::create_dir_all(home.file().parent().unwrap()).unwrap();
        fs::write(home.file(), file).unwrap();
        home
    }

    /// Where the file of settings is.
    pub(super) fn file(&self) -> PathBuf {
        self.0.path().join(".config/prebuildctl/config.toml")
    }

    /// Writes another file below the home folder.
    pub(super) fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// An environment with nothing but the home folder and these variables.
    pub(super) fn env(&self, vars: &[(&str, &str)]) -> Env {
        let home = self.0.path().to_str().unwrap();
        let settings = format!("{home}/.config");
        let own = [("HOME", home), ("XDG_CONFIG_HOME", settings.as_str())];
        Env::fixed(vars.iter().copied().chain(own), empty())
    }

    /// Loads the settings.
    pub(super) fn load(&self, flags: &Flags, vars: &[(&str, &str)]) -> Result<Settings, CliError> {
        Settings::load(flags, &self.env(vars))
    }

    /// The message of a failure and its reasons, without the name of the home folder.
    pub(super) fn failure(&self, flags: &Flags, vars: &[(&str, &str)]) -> Vec<String> {
        let failure = self.load(flags, vars).unwrap_err();
        assert_eq!(failure.code, "usage");
        let words = [vec![failure.message], failure.other_messages, failure.reasons].concat();
        let home = self.0.path().display().to_string();
        words.iter().map(|line| line.replace(&home, "~")).collect()
    }
}

/// A flag's text.
pub(super) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}
