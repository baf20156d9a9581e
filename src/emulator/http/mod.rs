//! The embedded API over HTTP: listener, routing and the Connect protocol.

mod body;
mod connect;
mod envelope;
mod fault;
mod gzip;
mod host;
mod json_lines;
mod listener;
mod logs;
mod rest_clients;
mod routing;
mod stream;
mod unary;
mod watch;

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::schema::Method;
use super::service::error::{Code, Error};
use super::store::{Load, Store};
use super::token::Token;

pub use listener::bind;
pub(crate) use listener::{Server, Site};

/// An extension of a response that is delayed.
#[derive(Clone, Copy, Debug)]
struct Latency(Duration);

/// Shared by all requests.
#[derive(Debug)]
pub(crate) struct Shared {
    store: Mutex<Store>,
    /// Why the data file could not be used by the last call.
    storage_error: Mutex<Option<String>>,
    pub(crate) token: Token,
}

impl Shared {
    pub(crate) fn new(store: Store, token: Token) -> Self {
        Self { store: Mutex::new(store), storage_error: Mutex::default(), token }
    }

    /// Locks the data file for one transaction.
    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        // A call that panicked has been rolled back.
        lock(&self.store)
    }

    pub(crate) fn storage_error(&self) -> Option<String> {
        lock(&self.storage_error).clone()
    }

    /// The result of using the data file; an error is also kept for the process that started the
    /// server, which can then say what is wrong with its file.
    fn stored<T>(&self, result: anyhow::Result<T>) -> Result<T, Error> {
        let result = result.map_err(|error| format!("{error:#}"));
        *lock(&self.storage_error) = result.as_ref().err().cloned();
        // The change was rolled back, and trying again does not help.
        result.map_err(|message| Error::new(Code::ResourceExhausted, message))
    }

    /// The error that is injected into a call of a method, and otherwise the delay of its response.
    fn meet_fault(&self, method: &Method) -> Result<Duration, Error> {
        let path = method.short_path();
        let mut store = self.store();
        let found = store.read(Load::Due, |state, _| {
            (state.call_error(path).is_some(), state.singletons.faults.latency_millis)
        });
        let (has_error, latency) = self.stored(found)?;
        if has_error {
            let taken = store.write(Load::Due, |state| state.take_call_error(path));
            if let Some(fault) = self.stored(taken)? {
                return Err(Error::from_fault(&fault));
            }
        }
        Ok(Duration::from_millis(latency))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
