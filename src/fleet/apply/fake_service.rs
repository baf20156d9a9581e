//! An in-memory service with injected failures.

use std::cell::{Cell, RefCell};

use uuid::Uuid;

use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, Lost, NotSent, RetryAfter, StatusError};
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata, WarmPoolPhase, WarmPoolSpec};
use crate::fleet::live_state::LivePool;
use crate::warm_pool::mutation::WarmPoolApi;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::PoolSize;

/// A recorded call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::fleet) enum Call {
    FindByKey(PoolKey),
    Get(Uuid),
    Create(PoolKey),
    Update(Uuid),
    Delete(Uuid),
}

/// When a call fails.
pub(super) enum Failure {
    /// Before it has an effect.
    Before(CallError),
    /// After it took effect.
    After(CallError),
}

/// The failure of a call, given its number.
type Script = Box<dyn Fn(usize, Call) -> Option<Failure>>;

pub(in crate::fleet) struct FakeService {
    pub(in crate::fleet) pools: RefCell<Vec<LivePool>>,
    pub(super) calls: RefCell<Vec<Call>>,
    script: Script,
    /// The number of calls in flight.
    in_flight: Cell<usize>,
    pub(super) max_in_flight: Cell<usize>,
}

impl FakeService {
    pub(in crate::fleet) fn new(pools: Vec<LivePool>) -> Self {
        Self {
            pools: RefCell::new(pools),
            calls: RefCell::default(),
            script: Box::new(|_, _| None),
            in_flight: Cell::default(),
            max_in_flight: Cell::default(),
        }
    }

    pub(super) fn with_failures(
        self,
        script: impl Fn(usize, Call) -> Option<Failure> + 'static,
    ) -> Self {
        Self { script: Box::new(script), ..self }
    }

    /// The number of calls that are not reads.
    pub(super) fn mutations(&self) -> usize {
        let is_read = |call: &&Call| matches!(call, Call::Get(_) | Call::FindByKey(_));
        self.calls.borrow().iter().filter(|call| !is_read(call)).count()
    }

    async fn call<T>(
        &self,
        call: Call,
        effect: impl Fn() -> Result<T, CallError>,
    ) -> Result<T, Error> {
        let number = self.calls.borrow().len();
        self.calls.borrow_mut().push(call);
        self.in_flight.set(self.in_flight.get() + 1);
        self.max_in_flight.set(self.max_in_flight.get().max(self.in_flight.get()));
        // Other calls start, as they do while a response is awaited.
        tokio::task::yield_now().await;
        self.in_flight.set(self.in_flight.get() - 1);
        let result = match (self.script)(number, call) {
            None => effect(),
            Some(Failure::Before(fault)) => Err(fault),
            Some(Failure::After(error)) => {
                drop(effect());
                Err(error)
            }
        };
        result.map_err(|fault| Error { method: "", host: String::new(), cause: fault, attempts: 1 })
    }

    fn with_pool<T>(
        &self,
        id: Uuid,
        edit: impl FnOnce(&mut Vec<LivePool>, usize) -> T,
    ) -> Result<T, CallError> {
        let mut pools = self.pools.borrow_mut();
        let index = pools.iter().position(|pool| pool.id == id);
        index.map(|index| edit(&mut pools, index)).ok_or_else(|| status_error(Code::NotFound))
    }
}

pub(super) fn status_error(code: Code) -> CallError {
    CallError::Status(StatusError {
        http_status: 500,
        code,
        message: String::new(),
        details: Vec::new(),
        retry_after: RetryAfter::DoNotRetry,
    })
}

pub(super) const fn response_lost() -> CallError {
    CallError::ResponseLost(Lost::Closed)
}

pub(super) const fn not_sent() -> CallError {
    CallError::NotSent(NotSent::Refused)
}

fn to_warm_pool(pool: &LivePool) -> WarmPool {
    let LivePool { id, key, sizes } = pool;
    WarmPool {
        id: id.to_string(),
        metadata: Some(WarmPoolMetadata {
            project_id: key.project.to_string(),
            environment_class_id: key.class.to_string(),
            ..WarmPoolMetadata::default()
        }),
        spec: Some(WarmPoolSpec {
            min_size: sizes.min,
            max_size: sizes.max,
            desired_phase: WarmPoolPhase::Ready,
            ..WarmPoolSpec::default()
        }),
        ..WarmPool::default()
    }
}

impl WarmPoolApi for FakeService {
    fn max_attempts(&self) -> u32 {
        3
    }

    async fn find_by_key(&self, key: PoolKey) -> Result<Vec<WarmPool>, Error> {
        self.call(Call::FindByKey(key), || {
            let pools = self.pools.borrow();
            Ok(pools.iter().filter(|pool| pool.key == key).map(to_warm_pool).collect())
        })
        .await
    }

    async fn get(&self, id: Uuid) -> Result<WarmPool, Error> {
        self.call(Call::Get(id), || self.with_pool(id, |pools, index| to_warm_pool(&pools[index])))
            .await
    }

    async fn create(&self, key: PoolKey, size: PoolSize) -> Result<WarmPool, Error> {
        self.call(Call::Create(key), || {
            let mut pools = self.pools.borrow_mut();
            if pools.iter().any(|pool| pool.key == key) {
                return Err(status_error(Code::AlreadyExists));
            }
            let id = Uuid::from_u64_pair(4, self.calls.borrow().len() as u64);
            let pool = LivePool { id, key, sizes: size.into() };
            pools.push(pool.clone());
            Ok(to_warm_pool(&pool))
        })
        .await
    }

    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error> {
        self.call(Call::Update(id), || {
            self.with_pool(id, |pools, index| {
                pools[index].sizes = size.into();
                to_warm_pool(&pools[index])
            })
        })
        .await
    }

    async fn delete(&self, id: Uuid) -> Result<(), Error> {
        self.call(Call::Delete(id), || {
            self.with_pool(id, |pools, index| {
                pools.remove(index);
            })
        })
        .await
    }

    async fn pause(&self, _: u32) {}
}

/// Runs work that uses neither the network nor timers.
pub(in crate::fleet) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}
