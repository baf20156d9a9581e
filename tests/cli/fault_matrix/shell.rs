//! A shell around the tool, for what only a shell can set up.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{Server, TOKEN};

/// A shell that runs a script in which `$TOOL` is the binary, with this home folder.
pub fn shell(server: &Server, home: &Path, script: &str) -> (String, String, Option<i32>) {
    let Output { status, stdout, stderr } = Command::new("bash")
        .args(["-c", script])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("HOME", home)
        .envs([("ONA_HOST", server.url().as_str()), ("TOOL", env!("CARGO_BIN_EXE_prebuildctl"))])
        .env("THE_TOKEN", TOKEN)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code())
}

/// A home folder with nothing in it.
pub fn empty_home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}
