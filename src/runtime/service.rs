//! Work that goes on until a signal.

use std::cell::RefCell;
use std::pin::pin;
use std::rc::Rc;

use tokio::sync::watch;
use tokio::time::sleep;

use super::{GRACE_PERIOD, block_on, print_drain, signals};
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;

/// How far the end has come, for work that goes on until a signal.
pub(crate) struct Shutdown {
    stage: watch::Sender<Stage>,
    /// Its changes in flight delay the end.
    client: RefCell<Option<Rc<Client>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Running,
    /// After a signal: no change begins, and those in flight may end.
    Requested,
    /// After a second signal, or when the changes in flight took too long.
    Expired,
}

impl Shutdown {
    /// Completes once a signal has asked the work to end.
    pub(crate) async fn requested(&self) {
        self.reached(Stage::Requested).await;
    }

    /// Completes once the work must not wait for its changes any more.
    pub(crate) async fn expired(&self) {
        self.reached(Stage::Expired).await;
    }

    pub(crate) fn is_requested(&self) -> bool {
        *self.stage.borrow() >= Stage::Requested
    }

    /// Makes a signal stop the changes of this client, from now on.
    pub(crate) fn set_client(&self, client: Rc<Client>) {
        self.client.replace(Some(client));
    }

    async fn reached(&self, stage: Stage) {
        // The sender lives as long as this.
        drop(self.stage.subscribe().wait_for(|now| *now >= stage).await);
    }

    /// Stops changes; whether some are in flight.
    fn stop_mutations(&self) -> bool {
        let client = self.client.borrow();
        client.iter().for_each(|client| client.stop_mutations());
        client.as_ref().is_some_and(|client| client.has_mutation_in_flight())
    }
}

/// Runs work that watches its [`Shutdown`], until it ends or a signal asks it to.
///
/// # Errors
/// That of the work.
pub(crate) fn run_service(
    context: &Context,
    work: impl AsyncFnOnce(&Shutdown) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let shutdown =
        Shutdown { stage: watch::Sender::new(Stage::Running), client: RefCell::default() };
    block_on(pin!(async {
        let mut signals = signals()?;
        let mut work = pin!(work(&shutdown));
        let exit = tokio::select! {
            biased;
            result = &mut work => return result,
            exit = signals.next() => exit,
        };
        context.interrupt(exit);
        shutdown.stage.send_replace(Stage::Requested);
        if shutdown.stop_mutations() {
            print_drain(context);
        }
        tokio::select! {
            biased;
            result = &mut work => return result,
            _ = signals.next() => {}
            () = sleep(GRACE_PERIOD) => {}
        }
        shutdown.stage.send_replace(Stage::Expired);
        work.await
    }))
}
