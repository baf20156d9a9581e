//! The conditions to wait for on a pool, and their evaluation.

use std::fmt;

use super::Progress;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::size::PoolSize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Its phase is ready, and at least its minimum is running.
    Ready,
    /// At least this many instances are running.
    Running(i32),
    /// It has a snapshot.
    Snapshot,
    Deleted,
}

/// Why a pool cannot meet a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PoolWaitFailure {
    Deleting,
    Deleted,
    /// With the runner's message. Untrusted text.
    Degraded(String),
    /// More instances are to run than the pool's maximum.
    AboveMax {
        count: i32,
        max: i32,
    },
    /// No prebuild has completed, and none is running.
    NoPrebuild,
}

impl Condition {
    /// Parses the value of `--for`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text.trim() {
            "ready" => Ok(Self::Ready),
            "snapshot" => Ok(Self::Snapshot),
            "deleted" => Ok(Self::Deleted),
            word => {
                let count = word.strip_prefix("running=").and_then(|count| count.parse().ok());
                let count = count.filter(|count| (1..=i32::MAX).contains(count));
                count.map(Self::Running).ok_or_else(|| {
                    format!("{word:?} is not one of: ready, running=N, snapshot, deleted")
                })
            }
        }
    }

    /// The progress of a pool; `None` if it does not exist.
    pub(super) fn evaluate(self, pool: Option<&WarmPool>) -> Progress<PoolWaitFailure> {
        let lifecycle = pool.map_or(Lifecycle::Deleted, lifecycle::lifecycle);
        let pool = match (self, pool, lifecycle) {
            (Self::Deleted, _, Lifecycle::Deleted) => return Progress::Satisfied,
            (Self::Deleted, ..) => return Progress::Pending,
            (_, Some(pool), Lifecycle::Active) => pool,
            (_, _, Lifecycle::Deleting) => return Progress::Impossible(PoolWaitFailure::Deleting),
            _ => return Progress::Impossible(PoolWaitFailure::Deleted),
        };
        if self.is_met_by(pool) {
            return Progress::Satisfied;
        }
        let max = lifecycle::size(pool).map(PoolSize::max);
        if let (Self::Running(count), Some(max)) = (self, max)
            && count > max
        {
            return Progress::Impossible(PoolWaitFailure::AboveMax { count, max });
        }
        let message = pool.status.as_ref().map_or("", |status| &status.failure_message);
        match lifecycle::phase(pool) {
            WarmPoolPhase::Degraded if !message.is_empty() => {
                Progress::Impossible(PoolWaitFailure::Degraded(message.to_owned()))
            }
            WarmPoolPhase::Pending if !has_snapshot(pool) => Progress::Blocked,
            _ => Progress::Pending,
        }
    }

    /// Whether a pool that exists meets it.
    fn is_met_by(self, pool: &WarmPool) -> bool {
        let running = pool.status.as_ref().map_or(0, |status| status.running_instances);
        match self {
            Self::Ready => {
                let min = lifecycle::size(pool).map_or(0, PoolSize::min);
                lifecycle::phase(pool) == WarmPoolPhase::Ready && running >= min
            }
            Self::Running(count) => running >= count,
            Self::Snapshot => has_snapshot(pool),
            Self::Deleted => false,
        }
    }
}

/// The text that [`Condition::parse`] reads.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready => f.write_str("ready"),
            Self::Running(count) => write!(f, "running={count}"),
            Self::Snapshot => f.write_str("snapshot"),
            Self::Deleted => f.write_str("deleted"),
        }
    }
}

fn has_snapshot(pool: &WarmPool) -> bool {
    let snapshot = pool.spec.as_ref().and_then(|spec| spec.snapshot_id.as_deref());
    snapshot.is_some_and(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::warm_pool::{WarmPoolSpec, WarmPoolStatus};

    fn pool(phase: WarmPoolPhase, running: i32, min: i32, snapshot: Option<&str>) -> WarmPool {
        let spec = WarmPoolSpec {
            min_size: Some(min),
            max_size: Some(5),
            snapshot_id: snapshot.map(str::to_owned),
            ..WarmPoolSpec::default()
        };
        let status =
            WarmPoolStatus { phase, running_instances: running, ..WarmPoolStatus::default() };
        WarmPool { spec: Some(spec), status: Some(status), ..WarmPool::default() }
    }

    #[test]
    fn display_writes_what_parse_reads() {
        for word in ["ready", "running=3", "snapshot", "deleted"] {
            assert_eq!(Condition::parse(word).unwrap().to_string(), word);
        }
        for word in ["", "Ready", "running", "running=", "running=0", "running=-1", "running=x"] {
            assert!(Condition::parse(word).is_err(), "{word}");
        }
    }

    #[test]
    fn every_condition_in_every_phase() {
        use Condition::{Deleted, Ready, Running, Snapshot};
        use WarmPoolPhase::{
            Degraded, Deleted as IsDeleted, Deleting, Number, Pending, Ready as IsReady,
        };
        let impossible = |reason| Progress::Impossible(reason);
        for (condition, phase, running, min, snapshot, expected) in [
            (Ready, IsReady, 1, 1, Some("s"), Progress::Satisfied),
            (Ready, IsReady, 2, 1, Some("s"), Progress::Satisfied),
            (Ready, IsReady, 0, 0, Some("s"), Progress::Satisfied),
            (Ready, IsReady, 0, 1, Some("s"), Progress::Pending),
            (Ready, IsReady, 1, 2, Some("s"), Progress::Pending),
            (Ready, Pending, 0, 0, Some("s"), Progress::Pending),
            (Ready, Pending, 0, 0, Some(""), Progress::Blocked),
            (Ready, Pending, 0, 1, None, Progress::Blocked),
            (Ready, Number(15), 0, 1, None, Progress::Pending),
            (Ready, Degraded, 0, 1, Some("s"), Progress::Pending),
            (Ready, Deleting, 1, 1, Some("s"), impossible(PoolWaitFailure::Deleting)),
            (Ready, IsDeleted, 1, 1, Some("s"), impossible(PoolWaitFailure::Deleted)),
            (Running(2), IsReady, 1, 1, Some("s"), Progress::Pending),
            (Running(2), Degraded, 2, 1, Some("s"), Progress::Satisfied),
            (Running(5), IsReady, 4, 1, Some("s"), Progress::Pending),
            (
                Running(6),
                IsReady,
                5,
                1,
                Some("s"),
                impossible(PoolWaitFailure::AboveMax { count: 6, max: 5 }),
            ),
            (Snapshot, Pending, 0, 1, None, Progress::Blocked),
            (Snapshot, Pending, 0, 1, Some("s"), Progress::Satisfied),
            (Deleted, IsReady, 1, 1, Some("s"), Progress::Pending),
            (Deleted, Deleting, 1, 1, Some("s"), Progress::Pending),
            (Deleted, IsDeleted, 0, 1, Some("s"), Progress::Satisfied),
        ] {
            let case = format!("{condition} {phase:?} {running} of {min} {snapshot:?}");
            assert_eq!(
                condition.evaluate(Some(&pool(phase, running, min, snapshot))),
                expected,
                "{case}"
            );
        }
    }

    #[test]
    fn a_degraded_pool_with_a_message_cannot_become_ready() {
        let mut pool = pool(WarmPoolPhase::Degraded, 0, 1, Some("s"));
        pool.status.as_mut().unwrap().failure_message = "no capacity".to_owned();
        let reason = PoolWaitFailure::Degraded("no capacity".to_owned());
        assert_eq!(Condition::Ready.evaluate(Some(&pool)), Progress::Impossible(reason));
        assert_eq!(Condition::Deleted.evaluate(Some(&pool)), Progress::Pending);
    }
}
