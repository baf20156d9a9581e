//! The signals that ask the tool to end, and work that does not hear them by itself.

use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, Builder};

use tokio::sync::oneshot;

use crate::exit::ExitCode;

/// Runs work that never waits, until its end or a signal; then it is left behind, and the error is
/// the exit code of the signal. Once a signal was listened for, no other ends the process by
/// itself. The work has a stack of `stack` bytes.
///
/// # Errors
/// When no thread can be had.
pub(crate) fn run_interruptible<T: Send + 'static>(
    stack: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<Result<T, ExitCode>> {
    let (ended, end) = mpsc::channel();
    let (is_working, is_done) = oneshot::channel::<()>();
    let told = ended.clone();
    let worker = Builder::new().stack_size(stack).spawn(move || {
        let _is_working = is_working;
        // Nobody hears it when a signal came first.
        drop(ended.send(Ok(work())));
    })?;
    Builder::new().spawn(move || listen(&told, is_done))?;
    match end.recv() {
        Ok(end) => Ok(end),
        Err(_) => match worker.join() {
            Err(fault) => resume_unwind(fault),
            Ok(()) => Err(io::Error::other("the work ended without a result")),
        },
    }
}

/// Runs work on a stack of `stack` bytes.
///
/// # Errors
/// When no thread can be had.
pub(crate) fn with_stack_size<T: Send>(
    stack: usize,
    work: impl FnOnce() -> T + Send,
) -> io::Result<T> {
    thread::scope(|scope| {
        let worker = Builder::new().stack_size(stack).spawn_scoped(scope, work)?;
        Ok(worker.join().unwrap_or_else(|fault| resume_unwind(fault)))
    })
}

/// Tells of a signal, if one comes before the work is done.
fn listen<T>(told: &Sender<Result<T, ExitCode>>, is_done: oneshot::Receiver<()>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else {
        return;
    };
    runtime.block_on(async {
        let Ok(mut signals) = Signals::new() else { return };
        tokio::select! {
            biased;
            _ = is_done => {}
            exit = signals.next() => drop(told.send(Err(exit))),
        }
    });
}

/// The signals that ask the tool to end.
#[cfg(unix)]
pub(crate) struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    /// Listens from now on.
    pub(crate) fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let interrupt = signal(SignalKind::interrupt())?;
        Ok(Self { interrupt, terminate: signal(SignalKind::terminate())? })
    }

    /// The exit code of the next one.
    pub(crate) async fn next(&mut self) -> ExitCode {
        tokio::select! {
            _ = self.interrupt.recv() => ExitCode::Interrupted,
            _ = self.terminate.recv() => ExitCode::Terminated,
        }
    }
}

/// The signals that ask the tool to end.
#[cfg(not(unix))]
pub(crate) struct Signals;

#[cfg(not(unix))]
impl Signals {
    /// Listens from now on.
    #[expect(clippy::unnecessary_wraps, reason = "the same shape as on unix")]
    pub(crate) fn new() -> io::Result<Self> {
        Ok(Self)
    }

    /// The exit code of the next one.
    pub(crate) async fn next(&mut self) -> ExitCode {
        match tokio::signal::ctrl_c().await {
            Ok(()) => ExitCode::Interrupted,
            Err(_) => std::future::pending().await,
        }
    }
}

/// The wish that this process stops for a while, as Ctrl-Z tells it. From the first of these on the
/// process has to stop itself.
#[cfg(unix)]
pub(crate) struct SuspendSignal(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl SuspendSignal {
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
pub(crate) struct SuspendSignal;

#[cfg(not(unix))]
impl SuspendSignal {
    pub(crate) fn new() -> Self {
        Self
    }

    pub(crate) async fn next(&mut self) {
        std::future::pending().await
    }

    pub(crate) fn stop(&self) {}
}
