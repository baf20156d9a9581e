//! Changes of a pool by its states.

use std::ops::Range;

use uuid::Uuid;

use super::super::Millis;
use super::super::changes::ChangeKind;
use super::{POOL, at, header, pool, read, text};
use crate::warm_pool::size::SizeBounds;

#[test]
fn each_change_of_state_has_a_name() {
    let line = |second, changes: &[(&str, serde_json::Value)]| {
        let mut line = pool(second, 1, u64::try_from(second).unwrap());
        for (field, value) in changes {
            line[*field] = value.clone();
        }
        line.to_string()
    };
    let degraded = ("phase", "WARM_POOL_PHASE_DEGRADED".into());
    let snapshot = |id: u128| ("snapshotId", Uuid::from_u128(id).to_string().into());
    let lines = [
        header(0),
        line(1, &[]),
        line(2, &[("max", 7.into())]),
        line(3, &[("max", 7.into()), snapshot(1)]),
        line(4, &[("max", 7.into()), snapshot(2), degraded.clone()]),
        line(5, &[("running", 0.into()), degraded.clone(), ("max", 7.into()), snapshot(2)]),
        line(6, &[("max", 7.into()), snapshot(2)]),
        line(7, &[("max", 7.into()), snapshot(2), degraded.clone()]),
        line(8, &[("max", 7.into()), ("phase", "WARM_POOL_PHASE_DELETING".into())]),
        line(9, &[("max", 7.into()), ("phase", "WARM_POOL_PHASE_DELETED".into())]),
    ];
    let recording = read([text(lines)]).unwrap();
    let changes = |range: Range<Millis>| {
        let changes = recording.pool(POOL).changes(&range).into_iter();
        changes.map(|change| ((change.at - at(0)) / 1_000, change.kind)).collect::<Vec<_>>()
    };
    let size = |max| SizeBounds { min: Some(2), max: Some(max) };
    let expected = [
        (2, ChangeKind::Resized { from: size(5), to: size(7) }),
        (4, ChangeKind::Degraded),
        (4, ChangeKind::Rotated { to: Uuid::from_u128(2) }),
        (6, ChangeKind::Recovered),
        (7, ChangeKind::Degraded),
        (9, ChangeKind::Deleted),
    ];
    assert_eq!(changes(at(0)..at(100)), expected);
    assert_eq!(changes(at(3)..at(6)), expected[1..3]);
}
