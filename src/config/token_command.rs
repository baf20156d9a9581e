//! A program that prints the token.

use std::fmt;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::credential::TOKEN_VARIABLES;

/// A longer line is not a token.
const MAX_LINE_BYTES: u64 = 64 * 1024;

/// The time limit for the line after the program has exited: its children can hold the pipe open
/// forever.
const LINE_TIMEOUT: Duration = Duration::from_secs(1);

/// Why a program gave no line. Never contains its output.
#[derive(Debug)]
pub(super) enum CommandError {
    Io(io::Error),
    Failed(ExitStatus),
    /// It was killed after this time.
    TimedOut(Duration),
    NotUtf8,
}

/// Runs a program without a shell and returns the first line it prints. It gets no input, inherits
/// stderr, and does not see the tokens in the environment.
pub(super) fn first_line(
    program: &Path,
    arguments: &[String],
    timeout: Duration,
) -> Result<String, CommandError> {
    let mut child = command(program, arguments).spawn()?;
    let line = child.stdout.take().map(read_line);
    let status = wait(&mut child, timeout)?;
    if !status.success() {
        return Err(CommandError::Failed(status));
    }
    let line = line.and_then(|line| line.recv_timeout(LINE_TIMEOUT).ok());
    String::from_utf8(line.unwrap_or_default()).map_err(|_| CommandError::NotUtf8)
}

fn command(program: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    for name in TOKEN_VARIABLES {
        command.env_remove(name);
    }
    command
}

/// Reads the first line on a new thread and discards the rest, so that the program does not block
/// on a full pipe.
fn read_line(stdout: ChildStdout) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        let read = reader.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut line);
        if read.is_ok() && sender.send(line).is_ok() {
            drop(io::copy(&mut reader, &mut io::sink()));
        }
    });
    receiver
}

/// Waits for a program to exit, and kills it after the timeout.
fn wait(child: &mut Child, timeout: Duration) -> Result<ExitStatus, CommandError> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if start.elapsed() >= timeout {
            child.kill()?;
            child.wait()?;
            return Err(CommandError::TimedOut(timeout));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "cannot run it: {error}"),
            Self::Failed(status) => write!(f, "it failed with {status}"),
            Self::TimedOut(timeout) => {
                write!(f, "it did not finish within {} s", timeout.as_secs())
            }
            Self::NotUtf8 => f.write_str("its output is not UTF-8 text"),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{CommandError, TOKEN_VARIABLES, command, first_line};

    fn shell(script: &str, timeout: Duration) -> Result<String, CommandError> {
        let arguments = ["-c".to_owned(), script.to_owned()];
        first_line(Path::new("sh"), &arguments, timeout)
    }

    const LONG: Duration = Duration::from_secs(30);

    #[test]
    fn the_first_line_is_returned() {
        assert_eq!(shell("printf 'one\ntwo\n'", LONG).unwrap(), "one\n");
        assert_eq!(shell("printf one", LONG).unwrap(), "one");
        assert_eq!(shell(":", LONG).unwrap(), "");
    }

    #[test]
    fn a_program_that_prints_much_or_leaves_a_child_does_not_block() {
        let much = "echo one; i=0; while [ $i -lt 3000 ]; do echo $i; printf '%200s' x; \
                    i=$((i+1)); done";
        assert_eq!(shell(much, LONG).unwrap(), "one\n");
        let start = Instant::now();
        assert_eq!(shell("sleep 20 & echo one", LONG).unwrap(), "one\n");
        assert_eq!(shell("sleep 20 &", LONG).unwrap(), "");
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn the_error_says_how_it_failed_without_the_output() {
        for (script, message) in [
            ("echo s3cr3t; exit 3", "it failed with exit status: 3"),
            ("printf 's3cr3t\\377'", "its output is not UTF-8 text"),
        ] {
            let error = shell(script, LONG).unwrap_err();
            assert_eq!(error.to_string(), message);
            assert!(!format!("{error:?}").contains("s3cr3t"));
        }
        let missing = first_line(Path::new("/nowhere/op"), &[], LONG).unwrap_err();
        assert!(missing.to_string().starts_with("cannot run it: "));
    }

    #[test]
    fn a_slow_program_is_killed() {
        let error = shell("exec sleep 20", Duration::from_millis(50)).unwrap_err();
        assert!(matches!(error, CommandError::TimedOut(_)));
    }

    #[test]
    fn it_does_not_see_the_tokens_in_the_environment() {
        let command = command(Path::new("op"), &[]);
        let removed: Vec<_> = command.get_envs().collect();
        for name in TOKEN_VARIABLES {
            assert!(removed.contains(&(name.as_ref(), None)), "{name}");
        }
    }
}
