//! Reads the service for one sweep.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::time::Duration;

use uuid::Uuid;

use super::target::Service;
use crate::api::retry::retry_class;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::fleet::drift_count::DriftCounter;
use crate::error::CliError;
use crate::lookup::{LookupError, Pattern};
use crate::metrics::collector::SweepFailure;
use crate::metrics::exporter::{FleetDrift, Sweep};
use crate::metrics::pools::ExportedPool;
use crate::metrics::prebuilds::PrebuildReading;
use crate::metrics::sweep::{self, PoolPages, PrebuildPages, SweepError};
use crate::warm_pool::reference::PoolKey;

type SweepResult<T> = Result<T, SweepFailure<CliError>>;

/// What is exported.
pub(super) struct Scope {
    /// The projects, as typed; none for all.
    pub(super) projects: Vec<Pattern>,
    pub(super) fleet: Option<DriftCounter>,
}

pub(super) struct ServiceReader<'a> {
    service: Service<'a>,
    scope: Scope,
    /// The projects that the typed ones stood for in the last sweep.
    project_ids: RefCell<HashSet<Uuid>>,
    /// The notes so far, each of which is printed once.
    notes: RefCell<BTreeSet<String>>,
}

impl<'a> ServiceReader<'a> {
    pub(super) fn new(service: Service<'a>, scope: Scope) -> Self {
        Self { service, scope, project_ids: RefCell::default(), notes: RefCell::default() }
    }

    /// Reads everything that is exported; the newest prebuilds only if they are needed.
    pub(super) async fn sweep(&self, client: &Client, with_prebuilds: bool) -> SweepResult<Sweep> {
        let pages = sweep::read_pools(client, &self.scope.projects).await;
        let pages = pages.map_err(|error| self.failure(error))?;
        self.project_ids.replace(pages.scope.iter().copied().collect());
        let keys: BTreeSet<_> = pages.pools.iter().filter_map(PoolKey::of).collect();
        // With a scope there are pools that were not read.
        let all_pools = self.scope.projects.is_empty().then(|| pages.pools.clone());
        let prebuilds = async {
            if with_prebuilds {
                let keys: Vec<_> = keys.iter().copied().collect();
                self.read_prebuilds(client, &keys).await.map(Some)
            } else {
                Ok(None)
            }
        };
        let (pools, prebuilds, fleet) = tokio::try_join!(
            self.read_names(client, pages),
            prebuilds,
            self.read_fleet(client, all_pools),
        )?;
        Ok(Sweep { pools, prebuilds, fleet, ..Sweep::default() })
    }

    /// Whether a pool is exported, as far as its project shows.
    pub(super) fn is_in_scope(&self, pool: &WarmPool) -> bool {
        let project = PoolKey::of(pool).map(|key| key.project);
        self.scope.projects.is_empty()
            || project.is_some_and(|id| self.project_ids.borrow().contains(&id))
    }

    async fn read_names(
        &self,
        client: &Client,
        pages: PoolPages,
    ) -> SweepResult<Vec<ExportedPool>> {
        let sanitizer = self.service.context.ui.sanitizer();
        let named = sweep::read_names(client, pages, &sanitizer).await;
        let named = named.map_err(|error| self.failure(error))?;
        if let Some(denied) = named.denied {
            self.note(format!("showing ids instead of names: {}", denied.cause));
        }
        Ok(named.pools)
    }

    /// Prebuilds that the token may not read have no series.
    async fn read_prebuilds(
        &self,
        client: &Client,
        keys: &[PoolKey],
    ) -> SweepResult<HashMap<PoolKey, PrebuildReading>> {
        match sweep::read_prebuilds(client, keys).await {
            Ok(PrebuildPages { readings, is_complete }) => {
                if !is_complete {
                    self.note(format!(
                        "read {} pages of prebuilds; the newest ones of some pools may be missing",
                        sweep::MAX_PREBUILD_PAGES
                    ));
                }
                Ok(readings)
            }
            Err(error) if error.is_permission_denied() => {
                self.note(format!("no metrics of prebuilds: {}", error.cause));
                Ok(HashMap::new())
            }
            Err(error) => {
                Err(self
                    .failure(SweepError::Call { subject: "the prebuilds", error: Box::new(error) }))
            }
        }
    }

    async fn read_fleet(
        &self,
        client: &Client,
        all_pools: Option<Vec<WarmPool>>,
    ) -> SweepResult<Option<FleetDrift>> {
        let Some(fleet) = &self.scope.fleet else { return Ok(None) };
        let count = fleet.count(self.service.context, client, all_pools).await;
        let count =
            count.map_err(|error| SweepFailure { error, requested_delay: Duration::ZERO })?;
        let file = self.service.context.ui.sanitizer().line(&fleet.name()).into_owned();
        Ok(Some(FleetDrift { file, differences: count.differences, pending: count.pending }))
    }

    fn failure(&self, error: SweepError) -> SweepFailure<CliError> {
        let requested_delay = |error: &Error| retry_class(&error.cause).requested_delay();
        match error {
            SweepError::Call { subject, error } => SweepFailure {
                requested_delay: requested_delay(&error),
                error: self.service.context.api_error(format!("cannot read {subject}"), &error),
            },
            SweepError::Lookup(error) => SweepFailure {
                requested_delay: match &error {
                    LookupError::Call { error, .. } => requested_delay(error),
                    LookupError::Name(_) => Duration::ZERO,
                },
                error: self.service.context.lookup_error(error),
            },
        }
    }

    /// Prints a note once.
    fn note(&self, text: String) {
        if !self.notes.borrow().contains(&text) {
            self.service.name_messages();
            self.service.context.ui.note(&text);
            self.notes.borrow_mut().insert(text);
        }
    }
}
