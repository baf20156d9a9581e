//! The paths of the config file and of the other files of the user.

use std::path::{Path, PathBuf};

use super::flags::Flags;
use crate::env::Env;
use crate::error::CliError;
use crate::text::shell::{example_path, set_variable};

const DATA_VARIABLE: &str = "PREBUILDCTL_LOCAL_DATA";

/// The config file; it need not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    Named {
        path: PathBuf,
        /// `--config` or `PREBUILDCTL_CONFIG`.
        by: &'static str,
    },
    Default(PathBuf),
    /// There is no default path, for this reason: nothing is read, and nothing can be saved.
    Unavailable(&'static str),
}

impl Location {
    const VARIABLE: &str = "PREBUILDCTL_CONFIG";

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
        let default = UserFolder::CONFIG.file("config.toml", env);
        Ok(default.map_or_else(Self::Unavailable, Self::Default))
    }

    /// The file to read, if there is a path.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path_to_write().ok()
    }

    /// The file to write.
    pub(crate) fn path_to_write(&self) -> Result<&Path, CliError> {
        match self {
            Self::Named { path, .. } | Self::Default(path) => Ok(path),
            Self::Unavailable(reason) => Err(hint_other_path(
                CliError::usage("there is no folder for the config file").because(*reason),
            )),
        }
    }
}

/// `--local-data`, the variable, or `prebuildctl/local.db` in the user's data folder.
pub(crate) fn emulator_data_path(flags: &Flags, env: &Env) -> Result<PathBuf, CliError> {
    if let Some(path) = flags.local_data.clone().or_else(|| env.path(DATA_VARIABLE)) {
        return Ok(path);
    }
    UserFolder::DATA.file("local.db", env).map_err(|reason| {
        CliError::usage("there is no folder for the data of the embedded API")
            .because(reason)
            .because(other_path(DATA_VARIABLE, "local.db"))
    })
}

/// Adds how to store the settings elsewhere.
pub(super) fn hint_other_path(error: CliError) -> CliError {
    error.because(other_path(Location::VARIABLE, "config.toml"))
}

pub(super) fn other_path(variable: &str, file: &str) -> String {
    format!("to use another file: {}", set_variable(variable, &example_path(file)))
}

/// A folder of the XDG base directory specification, and its counterpart on Windows.
pub(super) struct UserFolder {
    variable: &'static str,
    #[cfg_attr(windows, expect(dead_code, reason = "Windows has a variable instead"))]
    in_home: &'static str,
    #[cfg_attr(not(windows), expect(dead_code, reason = "other systems use the home folder"))]
    on_windows: &'static str,
}

impl UserFolder {
    const CONFIG: Self =
        Self { variable: "XDG_CONFIG_HOME", in_home: ".config", on_windows: "APPDATA" };
    pub(super) const CACHE: Self =
        Self { variable: "XDG_CACHE_HOME", in_home: ".cache", on_windows: "LOCALAPPDATA" };
    const DATA: Self =
        Self { variable: "XDG_DATA_HOME", in_home: ".local/share", on_windows: "LOCALAPPDATA" };
    pub(super) const STATE: Self =
        Self { variable: "XDG_STATE_HOME", in_home: ".local/state", on_windows: "LOCALAPPDATA" };

    /// This program's file of this name in the folder, or why there is no folder.
    pub(super) fn file(&self, name: &str, env: &Env) -> Result<PathBuf, &'static str> {
        // The specification says to ignore a relative path.
        let xdg = env.path(self.variable).filter(|path| path.is_absolute());
        let folder = xdg.map_or_else(|| self.default(env), Ok)?;
        Ok(native_path(folder.join("prebuildctl").join(name)))
    }

    /// A relative home is rejected: settings may name commands to run, and would be read from
    /// whatever folder the tool is started in.
    #[cfg(not(windows))]
    fn default(&self, env: &Env) -> Result<PathBuf, &'static str> {
        match home(env) {
            None => Err("HOME is not set"),
            Some(home) if home.is_absolute() => Ok(home.join(self.in_home)),
            Some(_) => Err("HOME is not an absolute path"),
        }
    }

    #[cfg(windows)]
    fn default(&self, env: &Env) -> Result<PathBuf, &'static str> {
        let known = match self.on_windows {
            "APPDATA" => dirs::config_dir,
            _ => dirs::data_local_dir,
        };
        env.path(self.on_windows)
            .or_else(known)
            .filter(|folder| folder.is_absolute())
            .ok_or("the folder of the user's files is not an absolute path")
    }
}

/// The user's home folder: `HOME`, else what the system knows.
pub(super) fn home(env: &Env) -> Option<PathBuf> {
    env.path("HOME").or_else(dirs::home_dir)
}

/// A path with the separators of this system, which variables and files of Windows may write as `/`.
pub(super) fn native_path(path: PathBuf) -> PathBuf {
    if cfg!(windows) { path.components().collect() } else { path }
}

/// Who can read a file that was saved.
#[cfg(unix)]
pub(crate) fn access_description(_: &Path) -> &'static str {
    "mode 0600"
}

/// Who can read a file that was saved: files have no mode here, and inherit the access of their folder.
#[cfg(not(unix))]
pub(crate) fn access_description(path: &Path) -> &'static str {
    let profile = dirs::home_dir().and_then(|folder| folder.canonicalize().ok());
    let is_inside = |profile| path.canonicalize().is_ok_and(|path| path.starts_with(profile));
    if profile.is_some_and(is_inside) {
        "protected by the access list of your profile folder"
    } else {
        "readable by everybody who can read its folder"
    }
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

    use super::*;

    #[cfg(not(windows))]
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

    #[cfg(windows)]
    #[test]
    fn the_defaults_are_in_the_known_folders() {
        let env = |vars: &[(&str, &str)]| Env::fixed(vars.iter().copied(), empty());
        let own = env(&[("AppData", r"C:\r"), ("LocalAppData", r"C:\l"), ("HOME", r"C:\h")]);
        let config = Location::find(None, &own).unwrap();
        assert_eq!(config, Location::Default(r"C:\r\prebuildctl\config.toml".into()));
        let data = emulator_data_path(&Flags::default(), &own).unwrap();
        assert_eq!(data.display().to_string(), r"C:\l\prebuildctl\local.db");
        let xdg = env(&[("APPDATA", r"C:\r"), ("XDG_CONFIG_HOME", "C:/x/.config")]);
        let config = Location::find(None, &xdg).unwrap();
        let shown = config.path().unwrap().display().to_string();
        assert_eq!(shown, r"C:\x\.config\prebuildctl\config.toml");
        let relative = Location::find(None, &env(&[("APPDATA", "relative")])).unwrap();
        assert_eq!(relative.path(), None);
        let home = env(&[("HOME", "C:/h")]);
        assert_eq!(short_path(Path::new(r"C:\h\a\b"), &home), r"~\a\b");
        let elsewhere = "readable by everybody who can read its folder";
        assert_eq!(access_description(Path::new(r"C:\none\config.toml")), elsewhere);
        let file = tempfile::NamedTempFile::new().unwrap();
        let inside = "protected by the access list of your profile folder";
        assert_eq!(access_description(file.path()), inside);
    }

    #[cfg(not(windows))] // home folder
    #[test]
    fn the_default_is_below_the_home_folder() {
        let default = |path: &str| Location::Default(path.into());
        let home = ("HOME", "/h");
        assert_eq!(find([home]), default("/h/.config/prebuildctl/config.toml"));
        assert_eq!(find([home, ("XDG_CONFIG_HOME", "/x")]), default("/x/prebuildctl/config.toml"));
        for ignored in ["", "rel"] {
            assert_eq!(
                find([home, ("XDG_CONFIG_HOME", ignored)]),
                default("/h/.config/prebuildctl/config.toml")
            );
        }
    }

    #[cfg(not(windows))] // home folder
    #[test]
    fn a_relative_home_is_ignored() {
        let location = find([("HOME", "rel")]);
        assert_eq!(location.path(), None);
        assert_eq!(
            location.path_to_write().unwrap_err().reasons,
            [
                "HOME is not an absolute path",
                "to use another file: export PREBUILDCTL_CONFIG=/path/to/config.toml"
            ]
        );
    }

    #[cfg(not(windows))] // home folder
    #[test]
    fn the_home_folder_is_shown_as_a_tilde() {
        let env = Env::fixed([("HOME", "/h")], empty());
        assert_eq!(short_path(Path::new("/h/.config/x"), &env), "~/.config/x");
        assert_eq!(short_path(Path::new("/hh/x"), &env), "/hh/x");
        let env = Env::fixed([("HOME", "/")], empty());
        assert_eq!(short_path(Path::new("/etc/x"), &env), "/etc/x");
    }

    fn data_path(flag: Option<&str>, vars: &[(&str, &str)]) -> PathBuf {
        let flags = Flags { local_data: flag.map(PathBuf::from), ..Flags::default() };
        emulator_data_path(&flags, &Env::fixed(vars.iter().copied(), empty())).unwrap()
    }

    #[test]
    fn the_flag_overrides_the_variable() {
        let named = [(DATA_VARIABLE, "/v.db"), ("HOME", "/h")];
        assert_eq!(data_path(Some("f.db"), &named), Path::new("f.db"));
        assert_eq!(data_path(None, &named), Path::new("/v.db"));
    }

    #[cfg(not(windows))] // home folder
    #[test]
    fn the_default_is_in_the_data_folder() {
        let home = ("HOME", "/h");
        let default = Path::new("/h/.local/share/prebuildctl/local.db");
        assert_eq!(data_path(None, &[home]), default);
        assert_eq!(data_path(None, &[home, ("XDG_DATA_HOME", "relative")]), default);
        let xdg = data_path(None, &[home, ("XDG_DATA_HOME", "/d")]);
        assert_eq!(xdg, Path::new("/d/prebuildctl/local.db"));
    }

    #[cfg(not(windows))] // home folder
    #[test]
    fn without_a_home_the_variable_is_suggested() {
        let env = Env::fixed([("HOME", "relative")], empty());
        let error = emulator_data_path(&Flags::default(), &env).unwrap_err();
        assert!(
            error.reasons.concat().ends_with("export PREBUILDCTL_LOCAL_DATA=/path/to/local.db")
        );
    }
}
