//! From the arguments that name a pool to the pool.

use uuid::Uuid;

use super::mutation_error;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::names;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation::{self, WarmPoolApi as _};
use crate::warm_pool::reference::{self, NameOrId, PoolKey, PoolRef};

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
    find_existing(context, client, target).await?.map_err(|error| *error)
}

/// As [`find`]; the inner error is that the project and class, or the id, have no pool.
pub(super) async fn find_existing(
    context: &Context,
    client: &Client,
    target: &PoolRef,
) -> Result<Result<WarmPool, Box<CliError>>, CliError> {
    match target {
        PoolRef::Id(id) => match client.get(*id).await {
            Ok(pool) => Ok(Ok(pool)),
            Err(error) if error.is_not_found() => {
                Ok(Err(Box::new(not_found(context, target, Some(&error)))))
            }
            Err(error) => Err(cannot_read(context, &target.to_string(), &error)),
        },
        PoolRef::Address { project, class } => {
            let address = names::resolve_address(context, client, project, class).await?;
            let pool = find_by_key(context, client, address.key, &target.to_string()).await?;
            Ok(pool.ok_or_else(|| Box::new(not_found(context, target, None))))
        }
    }
}

/// The pool of a project and class, if they have one. Errors call it `name`.
pub(super) async fn find_by_key(
    context: &Context,
    client: &Client,
    key: PoolKey,
    name: &str,
) -> Result<Option<WarmPool>, CliError> {
    let pools = client.find_by_key(key).await;
    let pools = pools.map_err(|error| cannot_read(context, name, &error))?;
    require_unique(name, &pools)?;
    Ok(mutation::current_pool(pools))
}

fn cannot_read(context: &Context, name: &str, error: &Error) -> CliError {
    context.api_error(format!("cannot read the warm pool {name}"), error)
}

/// The address of the pool that was found, for the result: as it was typed, if it was.
pub(super) fn address(context: &Context, target: &PoolRef, pool: &WarmPool) -> String {
    let printer = context.result_printer();
    match target {
        PoolRef::Id(_) => DisplayNames::default().address(pool, &printer),
        PoolRef::Address { project, class } => {
            printer.address(project, class).unwrap_or_else(|| pool.id.clone())
        }
    }
}

/// The service allows one active pool; if it reports several, none is chosen.
fn require_unique(name: &str, pools: &[WarmPool]) -> Result<(), CliError> {
    let active = pools.iter().filter(|pool| lifecycle::lifecycle(pool) == Lifecycle::Active);
    let ids: Vec<_> = active.map(|pool| pool.id.clone()).collect();
    if ids.len() <= 1 {
        return Ok(());
    }
    let error = CliError::usage(format!("{name} has several warm pools"));
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
