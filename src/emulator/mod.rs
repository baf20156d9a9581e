//! The embedded API: an independent second implementation of the service's warm pools.
//!
//! It shares nothing with the client: its messages are tables of its own, checked from the
//! outside by the official SDK. A data file holds one simulated organisation; any number of
//! processes serve it at once. Simulated time runs faster than the clock on the wall and is dealt
//! with whenever somebody looks.

mod clock;
mod control;
mod http;
mod machine;
mod rules;
mod schema;
mod seed;
mod service;
mod store;
mod token;
mod wire;

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;

use anyhow::Context as _;
use tokio::sync::oneshot;

use http::{Server, Shared};
use store::Store;
use token::Token;

pub use control::Faults;
pub(crate) use token::TOKEN;

/// What is opened, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data file; it is made if it does not exist.
    pub data_file: PathBuf,
    /// How many times faster than the wall clock simulated time runs from now on; as the file has
    /// it when absent, and it stands when 0.
    pub speed: Option<f64>,
    /// The token clients have to send; `local` when absent.
    pub token: Option<String>,
}

/// An open data file with the service over it.
#[derive(Clone, Debug)]
pub struct Emulator {
    shared: Arc<Shared>,
}

/// Opens a data file.
///
/// # Errors
/// If the file cannot be opened or made, or the token looks like one of the real service.
pub fn open(options: Options) -> anyhow::Result<Emulator> {
    let token = Token::new(options.token)?;
    let mut store = Store::open(&options.data_file)?;
    if let Some(speed) = options.speed {
        control::check_speed(speed)?;
        store.set_speed(speed)?;
    }
    Ok(Emulator { shared: Arc::new(Shared::new(store, token)) })
}

/// Listens on a port of this machine, not to be reached from another; port 0 takes any free one.
///
/// # Errors
/// If the port is taken.
pub fn bind(port: u16) -> anyhow::Result<TcpListener> {
    http::bind(port)
}

impl Emulator {
    /// Serves any client until `stop` is done. Needs a runtime with I/O and time.
    ///
    /// # Errors
    /// If the listener cannot be used.
    pub async fn serve(
        &self,
        listener: TcpListener,
        stop: impl Future<Output = ()>,
    ) -> anyhow::Result<()> {
        let server = Server::new(Arc::clone(&self.shared));
        server.serve(listener, stop).await
    }

    /// Serves on a free port from a thread of its own, for the client in the same process.
    ///
    /// # Errors
    /// If there is no port or no thread to be had.
    pub fn start(&self) -> anyhow::Result<Running> {
        let listener = bind(0)?;
        let address = listener.local_addr()?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let emulator = self.clone();
        let thread = std::thread::Builder::new()
            .name("embedded-api".to_owned())
            .spawn(move || {
                // Told to stop, or left alone: both end it.
                let stopped = async { drop(stopped.await) };
                runtime.block_on(emulator.serve(listener, stopped))
            })
            .context("cannot start the embedded API")?;
        Ok(Running { address, stop: Some(stop), thread: Some(thread) })
    }
}

/// A server on a thread of its own; it stops when this is dropped.
#[derive(Debug)]
pub struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<anyhow::Result<()>>>,
}

impl Running {
    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // How it ended matters to nobody any more.
            drop(thread.join());
        }
    }
}
