//! What the same command prints differently on Windows.

use std::io;

/// A path with the separators of this system.
pub fn native(path: &str) -> String {
    path.replace('/', std::path::MAIN_SEPARATOR_STR)
}

/// Who can read a file with a token, below the folders of a user.
pub const TOKEN_FILE_ACCESS: &str =
    if cfg!(windows) { "protected by the access list of your profile folder" } else { "mode 0600" };

/// The command that sets a variable in the shell of this system.
pub fn set_variable(name: &str, value: &str) -> String {
    if cfg!(windows) {
        format!("$env:{name} = \"{value}\"")
    } else {
        format!("export {name}={value}")
    }
}

/// The system's message about a file in a folder that does not exist.
pub fn no_such_folder() -> String {
    io::Error::from_raw_os_error(if cfg!(windows) { 3 } else { 2 }).to_string()
}
