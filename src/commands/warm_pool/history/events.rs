//! One history from several sources.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::api::OpenEnum as _;
use crate::api::Time;
use crate::api::audit::AuditLogEntry;
use crate::api::prebuild::{Prebuild, PrebuildPhase};
use crate::api::timestamp;
use crate::recording::{ChangeKind, PoolChange};
use crate::sort::sort_by_key;

/// A resize in the audit log and one in a recording that are at most this far apart are one.
const MAX_DISTANCE: SignedDuration = SignedDuration::from_secs(60);

/// Something that happened to a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct HistoryEvent {
    #[serde(serialize_with = "timestamp::serialize")]
    pub(super) t: Timestamp,
    pub(super) event: EventKind,
    pub(super) source: EventSource,
    pub(super) actor_id: Option<String>,
    pub(super) prebuild_id: Option<String>,
    pub(super) detail: Option<String>,
    /// Such as `service account`.
    #[serde(skip)]
    pub(super) actor_kind: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "&str")]
pub(super) enum EventKind {
    Created,
    Resized,
    Deleted,
    PrebuildCompleted,
    PrebuildFailed,
    /// It went over to another snapshot.
    Rotated,
    Degraded,
    Recovered,
    /// An entry of the audit log with another action.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "&str")]
pub(super) enum EventSource {
    Audit,
    Prebuild,
    Recording,
}

/// As in JSON and in tables.
impl From<EventKind> for &'static str {
    fn from(kind: EventKind) -> Self {
        match kind {
            EventKind::Created => "created",
            EventKind::Resized => "resized",
            EventKind::Deleted => "deleted",
            EventKind::PrebuildCompleted => "prebuild-completed",
            EventKind::PrebuildFailed => "prebuild-failed",
            EventKind::Rotated => "rotated",
            EventKind::Degraded => "degraded",
            EventKind::Recovered => "recovered",
            EventKind::Other => "other",
        }
    }
}

/// As in JSON and in tables.
impl From<EventSource> for &'static str {
    fn from(source: EventSource) -> Self {
        match source {
            EventSource::Audit => "audit",
            EventSource::Prebuild => "prebuild",
            EventSource::Recording => "recording",
        }
    }
}

impl HistoryEvent {
    fn new(t: Timestamp, event: EventKind, source: EventSource) -> Self {
        let (actor_id, prebuild_id, detail, actor_kind) = Default::default();
        Self { t, event, source, actor_id, prebuild_id, detail, actor_kind }
    }
}

/// All events, the newest last. What the audit log and a recording both have is one event.
pub(super) fn events(
    audit: Vec<AuditLogEntry>,
    prebuilds: Vec<Prebuild>,
    changes: &[PoolChange],
) -> Vec<HistoryEvent> {
    let mut events: Vec<_> = audit.into_iter().filter_map(from_audit).collect();
    for recorded in changes.iter().filter_map(from_recording) {
        match matching(&mut events, &recorded) {
            Some(event) => event.detail = recorded.detail,
            None => events.push(recorded),
        }
    }
    events.extend(prebuilds.into_iter().filter_map(from_prebuild));
    sort_by_key(&mut events, |event| (event.t, event.source, event.event));
    events
}

/// The nearest entry of the audit log that a recorded change is about. A deletion takes minutes, but a
/// pool is deleted once.
fn matching<'a>(
    events: &'a mut [HistoryEvent],
    recorded: &HistoryEvent,
) -> Option<&'a mut HistoryEvent> {
    let distance = |event: &HistoryEvent| event.t.duration_since(recorded.t).abs();
    let is_same = |event: &&mut HistoryEvent| {
        let is_near = recorded.event == EventKind::Deleted || distance(event) <= MAX_DISTANCE;
        let is_audit = event.source == EventSource::Audit && event.detail.is_none();
        is_audit && event.event == recorded.event && is_near
    };
    events.iter_mut().filter(is_same).min_by_key(|event| distance(event))
}

/// `None` for an entry without a time.
fn from_audit(entry: AuditLogEntry) -> Option<HistoryEvent> {
    let t = time(entry.created_at.as_ref())?;
    let action = entry.action.to_lowercase();
    let has = |word| action.contains(word);
    let event = match () {
        () if has("create") => EventKind::Created,
        () if has("delete") => EventKind::Deleted,
        () if has("update") || has("resize") => EventKind::Resized,
        () => EventKind::Other,
    };
    Some(HistoryEvent {
        actor_id: Some(entry.actor_id).filter(|id| !id.is_empty()),
        actor_kind: entry.actor_principal.label().replace('_', " "),
        detail: (event == EventKind::Other).then_some(entry.action),
        ..HistoryEvent::new(t, event, EventSource::Audit)
    })
}

/// `None` for a prebuild that has not ended, or not said when.
fn from_prebuild(prebuild: Prebuild) -> Option<HistoryEvent> {
    let status = prebuild.status.unwrap_or_default();
    let metadata = prebuild.metadata.unwrap_or_default();
    let (event, detail) = match status.phase {
        PrebuildPhase::Completed => {
            (EventKind::PrebuildCompleted, metadata.triggered_by.label().into_owned())
        }
        PrebuildPhase::Failed => (EventKind::PrebuildFailed, status.failure_message),
        _ => return None,
    };
    let ended = time(status.completion_time.as_ref());
    let t = ended.or_else(|| time(metadata.updated_at.as_ref()))?;
    Some(HistoryEvent {
        prebuild_id: Some(prebuild.id),
        detail: Some(detail).filter(|detail| !detail.is_empty()),
        ..HistoryEvent::new(t, event, EventSource::Prebuild)
    })
}

fn from_recording(change: &PoolChange) -> Option<HistoryEvent> {
    let (event, detail) = match &change.kind {
        ChangeKind::Resized { from, to } => (EventKind::Resized, Some(format!("{from} -> {to}"))),
        ChangeKind::Rotated { to } => (EventKind::Rotated, Some(format!("snapshot {to}"))),
        ChangeKind::Degraded => (EventKind::Degraded, None),
        ChangeKind::Recovered => (EventKind::Recovered, None),
        ChangeKind::Deleted => (EventKind::Deleted, None),
    };
    let t = Timestamp::from_millisecond(change.at).ok()?;
    Some(HistoryEvent { detail, ..HistoryEvent::new(t, event, EventSource::Recording) })
}

fn time(time: Option<&Time>) -> Option<Timestamp> {
    time.and_then(Time::at)
}

#[cfg(test)]
mod tests;
