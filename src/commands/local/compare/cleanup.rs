//! Deleting scratch pools, whatever happened to the run that created them.

use uuid::Uuid;

use super::scratch::{Record, Records};
use crate::api::Client;
use crate::api::warm_pool::WarmPool;
use crate::commands::warm_pool::mutation_error;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::warm_pool::mutation::{self, MutationError, WarmPoolApi as _};

/// The pools that were deleted.
#[derive(Debug, Default)]
pub(super) struct CleanedUp {
    pub(super) deleted: Vec<Uuid>,
    /// Whether a create may still take effect, whose pool was not found.
    pub(super) is_pending: bool,
}

/// Deletes the pools of a record, and takes them from it.
///
/// # Errors
/// When a pool may still exist; it stays in the record.
pub(super) async fn clean_up(
    context: &Context,
    client: &Client,
    records: &Records,
    record: &mut Record,
) -> Result<CleanedUp, CliError> {
    resolve_pending(context, client, record).await?;
    records.save(record)?;
    let mut deleted = Vec::new();
    for id in record.warm_pool_ids.clone() {
        delete(context, client, id).await?;
        record.warm_pool_ids.remove(&id);
        records.save(record)?;
        deleted.push(id);
    }
    Ok(CleanedUp { deleted, is_pending: record.pending.is_some() })
}

/// Finds the pool of a create whose outcome is not known: its project and class had none before.
pub(super) async fn resolve_pending(
    context: &Context,
    client: &Client,
    record: &mut Record,
) -> Result<(), CliError> {
    let Some(pending) = &record.pending else { return Ok(()) };
    let found = client.find_by_key(record.key()).await;
    let found = found.map_err(|error| {
        let message = "cannot find out whether a scratch pool was created";
        may_exist(context.api_error(message, &error))
    })?;
    let is_known = |pool: &WarmPool| {
        Uuid::try_parse(&pool.id).is_ok_and(|id| record.warm_pool_ids.contains(&id))
    };
    let pool = mutation::current_pool(found.into_iter().filter(|pool| !is_known(pool)).collect());
    match pool.as_ref().map(|pool| (pool, Uuid::try_parse(&pool.id))) {
        None if !pending.is_over(client.now()) => return Ok(()),
        Some((pool, Ok(id))) if pending.may_have_created(pool) => {
            record.warm_pool_ids.insert(id);
        }
        // Another pool leaves no place for that of the create.
        _ => {}
    }
    record.pending = None;
    Ok(())
}

/// Deletes one scratch pool, which may be deleted already.
pub(super) async fn delete(context: &Context, client: &Client, id: Uuid) -> Result<(), CliError> {
    let operation = context.start_operation(
        format!("delete the scratch pool {id}"),
        Hint::new("warm-pool get").arg(id),
    );
    match mutation::delete(client, id).await {
        Ok(_) | Err(MutationError::NotFound(_)) => Ok(()),
        Err(error) => {
            let error = mutation_error::cli_error(context, &operation, error);
            Err(may_exist(error).hint(Hint::new("warm-pool delete").arg(id).arg("--yes")))
        }
    }
}

fn may_exist(error: CliError) -> CliError {
    error.because("a scratch pool may still exist; the next local compare --yes deletes it")
}
