//! Which file holds the settings.

use std::path::{Path, PathBuf};

use crate::env::Env;
use crate::error::CliError;

/// Where the settings are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// The file somebody named.
    Named {
        /// The file.
        path: PathBuf,
        /// What named it: `--config` or `PREBUILDCTL_CONFIG`.
        by: &'static str,
    },
    /// The file in its usual place; it need not exist.
    Default(PathBuf),
    /// There is no place for it, for this reason: nothing is read, and nothing can be saved.
    Unavailable(&'static str),
}

impl Location {
    /// The variable that names the file.
    const VARIABLE: &str = "PREBUILDCTL_CONFIG";

    /// Finds the place of the file; does not look whether it exists.
    pub(crate) fn find(flag: Option<&Path>, env: &Env) -> Result<Self, CliError> {
        if let Some(path) = flag {
            if path.as_os_str().is_empty() {
                return Err(CliError::usage("--config is empty"));
            }
            return Ok(Self::Named { path: path.to_owned(), by: "--config" });
        }
        if let Some(path) = env.path(Self::VARIABLE) {
            return Ok(Self::Named { path, by: Self::VARIABLE });
        }
        // The specification of the variable: a relative path is to be ignored.
        let xdg = env.path("XDG_CONFIG_HOME").filter(|path| path.is_absolute());
        Ok(match xdg.map_or_else(|| user_folder(env, &SETTINGS), Ok) {
            Ok(folder) => Self::Default(folder.join("prebuildctl").join("config.toml")),
            Err(reason) => Self::Unavailable(reason),
        })
    }

    /// The file to read, if there is a place for one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Named { path, .. } | Self::Default(path) => Some(path),
            Self::Unavailable(_) => None,
        }
    }

    /// The file to write.
    pub(crate) fn path_to_write(&self) -> Result<&Path, CliError> {
        match self {
            Self::Named { path, .. } | Self::Default(path) => Ok(path),
            Self::Unavailable(reason) => Err(hint_other_path(
                CliError::usage("there is no place for the settings").because(*reason),
            )),
        }
    }
}

/// Adds how the settings are kept somewhere else.
pub(super) fn hint_other_path(failure: CliError) -> CliError {
    let variable = Location::VARIABLE;
    failure.because(format!("to use another file: export {variable}=/path/to/config.toml"))
}

/// Where a kind of file is kept for a user.
pub(super) struct Folder {
    /// Inside the home folder, but on Windows.
    #[cfg_attr(windows, expect(dead_code, reason = "there it is a variable"))]
    pub(super) in_home: &'static str,
    /// The variable that Windows names it by.
    #[cfg_attr(not(windows), expect(dead_code, reason = "it is inside the home folder"))]
    pub(super) on_windows: &'static str,
}

const SETTINGS: Folder = Folder { in_home: ".config", on_windows: "APPDATA" };

/// A folder of the user's. A relative home is no home: the settings, which may name commands to
/// run, would be looked for in whatever folder the tool was started in.
#[cfg(not(windows))]
pub(super) fn user_folder(env: &Env, folder: &Folder) -> Result<PathBuf, &'static str> {
    match home(env) {
        None => Err("there is no home folder: HOME is not set"),
        Some(home) if home.is_absolute() => Ok(home.join(folder.in_home)),
        Some(_) => Err("HOME is not an absolute path"),
    }
}

#[cfg(windows)]
pub(super) fn user_folder(env: &Env, folder: &Folder) -> Result<PathBuf, &'static str> {
    let usual = match folder.on_windows {
        "APPDATA" => dirs::config_dir,
        _ => dirs::data_local_dir,
    };
    env.path(folder.on_windows)
        .or_else(usual)
        .filter(|folder| folder.is_absolute())
        .ok_or("the folder of the user's files is not an absolute path")
}

/// The user's home folder: `HOME`, else what the system knows.
pub(super) fn home(env: &Env) -> Option<PathBuf> {
    env.path("HOME").or_else(dirs::home_dir)
}

/// A path for people, with `~` for the home folder unless that is the root.
pub(crate) fn short_path(path: &Path, env: &Env) -> String {
    let home = home(env).filter(|home| home.parent().is_some());
    match home.as_ref().and_then(|home| path.strip_prefix(home).ok()) {
        Some(inside) => Path::new("~").join(inside).display().to_string(),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::empty;
    use std::path::Path;

    use super::{Location, short_path};
    use crate::env::Env;

    fn find<'a>(vars: impl IntoIterator<Item = (&'a str, &'a str)>) -> Location {
        Location::find(None, &Env::fixed(vars, empty())).unwrap()
    }

    #[test]
    fn the_flag_and_the_variable_name_a_file() {
        let env = Env::fixed([("PREBUILDCTL_CONFIG", "/v.toml"), ("HOME", "/h")], empty());
        let by_flag = Location::find(Some(Path::new("f.toml")), &env).unwrap();
        assert_eq!(by_flag.path(), Some(Path::new("f.toml")));
        let by_variable = Location::find(None, &env).unwrap();
        assert_eq!(
            by_variable,
            Location::Named { path: "/v.toml".into(), by: "PREBUILDCTL_CONFIG" }
        );
        assert!(Location::find(Some(Path::new("")), &env).is_err());
    }

    #[cfg(not(windows))]
    #[test]
    fn the_usual_place_is_below_the_home_folder() {
        let usual = |path: &str| Location::Default(path.into());
        let home = ("HOME", "/h");
        assert_eq!(find([home]), usual("/h/.config/prebuildctl/config.toml"));
        assert_eq!(find([home, ("XDG_CONFIG_HOME", "/x")]), usual("/x/prebuildctl/config.toml"));
        for ignored in ["", "rel"] {
            assert_eq!(
                find([home, ("XDG_CONFIG_HOME", ignored)]),
                usual("/h/.config/prebuildctl/config.toml")
            );
        }
    }

    #[cfg(not(windows))]
    #[test]
    fn a_relative_home_is_no_place() {
        let location = find([("HOME", "rel")]);
        assert_eq!(location.path(), None);
        let failure = location.path_to_write().unwrap_err();
        assert_eq!(failure.reasons, ["HOME is not an absolute path"]);
        assert!(failure.reasons.iter().any(|reason| reason.contains("PREBUILDCTL_CONFIG")));
    }

    #[cfg(not(windows))]
    #[test]
    fn the_home_folder_is_shown_as_a_tilde() {
        let env = Env::fixed([("HOME", "/h")], empty());
        assert_eq!(short_path(Path::new("/h/.config/x"), &env), "~/.config/x");
        assert_eq!(short_path(Path::new("/hh/x"), &env), "/hh/x");
        let env = Env::fixed([("HOME", "/")], empty());
        assert_eq!(short_path(Path::new("/etc/x"), &env), "/etc/x");
    }
}
