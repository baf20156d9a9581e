//! One change: the pool is read just before it is changed, and left alone if it is not as it was
//! when the plan was made.

use uuid::Uuid;

use super::outcome::{SkipReason, StepOutcome};
use crate::api::error::{CallError, NotSent};
use crate::api::warm_pool::WarmPool;
use crate::fleet::plan::{Action, Change};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation::{self, Applied, MutationError, WarmPoolApi};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// Carries out one change.
pub(super) async fn apply_step(service: &impl WarmPoolApi, step: &Change) -> StepOutcome {
    let Change { address: _, pair, line: _, action } = step;
    let outcome = match *action {
        Action::Create { after } => create(service, *pair, after).await,
        Action::Update { pool, before, after } => update(service, pool, before, after).await,
        Action::Delete { pool, before } => delete(service, pool, before).await,
        Action::None { pool, .. } => Ok(StepOutcome::Unchanged(Some(pool))),
    };
    outcome.unwrap_or_else(|setback| {
        if is_stopping(&setback) {
            StepOutcome::Skipped(SkipReason::Interrupted)
        } else {
            StepOutcome::MutationError(setback)
        }
    })
}

/// Whether nothing was sent because no change is begun any more.
fn is_stopping(setback: &MutationError) -> bool {
    let MutationError::Rejected(error) = setback else { return false };
    matches!(error.fault, CallError::NotSent(NotSent::ShuttingDown))
}

/// Nothing is read first: a pool that is there is in the way of a create.
async fn create(
    service: &impl WarmPoolApi,
    pair: PoolKey,
    after: PoolSize,
) -> Result<StepOutcome, MutationError> {
    match mutation::create(service, pair, after).await {
        Err(MutationError::AlreadyExists(pool)) if lifecycle::size(&pool) == Some(after) => {
            Ok(StepOutcome::Unchanged(id_of(&pool)))
        }
        done => done.map(made),
    }
}

async fn update(
    service: &impl WarmPoolApi,
    id: Uuid,
    before: SizeBounds,
    after: PoolSize,
) -> Result<StepOutcome, MutationError> {
    let pool = read(service, id).await?;
    match lifecycle::size_bounds(&pool) {
        _ if lifecycle::lifecycle(&pool) == Lifecycle::Deleting => {
            Err(MutationError::Deleting(Box::new(pool)))
        }
        now if now == after.into() => Ok(StepOutcome::Unchanged(Some(id))),
        now if now != before => Err(MutationError::Conflict(Box::new(pool))),
        _ => mutation::update(service, id, before.size(), after).await.map(made),
    }
}

async fn delete(
    service: &impl WarmPoolApi,
    id: Uuid,
    before: SizeBounds,
) -> Result<StepOutcome, MutationError> {
    let pool = match read(service, id).await {
        Ok(pool) => pool,
        Err(MutationError::NotFound(_)) => return Ok(StepOutcome::Unchanged(Some(id))),
        Err(setback) => return Err(setback),
    };
    if lifecycle::lifecycle(&pool) == Lifecycle::Deleting {
        return Ok(StepOutcome::Unchanged(Some(id)));
    }
    if lifecycle::size_bounds(&pool) != before {
        return Err(MutationError::Conflict(Box::new(pool)));
    }
    match mutation::delete(service, id).await {
        Ok(()) => Ok(StepOutcome::Done(Some(id))),
        Err(MutationError::NotFound(_)) => Ok(StepOutcome::Unchanged(Some(id))),
        Err(setback) => Err(setback),
    }
}

/// A pool that is there, or going.
async fn read(service: &impl WarmPoolApi, id: Uuid) -> Result<WarmPool, MutationError> {
    match service.get(id).await {
        Ok(pool) if lifecycle::lifecycle(&pool) == Lifecycle::Deleted => {
            Err(MutationError::NotFound(None))
        }
        Ok(pool) => Ok(pool),
        Err(error) if error.is_not_found() => Err(MutationError::NotFound(Some(Box::new(error)))),
        Err(error) => Err(MutationError::Rejected(Box::new(error))),
    }
}

/// What reading alone confirms is so, and nobody knows whose doing it is.
fn made(applied: Applied) -> StepOutcome {
    match applied {
        Applied::Acknowledged(pool) => StepOutcome::Done(id_of(&pool)),
        Applied::Observed(pool) => StepOutcome::Unchanged(id_of(&pool)),
    }
}

fn id_of(pool: &WarmPool) -> Option<Uuid> {
    Uuid::try_parse(&pool.id).ok()
}
