//! From the word a user typed for a pool to the pool.

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
use crate::warm_pool::reference::{self, PoolRef};

/// Reads the words for pools; what is wrong with any of them is told at once.
pub(super) fn parse(words: &[String]) -> Result<Vec<PoolRef>, CliError> {
    let (mut read, mut wrong) = (Vec::new(), Vec::new());
    for word in words {
        match reference::pool(word) {
            Ok(pool) => read.push(pool),
            Err(why) => wrong.push(why),
        }
    }
    CliError::usage_errors_opt(wrong).map_or(Ok(read), Err)
}

/// Reads one word for a pool.
pub(super) fn parse_one(word: &str) -> Result<PoolRef, CliError> {
    reference::pool(word).map_err(CliError::usage)
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
    let what = || format!("cannot read the warm pool {target}");
    match target {
        PoolRef::Id(id) => match client.get(*id).await {
            Ok(pool) => Ok(pool),
            Err(error) if error.is_not_found() => {
                Err(missing(context, target, Some(Box::new(error))))
            }
            Err(error) => Err(context.api_error(what(), &error)),
        },
        PoolRef::Address { project, class } => {
            let (pair, _) = names::pair(context, client, project, class).await?;
            let pools = client.find_by_key(pair).await;
            let pools = pools.map_err(|error| context.api_error(what(), &error))?;
            only(target, pools)?.ok_or_else(|| missing(context, target, None))
        }
    }
}

/// How to call the pool that was found: as the user did, where that says which it is for.
pub(super) fn address(target: &PoolRef, pool: &WarmPool) -> String {
    match target {
        PoolRef::Id(_) => view::address(pool),
        PoolRef::Address { .. } => target.to_string(),
    }
}

/// The pool of a pair. The service allows one live pool; where it gives several none is picked.
fn only(target: &PoolRef, pools: Vec<WarmPool>) -> Result<Option<WarmPool>, CliError> {
    let alive = pools.iter().filter(|pool| lifecycle::life(pool) == Lifecycle::Active);
    let ids: Vec<_> = alive.map(|pool| format!("id:{}", pool.id)).collect();
    if ids.len() > 1 {
        let failure = CliError::usage(format!("{target} has several warm pools"));
        return Err(ids.into_iter().fold(failure, CliError::because));
    }
    Ok(mutation::current_pool(pools))
}

/// The id of a pool that is to be changed, as the service wrote it.
///
/// # Errors
/// When it is not a UUID, which no request can carry.
pub(super) fn parse_id(pool: &WarmPool) -> Result<Uuid, CliError> {
    Uuid::try_parse(&pool.id).map_err(|_| {
        let message = format!("the service names the pool {:?}, which is not an id", pool.id);
        CliError::new(ExitCode::Failed, "unknown", message)
    })
}

/// There is no such pool, or the token may not see it.
pub(super) fn missing(context: &Context, target: &PoolRef, error: Option<Box<Error>>) -> CliError {
    let message = format!("no warm pool {target}, or none that this token may see");
    mutation_error::missing(context, message, error)
}
