//! The service with one pair, the network before it, and somebody else who uses it.

use std::cell::{Cell, RefCell};

use uuid::Uuid;

use super::choices::ChoiceSequence;
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, Lost, RetryAfter, StatusError};
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata, WarmPoolPhase, WarmPoolSpec};
use crate::warm_pool::mutation::WarmPoolApi;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeRequest};

/// A request that the service has yet to carry out, or just did.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Request {
    Create(PoolSize),
    Update(Uuid, PoolSize),
    Delete(Uuid),
}

/// The pool of the one pair there is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pool {
    pub(super) id: Uuid,
    pub(super) size: PoolSize,
}

/// The service, the network before it, and the other actor.
pub(super) struct World<'a> {
    choices: &'a ChoiceSequence,
    pub(super) pool: Cell<Option<Pool>>,
    made: Cell<u128>,
    delayed: RefCell<Vec<Request>>,
    others_moves: Cell<u32>,
    /// Our requests that were carried out.
    carried_out: RefCell<Vec<Request>>,
    /// Ids that our deletes removed.
    pub(super) removed: RefCell<Vec<Uuid>>,
}

pub(super) const PAIR: PoolKey = PoolKey { project: Uuid::from_u128(1), class: Uuid::from_u128(2) };

pub(super) fn size(min: i32, max: i32) -> PoolSize {
    SizeRequest { min: Some(min), max: Some(max), fixed: None }.resolve_new().unwrap()
}

impl<'a> World<'a> {
    pub(super) fn new(choices: &'a ChoiceSequence, first: Option<PoolSize>) -> Self {
        let world = Self {
            choices,
            pool: Cell::new(None),
            made: Cell::new(100),
            delayed: RefCell::default(),
            others_moves: Cell::new(2),
            carried_out: RefCell::default(),
            removed: RefCell::default(),
        };
        if let Some(size) = first {
            world.pool.set(Some(world.make(size)));
        }
        world
    }

    fn make(&self, size: PoolSize) -> Pool {
        self.made.set(self.made.get() + 1);
        Pool { id: Uuid::from_u128(self.made.get()), size }
    }

    /// Carries a request out, as the service would.
    fn carry_out(&self, request: Request) -> Result<Option<Pool>, Code> {
        let now = self.pool.get();
        let then = match (request, now) {
            (Request::Create(_), Some(_)) => return Err(Code::AlreadyExists),
            (Request::Create(size), None) => Some(self.make(size)),
            (Request::Update(id, size), Some(pool)) if pool.id == id => Some(Pool { id, size }),
            (Request::Delete(id), Some(pool)) if pool.id == id => {
                self.removed.borrow_mut().push(id);
                None
            }
            _ => return Err(Code::NotFound),
        };
        self.carried_out.borrow_mut().push(request);
        self.pool.set(then);
        Ok(then)
    }

    /// What may happen before one of our requests: delayed ones arrive, somebody else acts.
    fn time_passes(&self) {
        loop {
            let delayed = self.delayed.borrow().len();
            let others = if self.others_moves.get() > 0 { OTHERS.len() } else { 0 };
            match self.choices.choose(1 + delayed + others) {
                0 => return,
                choice if choice <= delayed => {
                    let request = self.delayed.borrow_mut().remove(choice - 1);
                    let _ = self.carry_out(request);
                }
                choice => {
                    self.others_moves.set(self.others_moves.get() - 1);
                    let act = OTHERS[choice - delayed - 1];
                    self.pool.set(act(self.pool.get(), self));
                }
            }
        }
    }

    /// Sends a change through a network that may fail in three ways.
    fn send(&self, request: Request) -> Result<Option<Pool>, Error> {
        self.time_passes();
        match self.choices.choose(4) {
            0 => self.carry_out(request).map_err(refused),
            1 => Err(lost()),
            2 => {
                let _ = self.carry_out(request);
                Err(lost())
            }
            _ => {
                self.delayed.borrow_mut().push(request);
                Err(lost())
            }
        }
    }

    pub(super) fn was_carried_out(&self, request: Request) -> bool {
        self.carried_out.borrow().contains(&request)
    }
}

/// What somebody else makes of the pool there is.
type Act = fn(Option<Pool>, &World<'_>) -> Option<Pool>;

/// What somebody else may do: make a pool of other or of our sizes, resize it, delete it.
const OTHERS: [Act; 4] = [
    |pool, world| pool.or_else(|| Some(world.make(size(0, 9)))),
    |pool, world| pool.or_else(|| Some(world.make(size(1, 5)))),
    |pool, _| pool.map(|Pool { id, .. }| Pool { id, size: size(0, 8) }),
    |_, _| None,
];

fn refused(code: Code) -> Error {
    let refusal = StatusError {
        code,
        message: String::new(),
        details: Vec::new(),
        retry_after: RetryAfter::DoNotRetry,
    };
    error(CallError::Status(refusal))
}

fn lost() -> Error {
    error(CallError::ResponseLost(Lost::Closed))
}

fn error(fault: CallError) -> Error {
    Error { method: "", host: String::new(), cause: fault, attempts: 1 }
}

fn on_the_wire(pool: Pool) -> WarmPool {
    WarmPool {
        id: pool.id.to_string(),
        metadata: Some(WarmPoolMetadata {
            project_id: PAIR.project.to_string(),
            environment_class_id: PAIR.class.to_string(),
            ..WarmPoolMetadata::default()
        }),
        spec: Some(WarmPoolSpec {
            min_size: Some(pool.size.min()),
            max_size: Some(pool.size.max()),
            desired_phase: WarmPoolPhase::Ready,
            ..WarmPoolSpec::default()
        }),
        ..WarmPool::default()
    }
}

impl WarmPoolApi for World<'_> {
    async fn find_by_key(&self, _: PoolKey) -> Result<Vec<WarmPool>, Error> {
        self.time_passes();
        Ok(self.pool.get().map(on_the_wire).into_iter().collect())
    }

    async fn get(&self, id: Uuid) -> Result<WarmPool, Error> {
        self.time_passes();
        let pool = self.pool.get().filter(|pool| pool.id == id);
        pool.map(on_the_wire).ok_or_else(|| refused(Code::NotFound))
    }

    async fn create(&self, _: PoolKey, size: PoolSize) -> Result<WarmPool, Error> {
        Ok(self.send(Request::Create(size))?.map(on_the_wire).unwrap())
    }

    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error> {
        Ok(self.send(Request::Update(id, size))?.map(on_the_wire).unwrap())
    }

    async fn delete(&self, id: Uuid) -> Result<(), Error> {
        self.send(Request::Delete(id)).map(|_| ())
    }
}
