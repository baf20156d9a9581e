//! What fills a pool, and how the pool is.

use jiff::{SignedDuration, Timestamp};

use super::CheckResult;
use super::facts::{Lookup, PreflightData};
use super::fixes::{Fix, PoolSelector};
use super::rules::has_prebuilds;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::error::Hint;
use crate::text::age;
use crate::warm_pool::lifecycle;

/// How long a snapshot is used after its prebuild completed (contract section 12).
pub(crate) const SNAPSHOT_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A prebuild and when it ended; when it was made, where it has no end.
type DatedPrebuild<'a> = (Option<Timestamp>, &'a Prebuild);

/// The prebuilds of the pair that tell something, each kind by its newest.
#[derive(Default)]
struct Newest<'a> {
    completed: Option<DatedPrebuild<'a>>,
    failed: Option<DatedPrebuild<'a>>,
    under_way: Option<DatedPrebuild<'a>>,
}

impl<'a> Newest<'a> {
    fn of(facts: &PreflightData, all: &'a [Prebuild]) -> Self {
        let mut newest = Self::default();
        for prebuild in all.iter().filter(|prebuild| is_of_pair(facts, prebuild)) {
            let place = match prebuild.status.as_ref().map(|status| &status.phase) {
                Some(PrebuildPhase::Completed) => &mut newest.completed,
                Some(PrebuildPhase::Failed) => &mut newest.failed,
                Some(
                    PrebuildPhase::Pending
                    | PrebuildPhase::Starting
                    | PrebuildPhase::Running
                    | PrebuildPhase::ShuttingDown
                    | PrebuildPhase::Snapshotting,
                ) => &mut newest.under_way,
                _ => continue,
            };
            let at = moment(prebuild);
            if place.is_none_or(|(before, _)| before < at) {
                *place = Some((at, prebuild));
            }
        }
        newest
    }
}

fn moment(prebuild: &Prebuild) -> Option<Timestamp> {
    let end = prebuild.status.as_ref().and_then(|status| status.completion_time.as_ref());
    let made = prebuild.metadata.as_ref().and_then(|metadata| metadata.created_at.as_ref());
    end.or(made)?.at()
}

fn is_of_pair(facts: &PreflightData, prebuild: &Prebuild) -> bool {
    let metadata = prebuild.metadata.as_ref();
    metadata.is_some_and(|own| facts.pair.is(&own.project_id, &own.environment_class_id))
}

/// Whether there is a prebuild to make instances from.
pub(super) fn prebuild(facts: &PreflightData, words: &PoolSelector) -> CheckResult {
    let all = match &facts.prebuilds {
        Lookup::Found(all) => all,
        Lookup::Missing => {
            return CheckResult::Unknown("there is no project to ask about".to_owned());
        }
        Lookup::Denied => {
            return CheckResult::Unknown("this token may not list prebuilds".to_owned());
        }
        Lookup::NotQueried => return CheckResult::Unknown(facts.unasked()),
    };
    let newest = Newest::of(facts, all);
    let ago = |at| match at {
        Some(at) => format!(" {} ago", age::age(facts.now, at)),
        None => String::new(),
    };
    let class = facts.class_name();
    let none = match newest.completed {
        Some((None, own)) => {
            return CheckResult::Unknown(format!("{} completed, and when is not told", own.id));
        }
        Some((Some(at), own)) if facts.now.duration_since(at) < SNAPSHOT_LIFE => {
            return CheckResult::Yes(format!("{} completed{}", own.id, ago(Some(at))));
        }
        Some((at, _)) => {
            format!("the last prebuild for {class} completed{}, and counts for 7 days", ago(at))
        }
        None => format!("no prebuild for {class} has completed"),
    };
    if let Some((at, own)) = newest.under_way {
        let look = Fix::new("wait for it", Hint::new("prebuild wait").arg(&own.id));
        return CheckResult::No(format!("{none}; {} was started{}", own.id, ago(at)), look);
    }
    if !may_be_started(facts) {
        return CheckResult::Unknown(format!("{none}, and none can be started as things are"));
    }
    let Some((at, own)) = newest.failed else {
        return CheckResult::No(none, words.trigger());
    };
    let why = match own.status.as_ref().map_or("", |status| &status.failure_message) {
        "" => String::new(),
        message => format!(": {message}"),
    };
    CheckResult::No(format!("{none}; the last one failed{}{why}", ago(at)), words.trigger())
}

/// Whether nothing that is known keeps a prebuild of the pair from being started.
fn may_be_started(facts: &PreflightData) -> bool {
    let may_project = match &facts.project {
        Lookup::Found(project) => has_prebuilds(project) && facts.is_prebuilt(),
        Lookup::Missing => false,
        Lookup::Denied | Lookup::NotQueried => true,
    };
    let may_class = match &facts.class {
        Lookup::Found(class) => class.enabled,
        Lookup::Missing => false,
        Lookup::Denied | Lookup::NotQueried => true,
    };
    may_project && may_class
}

/// How the pool of the pair is, given whether there is a prebuild for it.
pub(super) fn pool(
    facts: &PreflightData,
    words: &PoolSelector,
    prebuild: &CheckResult,
) -> CheckResult {
    match &facts.pool {
        Lookup::Found(Some(pool)) => state_of(pool, words, prebuild),
        Lookup::Found(None) => CheckResult::Yes("none yet".to_owned()),
        Lookup::Denied => CheckResult::Unknown("this token may not list warm pools".to_owned()),
        Lookup::Missing => CheckResult::Unknown("there is nothing to ask about".to_owned()),
        Lookup::NotQueried => CheckResult::Unknown(facts.unasked()),
    }
}

/// How a pool is, and why it is not ready.
fn state_of(pool: &WarmPool, words: &PoolSelector, prebuild: &CheckResult) -> CheckResult {
    let status = pool.status.clone().unwrap_or_default();
    match lifecycle::phase(pool) {
        WarmPoolPhase::Ready => {
            let (running, desired) = (status.running_instances, status.desired_size);
            let stopped = status.stopped_instances;
            CheckResult::Yes(format!(
                "ready: {running} running of {desired} desired, {stopped} stopped"
            ))
        }
        WarmPoolPhase::Degraded => {
            let why = match status.failure_message.as_str() {
                "" => "the runner does not say why",
                message => message,
            };
            CheckResult::No(format!("degraded: {why}"), words.then_explain("mend that"))
        }
        WarmPoolPhase::Deleting => CheckResult::No(
            format!("{} is being removed", pool.id),
            words.list("whether it is gone"),
        ),
        WarmPoolPhase::Deleted => CheckResult::No(
            format!("{} was removed", pool.id),
            words.list("whether there is another"),
        ),
        WarmPoolPhase::Pending => {
            let snapshot = pool.spec.as_ref().and_then(|spec| spec.snapshot_id.as_deref());
            pending(snapshot, prebuild)
        }
        WarmPoolPhase::Unspecified => CheckResult::Unknown(format!("{} tells no phase", pool.id)),
        phase => CheckResult::Unknown(format!("{} is not known to this version", phase.label())),
    }
}

/// Why a pool is pending: without a snapshot it waits for a prebuild.
fn pending(snapshot: Option<&str>, prebuild: &CheckResult) -> CheckResult {
    match (snapshot, prebuild) {
        (Some(snapshot), _) => CheckResult::Yes(format!(
            "pending: its first instances are made from snapshot {snapshot}"
        )),
        (None, CheckResult::Yes(_)) => {
            CheckResult::Yes("pending: the runner has yet to take up the prebuild".to_owned())
        }
        (None, CheckResult::No(why, fix)) => {
            CheckResult::No(format!("pending without a snapshot: {why}"), fix.clone())
        }
        (None, CheckResult::Unknown(why)) => {
            CheckResult::Unknown(format!("pending without a snapshot: {why}"))
        }
    }
}
