//! What is waited for with pools, and what one look at a pool says about it.

use std::fmt;

use super::Progress;
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::size::PoolSize;

/// What is to become true of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Its phase is ready, and as many instances run as it keeps at least.
    Ready,
    /// So many instances run.
    Running(i32),
    /// It has a snapshot.
    Snapshot,
    /// It is gone.
    Deleted,
}

/// Why something cannot become true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PoolWaitFailure {
    /// The pool is being deleted.
    Leaving,
    /// The pool is gone.
    Gone,
    /// The runner reports a problem, in its words. Foreign text.
    Degraded(String),
    /// More instances are wanted than the pool may hold.
    AboveMax(i32),
    /// No prebuild has completed, and none is on its way.
    NoPrebuild,
}

impl Condition {
    /// Reads the words of `--for`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text.trim() {
            "ready" => Ok(Self::Ready),
            "snapshot" => Ok(Self::Snapshot),
            "deleted" => Ok(Self::Deleted),
            word => {
                let number = word.strip_prefix("running=").and_then(|number| number.parse().ok());
                let number = number.filter(|number| (1..=i32::MAX).contains(number));
                number.map(Self::Running).ok_or_else(|| {
                    format!("{word:?} is none of: ready, running=N, snapshot, deleted")
                })
            }
        }
    }

    /// Reads what a pool says about it.
    pub(super) fn evaluate(self, pool: &WarmPool) -> Progress<PoolWaitFailure> {
        let life = lifecycle::lifecycle(pool);
        match (self, life) {
            (Self::Deleted, Lifecycle::Deleted) => return Progress::Satisfied,
            (Self::Deleted, _) => return Progress::Pending,
            (_, Lifecycle::Deleted) => return Progress::Impossible(PoolWaitFailure::Gone),
            (_, Lifecycle::Deleting) => return Progress::Impossible(PoolWaitFailure::Leaving),
            (_, Lifecycle::Active) => {}
        }
        if self.is_true_of(pool) {
            return Progress::Satisfied;
        }
        let size = lifecycle::size(pool);
        if let (Self::Running(wanted), Some(size)) = (self, size)
            && wanted > size.max()
        {
            return Progress::Impossible(PoolWaitFailure::AboveMax(size.max()));
        }
        let failure = pool.status.as_ref().map_or("", |status| &status.failure_message);
        match lifecycle::phase(pool) {
            WarmPoolPhase::Degraded if !failure.is_empty() => {
                Progress::Impossible(PoolWaitFailure::Degraded(failure.to_owned()))
            }
            WarmPoolPhase::Pending if snapshot(pool).is_none() => Progress::Blocked,
            _ => Progress::Pending,
        }
    }

    /// What it says that there is no such pool.
    pub(super) fn evaluate_missing(self) -> Progress<PoolWaitFailure> {
        match self {
            Self::Deleted => Progress::Satisfied,
            Self::Ready | Self::Running(_) | Self::Snapshot => {
                Progress::Impossible(PoolWaitFailure::Gone)
            }
        }
    }

    fn is_true_of(self, pool: &WarmPool) -> bool {
        let running = pool.status.as_ref().map_or(0, |status| status.running_instances);
        match self {
            Self::Ready => {
                let least = lifecycle::size(pool).map_or(0, PoolSize::min);
                lifecycle::phase(pool) == WarmPoolPhase::Ready && running >= least
            }
            Self::Running(wanted) => running >= wanted,
            Self::Snapshot => snapshot(pool).is_some(),
            Self::Deleted => false,
        }
    }
}

/// The words that [`Condition::parse`] reads.
impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ready => f.write_str("ready"),
            Self::Running(wanted) => write!(f, "running={wanted}"),
            Self::Snapshot => f.write_str("snapshot"),
            Self::Deleted => f.write_str("deleted"),
        }
    }
}

fn snapshot(pool: &WarmPool) -> Option<&str> {
    let id = pool.spec.as_ref()?.snapshot_id.as_deref()?;
    (!id.is_empty()).then_some(id)
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
    fn words_are_read_and_written_the_same() {
        for word in ["ready", "running=3", "snapshot", "deleted"] {
            assert_eq!(Condition::parse(word).unwrap().to_string(), word);
        }
        for word in ["", "Ready", "running", "running=", "running=0", "running=-1", "running=x"] {
            assert!(Condition::parse(word).is_err(), "{word}");
        }
    }

    #[test]
    fn what_a_look_says() {
        use Condition::{Deleted, Ready, Running, Snapshot};
        use WarmPoolPhase::{
            Degraded, Deleted as Gone, Deleting, Number, Pending, Ready as IsReady,
        };
        let hopeless = |why| Progress::Impossible(why);
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
            (Ready, Deleting, 1, 1, Some("s"), hopeless(PoolWaitFailure::Leaving)),
            (Ready, Gone, 1, 1, Some("s"), hopeless(PoolWaitFailure::Gone)),
            (Running(2), IsReady, 1, 1, Some("s"), Progress::Pending),
            (Running(2), Degraded, 2, 1, Some("s"), Progress::Satisfied),
            (Running(5), IsReady, 4, 1, Some("s"), Progress::Pending),
            (Running(6), IsReady, 5, 1, Some("s"), hopeless(PoolWaitFailure::AboveMax(5))),
            (Snapshot, Pending, 0, 1, None, Progress::Blocked),
            (Snapshot, Pending, 0, 1, Some("s"), Progress::Satisfied),
            (Deleted, IsReady, 1, 1, Some("s"), Progress::Pending),
            (Deleted, Deleting, 1, 1, Some("s"), Progress::Pending),
            (Deleted, Gone, 0, 1, Some("s"), Progress::Satisfied),
        ] {
            let shown = format!("{condition} {phase:?} {running} of {min} {snapshot:?}");
            assert_eq!(
                condition.evaluate(&pool(phase, running, min, snapshot)),
                expected,
                "{shown}"
            );
        }
    }

    #[test]
    fn a_degraded_pool_is_hopeless_when_it_says_why() {
        let mut pool = pool(WarmPoolPhase::Degraded, 0, 1, Some("s"));
        pool.status.as_mut().unwrap().failure_message = "no capacity".to_owned();
        let why = PoolWaitFailure::Degraded("no capacity".to_owned());
        assert_eq!(Condition::Ready.evaluate(&pool), Progress::Impossible(why));
        assert_eq!(Condition::Deleted.evaluate(&pool), Progress::Pending);
    }
}
