//! Deleting a pool. The id is pinned once and never looked up again, so that a pool which somebody
//! makes for the same pair in the meantime is not touched.

use uuid::Uuid;

use super::{Ledger, Next, Service, Setback};
use crate::warm_pool::lifecycle::{self, Life};

/// Marks a pool for deletion; the service drains its instances afterwards.
pub(crate) async fn delete(service: &impl Service, id: Uuid) -> Result<(), Setback> {
    let mut ledger = Ledger::default();
    loop {
        match service.delete(id).await {
            Ok(()) => return Ok(()),
            Err(error) if error.is_not_found() && ledger.lost.is_some() => return Ok(()),
            Err(error) if error.is_not_found() => return Err(Setback::Gone(Some(Box::new(error)))),
            Err(error) => {
                if let Next::Stop(refusal) = ledger.note(error) {
                    return Err(refusal);
                }
            }
        }
        match service.get(id).await {
            Ok(pool) if lifecycle::life(&pool) != Life::Alive => return Ok(()),
            Err(read) if read.is_not_found() => return Ok(()),
            Err(read) => return Err(ledger.unresolved(Some(read))),
            Ok(_) if ledger.may_send_again() => {}
            Ok(_) => return Err(ledger.unresolved(None)),
        }
    }
}
