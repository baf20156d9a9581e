//! Events from entries, prebuilds and recorded changes.

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::api::read_message;
use crate::warm_pool::size::SizeBounds;

fn entry(second: i64, action: &str) -> AuditLogEntry {
    let entry = json!({"id": "1", "actorId": "ada", "actorPrincipal": "PRINCIPAL_SERVICE_ACCOUNT",
        "action": action, "createdAt": time_text(second)});
    read_message(entry.to_string().as_bytes()).unwrap()
}

fn prebuild(second: Option<i64>, phase: &str) -> Prebuild {
    let prebuild = json!({"id": "p", "metadata": {"triggeredBy": "PREBUILD_TRIGGER_SCHEDULED",
            "updatedAt": time_text(1)},
        "status": {"phase": format!("PREBUILD_PHASE_{phase}"), "failureMessage": "no disk",
            "completionTime": second.map(time_text)}});
    read_message(prebuild.to_string().as_bytes()).unwrap()
}

fn time_text(second: i64) -> String {
    Timestamp::from_second(1_796_025_600 + second).unwrap().to_string()
}

fn change(second: i64, kind: ChangeKind) -> PoolChange {
    PoolChange { at: (1_796_025_600 + second) * 1_000, kind }
}

fn resized(second: i64, max: i32) -> PoolChange {
    let size = |max| SizeBounds { min: Some(1), max: Some(max) };
    change(second, ChangeKind::Resized { from: size(3), to: size(max) })
}

/// Each event as its second, its words and its detail.
fn outline(events: &[HistoryEvent]) -> Vec<(i64, &str, &str, &str)> {
    let outline = events.iter().map(|event| {
        let detail = event.detail.as_deref().unwrap_or("-");
        (event.t.as_second() - 1_796_025_600, event.event.into(), event.source.into(), detail)
    });
    outline.collect()
}

#[test]
fn events_of_all_sources_are_in_order() {
    let audit = vec![
        entry(50, "delete"),
        entry(30, "exported"),
        entry(20, "WarmPool.Update"),
        entry(10, "CREATE_WARM_POOL"),
    ];
    let prebuilds = vec![
        prebuild(Some(35), "FAILED"),
        prebuild(Some(5), "COMPLETED"),
        prebuild(None, "FAILED"),
        prebuild(Some(6), "RUNNING"),
    ];
    let snapshot = Uuid::from_u128(1);
    let changes = [
        change(36, ChangeKind::Degraded),
        change(37, ChangeKind::Rotated { to: snapshot }),
        change(38, ChangeKind::Recovered),
        change(900, ChangeKind::Deleted),
    ];
    let events = events(audit, prebuilds, &changes);
    let rotated = format!("snapshot {snapshot}");
    assert_eq!(
        outline(&events),
        [
            (1, "prebuild-failed", "prebuild", "no disk"),
            (5, "prebuild-completed", "prebuild", "scheduled"),
            (10, "created", "audit", "-"),
            (20, "resized", "audit", "-"),
            (30, "other", "audit", "exported"),
            (35, "prebuild-failed", "prebuild", "no disk"),
            (36, "degraded", "recording", "-"),
            (37, "rotated", "recording", &rotated),
            (38, "recovered", "recording", "-"),
            (50, "deleted", "audit", "-"),
        ]
    );
}

#[test]
fn a_resize_of_two_sources_is_one_event_within_a_minute() {
    let audit = || vec![entry(100, "update"), entry(130, "update")];
    for (changes, expected) in [
        (
            vec![resized(160, 5)],
            vec![(100, "resized", "audit", "-"), (130, "resized", "audit", "1..3 -> 1..5")],
        ),
        (
            vec![resized(101, 5), resized(131, 7)],
            vec![
                (100, "resized", "audit", "1..3 -> 1..5"),
                (130, "resized", "audit", "1..3 -> 1..7"),
            ],
        ),
        (
            vec![resized(39, 5), resized(191, 7)],
            vec![
                (39, "resized", "recording", "1..3 -> 1..5"),
                (100, "resized", "audit", "-"),
                (130, "resized", "audit", "-"),
                (191, "resized", "recording", "1..3 -> 1..7"),
            ],
        ),
        (
            vec![resized(40, 5), resized(190, 7)],
            vec![
                (100, "resized", "audit", "1..3 -> 1..5"),
                (130, "resized", "audit", "1..3 -> 1..7"),
            ],
        ),
    ] {
        assert_eq!(outline(&events(audit(), vec![], &changes)), expected);
    }
    assert_eq!(
        outline(&events(vec![], vec![], &[change(9, ChangeKind::Deleted)])),
        [(9, "deleted", "recording", "-"),]
    );
}

#[test]
fn json_has_every_field() {
    let events = events(vec![entry(0, "update")], vec![prebuild(Some(5), "FAILED")], &[]);
    assert_eq!(
        serde_json::to_value(&events).unwrap(),
        json!([
            {"t": "2026-11-30T08:00:00Z", "event": "resized", "source": "audit",
                "actorId": "ada", "prebuildId": Value::Null, "detail": Value::Null},
            {"t": "2026-11-30T08:00:05Z", "event": "prebuild-failed", "source": "prebuild",
                "actorId": Value::Null, "prebuildId": "p", "detail": "no disk"},
        ])
    );
    assert_eq!(events[0].actor_kind, "service account");
}

/// Names of events are the same in JSON and in tables.
#[test]
fn labels_are_those_of_json() {
    for (kind, label) in [
        (EventKind::Created, "created"),
        (EventKind::Resized, "resized"),
        (EventKind::Deleted, "deleted"),
        (EventKind::PrebuildCompleted, "prebuild-completed"),
        (EventKind::PrebuildFailed, "prebuild-failed"),
        (EventKind::Rotated, "rotated"),
        (EventKind::Degraded, "degraded"),
        (EventKind::Recovered, "recovered"),
        (EventKind::Other, "other"),
    ] {
        assert_eq!((serde_json::to_value(kind).unwrap(), kind.into()), (label.into(), label));
    }
    for (source, label) in [
        (EventSource::Audit, "audit"),
        (EventSource::Prebuild, "prebuild"),
        (EventSource::Recording, "recording"),
    ] {
        assert_eq!((serde_json::to_value(source).unwrap(), source.into()), (label.into(), label));
    }
}
