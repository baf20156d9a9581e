//! Runs what waits for the network, and heeds Ctrl-C while it does.

use std::future::Future;
use std::io::{self, Read};
use std::pin::{Pin, pin};
use std::time::Duration;

use crate::api::Client;
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::signals::Signals;

/// How long after a first signal the answer to a change is still awaited.
const GRACE: Duration = Duration::from_secs(5);

/// Runs `work` to its end, or until a signal.
///
/// A signal while a change is under way waits for its answer for a moment, so that the user
/// learns what became of it, and lets no other change begin; a second signal does not wait.
///
/// # Errors
/// What `work` fails with, or that it was interrupted.
pub(crate) fn run<T>(
    context: &Context,
    client: &Client,
    work: impl Future<Output = Result<T, CliError>>,
) -> Result<T, CliError> {
    let mut value = None;
    let work = async { work.await.map(|result| value = Some(result)) };
    block_on(pin!(run_until_signal(context, client, pin!(work))))?;
    value.ok_or_else(|| CliError::local("what was asked for ended without a result"))
}

/// Runs many changes, of which `work` keeps an account of its own, to their end.
///
/// A signal lets no other change begin and gives those that are under way a moment to end; a
/// second signal does not. `None` says that some of them did not end.
///
/// # Errors
/// What `work` fails with.
pub(crate) fn run_mutations<T>(
    context: &Context,
    client: &Client,
    work: impl Future<Output = Result<T, CliError>>,
) -> Result<Option<T>, CliError> {
    let mut value = None;
    let work = async { work.await.map(|result| value = Some(result)) };
    block_on(pin!(drain_after_signal(context, client, pin!(work))))?;
    Ok(value)
}

/// Work of any kind: compiled once, as every command has work of its own.
type Work<'a> = Pin<&'a mut dyn Future<Output = Result<(), CliError>>>;

/// Asks a question; only `y` or `yes` is a yes.
///
/// # Errors
/// When a signal is the answer.
pub(crate) fn confirm(context: &Context, question: &str) -> Result<bool, CliError> {
    context.ui.ask(question);
    let mut stdin = std::mem::replace(&mut context.env.borrow_mut().stdin, Box::new(io::empty()));
    let (answer, answered) = tokio::sync::oneshot::channel();
    // Reading cannot be broken off: after a signal the thread is left behind with the input.
    let reading = move || {
        let line = first_line(&mut stdin);
        drop(answer.send((line, stdin)));
    };
    std::thread::Builder::new().spawn(reading).map_err(|error| {
        CliError::local("cannot set up waiting for an answer").because(error.to_string())
    })?;
    let mut is_yes = false;
    let asked = async {
        let mut signals = signals()?;
        tokio::select! {
            biased;
            exit = signals.next() => {
                context.interrupt(exit);
                Err(interrupted(exit, "nothing was changed"))
            }
            Ok((line, stdin)) = answered => {
                context.env.borrow_mut().stdin = stdin;
                is_yes = ["y", "yes"].contains(&line.trim().to_ascii_lowercase().as_str());
                Ok(())
            }
            else => Ok(()),
        }
    };
    block_on(pin!(asked))?;
    Ok(is_yes)
}

/// One line, without reading what comes after it.
fn first_line(stdin: &mut dyn Read) -> String {
    let mut line = Vec::new();
    let mut byte = [0];
    while matches!(stdin.read(&mut byte), Ok(1)) && byte != [b'\n'] {
        line.push(byte[0]);
    }
    String::from_utf8_lossy(&line).into_owned()
}

/// Runs a server, which gets a future that is done when a signal asks it to end.
///
/// # Errors
/// What the server fails with.
pub(crate) fn serve_until_signal<F: Future<Output = Result<(), CliError>>>(
    server: impl FnOnce(Pin<Box<dyn Future<Output = ()>>>) -> F,
) -> Result<(), CliError> {
    block_on(pin!(async {
        let mut signals = signals()?;
        let stop = async move {
            signals.next().await;
        };
        server(Box::pin(stop)).await
    }))
}

fn block_on(work: Work<'_>) -> Result<(), CliError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        CliError::local("cannot set up waiting for the network").because(error.to_string())
    })?;
    let result = runtime.block_on(work);
    // A name look-up that still runs must not hold up the end.
    runtime.shutdown_background();
    result
}

fn signals() -> Result<Signals, CliError> {
    Signals::new()
        .map_err(|error| CliError::local("cannot listen for signals").because(error.to_string()))
}

async fn run_until_signal(
    context: &Context,
    client: &Client,
    mut work: Work<'_>,
) -> Result<(), CliError> {
    let mut signals = signals()?;
    let exit = match first_signal(context, &mut signals, &mut work).await {
        Ok(exit) => exit,
        Err(result) => return result,
    };
    if !client.has_mutation_in_flight() {
        let words = context.take_interrupt_message();
        return Err(words.map_or_else(
            || interrupted(exit, "nothing was being changed"),
            |words| CliError { exit, ..words },
        ));
    }
    client.stop_mutations();
    let operation = context.operation();
    let description = operation.as_ref().map_or("call the service", |own| own.what.as_str());
    let seconds = GRACE.as_secs();
    context.ui.eprint_line(&format!(
        "interrupted; waiting up to {seconds} s for the answer: {description}"
    ));
    if let Some(result) = wait_grace_period(&mut signals, &mut work).await {
        return result;
    }
    let reason = format!("it is not known whether the attempt to {description} succeeded");
    let error = interrupted(exit, &reason);
    Err(match operation {
        Some(Operation { look, .. }) => error.hint(look),
        None => error,
    })
}

async fn drain_after_signal(
    context: &Context,
    client: &Client,
    mut work: Work<'_>,
) -> Result<(), CliError> {
    let mut signals = signals()?;
    if let Err(result) = first_signal(context, &mut signals, &mut work).await {
        return result;
    }
    client.stop_mutations();
    if client.has_mutation_in_flight() {
        let seconds = GRACE.as_secs();
        context
            .ui
            .eprint_line(&format!("interrupted; waiting up to {seconds} s for answers to changes"));
    }
    wait_grace_period(&mut signals, &mut work).await.unwrap_or(Ok(()))
}

/// The first signal; if the work ends before one comes, its result.
async fn first_signal(
    context: &Context,
    signals: &mut Signals,
    work: &mut Work<'_>,
) -> Result<ExitCode, Result<(), CliError>> {
    let exit = tokio::select! {
        biased;
        result = work => return Err(result),
        exit = signals.next() => exit,
    };
    context.interrupt(exit);
    Ok(exit)
}

/// The result of work that ends within a moment and before another signal.
async fn wait_grace_period(
    signals: &mut Signals,
    work: &mut Work<'_>,
) -> Option<Result<(), CliError>> {
    tokio::select! {
        biased;
        result = work => Some(result),
        _ = signals.next() => None,
        () = tokio::time::sleep(GRACE) => None,
    }
}

fn interrupted(exit: ExitCode, reason: &str) -> CliError {
    CliError::new(exit, "interrupted", "interrupted").because(reason)
}
