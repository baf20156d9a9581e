//! A program that prints the token.

use std::env::split_paths;
use std::fmt;
use std::io::{self, BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::credential::TOKEN_VARIABLES;
use crate::env::Env;
use crate::exit::ExitCode;
use crate::signals::SignalWatch;

/// A longer line is not a token.
const MAX_LINE_BYTES: u64 = 64 * 1024;

/// The time limit for the line after the program has exited: its children can hold the pipe open
/// forever.
const LINE_TIMEOUT: Duration = Duration::from_secs(1);

/// The time limit for the end of stderr after the program has exited.
const STDERR_TIMEOUT: Duration = Duration::from_millis(100);

/// How long stderr is held back, as it may hold the token that is printed next. Then the program may
/// be telling the user to do something.
const HOLD: Duration = Duration::from_millis(500);

/// Why a program gave no line. Never contains its output.
#[derive(Debug)]
pub(super) enum CommandError {
    Io(io::Error),
    Failed(ExitStatus),
    /// It was killed after this time.
    TimedOut(Duration),
    NotUtf8,
    /// It was killed because of a signal with this exit code.
    Interrupted(ExitCode),
}

/// What a program has printed on stderr and is not shown yet.
struct HeldStderr {
    receiver: Receiver<Vec<u8>>,
    held: Vec<u8>,
    since: Instant,
}

/// The path of the program: a bare name is looked up in `PATH`.
pub(super) fn find_in_path(name: &str, env: &Env) -> PathBuf {
    let folders = env.path("PATH").unwrap_or_default();
    let files = split_paths(&folders).map(|folder| Path::new(".").join(folder).join(name));
    files.into_iter().find(|file| is_executable(file)).unwrap_or_else(|| PathBuf::from(name))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

/// Windows adds endings to a name, and finds the program itself.
#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    false
}

/// The batch file that a shell of Windows runs by this name: without a shell, a name stands for an
/// `.exe` only.
pub(super) fn find_batch_file(program: &Path, env: &Env) -> Option<PathBuf> {
    let is_bare = program.parent().is_none_or(|folder| folder.as_os_str().is_empty());
    let folders = env.path("PATH").unwrap_or_default();
    let folders = if is_bare { split_paths(&folders).collect() } else { vec![PathBuf::new()] };
    let names = |folder: PathBuf| {
        ["cmd", "bat"].map(|ending| folder.join(program).with_added_extension(ending))
    };
    folders.into_iter().flat_map(names).find(|file| file.is_file())
}

/// Runs a program without a shell and returns the first line it prints, and what it printed on
/// stderr but was not shown. It gets no input, and does not see the tokens in the environment.
///
/// A signal to this process ends the program too.
pub(super) fn first_line(
    program: &Path,
    arguments: &[String],
    timeout: Duration,
    show: &dyn Fn(&[u8]),
) -> (Result<String, CommandError>, Vec<u8>) {
    let watch = SignalWatch::start();
    let mut child = match command(program, arguments).spawn() {
        Ok(child) => child,
        Err(error) => return (Err(error.into()), Vec::new()),
    };
    let line = child.stdout.take().map(read_line);
    let mut stderr = HeldStderr::read(child.stderr.take());
    let is_over = |start: &Instant| match watch.as_ref().ok().and_then(SignalWatch::received) {
        Some(exit) => Some(CommandError::Interrupted(exit)),
        None => (start.elapsed() >= timeout).then_some(CommandError::TimedOut(timeout)),
    };
    let status = wait(&mut child, is_over, || stderr.show_old(show));
    let line = status.and_then(|status| {
        if !status.success() {
            return Err(CommandError::Failed(status));
        }
        let line = line.and_then(|line| line.recv_timeout(LINE_TIMEOUT).ok());
        String::from_utf8(line.unwrap_or_default()).map_err(|_| CommandError::NotUtf8)
    });
    (line, stderr.end())
}

fn command(program: &Path, arguments: &[String]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
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

impl HeldStderr {
    /// Reads on a new thread, until the end.
    fn read(stderr: Option<impl Read + Send + 'static>) -> Self {
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            let Some(mut stderr) = stderr else { return };
            while let Ok(length @ 1..) = stderr.read(&mut buffer) {
                // Without a receiver the output is discarded, so that the program does not block.
                drop(sender.send(buffer[..length].to_vec()));
            }
        });
        Self { receiver, held: Vec::new(), since: Instant::now() }
    }

    fn show_old(&mut self, show: &dyn Fn(&[u8])) {
        for bytes in self.receiver.try_iter() {
            if self.held.is_empty() {
                self.since = Instant::now();
            }
            self.held.extend(bytes);
        }
        if !self.held.is_empty() && self.since.elapsed() >= HOLD {
            show(&std::mem::take(&mut self.held));
        }
    }

    /// Everything that was not shown.
    fn end(mut self) -> Vec<u8> {
        let deadline = Instant::now() + STDERR_TIMEOUT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.receiver.recv_timeout(left) {
                Ok(bytes) => self.held.extend(bytes),
                Err(RecvTimeoutError::Disconnected | RecvTimeoutError::Timeout) => {
                    return self.held;
                }
            }
        }
    }
}

/// Waits for a program to exit, and kills it once `is_over` says why.
fn wait(
    child: &mut Child,
    is_over: impl Fn(&Instant) -> Option<CommandError>,
    mut meanwhile: impl FnMut(),
) -> Result<ExitStatus, CommandError> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if let Some(error) = is_over(&start) {
            child.kill()?;
            child.wait()?;
            return Err(error);
        }
        meanwhile();
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

impl CommandError {
    /// Whether there is no such program.
    pub(super) fn is_not_found(&self) -> bool {
        matches!(self, Self::Io(error) if error.kind() == io::ErrorKind::NotFound)
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
            Self::Interrupted(_) => f.write_str("it was interrupted"),
        }
    }
}

#[cfg(test)]
#[cfg(unix)] // shell scripts
mod tests;
