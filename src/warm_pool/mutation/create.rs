//! Making a pool. There is one pool at most for each pair, so a list of the pair tells what became
//! of a lost create, and sending it again can make no second one.

use super::{Done, Ledger, Next, Service, Setback};
use crate::api::connect_code::Code;
use crate::api::warm_pool::WarmPool;
use crate::warm_pool::lifecycle::{self, Life};
use crate::warm_pool::reference::Pair;
use crate::warm_pool::size::Size;

/// Makes the pool of a pair.
pub(crate) async fn create(
    service: &impl Service,
    pair: Pair,
    size: Size,
) -> Result<Done, Setback> {
    let mut ledger = Ledger::default();
    loop {
        let error = match service.create(pair, size).await {
            Ok(pool) => return Ok(Done::Answered(pool)),
            Err(error) => error,
        };
        let taken = error.refused_with() == Some(Code::AlreadyExists);
        let next = ledger.note(error);
        if let Next::Stop(refusal) = next {
            return Err(if taken { who_holds(service, pair, refusal).await } else { refusal });
        }
        match service.of_pair(pair).await {
            Err(read) => return Err(ledger.unresolved(Some(read))),
            Ok(pools) => match holder(pools) {
                Some(pool) => return settle(pool, size),
                None if ledger.may_send_again() => {}
                None => return Err(ledger.unresolved(None)),
            },
        }
    }
}

/// The pool that stands in the way of a create that was refused for it; the refusal itself if
/// there is none any more or it cannot be read.
async fn who_holds(service: &impl Service, pair: Pair, refusal: Setback) -> Setback {
    match service.of_pair(pair).await.ok().and_then(holder) {
        Some(pool) if lifecycle::life(&pool) == Life::Leaving => Setback::Leaving(Box::new(pool)),
        Some(pool) => Setback::Exists(Box::new(pool)),
        None => refusal,
    }
}

/// The pool that holds the pair: a live one before one that is leaving.
pub(crate) fn holder(pools: Vec<WarmPool>) -> Option<WarmPool> {
    let there = pools.into_iter().filter(|pool| lifecycle::life(pool) != Life::Gone);
    there.max_by_key(|pool| lifecycle::life(pool) == Life::Alive)
}

/// What a pool that is there after a lost create says about it.
fn settle(pool: WarmPool, wanted: Size) -> Result<Done, Setback> {
    match lifecycle::life(&pool) {
        Life::Leaving | Life::Gone => Err(Setback::Leaving(Box::new(pool))),
        Life::Alive if lifecycle::size(&pool) == Some(wanted) => Ok(Done::Confirmed(pool)),
        Life::Alive => Err(Setback::Changed(Box::new(pool))),
    }
}
