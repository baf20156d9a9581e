//! Reads the pools and their starts.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;
use std::path::PathBuf;

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use uuid::Uuid;

use super::compute::PoolData;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::shared::activity::Activity;
use crate::commands::warm_pool::pool_arg;
use crate::context::Context;
use crate::demand::history::History;
use crate::demand::service::{self, Progress, Query, ReadError};
use crate::demand::starts::Starts;
use crate::demand::to_millis;
use crate::error::CliError;
use crate::lookup::DisplayNames;
use crate::sort::sort_by;
use crate::warm_pool::lifecycle;
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::{PoolKey, PoolRef};

const NO_USAGE: &str = "the token may not read usage records, so the starts are not known; ask for \
                        one of the roles organization admin, insights viewer or billing viewer";

const NO_ENVIRONMENTS: &str = "the token may not read environments, so starts that have not ended \
                               are missing; ask for the role environments reader";

/// What was read.
pub(super) struct Read {
    pub(super) pools: Vec<NamedPool>,
    pub(super) period: Range<Timestamp>,
    /// Empty if it is not needed.
    pub(super) organization_id: String,
    pub(super) notes: Vec<String>,
}

/// A pool, and what a file may call it.
pub(super) struct NamedPool {
    pub(super) data: PoolData,
    pub(super) project: String,
    pub(super) class: String,
}

/// A pool, with its address if it was typed.
pub(super) struct FoundPool {
    pool: WarmPool,
    address: Option<String>,
}

/// What is needed beside pools and starts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Needs<'a> {
    /// They are of an organization.
    pub(super) recordings: &'a [PathBuf],
    /// Of projects and classes, for claims.
    pub(super) names: bool,
}

pub(super) struct Reader<'a> {
    context: &'a Context,
    client: &'a Client,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(context: &'a Context, client: &'a Client) -> Self {
        Self { context, client }
    }

    /// The pools that are named, each once, or all.
    ///
    /// # Errors
    /// As every call, and when one does not exist.
    pub(super) async fn pools(&self, targets: &[PoolRef]) -> Result<Vec<FoundPool>, CliError> {
        if targets.is_empty() {
            let pools = PoolLister::new(self.client, PoolQuery::default()).all().await;
            let pools = pools.map_err(|error| self.error("cannot list the warm pools", &error))?;
            return Ok(pools.into_iter().map(|pool| FoundPool { pool, address: None }).collect());
        }
        let find = async |target| {
            let pool = pool_arg::find(self.context, self.client, target).await?;
            let is_typed = matches!(target, PoolRef::Address { .. });
            let address = is_typed.then(|| pool_arg::address(self.context, target, &pool));
            Ok::<_, CliError>(FoundPool { pool, address })
        };
        let found = stream::iter(targets).map(find).buffered(MAX_CONCURRENT_READS);
        let mut pools: Vec<_> = found.try_collect().await?;
        let mut seen = HashSet::new();
        pools.retain(|found| seen.insert(found.pool.id.to_ascii_lowercase()));
        Ok(pools)
    }

    /// Reads names and starts, and the organization if that is needed.
    ///
    /// # Errors
    /// When a call fails for another reason than a missing right.
    pub(super) async fn read(
        &self,
        pools: Vec<FoundPool>,
        period: Range<Timestamp>,
        needs: Needs<'_>,
    ) -> Result<Read, CliError> {
        let names = self.names(&pools, needs.names).await?;
        let organization_id =
            self.context.recorded_organization(self.client, needs.recordings).await?;
        let mut pools: Vec<_> =
            pools.into_iter().filter_map(|found| self.named(found, &names)).collect();
        sort_by(&mut pools, |a, b| (&a.data.address, a.data.id).cmp(&(&b.data.address, b.data.id)));
        let history = self.history(&pools, &period).await?;
        let starts = history.as_ref().map(Starts::new);
        let range = to_millis(period.start)..to_millis(period.end);
        let mut notes = BTreeSet::new();
        for NamedPool { data, .. } in &mut pools {
            let denied = history.as_ref().map(|history| history.denied(data.key.project));
            if denied.is_none_or(|denied| denied.usage_records) {
                notes.insert(NO_USAGE);
                continue;
            }
            if denied.is_some_and(|denied| denied.environments) {
                notes.insert(NO_ENVIRONMENTS);
            }
            data.starts = starts.as_ref().map(|starts| starts.demand(data.key, &range).starts);
        }
        let notes = notes.into_iter().map(str::to_owned).collect();
        Ok(Read { pools, period, organization_id, notes })
    }

    /// Reads names as far as they are shown or compared. Without the right to read them, there are ids.
    async fn names(&self, pools: &[FoundPool], needs_all: bool) -> Result<DisplayNames, CliError> {
        let shown = pools.iter().filter(|found| needs_all || found.address.is_none());
        let shown: Vec<_> = shown.map(|found| found.pool.clone()).collect();
        let mut names = DisplayNames::default();
        match names.load_for(self.client, &shown).await {
            Err(error) if !error.is_permission_denied() => {
                Err(self.error("cannot read the names of projects and classes", &error))
            }
            loaded => {
                self.context.note_missing_names(loaded);
                Ok(names)
            }
        }
    }

    /// `None` if the token may read neither usage records nor environments.
    async fn history(
        &self,
        pools: &[NamedPool],
        period: &Range<Timestamp>,
    ) -> Result<Option<History>, CliError> {
        let mut projects: Vec<_> = pools.iter().map(|pool| pool.data.key.project).collect();
        projects.sort_unstable();
        projects.dedup();
        if projects.is_empty() {
            return Ok(None);
        }
        let (from, now) = (to_millis(period.start), to_millis(period.end));
        let query = Query { projects, from, now };
        let activity = Activity::new(&self.context.ui);
        let on_progress = |progress: Progress| {
            activity.update(|| {
                format!("reading the history: {} pages, {} records", progress.pages, progress.items)
            });
        };
        match service::read(self.client, &query, &on_progress).await {
            Ok(history) => Ok(Some(history)),
            Err(ReadError::Denied { .. }) => Ok(None),
            Err(error) => Err(self.context.history_error(&error)),
        }
    }

    /// `None` if the service does not say which pool it is.
    fn named(&self, found: FoundPool, names: &DisplayNames) -> Option<NamedPool> {
        let FoundPool { pool, address } = found;
        let metadata = pool.metadata.as_ref()?;
        Some(NamedPool {
            data: PoolData {
                id: Uuid::try_parse(&pool.id).ok()?,
                key: PoolKey::of(&pool)?,
                address: address
                    .unwrap_or_else(|| names.address(&pool, &self.context.result_printer())),
                size: lifecycle::size(&pool),
                starts: None,
                claims: None,
            },
            project: names.name(&metadata.project_id).to_owned(),
            class: names.name(&metadata.environment_class_id).to_owned(),
        })
    }

    fn error(&self, message: &str, error: &Error) -> CliError {
        self.context.api_error(message, error)
    }
}
