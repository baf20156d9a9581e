//! Reads what a fleet file is compared with.

use uuid::Uuid;

use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::fleet::diff::diff;
use crate::fleet::file::Fleet;
use crate::fleet::live_state::{self, LiveState, ReadStateError};
use crate::fleet::plan::Plan;
use crate::fleet::resolve::{ResolveErrors, Resolved};
use crate::lookup::Directory;

/// A fleet and the current state.
pub(super) struct Comparison {
    pub(super) directory: Directory,
    fleet: Resolved,
    pub(super) live: LiveState,
}

impl Comparison {
    /// Resolves the names of a fleet and reads the pools in scope. The directory can also resolve
    /// `other_classes`.
    ///
    /// # Errors
    /// When a call fails, a name cannot be resolved, or two pools have one address.
    pub(super) async fn read(
        context: &Context,
        client: &Client,
        fleet: &Fleet,
        other_classes: &[&str],
        resolve_error: impl FnOnce(&ResolveErrors) -> CliError,
    ) -> Result<Self, CliError> {
        let names = live_state::resolve_names(client, fleet, other_classes).await;
        let (directory, resolved) = names.map_err(|error| read_error(context, &error))?;
        let fleet = resolved.map_err(|errors| resolve_error(&errors))?;
        let live = read_pools(context, client, &directory, &fleet.projects()).await?;
        Ok(Self { directory, fleet, live })
    }

    pub(super) fn plan(&self, prune: bool) -> Plan {
        diff(&self.fleet, &self.live.pools, prune, |key| self.directory.address(key))
    }
}

/// The error of a call that reads the current state.
pub(super) fn read_error(context: &Context, error: &Error) -> CliError {
    context.api_error(format!("cannot read the current state: {} failed", error.method), error)
}

/// Reads the pools of some projects; the directory names them in errors.
///
/// # Errors
/// As [`live_state::read_pools`].
pub(super) async fn read_pools(
    context: &Context,
    client: &Client,
    directory: &Directory,
    projects: &[Uuid],
) -> Result<LiveState, CliError> {
    live_state::read_pools(client, projects).await.map_err(|error| match error {
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
    })
}
