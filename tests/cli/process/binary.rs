//! Runs of the binary.

use std::io::Read as _;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use crate::support::{Server, TOKEN, home};

pub use home::BINARY;

/// The binary in an otherwise empty environment.
pub fn prebuildctl(server: &Server, line: &str) -> Command {
    let mut command = home::prebuildctl(&home::no_home());
    command
        .env("ONA_HOST", server.url())
        .env("ONA_TOKEN", TOKEN)
        .env("__PREBUILDCTL_TEST_BACKOFF_MS", "1")
        .stdin(Stdio::null())
        .args(line.split_whitespace());
    command
}

/// A shell command on a terminal, which `script` provides; it passes on what is typed and the exit
/// code.
pub fn with_terminal(server: &Server, line: &str) -> Command {
    let mut command = home::command("script", &home::no_home());
    command
        .args(["-qec", line, "/dev/null"])
        .env("ONA_HOST", server.url())
        .env("ONA_TOKEN", TOKEN)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

pub fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

pub fn kill(child: &Child, signal: &str) {
    let mut kill = home::command("kill", &home::no_home());
    let status = kill.args(["-s", signal, &child.id().to_string()]).status();
    assert!(status.unwrap().success());
}

/// Sends a signal when the process has read its response, and works on it.
pub fn kill_at_work(child: &Child, signal: &str) {
    std::thread::sleep(Duration::from_millis(50));
    kill(child, signal);
}

/// The text on stdout and stderr, and the exit code.
pub fn text(Output { status, stdout, stderr }: Output) -> (String, String, Option<i32>) {
    let [stdout, stderr] = [stdout, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (stdout, stderr, status.code())
}

pub fn output(command: &mut Command) -> (String, String, Option<i32>) {
    text(command.output().unwrap())
}

/// The exit code and the text on stderr.
pub fn end(mut child: Child) -> (Option<i32>, String) {
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    (child.wait().unwrap().code(), stderr)
}
