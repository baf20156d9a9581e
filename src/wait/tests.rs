//! Waits on a scripted service, in paused time.

mod errors;
mod outcomes;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use tokio::time::sleep;

use super::*;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, Lost, NotSent, RetryAfter, StatusError};
use crate::api::events::EventListener as _;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase, WarmPoolSpec, WarmPoolStatus};

type Read = Result<WarmPool, CallError>;

/// Answers the polls of each pool in turn; a poll too many fails the test.
struct ScriptedTarget {
    condition: Condition,
    pools: RefCell<HashMap<String, VecDeque<Read>>>,
    /// The answers to dependency checks; after the last one nothing is missing.
    dependencies: RefCell<VecDeque<Result<Option<PoolWaitFailure>, CallError>>>,
    dependency_checks: Cell<u32>,
    /// How long a poll takes.
    takes: Duration,
    in_flight: Cell<usize>,
    max_in_flight: Cell<usize>,
}

impl ScriptedTarget {
    fn new(pools: impl IntoIterator<Item = Read>) -> Self {
        Self {
            condition: Condition::Ready,
            pools: RefCell::default(),
            dependencies: RefCell::default(),
            dependency_checks: Cell::new(0),
            takes: Duration::ZERO,
            in_flight: Cell::new(0),
            max_in_flight: Cell::new(0),
        }
        .and("a", pools)
    }

    /// Adds a pool.
    fn and(self, id: &str, pools: impl IntoIterator<Item = Read>) -> Self {
        self.pools.borrow_mut().insert(id.to_owned(), pools.into_iter().collect());
        self
    }
}

impl WaitTarget for ScriptedTarget {
    type Item = WarmPool;
    type Reason = PoolWaitFailure;

    const EVENTS: ResourceType = ResourceType::WarmPool;

    async fn read(&self, id: &str) -> Result<WarmPool, Error> {
        self.in_flight.update(|count| count + 1);
        self.max_in_flight.update(|max| max.max(self.in_flight.get()));
        sleep(self.takes).await;
        self.in_flight.update(|count| count - 1);
        let answer = self.pools.borrow_mut().get_mut(id).unwrap().pop_front().unwrap();
        answer.map_err(error)
    }

    fn evaluate(&self, pool: Option<&WarmPool>) -> Progress<PoolWaitFailure> {
        self.condition.evaluate(pool)
    }

    async fn check_dependencies(&self, _: &WarmPool) -> Result<Option<PoolWaitFailure>, Error> {
        self.dependency_checks.update(|count| count + 1);
        let answer = self.dependencies.borrow_mut().pop_front();
        answer.unwrap_or(Ok(None)).map_err(error)
    }
}

fn error(fault: CallError) -> Error {
    Error { method: "GetWarmPool", host: String::new(), cause: fault, attempts: 1 }
}

fn refused(code: Code) -> CallError {
    refused_for(code, RetryAfter::DoNotRetry)
}

fn refused_for(code: Code, wait: RetryAfter) -> CallError {
    CallError::Status(StatusError {
        http_status: 500,
        code,
        message: String::new(),
        details: vec![],
        retry_after: wait,
    })
}

fn pool(phase: WarmPoolPhase, snapshot: Option<&str>) -> WarmPool {
    let snapshot_id = snapshot.map(str::to_owned);
    let spec = WarmPoolSpec { snapshot_id, max_size: Some(2), ..WarmPoolSpec::default() };
    let status = WarmPoolStatus { phase, ..WarmPoolStatus::default() };
    WarmPool { spec: Some(spec), status: Some(status), ..WarmPool::default() }
}

fn pending() -> WarmPool {
    pool(WarmPoolPhase::Pending, Some("s"))
}

fn bare() -> WarmPool {
    pool(WarmPoolPhase::Pending, None)
}

fn ready() -> WarmPool {
    pool(WarmPoolPhase::Ready, Some("s"))
}

const OPTIONS: WaitOptions = WaitOptions::new(Duration::from_hours(1), Duration::from_secs(5));

fn item(id: &str, state: Option<WarmPool>) -> WaitItem<WarmPool> {
    WaitItem { id: id.to_owned(), name: "p/c".to_owned(), state, is_new: false }
}

fn new_item(pool: WarmPool) -> WaitItem<WarmPool> {
    WaitItem { is_new: true, ..item("a", Some(pool)) }
}

type Outcome = WaitOutcome<WarmPool, WaitError<PoolWaitFailure>>;

/// Waits, and returns the outcome, the polls as letters and the seconds that passed.
fn wait(
    target: &ScriptedTarget,
    options: WaitOptions,
    items: Vec<WaitItem<WarmPool>>,
) -> (Outcome, String, u64) {
    wait_with(target, options, items, None)
}

fn wait_with(
    target: &ScriptedTarget,
    options: WaitOptions,
    items: Vec<WaitItem<WarmPool>>,
    event_after: Option<Duration>,
) -> (Outcome, String, u64) {
    let polls = RefCell::new(String::new());
    let on_poll = |_: usize, result: Result<Option<&WarmPool>, &Error>| {
        polls.borrow_mut().push(match result {
            Ok(Some(_)) => 'p',
            Ok(None) => 'd',
            Err(_) => 'f',
        });
    };
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    let (outcome, seconds) = runtime.block_on(async {
        let (begin, poller) = (Instant::now(), Poller::new(options.intervals, ["a", "b"]));
        let event = async {
            if let Some(delay) = event_after {
                sleep(delay).await;
                poller.on_resync();
            }
        };
        let wait = async {
            let outcome = wait_until(target, options.timeout, items, &poller, &on_poll).await;
            (outcome, begin.elapsed().as_secs())
        };
        tokio::join!(wait, event).0
    });
    if !matches!(outcome.error, Some(WaitError::Impossible(..) | WaitError::Failed(..))) {
        let left = target.pools.borrow().values().map(VecDeque::len).sum::<usize>();
        assert_eq!(left, 0, "some answers were not used");
    }
    (outcome, polls.into_inner(), seconds)
}

fn wait_for(target: &ScriptedTarget, pool: WarmPool) -> (Outcome, String, u64) {
    wait(target, OPTIONS, vec![item("a", Some(pool))])
}
