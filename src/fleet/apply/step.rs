//! One change: the pool is read just before it is changed, and left alone if it is not as it was
//! when the plan was made.

use uuid::Uuid;

use super::outcome::{Outcome, Why};
use crate::api::error::{Fault, NotSent};
use crate::api::warm_pool::WarmPool;
use crate::fleet::plan::{Action, Change};
use crate::warm_pool::lifecycle::{self, Life};
use crate::warm_pool::mutation::{self, Done, Service, Setback};
use crate::warm_pool::reference::Pair;
use crate::warm_pool::size::{Size, Told};

/// Carries out one change.
pub(super) async fn carry_out(service: &impl Service, step: &Change) -> Outcome {
    let Change { address: _, pair, line: _, action } = step;
    let outcome = match *action {
        Action::Create { after } => create(service, *pair, after).await,
        Action::Update { pool, before, after } => update(service, pool, before, after).await,
        Action::Delete { pool, before } => delete(service, pool, before).await,
        Action::None { pool, .. } => Ok(Outcome::AlreadySo(Some(pool))),
    };
    outcome.unwrap_or_else(|setback| {
        if is_stopping(&setback) {
            Outcome::NotTried(Why::Interrupted)
        } else {
            Outcome::Setback(setback)
        }
    })
}

/// Whether nothing was sent because no change is begun any more.
fn is_stopping(setback: &Setback) -> bool {
    let Setback::Refused(error) = setback else { return false };
    matches!(error.fault, Fault::NotSent(NotSent::Stopping))
}

/// Nothing is read first: a pool that is there is in the way of a create.
async fn create(service: &impl Service, pair: Pair, after: Size) -> Result<Outcome, Setback> {
    match mutation::create(service, pair, after).await {
        Err(Setback::Exists(pool)) if lifecycle::size(&pool) == Some(after) => {
            Ok(Outcome::AlreadySo(id_of(&pool)))
        }
        done => done.map(made),
    }
}

async fn update(
    service: &impl Service,
    id: Uuid,
    before: Told,
    after: Size,
) -> Result<Outcome, Setback> {
    let pool = read(service, id).await?;
    match lifecycle::told(&pool) {
        _ if lifecycle::life(&pool) == Life::Leaving => Err(Setback::Leaving(Box::new(pool))),
        now if now == after.into() => Ok(Outcome::AlreadySo(Some(id))),
        now if now != before => Err(Setback::Changed(Box::new(pool))),
        _ => mutation::update(service, id, before.size(), after).await.map(made),
    }
}

async fn delete(service: &impl Service, id: Uuid, before: Told) -> Result<Outcome, Setback> {
    let pool = match read(service, id).await {
        Ok(pool) => pool,
        Err(Setback::Gone(_)) => return Ok(Outcome::AlreadySo(Some(id))),
        Err(setback) => return Err(setback),
    };
    if lifecycle::life(&pool) == Life::Leaving {
        return Ok(Outcome::AlreadySo(Some(id)));
    }
    if lifecycle::told(&pool) != before {
        return Err(Setback::Changed(Box::new(pool)));
    }
    match mutation::delete(service, id).await {
        Ok(()) => Ok(Outcome::Done(Some(id))),
        Err(Setback::Gone(_)) => Ok(Outcome::AlreadySo(Some(id))),
        Err(setback) => Err(setback),
    }
}

/// A pool that is there, or going.
async fn read(service: &impl Service, id: Uuid) -> Result<WarmPool, Setback> {
    match service.get(id).await {
        Ok(pool) if lifecycle::life(&pool) == Life::Gone => Err(Setback::Gone(None)),
        Ok(pool) => Ok(pool),
        Err(error) if error.is_not_found() => Err(Setback::Gone(Some(Box::new(error)))),
        Err(error) => Err(Setback::Refused(Box::new(error))),
    }
}

/// What reading alone confirms is so, and nobody knows whose doing it is.
fn made(done: Done) -> Outcome {
    match done {
        Done::Answered(pool) => Outcome::Done(id_of(&pool)),
        Done::Confirmed(pool) => Outcome::AlreadySo(id_of(&pool)),
    }
}

fn id_of(pool: &WarmPool) -> Option<Uuid> {
    Uuid::try_parse(&pool.id).ok()
}
