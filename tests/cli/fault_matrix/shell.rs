//! A shell around the tool, for what only a shell can set up.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::process::binary::{BINARY, text};
use crate::support::{Server, TOKEN};

/// Runs a script in which `$TOOL` is the binary, with this home folder.
pub fn shell(server: &Server, home: &Path, script: &str) -> (String, String, Option<i32>) {
    let mut command = Command::new("bash");
    command
        .args(["-c", script])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home)
        .envs([("ONA_HOST", server.url().as_str()), ("TOOL", BINARY), ("THE_TOKEN", TOKEN)])
        .stdin(Stdio::null());
    text(command.output().unwrap())
}

/// An empty home folder.
pub fn empty_home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}
