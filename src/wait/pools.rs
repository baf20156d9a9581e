//! Waiting for warm pools.

use jiff::Timestamp;

use super::{Condition, PoolWaitFailure, Progress, WaitTarget};
use crate::api::events::ResourceType;
use crate::api::prebuild::{Prebuild, PrebuildFilter, PrebuildPhase};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error, Time};
use crate::warm_pool::preflight::SNAPSHOT_LIFE;

pub(crate) struct PoolWait<'a> {
    pub(crate) client: &'a Client,
    pub(crate) condition: Condition,
}

impl WaitTarget for PoolWait<'_> {
    type Item = WarmPool;
    type Reason = PoolWaitFailure;

    const EVENTS: ResourceType = ResourceType::WarmPool;

    async fn read(&self, id: &str) -> Result<WarmPool, Error> {
        self.client.get_warm_pool(id).await
    }

    fn evaluate(&self, pool: Option<&WarmPool>) -> Progress<PoolWaitFailure> {
        self.condition.evaluate(pool)
    }

    /// Looks for a prebuild page by page, as the first that may provide a snapshot is enough.
    async fn check_dependencies(&self, pool: &WarmPool) -> Result<Option<PoolWaitFailure>, Error> {
        let Some(metadata) = &pool.metadata else { return Ok(None) };
        let project_ids = vec![metadata.project_id.clone()];
        let filter = PrebuildFilter { project_ids, ..PrebuildFilter::default() };
        let mut prebuilds = self.client.prebuilds(vec![filter]);
        while let Some(page) = prebuilds.next().await? {
            if may_provide_snapshot(&page, &metadata.environment_class_id, self.client.now()) {
                return Ok(None);
            }
        }
        Ok(Some(PoolWaitFailure::NoPrebuild))
    }
}

/// Whether one of a project's prebuilds has provided, or may still provide, a snapshot for a class.
/// A prebuild with unknown fields counts as one that may.
fn may_provide_snapshot(prebuilds: &[Prebuild], class: &str, now: Timestamp) -> bool {
    prebuilds.iter().any(|prebuild| {
        let metadata = prebuild.metadata.as_ref();
        let of_class = metadata.map_or("", |metadata| &metadata.environment_class_id);
        (of_class.is_empty() || of_class.eq_ignore_ascii_case(class)) && !is_over(prebuild, now)
    })
}

/// Whether it ended without a snapshot, or its snapshot has expired.
fn is_over(prebuild: &Prebuild, now: Timestamp) -> bool {
    let Some(status) = &prebuild.status else { return false };
    match status.phase {
        PrebuildPhase::Completed => {
            let completed = status.completion_time.as_ref().and_then(Time::at);
            completed.is_some_and(|at| now.duration_since(at) >= SNAPSHOT_LIFE)
        }
        PrebuildPhase::Failed
        | PrebuildPhase::Cancelling
        | PrebuildPhase::Cancelled
        | PrebuildPhase::Deleting
        | PrebuildPhase::Deleted => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::api::read_message;

    fn prebuild(class: &str, phase: &str, completed: &str) -> Prebuild {
        let message = json!({
            "metadata": {"environmentClassId": class},
            "status": {"phase": phase, "completionTime": completed},
        });
        read_message::<Prebuild>(message.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn a_prebuild_that_is_not_over_may_provide_a_snapshot_for_its_class() {
        let now: Timestamp = "2026-05-08T08:00:00Z".parse().unwrap();
        let phases = [
            ("PREBUILD_PHASE_COMPLETED", "2026-05-01T08:00:01Z", true),
            ("PREBUILD_PHASE_COMPLETED", "2026-05-01T08:00:00Z", false),
            ("PREBUILD_PHASE_RUNNING", "2026-04-01T08:00:00Z", true),
            ("PREBUILD_PHASE_FROZEN", "2026-04-01T08:00:00Z", true),
            ("PREBUILD_PHASE_FAILED", "2026-05-08T08:00:00Z", false),
            ("PREBUILD_PHASE_CANCELLING", "2026-05-08T08:00:00Z", false),
            ("PREBUILD_PHASE_DELETED", "2026-05-08T08:00:00Z", false),
        ];
        for (phase, completed, expected) in phases {
            let for_class = |class| [prebuild(class, phase, completed)];
            let may_provide = may_provide_snapshot(&for_class("c"), "C", now);
            assert_eq!(may_provide, expected, "{phase} {completed}");
            assert!(!may_provide_snapshot(&for_class("other"), "c", now));
        }
        assert!(!may_provide_snapshot(&[], "c", now));
        let is_unknown = [Prebuild::default()];
        assert!(may_provide_snapshot(&is_unknown, "c", now), "unknown fields do not rule it out");
    }
}
