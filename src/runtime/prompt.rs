//! Prompts, which Ctrl-C and Ctrl-D cancel.

use std::io::{self, ErrorKind, Read};
use std::pin::pin;
use std::time::Duration;

use tokio::sync::oneshot::{self, Receiver};

use super::{block_on, signals};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;

/// How long a reader may take to restore the terminal after a signal.
const RESTORE_TIME: Duration = Duration::from_millis(50);

/// Asks a question; only `y` or `yes` is a yes.
///
/// # Errors
/// As [`ask`].
pub(crate) fn confirm(context: &Context, question: &str) -> Result<bool, CliError> {
    context.ui.prompt(question);
    let stdin = std::mem::replace(&mut context.env.borrow_mut().stdin, Box::new(io::empty()));
    let (line, stdin) = ask(context, move || read_line(stdin))?;
    context.env.borrow_mut().stdin = stdin;
    Ok(["y", "yes"].contains(&line.trim().to_ascii_lowercase().as_str()))
}

/// The answer to a prompt, which `read` reads in a thread: a read cannot be canceled, so a signal
/// leaves the thread behind.
///
/// # Errors
/// When a signal or the end of the input comes instead of an answer, and when the answer cannot be
/// read.
pub(crate) fn ask<T: Send + 'static>(
    context: &Context,
    read: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> Result<T, CliError> {
    let mut value = None;
    block_on(pin!(async {
        let mut signals = signals()?;
        let mut answer = start(read)?;
        let (end, signal) = tokio::select! {
            biased;
            answer = &mut answer => (answer.ok(), None),
            exit = signals.next() => {
                let answer = tokio::time::timeout(RESTORE_TIME, &mut answer).await;
                (answer.ok().and_then(Result::ok), Some(exit))
            }
        };
        // A reader that sees Ctrl-C itself has ended the line.
        let is_interrupted = |error: &io::Error| error.kind() == ErrorKind::Interrupted;
        let is_line_ended = matches!(&end, Some(Err(error)) if is_interrupted(error));
        let exit = match (signal, end) {
            (Some(exit), _) => exit,
            (None, Some(Ok(answer))) => {
                value = Some(answer);
                return Ok(());
            }
            (None, Some(Err(error))) if is_interrupted(&error) => ExitCode::Interrupted,
            (None, Some(Err(error))) if error.kind() == ErrorKind::UnexpectedEof => {
                ExitCode::Failed
            }
            (None, Some(Err(error))) => return Err(cannot_read(&error)),
            (None, None) => return Err(cannot_read(&io::Error::other("the reader ended"))),
        };
        if exit != ExitCode::Failed {
            context.interrupt(exit);
        }
        Err(canceled(context, exit, is_line_ended))
    }))?;
    value.ok_or_else(|| CliError::local("the prompt ended without an answer"))
}

fn cannot_read(error: &io::Error) -> CliError {
    CliError::local("cannot read the answer").because(error.to_string())
}

/// Says `canceled` on a line of its own.
fn canceled(context: &Context, exit: ExitCode, is_line_ended: bool) -> CliError {
    if !is_line_ended {
        context.ui.eprint_raw("\n");
    }
    if context.ui.is_json_mode() {
        return CliError::new(exit, "canceled", "canceled");
    }
    context.ui.eprint_line("canceled");
    CliError::already_reported(exit)
}

fn start<T: Send + 'static>(
    read: impl FnOnce() -> T + Send + 'static,
) -> Result<Receiver<T>, CliError> {
    let (sender, receiver) = oneshot::channel();
    let thread = std::thread::Builder::new().spawn(move || drop(sender.send(read())));
    thread.map(|_| receiver).map_err(|error| cannot_read(&error))
}

type Stdin = Box<dyn Read + Send>;

/// Reads one line, and not beyond it.
fn read_line(mut stdin: Stdin) -> io::Result<(String, Stdin)> {
    let (mut line, mut byte) = (Vec::new(), [0]);
    loop {
        match stdin.read(&mut byte) {
            Ok(0) if line.is_empty() => return Err(ErrorKind::UnexpectedEof.into()),
            Ok(0) => break,
            Ok(_) if byte == [b'\n'] => break,
            Ok(_) => line.push(byte[0]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((String::from_utf8_lossy(&line).into_owned(), stdin))
}
