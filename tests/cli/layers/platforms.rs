//! What tests need so that they run on every system.

use std::fs;
use std::path::{Path, PathBuf};

use super::rust_files;

/// Why a test does not run on Windows, or on Linux only.
const REASONS: &[&str] = &[
    // There is no way to reset a connection but Unix's.
    "connection resets",
    // Modes, owners and symbolic links.
    "file modes",
    // Windows has folders for data and settings besides the home folder.
    "home folder",
    // No file of Windows has a name with a colon.
    "names of files",
    // Windows does not distinguish upper and lower case.
    "names of variables",
    // Windows shortens no file that is open, and deletes it when it is closed.
    "open files",
    "pipes and devices",
    // `/proc`.
    "process files",
    "resource limits",
    // Cron and systemd, whose files hold paths.
    "schedulers",
    "shell scripts",
    "signals",
    // A terminal is made by the program `script`.
    "terminals",
];

/// A process that is started elsewhere would use the files of whoever runs the tests.
#[test]
fn every_process_is_started_with_folders_of_its_own() {
    let starts = ["Command::new(", concat!("CARGO_BIN_", "EXE")];
    let others: Vec<_> = rust_files(Path::new("tests/cli"))
        .into_iter()
        .filter(|file| !file.ends_with("support/home.rs") && !file.ends_with("layers/platforms.rs"))
        .filter(|file| {
            let code = fs::read_to_string(file).unwrap().replace("contains(\"Command::new(\")", "");
            starts.iter().any(|start| code.contains(start))
        })
        .collect();
    assert!(others.is_empty(), "use support::home::command: {others:?}");
}

/// The line of each test, or module of tests, that does not run on every system.
fn limited(file: &Path) -> Vec<(PathBuf, String)> {
    let code = fs::read_to_string(file).unwrap();
    let lines: Vec<_> = code.lines().map(str::trim).collect();
    let is_test_file = file.starts_with("tests");
    let is_limit = |line: &str| {
        ["cfg(unix)", "cfg(not(windows))", "cfg(target_os = \"linux\")"].iter().any(|limit| {
            line.starts_with(&format!("#[{limit}]")) || line.starts_with(&format!("#![{limit}]"))
        })
    };
    let is_of_tests = |line: &str, next: &str| {
        line.starts_with("#![")
            || next == "#[test]"
            || next.starts_with("mod tests")
            || is_test_file && (next.starts_with("mod ") || next.starts_with("pub mod "))
    };
    let pairs = lines.iter().zip(lines.iter().skip(1));
    pairs
        .filter(|(line, next)| is_limit(line) && is_of_tests(line, next))
        .map(|(line, _)| (file.to_owned(), (*line).to_owned()))
        .collect()
}

#[test]
fn a_test_that_does_not_run_everywhere_says_why() {
    let files = ["src", "tests/cli"].iter().flat_map(|folder| rust_files(Path::new(folder)));
    let limited: Vec<_> = files.flat_map(|file| limited(&file)).collect();
    assert!(limited.len() > 40, "{limited:?}");
    let is_known =
        |line: &str| REASONS.iter().any(|reason| line.ends_with(&format!("// {reason}")));
    let unknown: Vec<_> = limited.iter().filter(|(_, line)| !is_known(line)).collect();
    assert!(unknown.is_empty(), "after the attribute, add // and one of {REASONS:?}: {unknown:?}");
    let is_used = |reason: &&str| limited.iter().any(|(_, line)| line.ends_with(reason));
    assert!(REASONS.iter().all(is_used), "unused reasons");
}
