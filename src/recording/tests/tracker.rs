//! Which lines a recorder writes about pools.

use serde_json::json;
use uuid::Uuid;

use super::super::pool_tracker::{PoolTracker, RunningAround};
use super::{KEY, POOL, time};
use crate::api::read_message;
use crate::api::warm_pool::WarmPool;

/// A pool as the service sends it.
pub(super) fn message(running: i32, version: u64) -> WarmPool {
    let message = json!({
        "id": POOL.to_string().to_ascii_uppercase(),
        "metadata": {"projectId": KEY.project, "environmentClassId": KEY.class},
        "spec": {"specVersion": "41", "minSize": 2, "maxSize": 5},
        "status": {"phase": "WARM_POOL_PHASE_READY", "runningInstances": running,
            "stoppedInstances": 3, "desiredSize": 2, "statusVersion": version.to_string()},
    });
    read_message(message.to_string().as_bytes()).unwrap()
}

/// The versions and missed reports of the lines after reads at these seconds.
fn lines<const N: usize>(reads: [(i64, i32, u64); N]) -> [Option<(u64, u64)>; N] {
    let mut tracker = PoolTracker::default();
    reads.map(|(second, running, version)| {
        let line = tracker.read(&message(running, version), time(second))?;
        assert_eq!((line.t, line.running), (time(second), running));
        Some((line.status_version, line.missed))
    })
}

#[test]
fn there_is_a_line_for_each_change_and_each_minute() {
    let reads = [(0, 2, 163), (1, 1, 164), (30, 1, 164), (51, 1, 164), (60, 1, 164), (102, 1, 164)];
    let expected = [Some((163, 0)), Some((164, 0)), None, Some((164, 0)), None, Some((164, 0))];
    assert_eq!(lines(reads), expected);
}

#[test]
fn missed_reports_are_those_that_no_poll_has_seen() {
    // 12 is seen, but says nothing new; 10, 13 and 14 are not.
    let reads = [(0, 2, 9), (5, 2, 11), (10, 2, 12), (15, 2, 15), (20, 1, 16), (25, 2, 16)];
    let expected = [Some((9, 0)), None, None, None, Some((16, 3)), Some((16, 0))];
    assert_eq!(lines(reads), expected);
    assert_eq!(lines([(0, 2, 9), (5, 1, 3)])[1], Some((3, 0)), "it was counted anew");
}

#[test]
fn a_line_has_what_the_service_reports() {
    let mut tracker = PoolTracker::default();
    let line = tracker.read(&message(0, 7), time(0)).unwrap();
    assert_eq!(line.phase, "WARM_POOL_PHASE_READY");
    assert_eq!((line.stopped, line.desired, line.min, line.max), (3, 2, Some(2), Some(5)));
    assert_eq!((line.spec_version, line.snapshot_id), (41, None));
    let mut resized = message(0, 7);
    resized.spec.as_mut().unwrap().max_size = Some(6);
    assert_eq!(tracker.read(&resized, time(1)).unwrap().max, Some(6));
    // As before there were two bounds.
    let mut fixed = message(0, 7);
    let spec = fixed.spec.as_mut().unwrap();
    (spec.min_size, spec.max_size, spec.desired_size) = (None, None, 4);
    let line = tracker.read(&fixed, time(2)).unwrap();
    assert_eq!((line.min, line.max), (Some(4), Some(4)));
    let line = tracker.deleted(POOL, time(3)).unwrap();
    assert_eq!((&*line.phase, line.running, line.stopped), ("WARM_POOL_PHASE_DELETED", 0, 0));
    assert_eq!(tracker.deleted(POOL, time(4)), None);
    let unnamed = WarmPool { id: "x".to_owned(), ..message(1, 1) };
    assert_eq!(tracker.read(&unnamed, time(5)), None);
}

#[test]
fn a_new_file_has_every_pool_as_last_read() {
    let mut tracker = PoolTracker::default();
    tracker.read(&message(2, 5), time(0));
    assert_eq!(tracker.read(&message(2, 8), time(5)), None);
    let all: Vec<_> = tracker.all(time(10)).cloned().collect();
    assert_eq!(all.len(), 1);
    assert_eq!((all[0].t, all[0].status_version, all[0].missed), (time(10), 8, 0));
    let line = tracker.read(&message(1, 10), time(12)).unwrap();
    assert_eq!(line.missed, 1, "those before the new file are not counted again");
}

#[test]
fn the_running_instances_around_a_creation() {
    let mut tracker = PoolTracker::default();
    for (second, running) in [(0, 2), (30, 2), (60, 1), (90, 3), (100, 2), (120, 0), (150, 0)] {
        tracker.read(&message(running, 1), time(second));
    }
    let around = |key, second| {
        let RunningAround { before, has_fallen } = tracker.running_around(key, time(second));
        (before, has_fallen)
    };
    for (second, expected) in [
        (-1, (None, false)),
        (0, (Some(2), false)),
        (20, (Some(2), false)),
        (28, (Some(2), false)),
        (29, (Some(2), true)),
        (31, (Some(2), true)),
        (61, (Some(2), true)),
        (62, (Some(1), false)),
        (95, (Some(3), true)),
        (110, (Some(2), true)),
        (121, (Some(2), true)),
        (122, (Some(0), false)),
        (200, (Some(0), false)),
        (271, (None, false)),
    ] {
        assert_eq!(around(KEY, second), expected, "{second}");
    }
    let other = crate::warm_pool::reference::PoolKey { class: Uuid::from_u128(9), ..KEY };
    assert_eq!(around(other, 31), (None, false));
}

#[test]
fn any_number_of_reads_takes_bounded_room() {
    let mut tracker = PoolTracker::default();
    for second in 0..1_000 {
        let running = i32::try_from(second % 2).unwrap();
        tracker.read(&message(running, 1), time(second));
    }
    assert_eq!(tracker.running_around(KEY, time(0)), RunningAround::default());
    assert_eq!(tracker.running_around(KEY, time(996)).before, Some(1));
}
