//! Whether there is a prebuild to make instances from, and the state of the pool.

use jiff::{SignedDuration, Timestamp};

use super::CheckResult::{self, Met, Unknown, Unmet};
use super::data::{Lookup, PreflightData};
use super::remedy::{PoolSelector, Remedy};
use crate::api::OpenEnum as _;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::error::Hint;
use crate::text::age;
use crate::warm_pool::lifecycle;

/// How long after the completion of its prebuild a snapshot is used.
pub(crate) const SNAPSHOT_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

const IN_PROGRESS: [PrebuildPhase; 5] = [
    PrebuildPhase::Pending,
    PrebuildPhase::Starting,
    PrebuildPhase::Running,
    PrebuildPhase::ShuttingDown,
    PrebuildPhase::Snapshotting,
];

/// The newest prebuild of the project and class in one of these phases.
fn newest<'a>(
    data: &PreflightData,
    prebuilds: &'a [Prebuild],
    phases: &[PrebuildPhase],
) -> Option<&'a Prebuild> {
    let is_relevant = |prebuild: &&Prebuild| {
        let status = prebuild.status.as_ref();
        has_key(data, prebuild) && status.is_some_and(|status| phases.contains(&status.phase))
    };
    prebuilds.iter().rev().filter(is_relevant).max_by_key(|prebuild| last_time(prebuild))
}

/// When it completed, or was created if it has not.
fn last_time(prebuild: &Prebuild) -> Option<Timestamp> {
    let completed = prebuild.status.as_ref().and_then(|status| status.completion_time.as_ref());
    let created = prebuild.metadata.as_ref().and_then(|metadata| metadata.created_at.as_ref());
    completed.or(created)?.at()
}

fn has_key(data: &PreflightData, prebuild: &Prebuild) -> bool {
    let metadata = prebuild.metadata.as_ref();
    metadata.is_some_and(|ids| data.key.matches(&ids.project_id, &ids.environment_class_id))
}

pub(super) fn prebuild(data: &PreflightData, selector: &PoolSelector) -> CheckResult {
    let prebuilds = match &data.prebuilds {
        Lookup::Found(prebuilds) => prebuilds,
        Lookup::Missing => return data.unknown(&data.prebuilds, "the project"),
        prebuilds => return data.unknown(prebuilds, "prebuilds"),
    };
    let newest = |phases: &[PrebuildPhase]| newest(data, prebuilds, phases);
    let ago = |prebuild: &Prebuild| {
        let time = last_time(prebuild);
        time.map_or_else(String::new, |time| format!(" {}", age::ago(data.now, time)))
    };
    let class = data.class_name();
    let detail = match newest(&[PrebuildPhase::Completed]) {
        Some(completed) => match last_time(completed) {
            None => return Unknown(format!("{} completed at an unknown time", completed.id)),
            Some(time) if data.now.duration_since(time) < SNAPSHOT_LIFE => {
                return Met(format!("{} completed{}", completed.id, ago(completed)));
            }
            Some(_) => format!(
                "the last prebuild for {class} completed{}; its snapshot expired after 7 days",
                ago(completed)
            ),
        },
        None => format!("no prebuild for {class} has completed"),
    };
    if let Some(started) = newest(&IN_PROGRESS) {
        let wait = Remedy::fix("wait for it", Hint::new("prebuild wait").arg(&started.id));
        return Unmet(format!("{detail}; {} was started{}", started.id, ago(started)), wait);
    }
    if !can_be_started(data) {
        return Unknown(format!("{detail}, and none can be started yet"));
    }
    let Some(failed) = newest(&[PrebuildPhase::Failed]) else {
        return Unmet(detail, selector.trigger());
    };
    let reason = match failed.status.as_ref().map_or("", |status| &status.failure_message) {
        "" => String::new(),
        message => format!(": {message}"),
    };
    Unmet(format!("{detail}; the last one failed{}{reason}", ago(failed)), selector.trigger())
}

/// Whether nothing that is known prevents a prebuild from being started.
fn can_be_started(data: &PreflightData) -> bool {
    let project_allows = match &data.project {
        Lookup::Found(_) => data.has_prebuilds() && data.is_prebuilt(),
        Lookup::Missing => false,
        Lookup::Denied | Lookup::NotQueried => true,
    };
    let class_allows = match &data.class {
        Lookup::Found(class) => class.enabled,
        Lookup::Missing => false,
        Lookup::Denied | Lookup::NotQueried => true,
    };
    project_allows && class_allows
}

/// The state of the pool, given the result for its prebuild.
pub(super) fn pool(
    data: &PreflightData,
    selector: &PoolSelector,
    prebuild: &CheckResult,
) -> CheckResult {
    match &data.pool {
        Lookup::Found(Some(pool)) => pool_state(pool, selector, prebuild),
        Lookup::Found(None) => Met("none yet".to_owned()),
        pool => data.unknown(pool, "warm pools"),
    }
}

fn pool_state(pool: &WarmPool, selector: &PoolSelector, prebuild: &CheckResult) -> CheckResult {
    let (id, status) = (&pool.id, pool.status.clone().unwrap_or_default());
    match lifecycle::phase(pool) {
        WarmPoolPhase::Ready => Met(format!(
            "ready: {} running of {} desired, {} stopped",
            status.running_instances, status.desired_size, status.stopped_instances
        )),
        WarmPoolPhase::Degraded => {
            let reason = match status.failure_message.as_str() {
                "" => "the runner reports no reason",
                message => message,
            };
            Unmet(format!("degraded: {reason}"), selector.then_explain("fix this"))
        }
        WarmPoolPhase::Deleting => {
            let wait = Hint::new("warm-pool wait").arg(id).args(["--for", "deleted"]);
            Unmet(format!("{id} is being deleted"), Remedy::fix("wait for it", wait))
        }
        WarmPoolPhase::Deleted => {
            let list = selector.command("warm-pool list");
            Unmet(format!("{id} was deleted"), Remedy::next("check for another one", list))
        }
        WarmPoolPhase::Pending => {
            let snapshot = pool.spec.as_ref().and_then(|spec| spec.snapshot_id.as_deref());
            pending(snapshot, prebuild)
        }
        WarmPoolPhase::Unspecified => Unknown(format!("{id} reports no phase")),
        phase => Unknown(format!("{id} reports the unknown phase {}", phase.label())),
    }
}

/// Why a pool is pending: without a snapshot it waits for a prebuild.
fn pending(snapshot: Option<&str>, prebuild: &CheckResult) -> CheckResult {
    if let Some(snapshot) = snapshot {
        return Met(format!("pending: creating its first instances from snapshot {snapshot}"));
    }
    let without_snapshot = |detail| format!("pending without a snapshot: {detail}");
    match prebuild {
        Met(_) => Met("pending: the runner has not picked up the prebuild yet".to_owned()),
        Unmet(detail, remedy) => Unmet(without_snapshot(detail), remedy.clone()),
        Unknown(detail) => Unknown(without_snapshot(detail)),
    }
}
