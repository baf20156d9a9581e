//! The embedded API over HTTP: listener, routing and the Connect protocol.

mod body;
mod connect;
mod envelope;
mod gzip;
mod host;
mod listener;
mod routing;
mod unary;
mod watch;

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::store::Store;
use super::token::Token;

pub(crate) use listener::Server;
pub use listener::bind;

/// Shared by all requests.
#[derive(Debug)]
pub(crate) struct Shared {
    store: Mutex<Store>,
    pub(crate) token: Token,
}

impl Shared {
    pub(crate) fn new(store: Store, token: Token) -> Self {
        Self { store: Mutex::new(store), token }
    }

    /// Locks the data file for one transaction.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        // A call that panicked has been rolled back.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
