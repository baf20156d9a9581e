//! Waiting on a service that is told what to answer, in a time that passes when nothing happens.

mod ends;
mod faults;

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};

use super::*;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, Lost, NotSent, RetryAfter, StatusError};
use crate::api::warm_pool::{WarmPool, WarmPoolPhase, WarmPoolSpec, WarmPoolStatus};

type Read = Result<WarmPool, CallError>;

/// Gives these answers to the looks at each pool in turn; one too many ends the test.
struct SizeBounds {
    condition: Condition,
    pools: RefCell<HashMap<String, VecDeque<Read>>>,
    /// What there is to fill pools, by turns; the last stays.
    supply: RefCell<VecDeque<Result<Progress<PoolWaitFailure>, CallError>>>,
    supply_asked: Cell<u32>,
    /// How long a look takes.
    takes: Duration,
    under_way: Cell<usize>,
    most_under_way: Cell<usize>,
}

impl SizeBounds {
    fn new(pools: impl IntoIterator<Item = Read>) -> Self {
        Self {
            condition: Condition::Ready,
            pools: RefCell::default(),
            supply: RefCell::new([Ok(Progress::Blocked)].into()),
            supply_asked: Cell::new(0),
            takes: Duration::ZERO,
            under_way: Cell::new(0),
            most_under_way: Cell::new(0),
        }
        .and("a", pools)
    }

    /// The looks at one more pool.
    fn and(self, id: &str, pools: impl IntoIterator<Item = Read>) -> Self {
        self.pools.borrow_mut().insert(id.to_owned(), pools.into_iter().collect());
        self
    }
}

impl WaitTarget for SizeBounds {
    type Item = WarmPool;
    type Reason = PoolWaitFailure;

    const EVENTS: ResourceType = ResourceType::WarmPool;

    async fn read(&self, id: &str) -> Result<WarmPool, Error> {
        self.under_way.update(|count| count + 1);
        self.most_under_way.update(|most| most.max(self.under_way.get()));
        sleep(self.takes).await;
        self.under_way.update(|count| count - 1);
        let answer = self.pools.borrow_mut().get_mut(id).unwrap().pop_front().unwrap();
        answer.map_err(error)
    }

    fn evaluate(&self, pool: &WarmPool) -> Progress<PoolWaitFailure> {
        self.condition.evaluate(pool)
    }

    fn evaluate_missing(&self) -> Progress<PoolWaitFailure> {
        self.condition.evaluate_missing()
    }

    async fn evaluate_dependencies(
        &self,
        _: &WarmPool,
    ) -> Result<Progress<PoolWaitFailure>, Error> {
        self.supply_asked.update(|count| count + 1);
        let mut supply = self.supply.borrow_mut();
        let answer =
            if supply.len() > 1 { supply.pop_front().unwrap() } else { Ok(Progress::Blocked) };
        answer.map_err(error)
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

const USUAL: WaitOptions = WaitOptions {
    timeout: Duration::from_hours(1),
    first: Duration::from_secs(2),
    interval: Duration::from_secs(5),
};

fn start(id: &str, thing: Option<WarmPool>) -> WaitItem<WarmPool> {
    WaitItem { id: id.to_owned(), name: "p/c".to_owned(), thing, is_new: false }
}

fn new(pool: WarmPool) -> WaitItem<WarmPool> {
    WaitItem { is_new: true, ..start("a", Some(pool)) }
}

type Ended = WaitOutcome<WarmPool, PoolWaitFailure>;

/// Waits, and gives the end with the news in letters and the seconds that passed.
fn wait(
    told: &SizeBounds,
    plan: WaitOptions,
    starts: Vec<WaitItem<WarmPool>>,
) -> (Ended, String, u64) {
    let nudges = ChangeNotifier::new(["a", "b"]);
    wait_with(told, plan, starts, &nudges)
}

fn wait_with(
    told: &SizeBounds,
    plan: WaitOptions,
    starts: Vec<WaitItem<WarmPool>>,
    nudges: &ChangeNotifier,
) -> (Ended, String, u64) {
    let news = RefCell::new(String::new());
    let tell = |what: WaitEvent<'_, WarmPool>| {
        news.borrow_mut().push(match what {
            WaitEvent::Seen(..) => 's',
            WaitEvent::Gone(_) => 'g',
            WaitEvent::Missed(..) => 'm',
            WaitEvent::Tick => 't',
        });
    };
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    let (end, seconds) = runtime.block_on(async {
        let begin = Instant::now();
        (until(told, plan, starts, nudges, &tell).await, begin.elapsed().as_secs())
    });
    if !matches!(end.stop, Some(WaitError::PoolWaitFailure(..) | WaitError::Failed(..))) {
        let left = told.pools.borrow().values().map(VecDeque::len).sum::<usize>();
        assert_eq!(left, 0, "answers were not asked for");
    }
    (end, news.into_inner(), seconds)
}

fn wait_for(told: &SizeBounds, pool: WarmPool) -> (Ended, String, u64) {
    wait(told, USUAL, vec![start("a", Some(pool))])
}
