//! Setting the sizes of a pool.
//!
//! The service's spec version also moves when the reconciler changes the snapshot, so it does not
//! tell whether somebody else changed the sizes: the sizes themselves are compared.

use uuid::Uuid;

use super::{Done, Ledger, Next, Service, Setback};
use crate::api::Error;
use crate::warm_pool::lifecycle::{self, Life};
use crate::warm_pool::size::Size;

/// Sets both sizes of a pool that had the sizes `before` (`None`: none that are valid).
pub(crate) async fn update(
    service: &impl Service,
    id: Uuid,
    before: Option<Size>,
    wanted: Size,
) -> Result<Done, Setback> {
    let mut ledger = Ledger::default();
    loop {
        match service.update(id, wanted).await {
            Ok(pool) => return Ok(Done::Answered(pool)),
            Err(error) if error.is_not_found() => return Err(gone(error)),
            Err(error) => {
                if let Next::Stop(refusal) = ledger.note(error) {
                    return Err(refusal);
                }
            }
        }
        let pool = match service.get(id).await {
            Ok(pool) => pool,
            Err(read) if read.is_not_found() => return Err(gone(read)),
            Err(read) => return Err(ledger.unresolved(Some(read))),
        };
        match (lifecycle::life(&pool), lifecycle::size(&pool)) {
            (Life::Gone, _) => return Err(Setback::Gone(None)),
            (Life::Leaving, _) => return Err(Setback::Leaving(Box::new(pool))),
            (Life::Alive, now) if now == Some(wanted) => return Ok(Done::Confirmed(pool)),
            (Life::Alive, now) if now != before => return Err(Setback::Changed(Box::new(pool))),
            (Life::Alive, _) if ledger.may_send_again() => {}
            (Life::Alive, _) => return Err(ledger.unresolved(None)),
        }
    }
}

fn gone(error: Error) -> Setback {
    Setback::Gone(Some(Box::new(error)))
}
