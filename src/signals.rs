//! The signals that end the tool, and work that is abandoned when one comes.

use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, Builder};

use tokio::sync::oneshot;

use crate::exit::ExitCode;

/// Ends work from within, however deep its calls are.
pub(crate) struct Leave<T>(Sender<Result<T, ExitCode>>);

impl<T> Leave<T> {
    /// Ends the work with this result. What it holds is dropped if panics unwind. In a release they do
    /// not: its thread waits for the end of the process.
    pub(crate) fn with(&self, result: T) -> ! {
        // If a signal came first, the receiver no longer exists.
        drop(self.0.send(Ok(result)));
        #[cfg(panic = "unwind")]
        resume_unwind(Box::new("left"));
        #[cfg(not(panic = "unwind"))]
        loop {
            thread::park();
        }
    }
}

/// Runs CPU-bound work on a stack of `stack` bytes, until its end or a signal. A signal abandons
/// the work and gives its exit code.
///
/// # Errors
/// When a thread cannot be started.
pub(crate) fn run_interruptible<T: Send + 'static>(
    stack: usize,
    work: impl FnOnce(&Leave<T>) -> T + Send + 'static,
) -> io::Result<Result<T, ExitCode>> {
    let (sender, receiver) = mpsc::channel();
    let (is_working, is_done) = oneshot::channel::<()>();
    let signal_sender = sender.clone();
    let worker = Builder::new().stack_size(stack).spawn(move || {
        let _is_working = is_working;
        let leave = Leave(sender);
        let result = work(&leave);
        // If a signal came first, the receiver no longer exists.
        drop(leave.0.send(Ok(result)));
    })?;
    Builder::new().spawn(move || forward_signal(&signal_sender, is_done))?;
    match receiver.recv() {
        Ok(result) => Ok(result),
        Err(_) => match worker.join() {
            Err(panic) => resume_unwind(panic),
            Ok(()) => Err(io::Error::other("the worker ended without a result")),
        },
    }
}

/// Listens for a signal, which no longer ends the process, until this is dropped.
pub(crate) struct SignalWatch {
    signals: Receiver<Result<(), ExitCode>>,
    _is_watching: oneshot::Sender<()>,
}

impl SignalWatch {
    /// # Errors
    /// When a thread cannot be started.
    pub(crate) fn start() -> io::Result<Self> {
        let (sender, signals) = mpsc::channel();
        let (is_watching, is_done) = oneshot::channel();
        Builder::new().spawn(move || forward_signal(&sender, is_done))?;
        Ok(Self { signals, _is_watching: is_watching })
    }

    /// The exit code of a signal, once one has come.
    pub(crate) fn received(&self) -> Option<ExitCode> {
        self.signals.try_recv().ok()?.err()
    }
}

/// Runs work on a stack of `stack` bytes.
///
/// # Errors
/// When a thread cannot be started.
pub(crate) fn with_stack_size<T: Send>(
    stack: usize,
    work: impl FnOnce() -> T + Send,
) -> io::Result<T> {
    thread::scope(|scope| {
        let worker = Builder::new().stack_size(stack).spawn_scoped(scope, work)?;
        Ok(worker.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

/// Sends the exit code of a signal that comes before the work is done.
fn forward_signal<T>(sender: &Sender<Result<T, ExitCode>>, is_done: oneshot::Receiver<()>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else {
        return;
    };
    runtime.block_on(async {
        let Ok(mut signals) = Signals::new() else { return };
        tokio::select! {
            biased;
            _ = is_done => {}
            exit = signals.next() => drop(sender.send(Err(exit))),
        }
    });
}

/// Those that nobody waits for now. They keep what comes until then.
static IDLE: Mutex<Option<Listeners>> = Mutex::new(None);

/// The signals that end the tool. Once waited for, they no longer end the process by themselves; one
/// that comes while nobody waits is the next one of whoever waits then.
pub(crate) struct Signals(Option<Listeners>);

impl Signals {
    /// # Errors
    /// When a signal cannot be listened for.
    pub(crate) fn new() -> io::Result<Self> {
        let idle = idle().take();
        Ok(Self(Some(idle.map_or_else(Listeners::new, Ok)?)))
    }

    /// The exit code of the next signal.
    pub(crate) async fn next(&mut self) -> ExitCode {
        match &mut self.0 {
            Some(listeners) => listeners.next().await,
            None => std::future::pending().await,
        }
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        *idle() = self.0.take();
    }
}

fn idle() -> MutexGuard<'static, Option<Listeners>> {
    IDLE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// SIGINT, SIGQUIT (Ctrl-\\) and SIGTERM.
#[cfg(unix)]
struct Listeners {
    interrupt: tokio::signal::unix::Signal,
    quit: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Listeners {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            quit: signal(SignalKind::quit())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) -> ExitCode {
        tokio::select! {
            _ = self.interrupt.recv() => ExitCode::Interrupted,
            _ = self.quit.recv() => ExitCode::Interrupted,
            _ = self.terminate.recv() => ExitCode::Terminated,
        }
    }
}

/// Ctrl-C, Ctrl-Break, and the end of the terminal, of the session and of the system. The last three
/// end the process all the same, after some seconds.
#[cfg(windows)]
struct Listeners {
    interrupt: tokio::signal::windows::CtrlC,
    quit: tokio::signal::windows::CtrlBreak,
    close: tokio::signal::windows::CtrlClose,
    log_off: tokio::signal::windows::CtrlLogoff,
    shutdown: tokio::signal::windows::CtrlShutdown,
}

#[cfg(windows)]
impl Listeners {
    fn new() -> io::Result<Self> {
        use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};
        Ok(Self {
            interrupt: ctrl_c()?,
            quit: ctrl_break()?,
            close: ctrl_close()?,
            log_off: ctrl_logoff()?,
            shutdown: ctrl_shutdown()?,
        })
    }

    async fn next(&mut self) -> ExitCode {
        tokio::select! {
            _ = self.interrupt.recv() => ExitCode::Interrupted,
            _ = self.quit.recv() => ExitCode::Interrupted,
            _ = self.close.recv() => ExitCode::Terminated,
            _ = self.log_off.recv() => ExitCode::Terminated,
            _ = self.shutdown.recv() => ExitCode::Terminated,
        }
    }
}

/// SIGTSTP (Ctrl-Z). Once listened for, the process has to stop itself.
#[cfg(unix)]
pub(crate) struct SuspendSignal(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl SuspendSignal {
    /// If listening fails, the signal keeps its default action.
    pub(crate) fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self(signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw())).ok())
    }

    pub(crate) async fn next(&mut self) {
        match &mut self.0 {
            Some(signal) => _ = signal.recv().await,
            None => std::future::pending().await,
        }
    }

    /// Stops the process until SIGCONT.
    pub(crate) fn stop(&self) {
        use rustix::process::{Signal, getpid, kill_process};
        // A process that cannot be stopped goes on.
        let _ = kill_process(getpid(), Signal::STOP);
    }
}

/// Does not exist on this system.
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

/// SIGHUP, by which a running process is asked to read its files again.
#[cfg(unix)]
pub(crate) struct ReloadSignal(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl ReloadSignal {
    /// If listening fails, the signal keeps its default action.
    pub(crate) fn new() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self(signal(SignalKind::hangup()).ok())
    }

    pub(crate) async fn next(&mut self) {
        match &mut self.0 {
            Some(signal) => _ = signal.recv().await,
            None => std::future::pending().await,
        }
    }
}

/// Does not exist on this system.
#[cfg(not(unix))]
pub(crate) struct ReloadSignal;

#[cfg(not(unix))]
impl ReloadSignal {
    pub(crate) fn new() -> Self {
        Self
    }

    pub(crate) async fn next(&mut self) {
        std::future::pending().await
    }
}
