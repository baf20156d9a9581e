//! Runs what waits for the network, and heeds Ctrl-C while it does.

use std::future::Future;
use std::pin::{Pin, pin};
use std::time::Duration;

use crate::api::Client;
use crate::context::{Attempt, Context};
use crate::error::Failure;
use crate::exit::Exit;

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
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let mut value = None;
    let work = async { work.await.map(|result| value = Some(result)) };
    block_on(pin!(until_signal(context, client, pin!(work))))?;
    value.ok_or_else(|| Failure::local("what was asked for ended without a result"))
}

/// Work of any kind: compiled once, as every command has work of its own.
type Work<'a> = Pin<&'a mut dyn Future<Output = Result<(), Failure>>>;

/// Runs a server, which gets a future that is done when a signal asks it to end.
///
/// # Errors
/// What the server fails with.
pub(crate) fn until_told_to_end<F: Future<Output = Result<(), Failure>>>(
    server: impl FnOnce(Pin<Box<dyn Future<Output = ()>>>) -> F,
) -> Result<(), Failure> {
    block_on(pin!(async {
        let mut signals = signals()?;
        let stop = async move {
            signals.next().await;
        };
        server(Box::pin(stop)).await
    }))
}

fn block_on(work: Work<'_>) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| {
        Failure::local("cannot set up waiting for the network").because(error.to_string())
    })?;
    let result = runtime.block_on(work);
    // A name look-up that still runs must not hold up the end.
    runtime.shutdown_background();
    result
}

fn signals() -> Result<Signals, Failure> {
    Signals::new()
        .map_err(|error| Failure::local("cannot listen for signals").because(error.to_string()))
}

async fn until_signal(
    context: &Context,
    client: &Client,
    mut work: Work<'_>,
) -> Result<(), Failure> {
    let mut signals = signals()?;
    let exit = tokio::select! {
        biased;
        result = &mut work => return result,
        exit = signals.next() => exit,
    };
    context.interrupt(exit);
    if !client.is_changing() {
        let words = context.take_parting_words();
        return Err(words.map_or_else(
            || interrupted(exit, "nothing was being changed"),
            |words| Failure { exit, ..words },
        ));
    }
    client.begin_no_change();
    let Attempt { what, look } = context.attempt();
    let seconds = GRACE.as_secs();
    context.ui.tell(&format!("interrupted; waiting up to {seconds} s for the answer: {what}"));
    tokio::select! {
        biased;
        result = &mut work => return result,
        _ = signals.next() => {}
        () = tokio::time::sleep(GRACE) => {}
    }
    let reason = format!("it is not known whether the attempt to {what} succeeded");
    Err(interrupted(exit, &reason).hint("what is true now", look))
}

fn interrupted(exit: Exit, reason: &str) -> Failure {
    Failure::new(exit, "interrupted", "interrupted").because(reason)
}

/// The signals that ask the tool to end.
#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let interrupt = signal(SignalKind::interrupt())?;
        Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) -> Exit {
        tokio::select! {
            _ = self.interrupt.recv() => Exit::Interrupted,
            _ = self.terminate.recv() => Exit::Terminated,
        }
    }
}

/// The signals that ask the tool to end.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "the same shape as on unix")]
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> Exit {
        match tokio::signal::ctrl_c().await {
            Ok(()) => Exit::Interrupted,
            Err(_) => std::future::pending().await,
        }
    }
}

/// The wish that this process stops for a while, as Ctrl-Z tells it. From the first of these on the
/// process has to stop itself.
#[cfg(unix)]
pub(crate) struct Stops(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Stops {
    /// Listens; where that is not possible the wish is granted by the system, as usual.
    pub(crate) fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self(signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw())).ok())
    }

    /// Waits for the wish.
    pub(crate) async fn next(&mut self) {
        match &mut self.0 {
            Some(signal) => _ = signal.recv().await,
            None => std::future::pending().await,
        }
    }

    /// Stops until the user lets the process go on.
    pub(crate) fn stop(&self) {
        use rustix::process::{Signal, getpid, kill_process};
        // Where it cannot be stopped it goes on.
        let _ = kill_process(getpid(), Signal::STOP);
    }
}

/// The wish that this process stops for a while: not known here.
#[cfg(not(unix))]
pub(crate) struct Stops;

#[cfg(not(unix))]
impl Stops {
    pub(crate) fn new() -> Self {
        Self
    }

    pub(crate) async fn next(&mut self) {
        std::future::pending().await
    }

    pub(crate) fn stop(&self) {}
}
