//! Waiting on a service that is told what to answer, with nothing but its own clock.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;

use super::*;
use crate::api::code::Code;
use crate::api::error::{Fault, Lost, NotSent, Refusal, Wait};
use crate::api::warm_pool::{WarmPoolPhase, WarmPoolSpec, WarmPoolStatus};

/// Gives these answers in turn; one too many ends the test.
#[derive(Default)]
struct Told {
    pools: RefCell<VecDeque<Result<WarmPool, Fault>>>,
    prebuilds_asked: Cell<u32>,
    prebuilds_fail: bool,
}

impl Told {
    fn new(pools: impl IntoIterator<Item = Result<WarmPool, Fault>>) -> Self {
        Self { pools: RefCell::new(pools.into_iter().collect()), ..Self::default() }
    }
}

impl Source for Told {
    async fn pool(&self, _id: &str) -> Result<WarmPool, Error> {
        let answer = self.pools.borrow_mut().pop_front().unwrap();
        answer.map_err(error)
    }

    async fn prebuilds(&self, _project: &str) -> Result<Vec<Prebuild>, Error> {
        self.prebuilds_asked.set(self.prebuilds_asked.get() + 1);
        if self.prebuilds_fail { Err(error(refused(Code::PermissionDenied))) } else { Ok(vec![]) }
    }
}

fn error(fault: Fault) -> Error {
    Error { method: "GetWarmPool", host: String::new(), fault, attempts: 1 }
}

fn refused(code: Code) -> Fault {
    Fault::Refused(Refusal { code, message: String::new(), details: vec![], wait: Wait::No })
}

fn pool(phase: WarmPoolPhase, snapshot: Option<&str>) -> WarmPool {
    let snapshot_id = snapshot.map(str::to_owned);
    let spec = WarmPoolSpec { snapshot_id, max_size: Some(2), ..WarmPoolSpec::default() };
    let status = WarmPoolStatus { phase, ..WarmPoolStatus::default() };
    let metadata = Some(crate::api::warm_pool::WarmPoolMetadata::default());
    WarmPool { metadata, spec: Some(spec), status: Some(status), ..WarmPool::default() }
}

fn pending() -> WarmPool {
    pool(WarmPoolPhase::Pending, Some("s"))
}

fn ready() -> WarmPool {
    pool(WarmPoolPhase::Ready, Some("s"))
}

/// Looks follow one another at once.
const QUICK: Plan = Plan {
    condition: Condition::Ready,
    timeout: Duration::from_hours(1),
    first: Duration::from_millis(1),
    interval: Duration::from_millis(1),
};

/// There is no look that no event asks for.
const BY_EVENTS: Plan =
    Plan { first: Duration::from_hours(1), interval: Duration::from_hours(1), ..QUICK };

fn start(pool: WarmPool) -> Start {
    Start { id: "a".to_owned(), address: "p/c".to_owned(), pool: Some(pool), is_new: false }
}

/// Waits, and gives the end with the news in letters.
fn wait(told: &Told, plan: Plan, starts: Vec<Start>, nudges: &Nudges) -> (End, String) {
    let news = RefCell::new(String::new());
    let tell = |what: News<'_>| {
        news.borrow_mut().push(match what {
            News::Seen(..) => 's',
            News::Gone(_) => 'g',
            News::Missed(..) => 'm',
            News::Tick => 't',
        });
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let end = runtime.block_on(until(told, plan, starts, nudges, &tell));
    assert!(told.pools.borrow().is_empty(), "answers were not asked for");
    (end, news.into_inner())
}

fn wait_quickly(told: &Told, starts: Vec<Start>) -> (End, String) {
    wait(told, QUICK, starts, &Nudges::default())
}

#[test]
fn what_is_true_already_costs_no_call() {
    let (end, news) = wait_quickly(&Told::default(), vec![start(ready())]);
    assert!(end.stop.is_none() && end.open.is_empty());
    assert_eq!(news, "s");
}

#[test]
fn faults_that_pass_do_not_end_a_wait() {
    let told = Told::new([
        Err(Fault::Lost(Lost::Closed)),
        Err(Fault::NotSent(NotSent::Dns)),
        Err(refused(Code::Unavailable)),
        Err(refused(Code::Internal)),
        Err(refused(Code::ResourceExhausted)),
        Ok(pending()),
        Err(Fault::TooLarge),
        Ok(ready()),
    ]);
    let (end, news) = wait_quickly(&told, vec![start(pending())]);
    assert!(end.stop.is_none(), "{end:?}");
    assert_eq!(news, "smmmmmsms");
}

#[test]
fn a_service_that_says_no_ends_it() {
    for code in [Code::Unauthenticated, Code::PermissionDenied, Code::Unimplemented] {
        let told = Told::new([Err(refused(code))]);
        let (end, _) = wait_quickly(&told, vec![start(pending())]);
        assert!(matches!(end.stop, Some(Stop::Failed(0, _))), "{end:?}");
        assert_eq!(end.open, [0]);
    }
}

#[test]
fn a_pool_that_was_just_made_may_be_missing_three_times() {
    let missing = || Err(refused(Code::NotFound));
    let new = || vec![Start { is_new: true, ..start(pending()) }];
    let told = Told::new([missing(), missing(), missing(), Ok(ready())]);
    assert!(wait_quickly(&told, new()).0.stop.is_none());

    let gone = |end: End| matches!(end.stop, Some(Stop::Hopeless(0, Hopeless::Gone)));
    let told = Told::new([missing(), missing(), missing(), missing()]);
    assert!(gone(wait_quickly(&told, new()).0));
    let told = Told::new([missing(), Ok(pending()), missing()]);
    assert!(gone(wait_quickly(&told, new()).0), "it was there, so now it is gone");
    let told = Told::new([missing()]);
    assert!(gone(wait_quickly(&told, vec![start(pending())]).0));
}

#[test]
fn what_is_missing_is_deleted() {
    let told = Told::new([Ok(ready()), Err(refused(Code::NotFound))]);
    let plan = Plan { condition: Condition::Deleted, ..QUICK };
    let starts = vec![Start { pool: None, ..start(ready()) }];
    let (end, news) = wait(&told, plan, starts, &Nudges::default());
    assert!(end.stop.is_none());
    assert_eq!(news, "sg");
}

#[test]
fn prebuilds_are_asked_for_once_and_none_is_hopeless() {
    let bare = || pool(WarmPoolPhase::Pending, None);
    let told = Told::default();
    let (end, _) = wait_quickly(&told, vec![start(bare())]);
    assert!(matches!(end.stop, Some(Stop::Hopeless(0, Hopeless::NoPrebuild))), "{end:?}");

    let pools = [Ok(bare()), Ok(bare()), Ok(ready())];
    let told = Told { prebuilds_fail: true, ..Told::new(pools) };
    assert!(wait_quickly(&told, vec![start(bare())]).0.stop.is_none());
    assert_eq!(told.prebuilds_asked.get(), 1, "what may not be read is not hopeless");
}

#[test]
fn when_time_is_over_there_is_a_last_look() {
    let over = Plan { timeout: Duration::ZERO, ..BY_EVENTS };
    for (last, expected) in [(ready(), true), (pending(), false)] {
        let told = Told::new([Ok(last)]);
        let starts = vec![Start { pool: None, ..start(pending()) }];
        let (end, _) = wait(&told, over, starts, &Nudges::default());
        assert_eq!(end.stop.is_none(), expected, "{end:?}");
    }
}

#[test]
fn all_pools_are_waited_for_and_a_hopeless_one_ends_it() {
    let told = Told::new([Ok(pending()), Ok(ready())]);
    let (end, _) = wait_quickly(&told, vec![start(ready()), start(pending())]);
    assert!(end.stop.is_none() && end.pools.len() == 2);

    let told = Told::default();
    let leaving = pool(WarmPoolPhase::Deleting, Some("s"));
    let (end, _) = wait_quickly(&told, vec![start(ready()), start(leaving), start(pending())]);
    assert!(matches!(end.stop, Some(Stop::Hopeless(1, Hopeless::Leaving))), "{end:?}");
    assert_eq!(end.open, [1, 2]);
}

#[test]
fn an_event_brings_a_look_at_once() {
    let nudges = Nudges::default();
    nudges.all();
    let told = Told::new([Ok(ready())]);
    let (end, news) = wait(&told, BY_EVENTS, vec![start(pending())], &nudges);
    assert!(end.stop.is_none());
    assert_eq!(news, "ss");
}
