//! What fills a pool, and how the pool is.

use jiff::{SignedDuration, Timestamp};

use super::Answer;
use super::facts::{Fact, Facts};
use super::fixes::{Words, hint};
use super::rules::has_prebuilds;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::warm_pool::{WarmPool, WarmPoolPhase};
use crate::text::age;
use crate::warm_pool::lifecycle;

/// How long a snapshot is used after its prebuild completed (contract section 12).
pub(crate) const SNAPSHOT_LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A prebuild and when it ended; when it was made, where it has no end.
type Dated<'a> = (Option<Timestamp>, &'a Prebuild);

/// The prebuilds of the pair that tell something, each kind by its newest.
#[derive(Default)]
struct Newest<'a> {
    completed: Option<Dated<'a>>,
    failed: Option<Dated<'a>>,
    under_way: Option<Dated<'a>>,
}

impl<'a> Newest<'a> {
    fn of(facts: &Facts, all: &'a [Prebuild]) -> Self {
        let mut newest = Self::default();
        for prebuild in all.iter().filter(|prebuild| is_of_pair(facts, prebuild)) {
            let place = match prebuild.status.as_ref().map(|status| &status.phase) {
                Some(PrebuildPhase::Completed) => &mut newest.completed,
                Some(PrebuildPhase::Failed) => &mut newest.failed,
                Some(
                    PrebuildPhase::Pending
                    | PrebuildPhase::Starting
                    | PrebuildPhase::Running
                    | PrebuildPhase::Stopping
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

fn is_of_pair(facts: &Facts, prebuild: &Prebuild) -> bool {
    let metadata = prebuild.metadata.as_ref();
    metadata.is_some_and(|own| facts.pair.is(&own.project_id, &own.environment_class_id))
}

/// Whether there is a prebuild to make instances from.
pub(super) fn prebuild(facts: &Facts, words: &Words) -> Answer {
    let all = match &facts.prebuilds {
        Fact::Is(all) => all,
        Fact::Missing => return Answer::Unknown("there is no project to ask about".to_owned()),
        Fact::Denied => return Answer::Unknown("this token may not list prebuilds".to_owned()),
        Fact::Unasked => return Answer::Unknown(facts.unasked()),
    };
    let newest = Newest::of(facts, all);
    let ago = |at| match at {
        Some(at) => format!(" {} ago", age::age(facts.now, at)),
        None => String::new(),
    };
    let class = facts.class_name();
    let none = match newest.completed {
        Some((None, own)) => {
            return Answer::Unknown(format!("{} completed, and when is not told", own.id));
        }
        Some((Some(at), own)) if facts.now.duration_since(at) < SNAPSHOT_LIFE => {
            return Answer::Yes(format!("{} completed{}", own.id, ago(Some(at))));
        }
        Some((at, _)) => {
            format!("the last prebuild for {class} completed{}, and counts for 7 days", ago(at))
        }
        None => format!("no prebuild for {class} has completed"),
    };
    if let Some((at, own)) = newest.under_way {
        let look = hint("wait for it", format!("prebuildctl prebuild wait {}", own.id));
        return Answer::No(format!("{none}; {} was started{}", own.id, ago(at)), look);
    }
    if !may_be_started(facts) {
        return Answer::Unknown(format!("{none}, and none can be started as things are"));
    }
    let Some((at, own)) = newest.failed else {
        return Answer::No(none, words.trigger());
    };
    let why = match own.status.as_ref().map_or("", |status| &status.failure_message) {
        "" => String::new(),
        message => format!(": {message}"),
    };
    Answer::No(format!("{none}; the last one failed{}{why}", ago(at)), words.trigger())
}

/// Whether nothing that is known keeps a prebuild of the pair from being started.
fn may_be_started(facts: &Facts) -> bool {
    let may_project = match &facts.project {
        Fact::Is(project) => has_prebuilds(project) && facts.is_prebuilt(),
        Fact::Missing => false,
        Fact::Denied | Fact::Unasked => true,
    };
    let may_class = match &facts.class {
        Fact::Is(class) => class.enabled,
        Fact::Missing => false,
        Fact::Denied | Fact::Unasked => true,
    };
    may_project && may_class
}

/// How the pool of the pair is, given whether there is a prebuild for it.
pub(super) fn pool(facts: &Facts, words: &Words, prebuild: &Answer) -> Answer {
    match &facts.pool {
        Fact::Is(Some(pool)) => state_of(pool, words, prebuild),
        Fact::Is(None) => Answer::Yes("none yet".to_owned()),
        Fact::Denied => Answer::Unknown("this token may not list warm pools".to_owned()),
        Fact::Missing => Answer::Unknown("there is nothing to ask about".to_owned()),
        Fact::Unasked => Answer::Unknown(facts.unasked()),
    }
}

/// How a pool is, and why it is not ready.
fn state_of(pool: &WarmPool, words: &Words, prebuild: &Answer) -> Answer {
    let status = pool.status.clone().unwrap_or_default();
    match lifecycle::phase(pool) {
        WarmPoolPhase::Ready => {
            let (running, desired) = (status.running_instances, status.desired_size);
            let stopped = status.stopped_instances;
            Answer::Yes(format!("ready: {running} running of {desired} desired, {stopped} stopped"))
        }
        WarmPoolPhase::Degraded => {
            let why = match status.failure_message.as_str() {
                "" => "the runner does not say why",
                message => message,
            };
            Answer::No(format!("degraded: {why}"), words.afterwards("mend that"))
        }
        WarmPoolPhase::Deleting => {
            Answer::No(format!("{} is being removed", pool.id), words.list("whether it is gone"))
        }
        WarmPoolPhase::Deleted => {
            Answer::No(format!("{} was removed", pool.id), words.list("whether there is another"))
        }
        WarmPoolPhase::Pending => {
            let snapshot = pool.spec.as_ref().and_then(|spec| spec.snapshot_id.as_deref());
            pending(snapshot, prebuild)
        }
        WarmPoolPhase::Unspecified => Answer::Unknown(format!("{} tells no phase", pool.id)),
        phase => Answer::Unknown(format!("{} is not known to this version", phase.word())),
    }
}

/// Why a pool is pending: without a snapshot it waits for a prebuild.
fn pending(snapshot: Option<&str>, prebuild: &Answer) -> Answer {
    match (snapshot, prebuild) {
        (Some(snapshot), _) => {
            Answer::Yes(format!("pending: its first instances are made from snapshot {snapshot}"))
        }
        (None, Answer::Yes(_)) => {
            Answer::Yes("pending: the runner has yet to take up the prebuild".to_owned())
        }
        (None, Answer::No(why, fix)) => {
            Answer::No(format!("pending without a snapshot: {why}"), fix.clone())
        }
        (None, Answer::Unknown(why)) => {
            Answer::Unknown(format!("pending without a snapshot: {why}"))
        }
    }
}
