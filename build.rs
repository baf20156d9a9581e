//! Tells the crate which commit and target it is built for, and links the unwinder in.

use std::env;
use std::path::Path;
use std::process::Command;

/// The unwinder of GCC as a static library.
const UNWINDER: &str = "gcc_eh";

fn main() {
    println!("cargo::rustc-env=PREBUILDCTL_TARGET={}", told("TARGET"));
    println!("cargo::rustc-env=PREBUILDCTL_COMMIT={}", commit());
    // In a further work tree of a repository they are elsewhere.
    for file in ["HEAD", "index"] {
        if let Some(path) = git(&["rev-parse", "--git-path", file]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    // To find and load it as a library of its own takes a tenth of a millisecond at every start.
    if is_for_this_gnu_linux() && has_unwinder() {
        println!("cargo::rustc-link-lib=static:-bundle={UNWINDER}");
    }
}

/// A variable that cargo sets.
fn told(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

fn is_for_this_gnu_linux() -> bool {
    let system = (told("CARGO_CFG_TARGET_OS"), told("CARGO_CFG_TARGET_ENV"));
    told("HOST") == told("TARGET") && system == ("linux".to_owned(), "gnu".to_owned())
}

/// Whether the C compiler comes with it: if not, the compiler prints the bare name back.
fn has_unwinder() -> bool {
    let asked = format!("-print-file-name=lib{UNWINDER}.a");
    let output = Command::new("cc").arg(asked).output();
    output
        .is_ok_and(|output| Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_absolute())
}

/// The short hash of the commit; a source package without git history has none.
fn commit() -> String {
    git(&["rev-parse", "--short=12", "HEAD"]).unwrap_or_else(|| "unknown".to_owned())
}

/// What git says, on one line.
fn git(words: &[&str]) -> Option<String> {
    let output = Command::new("git").args(words).output().ok()?;
    let line = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(line)
}
