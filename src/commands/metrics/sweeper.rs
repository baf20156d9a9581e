//! Keeps the figures of a service up to date, for as long as the command runs.

use std::convert::Infallible;
use std::time::Duration;

use tokio::sync::watch;

use super::source::{Publish, ServiceSource};
use super::target::Target;
use crate::error::CliError;
use crate::metrics::collector::Collector;
use crate::metrics::events::Events;
use crate::report;

pub(super) struct Sweeper<'a> {
    target: &'a Target<'a>,
    source: ServiceSource<'a>,
    events: Events,
    has_swept: watch::Sender<bool>,
}

impl<'a> Sweeper<'a> {
    fn new(
        target: &'a Target<'a>,
        every: Duration,
        publish: &'a Publish<'a>,
    ) -> Result<Self, CliError> {
        let client = target.service.context.quiet_client()?;
        Ok(Self {
            target,
            source: ServiceSource::new(target, client, publish),
            events: Events::new(every),
            has_swept: watch::Sender::new(false),
        })
    }

    /// Sweeps at once and then at intervals, for as long as it is polled.
    ///
    /// # Errors
    /// The first failure that ends everything.
    pub(super) async fn sweep(&self) -> Result<Infallible, CliError> {
        let Self { target, source, events, has_swept } = self;
        Collector::new(source, &target.exporter, events, has_swept).run().await
    }

    /// Notes events for as long as it is polled.
    pub(super) async fn watch(&self) -> Infallible {
        self.source.watch(&self.events, &self.target.exporter).await
    }

    /// Exports whether events are noted now.
    pub(super) fn export_stream_state(&self) {
        self.target.exporter.borrow_mut().set_stream_open(self.events.pools.is_open());
    }

    pub(super) async fn wait_for_first_sweep(&self) {
        // The sender lives as long as this.
        drop(self.has_swept.subscribe().wait_for(|has_swept| *has_swept).await);
    }
}

/// A sweeper for each service. One of several that cannot be read is reported, and exported as down.
///
/// # Errors
/// If there is no token, or no host, for any of them.
pub(super) fn sweepers<'a>(
    targets: &'a [Target<'a>],
    every: Duration,
    publish: &'a Publish<'a>,
) -> Result<Vec<Sweeper<'a>>, CliError> {
    let (mut sweepers, mut failure) = (Vec::new(), None);
    for target in targets {
        match Sweeper::new(target, every, publish) {
            Ok(sweeper) => sweepers.push(sweeper),
            Err(error) if !target.service.is_one_of_several() => return Err(error),
            Err(error) => {
                target.service.name_messages();
                report::print_error(&target.service.context.ui, &error);
                failure = failure.or(Some(error.exit));
            }
        }
    }
    match failure {
        Some(exit) if sweepers.is_empty() => Err(CliError::already_reported(exit)),
        _ => Ok(sweepers),
    }
}
