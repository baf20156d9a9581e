//! From the arguments that name a pool to the pool.

use uuid::Uuid;

use super::{mutation_error, view};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::names;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation::{self, WarmPoolApi as _};
use crate::warm_pool::reference::{self, NameOrId, PoolRef};

/// Parses several arguments and reports all errors together.
pub(super) fn parse(args: &[String]) -> Result<Vec<PoolRef>, CliError> {
    names::parse_all(args, parse_one)
}

pub(super) fn parse_one(arg: &str) -> Result<PoolRef, CliError> {
    reference::parse_pool_ref(arg).map_err(CliError::usage)
}

/// Parses `--project`, which defaults to the profile's project, and `--class`.
///
/// # Errors
/// As [`Context::settings`], and every error of the two flags.
pub(super) fn parse_flags(
    context: &Context,
    project: Option<String>,
    class: &str,
) -> Result<(NameOrId, NameOrId), CliError> {
    let project = match names::project_word(context, project)? {
        Some(project) => names::parse("--project", &project),
        None => Err(CliError::usage(names::NO_PROJECT)),
    };
    CliError::both(project, names::parse("--class", class))
}

/// Finds the pool.
///
/// # Errors
/// As every call, and when there is none.
pub(super) async fn find(
    context: &Context,
    client: &Client,
    target: &PoolRef,
) -> Result<WarmPool, CliError> {
    let cannot_read =
        |error| context.api_error(format!("cannot read the warm pool {target}"), &error);
    match target {
        PoolRef::Id(id) => client.get(*id).await.map_err(|error| {
            if error.is_not_found() {
                not_found(context, target, Some(&error))
            } else {
                cannot_read(error)
            }
        }),
        PoolRef::Address { project, class } => {
            let (key, _) = names::pair(context, client, project, class).await?;
            let pools = client.find_by_key(key).await.map_err(cannot_read)?;
            require_unique(target, &pools)?;
            mutation::current_pool(pools).ok_or_else(|| not_found(context, target, None))
        }
    }
}

/// The address of the pool that was found: as it was typed, if it was.
pub(super) fn address(target: &PoolRef, pool: &WarmPool) -> String {
    match target {
        PoolRef::Id(_) => view::address(pool),
        PoolRef::Address { .. } => target.to_string(),
    }
}

/// The service allows one active pool; if it reports several, none is chosen.
fn require_unique(target: &PoolRef, pools: &[WarmPool]) -> Result<(), CliError> {
    let active = pools.iter().filter(|pool| lifecycle::lifecycle(pool) == Lifecycle::Active);
    let ids: Vec<_> = active.map(|pool| format!("id:{}", pool.id)).collect();
    if ids.len() <= 1 {
        return Ok(());
    }
    let error = CliError::usage(format!("{target} has several warm pools"));
    Err(ids.into_iter().fold(error, CliError::because))
}

/// The id of a pool that is to be changed.
///
/// # Errors
/// When it is not a UUID, which no request accepts.
pub(super) fn parse_id(pool: &WarmPool) -> Result<Uuid, CliError> {
    Uuid::try_parse(&pool.id).map_err(|_| {
        let message = format!("the service reports a pool with the invalid id {:?}", pool.id);
        CliError::new(ExitCode::Failed, "unknown", message)
    })
}

pub(super) fn not_found(context: &Context, target: &PoolRef, error: Option<&Error>) -> CliError {
    let message = format!("no warm pool {target} found, or this token cannot see it");
    mutation_error::not_found(context, message, error)
}
