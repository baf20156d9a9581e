//! A shell around the tool, for what only a shell can set up.

use std::path::Path;
use std::process::Stdio;

use crate::process::binary::{BINARY, text};
use crate::support::{Server, TOKEN, home};

/// Runs a script in which `$TOOL` is the binary, with this home folder.
pub fn shell(server: &Server, home: &Path, script: &str) -> (String, String, Option<i32>) {
    let mut command = home::command("bash", home);
    command
        .args(["-c", script])
        .env("PATH", "/usr/bin:/bin")
        .envs([("ONA_HOST", server.url().as_str()), ("TOOL", BINARY), ("THE_TOKEN", TOKEN)])
        .stdin(Stdio::null());
    text(command.output().unwrap())
}

/// An empty home folder.
pub fn empty_home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}
