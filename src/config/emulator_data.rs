//! Which file the embedded API keeps its state in.

use std::path::PathBuf;

use super::flags::Flags;
use super::location::{Folder, user_folder};
use crate::env::Env;
use crate::error::CliError;

/// The variable that names the file.
const VARIABLE: &str = "PREBUILDCTL_LOCAL_DATA";

const DATA: Folder = Folder { in_home: ".local/share", on_windows: "LOCALAPPDATA" };

/// `--local-data`, the variable, or `prebuildctl/local.db` among the user's data.
pub(crate) fn emulator_data_path(flags: &Flags, env: &Env) -> Result<PathBuf, CliError> {
    if let Some(path) = flags.local_data.clone().or_else(|| env.path(VARIABLE)) {
        return Ok(path);
    }
    // The specification of the variable: a relative path is to be ignored.
    let xdg = env.path("XDG_DATA_HOME").filter(|path| path.is_absolute());
    let folder = xdg.map_or_else(|| user_folder(env, &DATA), Ok).map_err(|reason| {
        CliError::usage("there is no place for the data of the embedded API")
            .because(reason)
            .because(format!("to choose a file: export {VARIABLE}=/path/to/local.db"))
    })?;
    Ok(folder.join("prebuildctl").join("local.db"))
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
    fn a_flag_goes_before_the_variable() {
        let named = [(VARIABLE, "/v.db"), ("HOME", "/h")];
        assert_eq!(found(Some("f.db"), &named), Path::new("f.db"));
        assert_eq!(found(None, &named), Path::new("/v.db"));
    }

    #[cfg(not(windows))]
    #[test]
    fn the_usual_place_is_among_the_users_data() {
        let home = ("HOME", "/h");
        let usual = Path::new("/h/.local/share/prebuildctl/local.db");
        assert_eq!(found(None, &[home]), usual);
        assert_eq!(found(None, &[home, ("XDG_DATA_HOME", "relative")]), usual);
        let xdg = found(None, &[home, ("XDG_DATA_HOME", "/d")]);
        assert_eq!(xdg, Path::new("/d/prebuildctl/local.db"));
    }

    #[cfg(not(windows))]
    #[test]
    fn without_a_home_it_says_how_to_name_one() {
        let env = Env::fixed([("HOME", "relative")], std::io::empty());
        let failure = emulator_data_path(&Flags::default(), &env).unwrap_err();
        assert!(
            failure.reasons.concat().ends_with("export PREBUILDCTL_LOCAL_DATA=/path/to/local.db")
        );
    }
}
