//! The loop over simulated time.

use std::cell::Cell;
use std::collections::VecDeque;
use std::convert::Infallible;

use proptest::prelude::*;

use super::*;

const START: i64 = 1_764_576_000;
const DAY: i64 = 24 * 60 * 60;

/// Runs over a clock that only sleeps move, by whole seconds.
struct Simulation {
    /// Seconds since the start.
    now: Cell<i64>,
    end: i64,
    max_runs: usize,
    /// Edges in order.
    edges: Vec<i64>,
    /// What each reading of the files gives; the last one stays.
    readings: VecDeque<&'static str>,
    files: ChangeDetector<&'static str>,
    /// Set the clock by this much at this time.
    jump: Option<(i64, i64)>,
    fails: fn(i64) -> bool,
    runs: Vec<i64>,
    longest_sleep: Duration,
}

impl Simulation {
    fn new(end: i64) -> Self {
        Self {
            now: Cell::new(0),
            end,
            max_runs: usize::MAX,
            edges: Vec::new(),
            readings: VecDeque::from(["a"]),
            files: ChangeDetector::new("a"),
            jump: None,
            fails: |_| false,
            runs: Vec::new(),
            longest_sleep: Duration::ZERO,
        }
    }

    fn run(mut self, interval: i64) -> Self {
        let interval = Duration::from_secs(interval.unsigned_abs());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let Ok(()) = runtime.block_on(follow(&mut self, interval));
        self
    }
}

impl Follower for Simulation {
    type Error = Infallible;

    fn now(&self) -> Timestamp {
        Timestamp::from_second(START + self.now.get()).unwrap()
    }

    fn poll_files(&mut self) -> FileState {
        let reading = self.readings[0];
        if self.readings.len() > 1 {
            self.readings.pop_front();
        }
        self.files.read(reading)
    }

    async fn apply(&mut self, at: Timestamp) -> Result<RunResult, Infallible> {
        let at = at.as_second() - START;
        self.runs.push(at);
        let next_edge = self.edges.iter().find(|edge| **edge > at);
        let next_edge = next_edge.map(|edge| Timestamp::from_second(START + edge).unwrap());
        Ok(RunResult { is_success: !(self.fails)(at), next_edge })
    }

    fn waiting_until(&self, next: Timestamp) {
        assert!(next > self.now());
    }

    async fn sleep(&mut self, limit: Duration) -> Wake {
        self.longest_sleep = self.longest_sleep.max(limit);
        let before = self.now.get();
        let seconds = i64::try_from(limit.as_secs()).unwrap();
        assert!(seconds > 0 || limit.is_zero(), "{limit:?}");
        self.now.set(before + seconds.max(1));
        if let Some((at, by)) = self.jump
            && (before..self.now.get()).contains(&at)
        {
            self.now.set(self.now.get() + by);
            self.jump = None;
        }
        let goes_on = self.now.get() < self.end && self.runs.len() < self.max_runs;
        if goes_on { Wake::Timer } else { Wake::Stop }
    }
}

#[test]
fn a_day_without_edges_is_a_run_each_interval() {
    let day = Simulation::new(DAY).run(900);
    assert_eq!(day.runs, (0..96).map(|run| run * 900).collect::<Vec<_>>());
    assert_eq!(day.longest_sleep, POLL_INTERVAL);
}

#[test]
fn runs_at_an_edge_and_not_before_it() {
    let day = Simulation { edges: vec![1000, 1001, 2000], ..Simulation::new(3000) }.run(900);
    assert_eq!(day.runs, [0, 900, 1000, 1001, 1901, 2000, 2900]);
}

#[test]
fn changed_files_are_used_once_they_were_read_twice() {
    // Read at 0, 5, 10 ...: at 10 a half-written file, a second later the whole one.
    let readings = VecDeque::from(["a", "a", "b", "c", "c"]);
    let changed = Simulation { readings, ..Simulation::new(60) }.run(900);
    assert_eq!(changed.runs, [0, 12]);
    assert_eq!(*changed.files.in_force(), "c");
    // A change that is taken back within a second is none.
    let readings = VecDeque::from(["a", "a", "b", "a"]);
    assert_eq!(Simulation { readings, ..Simulation::new(60) }.run(900).runs, [0]);
}

#[test]
fn failures_are_retried_ever_later_up_to_the_interval() {
    let failing = Simulation { fails: |at| at < 600, ..Simulation::new(2000) }.run(300);
    assert_eq!(failing.runs, [0, 30, 90, 210, 450, 750, 1050, 1350, 1650, 1950]);
}

#[test]
fn a_clock_that_is_set_back_or_ahead_leads_to_a_run_within_seconds() {
    // The machine sleeps for an hour at 1000: awake, the run at 1800 is overdue.
    let suspended = Simulation { jump: Some((1000, 3600)), ..Simulation::new(5000) }.run(900);
    assert_eq!(suspended.runs[..3], [0, 900, 4605]);
    let set_back = Simulation {
        jump: Some((1000, -7200)),
        edges: vec![-6100],
        max_runs: 6,
        ..Simulation::new(DAY)
    };
    assert_eq!(set_back.run(900).runs, [0, 900, -6195, -6100, -5200, -4300]);
}

proptest! {
    #[test]
    fn every_edge_has_a_run_at_it_or_soon_after(
        edges in prop::collection::btree_set(1..DAY, 0..30),
        interval in 60..DAY,
    ) {
        let edges: Vec<_> = edges.into_iter().collect();
        let simulation = Simulation { edges: edges.clone(), ..Simulation::new(DAY) };
        let runs = simulation.run(interval).runs;
        for edge in edges {
            prop_assert!(runs.contains(&edge), "{edge}: {runs:?}");
        }
        for pair in runs.windows(2) {
            prop_assert!(pair[0] < pair[1] && pair[1] - pair[0] <= interval);
        }
    }
}
