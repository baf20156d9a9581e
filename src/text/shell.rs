//! Quoting for shells: of commands that users paste, and of commands that a scheduler runs. Nothing
//! else quotes for a shell.

use std::borrow::Cow;

use super::sanitize::escape;

mod posix;
mod powershell;

pub(crate) use posix::quote_for_sh;

/// Quotes a word so that the shell of this system reads it as that one word, and so that sanitizing
/// the command does not change it. The shell is PowerShell on Windows, and a POSIX shell elsewhere.
pub(crate) fn quote(word: &str) -> Cow<'_, str> {
    if cfg!(windows) { powershell::quote(word) } else { posix::quote(word) }
}

/// The command that sets an environment variable, with a value that is not quoted unless the shell
/// needs it for every value.
pub(crate) fn set_variable(name: &str, value: &str) -> String {
    if cfg!(windows) {
        powershell::set_variable(name, value)
    } else {
        posix::set_variable(name, value)
    }
}

/// A path that stands for one the user chooses, such as `/path/to/ca.pem`.
pub(crate) fn example_path(name: &str) -> String {
    if cfg!(windows) { format!(r"C:\path\to\{name}") } else { format!("/path/to/{name}") }
}

/// The command that pipes a token into this program.
pub(crate) fn pipe_token(command: &str) -> String {
    let token = if cfg!(windows) { "$env:TOKEN" } else { "printf %s \"$TOKEN\"" };
    format!("{token} | {command}")
}

/// Whether a word reaches its reader unchanged.
fn is_kept(word: &str) -> bool {
    escape(word) == word
}
