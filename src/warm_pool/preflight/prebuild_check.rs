//! Whether there is a prebuild to make instances from, and the state of the pool.

use jiff::{SignedDuration, Timestamp};

use super::CheckResult::{self, Met, Unknown, Unmet};
use super::data::{Lookup, PreflightData};
use super::remedy::{PoolSelector, Remedy};
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::error::Hint;
use crate::text::age;
use crate::warm_pool::lifecycle;

/// How long after the completion of its prebuild a snapshot is used.
pub(crate) const SNAPSHOT_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A prebuild with its completion time, or with its creation time if it has not completed.
type DatedPrebuild<'a> = (Option<Timestamp>, &'a Prebuild);

/// The newest prebuild of each kind.
#[derive(Default)]
struct NewestPrebuilds<'a> {
    completed: Option<DatedPrebuild<'a>>,
    failed: Option<DatedPrebuild<'a>>,
    in_progress: Option<DatedPrebuild<'a>>,
}

impl<'a> NewestPrebuilds<'a> {
    fn new(data: &PreflightData, prebuilds: &'a [Prebuild]) -> Self {
        let mut newest = Self::default();
        for prebuild in prebuilds.iter().filter(|prebuild| has_key(data, prebuild)) {
            let slot = match prebuild.status.as_ref().map(|status| &status.phase) {
                Some(PrebuildPhase::Completed) => &mut newest.completed,
                Some(PrebuildPhase::Failed) => &mut newest.failed,
                Some(
                    PrebuildPhase::Pending
                    | PrebuildPhase::Starting
                    | PrebuildPhase::Running
                    | PrebuildPhase::ShuttingDown
                    | PrebuildPhase::Snapshotting,
                ) => &mut newest.in_progress,
                _ => continue,
            };
            let time = last_time(prebuild);
            if slot.is_none_or(|(before, _)| before < time) {
                *slot = Some((time, prebuild));
            }
        }
        newest
    }
}

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
        Lookup::Missing => return Unknown("the project was not found".to_owned()),
        Lookup::Denied => return Unknown("this token may not list prebuilds".to_owned()),
        Lookup::NotQueried => return Unknown(data.not_queried()),
    };
    let newest = NewestPrebuilds::new(data, prebuilds);
    let ago = |time: Option<Timestamp>| {
        time.map_or_else(String::new, |time| format!(" {} ago", age::age(data.now, time)))
    };
    let class = data.class_name();
    let detail = match newest.completed {
        Some((None, Prebuild { id, .. })) => {
            return Unknown(format!("{id} completed at an unknown time"));
        }
        Some((Some(time), Prebuild { id, .. }))
            if data.now.duration_since(time) < SNAPSHOT_LIFE =>
        {
            return Met(format!("{id} completed{}", ago(Some(time))));
        }
        Some((time, _)) => format!(
            "the last prebuild for {class} completed{}; its snapshot expired after 7 days",
            ago(time)
        ),
        None => format!("no prebuild for {class} has completed"),
    };
    if let Some((time, Prebuild { id, .. })) = newest.in_progress {
        let wait = Remedy::fix("wait for it", Hint::new("prebuild wait").arg(id));
        return Unmet(format!("{detail}; {id} was started{}", ago(time)), wait);
    }
    if !can_be_started(data) {
        return Unknown(format!("{detail}, and none can be started yet"));
    }
    let Some((time, failed)) = newest.failed else {
        return Unmet(detail, selector.trigger());
    };
    let reason = match failed.status.as_ref().map_or("", |status| &status.failure_message) {
        "" => String::new(),
        message => format!(": {message}"),
    };
    Unmet(format!("{detail}; the last one failed{}{reason}", ago(time)), selector.trigger())
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
        Lookup::Denied => Unknown("this token may not list warm pools".to_owned()),
        Lookup::Missing => Unknown("the pool was not found".to_owned()),
        Lookup::NotQueried => Unknown(data.not_queried()),
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
