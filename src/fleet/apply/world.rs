//! A service of many pools in memory, which loses or refuses what it is told to.

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

/// A call that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::fleet) enum Call {
    OfPair(PoolKey),
    Get(Uuid),
    Create(PoolKey),
    Update(Uuid),
    Delete(Uuid),
}

/// What goes wrong with a call.
pub(super) enum Trouble {
    /// It is answered so, and does nothing.
    Before(CallError),
    /// It does what it does, and is answered so.
    After(CallError),
}

/// What goes wrong with a call, by the number of the call.
type Script = Box<dyn Fn(usize, Call) -> Option<Trouble>>;

/// The service.
pub(in crate::fleet) struct World {
    pub(in crate::fleet) pools: RefCell<Vec<LivePool>>,
    pub(super) calls: RefCell<Vec<Call>>,
    script: Script,
    /// How many calls are under way, and how many were at most.
    busy: Cell<usize>,
    pub(super) most_busy: Cell<usize>,
}

impl World {
    /// With these pools, and nothing that goes wrong.
    pub(in crate::fleet) fn new(pools: Vec<LivePool>) -> Self {
        Self {
            pools: RefCell::new(pools),
            calls: RefCell::default(),
            script: Box::new(|_, _| None),
            busy: Cell::default(),
            most_busy: Cell::default(),
        }
    }

    /// With what goes wrong.
    pub(super) fn scripted(
        self,
        script: impl Fn(usize, Call) -> Option<Trouble> + 'static,
    ) -> Self {
        Self { script: Box::new(script), ..self }
    }

    pub(super) fn changes(&self) -> usize {
        let is_read = |call: &&Call| matches!(call, Call::Get(_) | Call::OfPair(_));
        self.calls.borrow().iter().filter(|call| !is_read(call)).count()
    }

    /// Makes a call, through whatever goes wrong with it.
    async fn call<T>(
        &self,
        call: Call,
        act: impl Fn() -> Result<T, CallError>,
    ) -> Result<T, Error> {
        let number = self.calls.borrow().len();
        self.calls.borrow_mut().push(call);
        self.busy.set(self.busy.get() + 1);
        self.most_busy.set(self.most_busy.get().max(self.busy.get()));
        // Others have their turn, as they have while an answer is awaited.
        tokio::task::yield_now().await;
        self.busy.set(self.busy.get() - 1);
        let result = match (self.script)(number, call) {
            None => act(),
            Some(Trouble::Before(fault)) => Err(fault),
            Some(Trouble::After(fault)) => {
                drop(act());
                Err(fault)
            }
        };
        result.map_err(|fault| Error { method: "", host: String::new(), cause: fault, attempts: 1 })
    }

    /// Works on one pool.
    fn with<T>(
        &self,
        id: Uuid,
        work: impl FnOnce(&mut Vec<LivePool>, usize) -> T,
    ) -> Result<T, CallError> {
        let mut pools = self.pools.borrow_mut();
        let at = pools.iter().position(|pool| pool.id == id);
        at.map(|at| work(&mut pools, at)).ok_or_else(|| refusal(Code::NotFound))
    }
}

pub(super) fn refusal(code: Code) -> CallError {
    CallError::Status(StatusError {
        code,
        message: String::new(),
        details: Vec::new(),
        retry_after: RetryAfter::DoNotRetry,
    })
}

pub(super) const fn lost() -> CallError {
    CallError::ResponseLost(Lost::Closed)
}

pub(super) const fn not_sent() -> CallError {
    CallError::NotSent(NotSent::Refused)
}

fn on_the_wire(pool: &LivePool) -> WarmPool {
    let LivePool { id, pair, sizes } = pool;
    WarmPool {
        id: id.to_string(),
        metadata: Some(WarmPoolMetadata {
            project_id: pair.project.to_string(),
            environment_class_id: pair.class.to_string(),
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

impl WarmPoolApi for World {
    async fn find_by_key(&self, pair: PoolKey) -> Result<Vec<WarmPool>, Error> {
        self.call(Call::OfPair(pair), || {
            let pools = self.pools.borrow();
            Ok(pools.iter().filter(|pool| pool.pair == pair).map(on_the_wire).collect())
        })
        .await
    }

    async fn get(&self, id: Uuid) -> Result<WarmPool, Error> {
        self.call(Call::Get(id), || self.with(id, |pools, at| on_the_wire(&pools[at]))).await
    }

    async fn create(&self, pair: PoolKey, size: PoolSize) -> Result<WarmPool, Error> {
        self.call(Call::Create(pair), || {
            let mut pools = self.pools.borrow_mut();
            if pools.iter().any(|pool| pool.pair == pair) {
                return Err(refusal(Code::AlreadyExists));
            }
            let id = Uuid::from_u64_pair(4, self.calls.borrow().len() as u64);
            let pool = LivePool { id, pair, sizes: size.into() };
            pools.push(pool.clone());
            Ok(on_the_wire(&pool))
        })
        .await
    }

    async fn update(&self, id: Uuid, size: PoolSize) -> Result<WarmPool, Error> {
        self.call(Call::Update(id), || {
            self.with(id, |pools, at| {
                pools[at].sizes = size.into();
                on_the_wire(&pools[at])
            })
        })
        .await
    }

    async fn delete(&self, id: Uuid) -> Result<(), Error> {
        self.call(Call::Delete(id), || {
            self.with(id, |pools, at| {
                pools.remove(at);
            })
        })
        .await
    }
}

/// Runs work that waits for nothing but its turn.
pub(in crate::fleet) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(work)
}
