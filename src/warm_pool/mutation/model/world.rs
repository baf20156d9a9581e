//! A service with one project and class, the network before it, and another client.

use std::cell::{Cell, RefCell};

use uuid::Uuid;

use super::choices::ChoiceSequence;
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, Lost, RetryAfter, StatusError};
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata, WarmPoolPhase, WarmPoolSpec};
use crate::warm_pool::mutation::{MAX_ATTEMPTS, WarmPoolApi};
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::PoolSize;

/// A request that the service has yet to apply, or has applied.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Request {
    Create(PoolSize),
    Update(Uuid, PoolSize),
    Delete(Uuid),
}

/// The only pool.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pool {
    pub(super) id: Uuid,
    pub(super) size: PoolSize,
}

pub(super) struct World<'a> {
    choices: &'a ChoiceSequence,
    pub(super) pool: Cell<Option<Pool>>,
    last_id: Cell<u128>,
    delayed: RefCell<Vec<Request>>,
    moves_of_others: Cell<u32>,
    /// Responses to come that acknowledge a change without the requested size.
    odd_responses: Cell<u32>,
    /// Our requests that were applied.
    applied: RefCell<Vec<Request>>,
    /// Ids that our requests deleted.
    pub(super) deleted: RefCell<Vec<Uuid>>,
}

pub(super) const KEY: PoolKey = PoolKey { project: Uuid::from_u128(1), class: Uuid::from_u128(2) };

pub(super) fn size(min: i32, max: i32) -> PoolSize {
    PoolSize::new(min, max).unwrap()
}

impl<'a> World<'a> {
    pub(super) fn new(choices: &'a ChoiceSequence, first: Option<PoolSize>) -> Self {
        let world = Self {
            choices,
            pool: Cell::new(None),
            last_id: Cell::new(100),
            delayed: RefCell::default(),
            moves_of_others: Cell::new(2),
            odd_responses: Cell::new(1),
            applied: RefCell::default(),
            deleted: RefCell::default(),
        };
        if let Some(size) = first {
            world.pool.set(Some(world.new_pool(size)));
        }
        world
    }

    fn new_pool(&self, size: PoolSize) -> Pool {
        self.last_id.set(self.last_id.get() + 1);
        Pool { id: Uuid::from_u128(self.last_id.get()), size }
    }

    /// Applies a request, as the service would.
    fn apply(&self, request: Request) -> Result<Option<Pool>, Code> {
        let before = self.pool.get();
        let after = match (request, before) {
            (Request::Create(_), Some(_)) => return Err(Code::AlreadyExists),
            (Request::Create(size), None) => Some(self.new_pool(size)),
            (Request::Update(id, size), Some(pool)) if pool.id == id => Some(Pool { id, size }),
            (Request::Delete(id), Some(pool)) if pool.id == id => {
                self.deleted.borrow_mut().push(id);
                None
            }
            _ => return Err(Code::NotFound),
        };
        self.applied.borrow_mut().push(request);
        self.pool.set(after);
        Ok(after)
    }

    /// What may happen before one of our requests: delayed ones arrive, another client acts.
    fn time_passes(&self) {
        loop {
            let delayed = self.delayed.borrow().len();
            let others = if self.moves_of_others.get() > 0 { OTHERS.len() } else { 0 };
            match self.choices.choose(1 + delayed + others) {
                0 => return,
                choice if choice <= delayed => {
                    let request = self.delayed.borrow_mut().remove(choice - 1);
                    let _ = self.apply(request);
                }
                choice => {
                    self.moves_of_others.set(self.moves_of_others.get() - 1);
                    let action = OTHERS[choice - delayed - 1];
                    self.pool.set(action(self.pool.get(), self));
                }
            }
        }
    }

    /// Sends a change through a network that may fail in three ways, to a service that may respond
    /// before it applies the change, or apply another size.
    fn send(&self, request: Request) -> Result<Option<Pool>, Error> {
        self.time_passes();
        let odd_responses = self.odd_responses(request);
        match self.choices.choose(4 + odd_responses.len()) {
            0 => self.apply(request).map_err(rejected),
            1 => Err(lost()),
            2 => {
                let _ = self.apply(request);
                Err(lost())
            }
            3 => {
                self.delayed.borrow_mut().push(request);
                Err(lost())
            }
            choice => {
                self.odd_responses.set(self.odd_responses.get() - 1);
                match odd_responses[choice - 4] {
                    OddResponse::Early(pool) => {
                        self.delayed.borrow_mut().push(request);
                        Ok(Some(pool))
                    }
                    OddResponse::OtherSize(request) => self.apply(request).map_err(rejected),
                }
            }
        }
    }

    fn odd_responses(&self, request: Request) -> Vec<OddResponse> {
        if self.odd_responses.get() == 0 {
            return Vec::new();
        }
        let other = size(0, 2);
        match (request, self.pool.get()) {
            (Request::Create(_), _) => vec![OddResponse::OtherSize(Request::Create(other))],
            (Request::Update(id, _), Some(pool)) if pool.id == id => {
                let other = OddResponse::OtherSize(Request::Update(id, other));
                vec![OddResponse::Early(pool), other]
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn was_applied(&self, request: Request) -> bool {
        self.applied.borrow().contains(&request)
    }
}

/// A response that acknowledges a change without the requested size.
enum OddResponse {
    /// With the pool as it is; the change is applied later.
    Early(Pool),
    /// The service applies this instead.
    OtherSize(Request),
}

/// What another client does to the pool.
type Action = fn(Option<Pool>, &World<'_>) -> Option<Pool>;

/// Another client may create a pool of another or of our size, resize it, or delete it.
const OTHERS: [Action; 4] = [
    |pool, world| pool.or_else(|| Some(world.new_pool(size(0, 9)))),
    |pool, world| pool.or_else(|| Some(world.new_pool(size(1, 5)))),
    |pool, _| pool.map(|Pool { id, .. }| Pool { id, size: size(0, 8) }),
    |_, _| None,
];

pub(super) fn rejected(code: Code) -> Error {
    let status = StatusError {
        http_status: 500,
        code,
        message: String::new(),
        details: Vec::new(),
        retry_after: RetryAfter::DoNotRetry,
    };
    error(CallError::Status(status))
}

pub(super) fn lost() -> Error {
    error(CallError::ResponseLost(Lost::Closed))
}

fn error(fault: CallError) -> Error {
    Error { method: "", host: String::new(), cause: fault, attempts: 1 }
}

fn to_message(pool: Pool) -> WarmPool {
    WarmPool {
        id: pool.id.to_string(),
        metadata: Some(WarmPoolMetadata {
            project_id: KEY.project.to_string(),
            environment_class_id: KEY.class.to_string(),
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
    fn max_attempts(&self) -> u32 {
        MAX_ATTEMPTS
    }

    async fn find_by_key(&self, _: PoolKey) -> Result<Vec<WarmPool>, Error> {
        self.time_passes();
        Ok(self.pool.get().map(to_message).into_iter().collect())
    }

    async fn get(&self, id: Uuid) -> Result<WarmPool, Error> {
        self.time_passes();
        let pool = self.pool.get().filter(|pool| pool.id == id);
        pool.map(to_message).ok_or_else(|| rejected(Code::NotFound))
    }

    async fn create(&self, _: PoolKey, size: PoolSize) -> Result<WarmPool, Error> {
        Ok(self.send(Request::Create(size))?.map(to_message).unwrap())
    }

    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error> {
        Ok(self.send(Request::Update(id, size))?.map(to_message).unwrap())
    }

    async fn delete(&self, id: Uuid) -> Result<(), Error> {
        self.send(Request::Delete(id)).map(|_| ())
    }

    /// Time passes before each read.
    async fn pause(&self, _: u32) {}
}
