//! The service as a source of figures, for as long as the command runs.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::rc::Rc;

use tokio::sync::Notify;

use super::reader::ServiceReader;
use super::target::{Service, Target};
use crate::api::error::CallError;
use crate::api::events::{EventListener as _, ResourceType};
use crate::api::prebuild::Prebuild;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::shared::failure_log::FailureLog;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::metrics::collector::{Found, Source, SweepFailure};
use crate::metrics::events::Events;
use crate::metrics::exporter::{Exporter, Sweep};
use crate::watch::starts::{ObservedStart, StartScope, StartSink, StartWatcher};

const UP_TO_DATE: &str = "the metrics are up to date";

/// Uses the figures of a successful sweep, or of a failed one among several services.
pub(super) type Publish<'a> = dyn Fn() -> Result<(), CliError> + 'a;

pub(super) struct ServiceSource<'a> {
    service: Service<'a>,
    reader: &'a ServiceReader<'a>,
    client: RefCell<Rc<Client>>,
    client_changed: Notify,
    failures: FailureLog<'a>,
    publish: &'a Publish<'a>,
    /// Whether the first sweep is over: from then on no failure to read ends the command.
    has_swept: Cell<bool>,
    has_published: Cell<bool>,
}

impl<'a> ServiceSource<'a> {
    pub(super) fn new(target: &'a Target<'a>, client: Client, publish: &'a Publish<'a>) -> Self {
        let Target { service, reader, .. } = target;
        Self {
            service: *service,
            reader,
            client: RefCell::new(Rc::new(client)),
            client_changed: Notify::new(),
            failures: FailureLog::new(service.context, UP_TO_DATE),
            publish,
            has_swept: Cell::new(false),
            has_published: Cell::new(false),
        }
    }

    fn client(&self) -> Rc<Client> {
        Rc::clone(&self.client.borrow())
    }

    /// Notes events for as long as it is polled, with the token that is in use.
    pub(super) async fn watch(&self, events: &Events, exporter: &RefCell<Exporter>) -> Infallible {
        let recorder = StartRecorder(exporter);
        loop {
            let client = self.client();
            let starts = StartWatcher::new(&client, StartScope::Pools(events.keys()), &recorder);
            let scope = async {
                loop {
                    events.keys_changed().await;
                    starts.set_scope(StartScope::Pools(events.keys()));
                }
            };
            tokio::select! {
                // It ends only if the recorder fails.
                _ = starts.run() => {}
                () = scope => {}
                never = client.watch(ResourceType::WarmPool, &[], &events.pools) => match never {},
                never = client.watch(ResourceType::Prebuild, &[], &events.prebuilds) => {
                    match never {}
                }
                () = self.client_changed.notified() => {}
            }
            events.pools.on_close();
            events.prebuilds.on_close();
        }
    }

    /// Uses the token that its source holds now; whether it is another one.
    fn renew_client(&self, may_run_program: bool) -> Result<bool, CliError> {
        let other =
            self.service.context.client_with_other_token(&self.client(), may_run_program)?;
        let Some(client) = other else { return Ok(false) };
        self.client.replace(Rc::new(client));
        self.client_changed.notify_one();
        Ok(true)
    }

    /// Reads once more if the token has expired and its source holds another one.
    async fn read(&self, with_prebuilds: bool) -> Result<Sweep, SweepFailure<CliError>> {
        self.renew_client(false)?;
        let result = self.reader.sweep(&self.client(), with_prebuilds).await;
        match result {
            Err(failure)
                if failure.error.exit == ExitCode::Unauthenticated
                    && self.renew_client(true)? =>
            {
                self.reader.sweep(&self.client(), with_prebuilds).await
            }
            result => result,
        }
    }

    /// Whether the command cannot work as it was started.
    fn is_fatal(&self, error: &CliError) -> bool {
        use ExitCode::{NotFound, PermissionDenied, Unauthenticated, Usage};
        !self.service.is_one_of_several()
            && !self.has_swept.get()
            && matches!(error.exit, Usage | Unauthenticated | PermissionDenied | NotFound)
    }
}

impl Source for ServiceSource<'_> {
    type Error = CliError;

    async fn sweep(&self, with_prebuilds: bool) -> Result<Sweep, SweepFailure<CliError>> {
        self.read(with_prebuilds).await
    }

    async fn pool(&self, id: &str) -> Found<WarmPool> {
        match found(self.client().get_warm_pool(id).await) {
            Found::Some(pool) if !self.reader.is_in_scope(&pool) => Found::None,
            found => found,
        }
    }

    async fn prebuild(&self, id: &str) -> Found<Prebuild> {
        found(self.client().get_prebuild(id).await)
    }

    fn succeeded(&self) -> Result<(), CliError> {
        self.has_swept.set(true);
        self.service.name_messages();
        match (self.publish)() {
            Ok(()) => {
                self.has_published.set(true);
                self.failures.succeeded();
            }
            Err(error) if !self.has_published.get() => return Err(error),
            Err(error) => self.failures.failed(&error),
        }
        Ok(())
    }

    fn failed(&self, error: CliError) -> Result<(), CliError> {
        if self.is_fatal(&error) {
            return Err(error);
        }
        self.has_swept.set(true);
        self.service.name_messages();
        self.failures.failed(&error);
        if !self.service.is_one_of_several() {
            return Ok(());
        }
        // The others show that this one is down.
        match (self.publish)() {
            Err(error) if !self.has_published.get() => Err(error),
            _ => Ok(()),
        }
    }
}

/// Records the starts of environments. One that cannot be read is not counted.
struct StartRecorder<'a>(&'a RefCell<Exporter>);

impl StartSink for StartRecorder<'_> {
    fn started(&self, start: ObservedStart) -> Result<(), CliError> {
        self.0.borrow_mut().record_start(&start);
        Ok(())
    }

    fn read_failed(&self, _: &Error) -> Result<(), CliError> {
        Ok(())
    }

    fn rejected(&self, _: &CallError) {}
}

/// What a single read found. What the token may not see any more does not exist for it.
fn found<T>(read: Result<T, Error>) -> Found<T> {
    match read {
        Ok(value) => Found::Some(value),
        Err(error) if error.is_not_found() || error.is_permission_denied() => Found::None,
        Err(_) => Found::Unknown,
    }
}
