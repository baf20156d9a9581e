//! Asking a program for the token.

use std::fmt;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::credential::TOKEN_VARIABLES;

/// Bytes of the line that are read; a longer one is no token.
const LONGEST_LINE: u64 = 64 * 1024;

/// How long the line may still be on its way when the program has ended: its children can hold
/// the pipe open for ever.
const LINE_LIMIT: Duration = Duration::from_secs(1);

/// Why a program gave no line. Never holds what it printed.
#[derive(Debug)]
pub(super) enum CommandFault {
    /// It could not be started or watched.
    Io(io::Error),
    /// It ended with something other than success.
    Failed(ExitStatus),
    /// It did not end in time and was killed.
    TooSlow(Duration),
    /// It printed bytes that are not UTF-8.
    NotText,
}

/// Runs a program without a shell and takes the first line it prints. It gets no input, its errors
/// go to ours, and it does not see the tokens in our environment.
pub(super) fn first_line(
    program: &Path,
    arguments: &[String],
    limit: Duration,
) -> Result<String, CommandFault> {
    let mut child = command(program, arguments).spawn()?;
    let line = child.stdout.take().map(read_line);
    let status = wait(&mut child, limit)?;
    if !status.success() {
        return Err(CommandFault::Failed(status));
    }
    let line = line.and_then(|line| line.recv_timeout(LINE_LIMIT).ok());
    String::from_utf8(line.unwrap_or_default()).map_err(|_| CommandFault::NotText)
}

fn command(program: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    for name in TOKEN_VARIABLES {
        command.env_remove(name);
    }
    command
}

/// Reads the first line on a thread of its own, then throws the rest away so that the program does
/// not block on a full pipe.
fn read_line(stdout: ChildStdout) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        let read = reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        if read.is_ok() && sender.send(line).is_ok() {
            drop(io::copy(&mut reader, &mut io::sink()));
        }
    });
    receiver
}

/// Waits for the end of a program, and kills it at the limit.
fn wait(child: &mut Child, limit: Duration) -> Result<ExitStatus, CommandFault> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if start.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Err(CommandFault::TooSlow(limit));
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

impl From<io::Error> for CommandFault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl fmt::Display for CommandFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "it cannot be run: {error}"),
            Self::Failed(status) => write!(f, "it ended with {status}"),
            Self::TooSlow(limit) => write!(f, "it did not end within {} s", limit.as_secs()),
            Self::NotText => f.write_str("what it printed is not UTF-8 text"),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::path::Path;
    use std::time::{Duration, Instant};

    use super::{CommandFault, TOKEN_VARIABLES, command, first_line};

    fn shell(script: &str, limit: Duration) -> Result<String, CommandFault> {
        let arguments = ["-c".to_owned(), script.to_owned()];
        first_line(Path::new("sh"), &arguments, limit)
    }

    const LONG: Duration = Duration::from_secs(30);

    #[test]
    fn takes_the_first_line() {
        assert_eq!(shell("printf 'one\ntwo\n'", LONG).unwrap(), "one\n");
        assert_eq!(shell("printf one", LONG).unwrap(), "one");
        assert_eq!(shell(":", LONG).unwrap(), "");
    }

    #[test]
    fn a_program_that_prints_much_or_leaves_a_child_does_not_hold_the_tool() {
        let much = "echo one; i=0; while [ $i -lt 3000 ]; do echo $i; printf '%200s' x; \
                    i=$((i+1)); done";
        assert_eq!(shell(much, LONG).unwrap(), "one\n");
        let start = Instant::now();
        assert_eq!(shell("sleep 20 & echo one", LONG).unwrap(), "one\n");
        assert_eq!(shell("sleep 20 &", LONG).unwrap(), "");
        assert!(start.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn tells_how_it_failed_but_not_what_was_printed() {
        for (script, words) in [
            ("echo s3cr3t; exit 3", "it ended with exit status: 3"),
            ("printf 's3cr3t\\377'", "what it printed is not UTF-8 text"),
        ] {
            let fault = shell(script, LONG).unwrap_err();
            assert_eq!(fault.to_string(), words);
            assert!(!format!("{fault:?}").contains("s3cr3t"));
        }
        let missing = first_line(Path::new("/nowhere/op"), &[], LONG).unwrap_err();
        assert!(missing.to_string().starts_with("it cannot be run: "));
    }

    #[test]
    fn a_slow_program_is_ended() {
        let fault = shell("exec sleep 20", Duration::from_millis(50)).unwrap_err();
        assert!(matches!(fault, CommandFault::TooSlow(_)));
    }

    #[test]
    fn it_does_not_see_our_tokens() {
        let command = command(Path::new("op"), &[]);
        let removed: Vec<_> = command.get_envs().collect();
        for name in TOKEN_VARIABLES {
            assert!(removed.contains(&(name.as_ref(), None)), "{name}");
        }
    }
}
