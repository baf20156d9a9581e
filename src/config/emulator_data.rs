//! The data file of the embedded API.

use std::path::PathBuf;

use super::flags::Flags;
use super::location::UserFolder;
use crate::env::Env;
use crate::error::CliError;

const VARIABLE: &str = "PREBUILDCTL_LOCAL_DATA";

/// `--local-data`, the variable, or `prebuildctl/local.db` in the user's data folder.
pub(crate) fn emulator_data_path(flags: &Flags, env: &Env) -> Result<PathBuf, CliError> {
    if let Some(path) = flags.local_data.clone().or_else(|| env.path(VARIABLE)) {
        return Ok(path);
    }
    UserFolder::DATA.file("local.db", env).map_err(|reason| {
        CliError::usage("there is no folder for the data of the embedded API")
            .because(reason)
            .because(format!("to use another file: export {VARIABLE}=/path/to/local.db"))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn found(flag: Option<&str>, vars: &[(&str, &str)]) -> PathBuf {
        let flags = Flags { local_data: flag.map(PathBuf::from), ..Flags::default() };
        emulator_data_path(&flags, &Env::fixed(vars.iter().copied(), std::io::empty())).unwrap()
    }

    #[test]
    fn the_flag_overrides_the_variable() {
        let named = [(VARIABLE, "/v.db"), ("HOME", "/h")];
        assert_eq!(found(Some("f.db"), &named), Path::new("f.db"));
        assert_eq!(found(None, &named), Path::new("/v.db"));
    }

    #[cfg(not(windows))]
    #[test]
    fn the_default_is_in_the_data_folder() {
        let home = ("HOME", "/h");
        let default = Path::new("/h/.local/share/prebuildctl/local.db");
        assert_eq!(found(None, &[home]), default);
        assert_eq!(found(None, &[home, ("XDG_DATA_HOME", "relative")]), default);
        let xdg = found(None, &[home, ("XDG_DATA_HOME", "/d")]);
        assert_eq!(xdg, Path::new("/d/prebuildctl/local.db"));
    }

    #[cfg(not(windows))]
    #[test]
    fn without_a_home_the_variable_is_suggested() {
        let env = Env::fixed([("HOME", "relative")], std::io::empty());
        let error = emulator_data_path(&Flags::default(), &env).unwrap_err();
        assert!(
            error.reasons.concat().ends_with("export PREBUILDCTL_LOCAL_DATA=/path/to/local.db")
        );
    }
}
