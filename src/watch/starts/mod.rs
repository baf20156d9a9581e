//! Follows environments from their creation until they run. The service keeps no such time, so it has
//! to be observed: each event about an environment that starts causes one read of it.

mod observation;
mod origin;
mod pending;
#[cfg(test)]
mod tests;

use std::cell::{RefCell, RefMut};
use std::collections::HashSet;

use futures_util::stream::{FuturesUnordered, StreamExt as _};
use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};
use uuid::Uuid;

use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::error::CallError;
use crate::api::events::{EventListener, ResourceOperation, ResourceType};
use crate::api::{Client, Error};
use crate::error::CliError;
use crate::warm_pool::reference::PoolKey;
pub(crate) use observation::ObservedStart;
pub(crate) use origin::{DEFAULT_CLAIM_BELOW, Origin};
use pending::PendingStarts;

/// Which starts are observed.
#[derive(Clone, Debug)]
pub(crate) enum StartScope {
    /// Those of these projects; an empty list stands for all projects.
    Projects(HashSet<Uuid>),
    /// Those that a pool could serve.
    Pools(HashSet<PoolKey>),
}

impl StartScope {
    fn contains(&self, key: PoolKey) -> bool {
        match self {
            Self::Projects(projects) => projects.is_empty() || projects.contains(&key.project),
            Self::Pools(keys) => keys.contains(&key),
        }
    }
}

/// Takes what is observed. Its errors end the watch.
pub(crate) trait StartSink {
    /// An environment runs, or will not be seen running any more.
    fn started(&self, start: ObservedStart) -> Result<(), CliError>;

    /// An environment could not be read.
    fn read_failed(&self, error: &Error) -> Result<(), CliError>;

    /// There are no events, so that nothing is observed.
    fn rejected(&self, error: &CallError);
}

/// The starts that are observed now.
pub(crate) struct StartWatcher<'a, S> {
    client: &'a Client,
    sink: &'a S,
    pending: RefCell<PendingStarts>,
    changed: Notify,
}

impl<'a, S: StartSink> StartWatcher<'a, S> {
    pub(crate) fn new(client: &'a Client, scope: StartScope, sink: &'a S) -> Self {
        let pending = RefCell::new(PendingStarts::new(scope));
        Self { client, sink, pending, changed: Notify::new() }
    }

    /// Observes starts until the sink fails.
    pub(crate) async fn run(&self) -> Result<(), CliError> {
        tokio::select! {
            biased;
            result = self.read_events() => result,
            never = self.client.watch(ResourceType::Environment, &[], self) => match never {},
        }
    }

    /// Observes other starts from now on. What is none of them is dropped once it is read.
    pub(crate) fn set_scope(&self, scope: StartScope) {
        self.pending().set_scope(scope);
    }

    pub(crate) const fn sink(&self) -> &'a S {
        self.sink
    }

    /// The starts whose end was not seen yet.
    pub(crate) fn take_pending(&self) -> Vec<ObservedStart> {
        self.pending().take_all()
    }

    async fn read_events(&self) -> Result<(), CliError> {
        let client = self.client;
        let mut reads = FuturesUnordered::new();
        loop {
            let free = MAX_CONCURRENT_READS - reads.len();
            for id in self.pending().take_due(Instant::now(), free) {
                reads.push(async move {
                    let environment = client.get_environment(&id).await;
                    (id, environment, client.answered_at())
                });
            }
            let next_due = self.pending().next_due();
            tokio::select! {
                biased;
                Some((id, environment, at)) = reads.next() => {
                    if let Err(error) = &environment && !error.is_not_found() {
                        self.sink.read_failed(error)?;
                    }
                    let start = self.pending().on_read(&id, environment, at);
                    start.map_or(Ok(()), |start| self.sink.started(start))?;
                }
                () = self.changed.notified() => {}
                () = sleep_until(next_due), if reads.len() < MAX_CONCURRENT_READS => {}
            }
        }
    }

    fn pending(&self) -> RefMut<'_, PendingStarts> {
        self.pending.borrow_mut()
    }
}

impl<S: StartSink> EventListener for StartWatcher<'_, S> {
    fn on_open(&self) {
        self.pending().on_open();
        self.changed.notify_one();
    }

    fn on_close(&self) {
        self.pending().on_close();
    }

    fn on_rejected(&self, error: &CallError) {
        self.sink.rejected(error);
    }

    fn on_operation(&self, operation: &ResourceOperation, id: &str) {
        let is_new = *operation == ResourceOperation::Create;
        self.pending().on_event(id, is_new, Instant::now());
        self.changed.notify_one();
    }

    fn on_change(&self, id: &str) {
        self.pending().on_event(id, false, Instant::now());
        self.changed.notify_one();
    }

    fn on_resync(&self) {
        self.pending().mark_all_dirty();
        self.changed.notify_one();
    }
}
