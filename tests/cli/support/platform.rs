//! What the same command prints differently on Windows.

use std::io;
use std::path::Path;

/// A path with the separators of this system.
pub fn native(path: &str) -> String {
    path.replace('/', std::path::MAIN_SEPARATOR_STR)
}

/// A text without this folder before the paths of its files, whose separators are `/`.
pub fn without_folder(text: &str, folder: &Path) -> String {
    let folder = folder.join("").display().to_string();
    let separator = std::path::MAIN_SEPARATOR_STR;
    let text = strip_folder(text, &in_json(&folder), &in_json(separator));
    strip_folder(&text, &folder, separator)
}

fn strip_folder(text: &str, folder: &str, separator: &str) -> String {
    let is_outside = |c: char| !(c.is_alphanumeric() || "-._/\\".contains(c));
    let mut parts = text.split(folder);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| {
        let (path, rest) = part.split_at(part.find(is_outside).unwrap_or(part.len()));
        shown + &path.replace(separator, "/") + rest
    })
}

/// A text as a string in JSON holds it.
pub fn in_json(text: &str) -> String {
    text.replace('\\', r"\\").replace('"', "\\\"")
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
