//! The program that provides the token.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::files::{config_file, service};
use super::shell::{empty_home, shell};
use crate::process::binary::{end, kill, prebuildctl};
use crate::support::{Server, TOKEN, home};

/// Settings with this script as the token command.
fn with_token_command(server: &Server, home: &Path, script: &str) {
    let file = config_file(home);
    fs::write(home.join("vault"), format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(home.join("vault"), fs::Permissions::from_mode(0o755)).unwrap();
    let url = server.url();
    fs::write(file, format!("[profiles.default]\nhost = '{url}'\ntoken-command = ['~/vault']\n"))
        .unwrap();
}

#[test]
fn e20_a_signal_ends_the_token_command_too() {
    let server = Server::new([]);
    let home = empty_home();
    with_token_command(&server, home.path(), "echo $$ > \"$0.id\"; exec sleep 60");
    let mut command = prebuildctl(&server, "wp list");
    let command_line = command.envs(home::folders(home.path())).env_remove("ONA_TOKEN");
    let mut tool = command_line
        .env("PATH", "/usr/bin:/bin")
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let id = loop {
        let id = fs::read_to_string(home.path().join("vault.id")).unwrap_or_default();
        if id.ends_with('\n') {
            break id.trim().to_owned();
        }
        assert!(tool.try_wait().unwrap().is_none());
        std::thread::yield_now();
    };
    kill(&tool, "TERM");
    let (code, stderr) = end(tool);
    assert_eq!(code, Some(143), "{stderr}");
    assert!(stderr.starts_with("error: interrupted\n  no token was read\n"), "{stderr}");
    assert!(!Path::new("/proc").join(id).exists(), "the program still runs");
}

#[test]
fn e21_a_token_command_that_prints_its_token_twice() {
    let server = service();
    let home = empty_home();
    with_token_command(&server, home.path(), &format!("echo got {TOKEN} >&2; echo {TOKEN}"));
    let (stdout, stderr, code) =
        shell(&server, home.path(), "unset ONA_HOST; $TOOL wp list -o json");
    assert_eq!((stdout.as_str(), stderr.as_str(), code), ("[]\n", "got ***\n", Some(0)));
}
