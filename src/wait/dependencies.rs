//! What a pool without a snapshot lacks: a prebuild that gives it one.

use jiff::Timestamp;

use crate::api::Time;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::warm_pool::preflight::SNAPSHOT_LIFE;

/// Whether one of a project's prebuilds gave, or may yet give, a snapshot to a pool of a class.
/// What is not told, or this version does not know, counts as hope.
pub(super) fn may_provide_snapshot(prebuilds: &[Prebuild], class: &str, now: Timestamp) -> bool {
    prebuilds.iter().any(|prebuild| {
        let of = prebuild.metadata.as_ref().map_or("", |it| &it.environment_class_id);
        (of.is_empty() || of.eq_ignore_ascii_case(class)) && !is_over(prebuild, now)
    })
}

/// Whether it ended without a snapshot, or with one that is no longer used.
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
    fn a_prebuild_that_is_not_over_gives_hope_to_its_class() {
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
            let of = |class| [prebuild(class, phase, completed)];
            assert_eq!(may_provide_snapshot(&of("c"), "C", now), expected, "{phase} {completed}");
            assert!(!may_provide_snapshot(&of("other"), "c", now));
        }
        assert!(!may_provide_snapshot(&[], "c", now));
        assert!(
            may_provide_snapshot(&[Prebuild::default()], "c", now),
            "what is not told is not hopeless"
        );
    }
}
