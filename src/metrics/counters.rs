//! What is counted of a pool from one report of its runner to the next. Pure.

use crate::api::warm_pool::{WarmPool, WarmPoolSpec, WarmPoolStatus};
use crate::warm_pool::lifecycle::{self, Lifecycle};

/// The counters of a pool since it was first seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct PoolCounters {
    last: Option<Report>,
    /// A lower bound.
    pub(crate) claims: u64,
    pub(crate) missed_reports: u64,
}

/// The parts of a report that show a claim.
#[derive(Clone, Debug)]
struct Report {
    version: u64,
    is_active: bool,
    running: i32,
    stopped: i32,
    desired: i32,
    snapshot: Option<String>,
}

impl Report {
    fn new(pool: &WarmPool) -> Option<Self> {
        let WarmPoolStatus {
            status_version,
            running_instances,
            stopped_instances,
            desired_size,
            ..
        } = *pool.status.as_ref()?;
        Some(Self {
            version: status_version,
            is_active: lifecycle::lifecycle(pool) == Lifecycle::Active,
            running: running_instances,
            stopped: stopped_instances,
            desired: desired_size,
            snapshot: pool.spec.as_ref().and_then(|spec: &WarmPoolSpec| spec.snapshot_id.clone()),
        })
    }

    /// The instances that were claimed before the next report: the running ones became fewer although
    /// the target and the snapshot stayed, and they were not stopped.
    fn claims_until(&self, next: &Self) -> u64 {
        let is_same = self.is_active
            && next.is_active
            && self.desired == next.desired
            && self.snapshot == next.snapshot
            && next.stopped <= self.stopped;
        let fewer = i64::from(self.running) - i64::from(next.running);
        if is_same { u64::try_from(fewer).unwrap_or(0) } else { 0 }
    }
}

impl PoolCounters {
    /// Notes what was read of a pool. What is older than the last report counts for nothing.
    pub(crate) fn observe(&mut self, pool: &WarmPool) {
        let Some(next) = Report::new(pool) else { return };
        if let Some(last) = &self.last {
            let Some(step) = next.version.checked_sub(last.version) else { return };
            self.claims = self.claims.saturating_add(last.claims_until(&next));
            self.missed_reports = self.missed_reports.saturating_add(step.saturating_sub(1));
        }
        self.last = Some(next);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::api::read_message;

    /// Version, running, stopped, desired and snapshot.
    type Given = (u64, i32, i32, i32, &'static str);

    fn pool(
        (version, running, stopped, desired, snapshot): Given,
        desired_phase: &str,
    ) -> WarmPool {
        let message: Value = json!({
            "id": "a",
            "spec": {"snapshotId": snapshot, "desiredPhase": desired_phase},
            "status": {
                "phase": "WARM_POOL_PHASE_READY",
                "statusVersion": version.to_string(),
                "runningInstances": running,
                "stoppedInstances": stopped,
                "desiredSize": desired,
            },
        });
        read_message(message.to_string().as_bytes()).unwrap()
    }

    /// Claims and missed reports.
    fn counted(reports: &[Given]) -> (u64, u64) {
        let mut counters = PoolCounters::default();
        for report in reports {
            counters.observe(&pool(*report, "WARM_POOL_PHASE_READY"));
        }
        (counters.claims, counters.missed_reports)
    }

    #[test]
    fn a_claim_is_a_running_instance_less_at_the_same_target() {
        let first = (1, 3, 2, 3, "s");
        for (next, claims) in [
            ((2, 2, 2, 3, "s"), 1),
            ((2, 1, 1, 3, "s"), 2),
            ((2, 3, 2, 3, "s"), 0),
            ((2, 4, 1, 3, "s"), 0),
            // It was stopped, the pool is smaller, or its instances are replaced.
            ((2, 2, 3, 3, "s"), 0),
            ((2, 2, 2, 2, "s"), 0),
            ((2, 2, 2, 3, "t"), 0),
        ] {
            assert_eq!(counted(&[first, next]), (claims, 0), "{next:?}");
        }
        assert_eq!(counted(&[first]), (0, 0), "the first report is compared with nothing");
    }

    #[test]
    fn the_drained_instances_of_a_pool_that_is_deleted_are_no_claims() {
        let mut counters = PoolCounters::default();
        counters.observe(&pool((1, 3, 0, 3, "s"), "WARM_POOL_PHASE_READY"));
        counters.observe(&pool((2, 2, 0, 3, "s"), "WARM_POOL_PHASE_DELETED"));
        counters.observe(&pool((3, 0, 0, 3, "s"), "WARM_POOL_PHASE_DELETED"));
        assert_eq!(counters.claims, 0);
    }

    #[test]
    fn reports_between_two_that_were_read_were_missed() {
        let report = |version| (version, 1, 1, 1, "s");
        assert_eq!(counted(&[report(5), report(6), report(6), report(9)]), (0, 2));
        // An older state that was read later.
        let claimed = |version| (version, 0, 1, 1, "s");
        assert_eq!(counted(&[report(5), claimed(7), report(6), claimed(7)]), (1, 1));
        assert_eq!(counted(&[(u64::MAX, i32::MIN, 0, 0, "s"), (0, i32::MAX, 0, 0, "s")]), (0, 0));
        assert_eq!(
            counted(&[(0, i32::MAX, 0, 0, "s"), (1, i32::MIN, 0, 0, "s")]).0,
            u64::from(u32::MAX)
        );
    }
}
