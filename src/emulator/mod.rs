//! The embedded API: an independent implementation of the service's warm pools.
//!
//! It shares no code with the client; its messages are defined in `proto` and tested with the
//! official SDK. A data file holds one simulated organization, and any number of processes can
//! serve it at the same time. Simulated time runs faster than real time and advances when a
//! request reads it.

mod admin;
mod clock;
mod codec;
mod faults;
mod http;
mod rules;
mod schema;
mod seed;
mod service;
mod simulation;
mod store;
mod token;

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::Context as _;
use tokio::sync::{oneshot, watch};

use http::{Server, Shared, Site};
use store::Store;
use token::Token;

pub use faults::{CallFault, FaultChange, FaultError, RunnerFault};
pub use http::bind;
pub(crate) use seed::check as check_seed;
#[cfg(any(test, fuzzing))]
pub(crate) use seed::invariants;
pub(crate) use store::{Unusable, is_of_other_version, set_aside};
pub(crate) use token::TOKEN;

/// Options of the embedded API.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data file, which is created if it does not exist.
    pub data_file: PathBuf,
    /// The new speed of simulated time as a multiple of real time; 0 stops it. `None` keeps the
    /// speed that is saved in the data file.
    pub speed: Option<f64>,
    /// The token that clients must send; `local` if `None`.
    pub token: Option<String>,
}

/// The embedded API on an open data file.
#[derive(Clone, Debug)]
pub struct Emulator {
    shared: Arc<Shared>,
}

/// Opens a data file.
///
/// # Errors
/// If the data file cannot be opened or created, or the token looks like one of the real service.
pub fn open(options: Options) -> anyhow::Result<Emulator> {
    open_waiting(options, &|| {})
}

/// As [`open`]; `on_wait` is called if another process keeps the data file locked.
pub(crate) fn open_waiting(options: Options, on_wait: &dyn Fn()) -> anyhow::Result<Emulator> {
    let token = Token::new(options.token)?;
    let mut store = Store::open(&options.data_file, on_wait)?;
    if let Some(speed) = options.speed {
        admin::check_speed(speed)?;
        store.set_speed(speed)?;
    }
    Ok(Emulator { shared: Arc::new(Shared::new(store, token)) })
}

impl Emulator {
    /// Why the data file could not be used by the last call, in one line.
    pub(crate) fn storage_error(&self) -> Option<String> {
        self.shared.storage_error()
    }

    /// Serves clients until `stop` completes. Needs a runtime with I/O and time.
    ///
    /// # Errors
    /// If the listener cannot be used.
    pub async fn serve(
        &self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
    ) -> anyhow::Result<()> {
        let logs = bind(0)?;
        let origin = format!("http://{}", logs.local_addr()?);
        self.shared.store().set_logs_origin(origin);
        let server = |site| Server::new(Arc::clone(&self.shared), site);
        let (stopping, is_stopping) = watch::channel(false);
        // An error is that the sender is gone, which stops the server too.
        let stopped = |mut stopping: watch::Receiver<bool>| async move {
            drop(stopping.wait_for(|is_stopping| *is_stopping).await.map(|_| ()));
        };
        let (api, logs, ()) = tokio::join!(
            server(Site::Api).serve(listener, stopped(is_stopping.clone())),
            server(Site::Logs).serve(logs, stopped(is_stopping)),
            async {
                stop.await;
                stopping.send_replace(true);
            },
        );
        api.and(logs)
    }

    /// Serves on a free port in a background thread.
    ///
    /// # Errors
    /// If no port is free or the thread cannot be started.
    pub fn start(&self) -> anyhow::Result<Running> {
        let listener = bind(0)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let emulator = self.clone();
        let thread = std::thread::Builder::new()
            .name("embedded-api".to_owned())
            .spawn(move || {
                // Dropping the sender stops the server too.
                let stopped = async { drop(stopped.await) };
                runtime.block_on(emulator.serve(listener, stopped))
            })
            .context("cannot start the embedded API")?;
        Ok(Running { address, stop: Some(stop), thread: Some(thread) })
    }
}

/// A server in a background thread, which stops when this is dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<anyhow::Result<()>>>,
}

impl Running {
    /// The address that the server listens on.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // The result no longer matters.
            drop(thread.join());
        }
    }
}
