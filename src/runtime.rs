//! Runs async work and handles Ctrl-C.

use std::convert::Infallible;
use std::future::{self, Future};
use std::pin::{Pin, pin};
use std::time::Duration;

use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::signals::Signals;

mod prompt;
mod service;

pub(crate) use prompt::{ask, confirm};
pub(crate) use service::{Shutdown, run_service};

/// How long a change in flight may take to end after the first signal.
const GRACE_PERIOD: Duration = Duration::from_secs(5);

/// Work that takes no longer shows nothing of itself.
const QUIET_TIME: Duration = Duration::from_secs(1);
/// How often the status line of longer work changes.
const STATUS_INTERVAL: Duration = Duration::from_millis(200);

/// Type-erased so that the functions below are compiled once, not once per command.
type Work<'a> = Pin<&'a mut dyn Future<Output = Result<(), CliError>>>;

/// Runs `work` to its end, or until a signal.
///
/// A signal during a change stops further changes and waits for the response; a second signal does
/// not wait.
///
/// # Errors
/// That of `work`, or that it was interrupted.
pub(crate) fn run<T>(
    context: &Context,
    client: &Client,
    work: impl Future<Output = Result<T, CliError>>,
) -> Result<T, CliError> {
    let mut value = None;
    let work = async { work.await.map(|result| value = Some(result)) };
    block_on(pin!(run_until_signal(context, client, pin!(work))))?;
    value.ok_or_else(|| CliError::local("the command ended without a result"))
}

/// Runs many changes, whose results `work` records itself, to their end.
///
/// A signal stops further changes and waits for those in flight; a second signal does not wait.
/// The result is `None` if some of them did not end.
///
/// # Errors
/// That of `work`.
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

/// Runs a server, which gets a future that completes when a signal asks it to end.
///
/// # Errors
/// That of the server.
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
        CliError::local("cannot start the async runtime").because(error.to_string())
    })?;
    let result = runtime.block_on(work);
    // A DNS lookup that still runs must not delay the exit.
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
    let exit = match first_signal(context, client, &mut signals, &mut work).await {
        Ok(exit) => exit,
        Err(result) => return result,
    };
    if !client.has_mutation_in_flight() {
        return Err(match context.take_interrupt_message() {
            Some(error) => CliError { exit, ..error },
            None => interrupted(exit, "nothing was being changed"),
        });
    }
    client.stop_mutations();
    let operation = context.operation();
    let description =
        operation.as_ref().map_or("call the service", |operation| operation.description.as_str());
    let seconds = GRACE_PERIOD.as_secs();
    context.ui.eprint_line(&format!(
        "interrupted; waiting up to {seconds} s for the response: {description}"
    ));
    if let Some(result) = wait_grace_period(&mut signals, &mut work).await {
        return result;
    }
    let reason = format!(
        "outcome unknown: the request to {description} was sent, but no response has arrived"
    );
    Err(CliError {
        hint: operation.map(|operation| operation.check_command),
        ..interrupted(exit, &reason)
    })
}

async fn drain_after_signal(
    context: &Context,
    client: &Client,
    mut work: Work<'_>,
) -> Result<(), CliError> {
    let mut signals = signals()?;
    if let Err(result) = first_signal(context, client, &mut signals, &mut work).await {
        return result;
    }
    client.stop_mutations();
    if client.has_mutation_in_flight() {
        print_drain(context);
    }
    wait_grace_period(&mut signals, &mut work).await.unwrap_or(Ok(()))
}

/// Says why a signal does not end the process at once.
fn print_drain(context: &Context) {
    let seconds = GRACE_PERIOD.as_secs();
    let text = format!("interrupted; waiting up to {seconds} s for the changes in flight");
    context.ui.eprint_line(&text);
}

/// The exit code of the first signal, or the result of work that ends before one comes.
async fn first_signal(
    context: &Context,
    client: &Client,
    signals: &mut Signals,
    work: &mut Work<'_>,
) -> Result<ExitCode, Result<(), CliError>> {
    let exit = tokio::select! {
        biased;
        result = work => Err(result),
        exit = signals.next() => Ok(exit),
        never = show_status(context, client) => match never {},
    };
    context.ui.clear_status_line();
    exit.inspect(|exit| context.interrupt(*exit))
}

/// Shows on a terminal that the work goes on.
async fn show_status(context: &Context, client: &Client) -> Infallible {
    if !context.ui.shows_status_line() {
        return future::pending().await;
    }
    tokio::time::sleep(QUIET_TIME).await;
    loop {
        let host = client.host();
        let text = match client.responses() {
            0 => format!("waiting for {host}"),
            count => format!("waiting for {host}, responses so far: {count}"),
        };
        context.ui.set_default_status_line(&text);
        tokio::time::sleep(STATUS_INTERVAL).await;
    }
}

/// The result of work that ends within the grace period and before another signal.
async fn wait_grace_period(
    signals: &mut Signals,
    work: &mut Work<'_>,
) -> Option<Result<(), CliError>> {
    tokio::select! {
        biased;
        result = work => Some(result),
        _ = signals.next() => None,
        () = tokio::time::sleep(GRACE_PERIOD) => None,
    }
}

fn interrupted(exit: ExitCode, reason: &str) -> CliError {
    CliError::new(exit, "interrupted", "interrupted").because(reason)
}
