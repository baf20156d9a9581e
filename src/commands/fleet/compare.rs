//! Reads what a fleet file is compared with.

use uuid::Uuid;

use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::fleet::diff::{Diff, diff};
use crate::fleet::evaluation::Evaluation;
use crate::fleet::live_state::{self, LiveState, ReadStateError};
use crate::fleet::resolve::{ResolveErrors, Resolved};
use crate::lookup::{Directory, Pattern};
use crate::warm_pool::reference::PoolKey;

/// Projects that a warning names.
const MAX_NAMED: usize = 5;

/// A fleet and the current state.
pub(super) struct Comparison {
    pub(super) directory: Directory,
    pub(super) fleet: Resolved,
    pub(super) live: LiveState,
    /// Projects that a pattern may match but that cannot be read.
    unreadable: Vec<Uuid>,
}

impl Comparison {
    /// Resolves the names of a fleet at an instant and reads the pools in scope. The directory can
    /// also resolve `other_classes`. Warns of projects that a pattern may match but that cannot be
    /// read.
    ///
    /// # Errors
    /// When a call fails, a name cannot be resolved, or two pools have one address.
    pub(super) async fn read(
        context: &Context,
        client: &Client,
        evaluation: &Evaluation<'_>,
        other_classes: &[&str],
        resolve_error: impl FnOnce(&ResolveErrors) -> CliError,
    ) -> Result<Self, CliError> {
        let comparison =
            Self::read_quietly(context, client, evaluation, other_classes, None, resolve_error);
        let comparison = comparison.await?;
        comparison.warn_unreadable(context);
        Ok(comparison)
    }

    /// As [`Self::read`], without the warning. `pools` are all pools, if they have been read.
    pub(super) async fn read_quietly(
        context: &Context,
        client: &Client,
        evaluation: &Evaluation<'_>,
        other_classes: &[&str],
        pools: Option<Vec<WarmPool>>,
        resolve_error: impl FnOnce(&ResolveErrors) -> CliError,
    ) -> Result<Self, CliError> {
        let names = live_state::resolve_names(client, evaluation, other_classes).await;
        let (directory, resolved) = names.map_err(|error| read_error(context, &error))?;
        let resolved = resolved.map_err(|errors| resolve_error(&errors))?;
        let mut patterns = evaluation.fleet.scope.iter().flatten();
        let has_glob = patterns.any(|pattern| matches!(pattern.value, Pattern::Glob(_)));
        let projects = resolved.projects();
        let live = match pools {
            Some(pools) => live_state::select_pools(pools, &projects)
                .map_err(|error| state_error(context, &directory, error))?,
            None => read_pools(context, client, &directory, &projects, has_glob).await?,
        };
        let unreadable = if has_glob {
            let unreadable = live_state::unreadable_projects(client, &live, &directory).await;
            unreadable.map_err(|error| read_error(context, &error))?
        } else {
            Vec::new()
        };
        Ok(Self { directory, fleet: resolved, live, unreadable })
    }

    pub(super) fn diff(&self, context: &Context, prune: bool) -> Diff {
        let address = |key| address(context, &self.directory, key);
        diff(&self.fleet, &self.live.pools, prune, address)
    }

    /// Warns of projects that a pattern may match but that cannot be read.
    pub(super) fn warn_unreadable(&self, context: &Context) {
        let projects = &self.unreadable;
        if projects.is_empty() {
            return;
        }
        let named: Vec<_> = projects.iter().take(MAX_NAMED).map(Uuid::to_string).collect();
        let more = match projects.len().saturating_sub(MAX_NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let named = named.join(", ");
        context.ui.warn(&format!(
            "projects with warm pools that this token cannot read may be in scope, and are left out: \
             {named}{more}"
        ));
    }

    /// The number of live pools in scope.
    pub(super) fn live_in_scope(&self) -> usize {
        self.live.pools.iter().filter(|pool| self.fleet.owns(pool.key)).count()
    }
}

/// The address of a pool in a plan: by ids if a name holds a secret, since a masked address would
/// name nothing.
pub(super) fn address(context: &Context, directory: &Directory, key: PoolKey) -> String {
    let (project, class) = (directory.project_name(key.project), directory.class_name(key.class));
    context.message_printer().address_or_ids(key, &project, &class)
}

/// The error of a call that reads the current state.
pub(super) fn read_error(context: &Context, error: &Error) -> CliError {
    context.api_error(format!("cannot read the current state: {} failed", error.method), error)
}

/// Reads the pools of some projects, and with `all` which others have pools; the directory names
/// them in errors.
///
/// # Errors
/// As [`live_state::read_pools`].
pub(super) async fn read_pools(
    context: &Context,
    client: &Client,
    directory: &Directory,
    projects: &[Uuid],
    all: bool,
) -> Result<LiveState, CliError> {
    let live = live_state::read_pools(client, projects, all).await;
    live.map_err(|error| state_error(context, directory, error))
}

fn state_error(context: &Context, directory: &Directory, error: ReadStateError) -> CliError {
    match error {
        ReadStateError::Call(error) => read_error(context, &error),
        ReadStateError::MissingMetadata(id) => {
            let message =
                format!("the service reports no project or environment class of warm pool {id}");
            CliError::new(ExitCode::Failed, "unknown", message)
        }
        ReadStateError::DuplicatePools(key, ids) => {
            let message = format!("{} has {} warm pools", directory.address(key), ids.len());
            CliError::new(ExitCode::Conflict, "failed_precondition", message)
                .hint(Hint::new("warm-pool get").args(ids))
        }
    }
}
