//! Keeps applying a fleet: on a timer, at every edge, after a change of the files, after a failure,
//! and after a jump of the clock.

mod change_detector;
mod run_schedule;
#[cfg(test)]
mod tests;

use std::time::Duration;

use jiff::Timestamp;

pub(crate) use self::change_detector::ChangeDetector;
use self::run_schedule::RunSchedule;

/// How often the files are compared with those in force. Also the longest sleep, so that after a
/// suspend or a jump of the clock the next decision is never far away.
const POLL_INTERVAL: Duration = Duration::from_secs(5);
/// How long changed files have to stay as they are before they are used: a writer may not be done.
const SETTLE_TIME: Duration = Duration::from_secs(1);

/// What a run leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RunResult {
    pub(crate) is_success: bool,
    /// The next instant from which a pool has another size; `None` if there is none.
    pub(crate) next_edge: Option<Timestamp>,
}

/// What the files are, compared with those in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileState {
    Same,
    /// They changed, and may still be being written.
    Unsettled,
    /// Others are in force from now on.
    Replaced,
}

/// Why a sleep ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wake {
    Timer,
    /// The user wants the files to be read and applied now.
    Reload,
    Stop,
}

/// What is followed, and how.
pub(crate) trait Follower {
    /// An error that ends everything.
    type Error;

    /// The wall clock.
    fn now(&self) -> Timestamp;

    /// Reads the files.
    fn poll_files(&mut self) -> FileState;

    /// Applies the files in force as of an instant.
    ///
    /// # Errors
    /// Those that end everything; a failure that may pass is a result.
    async fn apply(&mut self, at: Timestamp) -> Result<RunResult, Self::Error>;

    /// Announces when the next run is due.
    fn waiting_until(&self, next: Timestamp);

    /// Sleeps, at most this long.
    async fn sleep(&mut self, limit: Duration) -> Wake;
}

/// Applies at once and then whenever it is due, until [`Wake::Stop`].
///
/// # Errors
/// Those of [`Follower::apply`].
pub(crate) async fn follow<F: Follower>(
    follower: &mut F,
    interval: Duration,
) -> Result<(), F::Error> {
    let mut schedule = RunSchedule::new(interval);
    loop {
        let files = follower.poll_files();
        if files == FileState::Replaced {
            schedule.run_now();
        }
        let now = follower.now();
        if schedule.is_due(now) {
            let result = follower.apply(now).await?;
            schedule.record(now, follower.now(), result);
            follower.waiting_until(schedule.next());
        }
        let pause = match files {
            FileState::Unsettled => SETTLE_TIME,
            FileState::Same | FileState::Replaced => {
                schedule.time_left(follower.now()).min(POLL_INTERVAL)
            }
        };
        match follower.sleep(pause).await {
            Wake::Timer => {}
            Wake::Reload => schedule.run_now(),
            Wake::Stop => return Ok(()),
        }
    }
}
