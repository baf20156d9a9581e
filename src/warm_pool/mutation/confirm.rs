//! Confirms that an acknowledged size is in effect.

use super::{Applied, MutationError, WarmPoolApi};
use crate::api::Error;
use crate::api::warm_pool::WarmPool;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::size::PoolSize;

/// A service may respond before it has applied a change.
pub(super) const MAX_READS: u32 = 3;

/// Reads a pool again whose change was acknowledged with another size than requested. `read` gives
/// `None` if there is no pool.
pub(super) async fn confirm(
    service: &impl WarmPoolApi,
    applied: Applied,
    requested: PoolSize,
    read: impl AsyncFn() -> Result<Option<WarmPool>, Error>,
) -> Result<Applied, MutationError> {
    let Applied::Acknowledged(acknowledged) = applied else { return Ok(applied) };
    if lifecycle::size(&acknowledged) == Some(requested) {
        return Ok(Applied::Acknowledged(acknowledged));
    }
    let mut last = acknowledged.clone();
    for reads in 0..MAX_READS {
        service.pause(reads).await;
        match read().await {
            Ok(Some(pool)) => last = pool,
            Ok(None) => continue,
            Err(error) if error.is_not_found() => {
                return Err(MutationError::NotFound(Some(Box::new(error))));
            }
            Err(error) => {
                let (found, read) = (Box::new(last), Some(Box::new(error)));
                return Err(MutationError::NotApplied { found, requested, read });
            }
        }
        match lifecycle::lifecycle(&last) {
            Lifecycle::Deleted => return Err(MutationError::NotFound(None)),
            Lifecycle::Deleting => return Err(MutationError::Deleting(Box::new(last))),
            Lifecycle::Active if lifecycle::size(&last) != Some(requested) => {}
            Lifecycle::Active if last.id.eq_ignore_ascii_case(&acknowledged.id) => {
                return Ok(Applied::Acknowledged(last));
            }
            // Another pool of the same project and class, which someone else has created.
            Lifecycle::Active => return Ok(Applied::Observed(last)),
        }
    }
    Err(MutationError::NotApplied { found: Box::new(last), requested, read: None })
}
