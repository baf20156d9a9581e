//! Applies one change: the pool is read just before, and skipped if it changed since the plan was
//! made.

use uuid::Uuid;

use super::outcome::{SkipReason, StepOutcome};
use crate::api::error::{CallError, NotSent};
use crate::api::warm_pool::WarmPool;
use crate::fleet::plan::{Action, Change};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::mutation::{self, Applied, MutationError, WarmPoolApi};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

pub(super) async fn apply_step(service: &impl WarmPoolApi, step: &Change) -> StepOutcome {
    let outcome = match step.action {
        Action::Create { after } => create(service, step.key, after).await,
        Action::Update { pool, before, after } => {
            update(service, pool, step.key, before, after).await
        }
        Action::Delete { pool, before } => delete(service, pool, step.key, before).await,
        Action::None { pool, .. } => Ok(StepOutcome::Unchanged(Some(pool))),
    };
    outcome.unwrap_or_else(|error| match error {
        MutationError::Rejected(error)
            if matches!(error.cause, CallError::NotSent(NotSent::ShuttingDown)) =>
        {
            StepOutcome::Skipped(SkipReason::Interrupted)
        }
        error => StepOutcome::Failed(error),
    })
}

/// Nothing is read first: the service rejects the create if the pool exists.
async fn create(
    service: &impl WarmPoolApi,
    key: PoolKey,
    after: PoolSize,
) -> Result<StepOutcome, MutationError> {
    match mutation::create(service, key, after).await {
        Err(MutationError::AlreadyExists(pool)) if lifecycle::size(&pool) == Some(after) => {
            Ok(StepOutcome::Unchanged(id_of(&pool)))
        }
        result => result.map(to_outcome),
    }
}

async fn update(
    service: &impl WarmPoolApi,
    id: Uuid,
    key: PoolKey,
    before: SizeBounds,
    after: PoolSize,
) -> Result<StepOutcome, MutationError> {
    let pool = read(service, id, key).await?;
    match lifecycle::size_bounds(&pool) {
        _ if lifecycle::lifecycle(&pool) == Lifecycle::Deleting => {
            Err(MutationError::Deleting(Box::new(pool)))
        }
        sizes if sizes == after.into() => Ok(StepOutcome::Unchanged(Some(id))),
        sizes if sizes != before => Err(MutationError::Conflict(Box::new(pool))),
        _ => mutation::update(service, id, before.size(), after).await.map(to_outcome),
    }
}

async fn delete(
    service: &impl WarmPoolApi,
    id: Uuid,
    key: PoolKey,
    before: SizeBounds,
) -> Result<StepOutcome, MutationError> {
    let deleted = async {
        let pool = read(service, id, key).await?;
        match lifecycle::size_bounds(&pool) {
            _ if lifecycle::lifecycle(&pool) == Lifecycle::Deleting => {
                Ok(StepOutcome::Unchanged(Some(id)))
            }
            sizes if sizes != before => Err(MutationError::Conflict(Box::new(pool))),
            _ => mutation::delete(service, id).await.map(|_| StepOutcome::Done(Some(id))),
        }
    };
    match deleted.await {
        Err(MutationError::NotFound(_)) => Ok(StepOutcome::Unchanged(Some(id))),
        result => result,
    }
}

/// A pool that is active or being deleted. A plan that was edited may name the pool of another
/// project: that is a conflict.
async fn read(
    service: &impl WarmPoolApi,
    id: Uuid,
    key: PoolKey,
) -> Result<WarmPool, MutationError> {
    let is_planned = |pool: &WarmPool| {
        let metadata = pool.metadata.as_ref();
        metadata.is_some_and(|pool| key.matches(&pool.project_id, &pool.environment_class_id))
    };
    match service.get(id).await {
        Ok(pool) if !is_planned(&pool) => Err(MutationError::Conflict(Box::new(pool))),
        Ok(pool) if lifecycle::lifecycle(&pool) == Lifecycle::Deleted => {
            Err(MutationError::NotFound(None))
        }
        Ok(pool) => Ok(pool),
        Err(error) if error.is_not_found() => Err(MutationError::NotFound(Some(Box::new(error)))),
        Err(error) => Err(MutationError::Rejected(Box::new(error))),
    }
}

/// A state that was only read back may be someone else's doing.
fn to_outcome(done: Applied) -> StepOutcome {
    match done {
        Applied::Acknowledged(pool) => StepOutcome::Done(id_of(&pool)),
        Applied::Observed(pool) => StepOutcome::Unchanged(id_of(&pool)),
    }
}

fn id_of(pool: &WarmPool) -> Option<Uuid> {
    Uuid::try_parse(&pool.id).ok()
}
