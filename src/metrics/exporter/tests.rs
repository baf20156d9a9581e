//! What is exported after sweeps and events.

use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::api::read_message;
use crate::api::runner::Runner;
use crate::lookup::Directory;
use crate::metrics::exposition::{Format, encode};
use crate::metrics::pools::export_pools;

const PROJECT: Uuid = Uuid::from_u128(0xa1);
const CLASS: Uuid = Uuid::from_u128(0xc1);
/// Reads a message of the service.
macro_rules! message {
    ($value:expr) => {
        read_message($value.to_string().as_bytes()).unwrap()
    };
}

const TOOK: Duration = Duration::from_millis(250);

fn pool_json(id: &str, version: u64, running: i32) -> Value {
    json!({
        "id": id,
        "metadata": {
            "projectId": PROJECT,
            "environmentClassId": CLASS,
            "runnerId": "r1",
            "createdAt": "2026-05-01T08:00:00.5Z",
            "updatedAt": "2026-05-01T09:00:00Z",
        },
        "spec": {"specVersion": "41", "minSize": 0, "maxSize": 5, "snapshotId": "s1"},
        "status": {
            "phase": "WARM_POOL_PHASE_READY",
            "statusVersion": version.to_string(),
            "runningInstances": running,
            "stoppedInstances": 3,
            "desiredSize": 2,
        },
    })
}

fn pool(id: &str, version: u64, running: i32) -> WarmPool {
    message!(pool_json(id, version, running))
}

fn directory() -> Directory {
    let project = json!({
        "id": PROJECT,
        "metadata": {"name": "acme-api"},
        "prebuildConfiguration": {
            "enabled": true,
            "environmentClassIds": [CLASS],
            "trigger": {"dailySchedule": {}},
        },
    });
    let class = json!({"id": CLASS, "displayName": "large", "runnerId": "r1"});
    Directory::new(vec![message!(project)], vec![message!(class)], Vec::new())
}

fn sweep(pools: Vec<WarmPool>) -> Sweep {
    let runner: Runner = message!(json!({"runnerId": "R1", "name": "aws-eu"}));
    let pools = export_pools(pools, &directory(), &[runner], &Sanitizer::default());
    Sweep { pools, ..Sweep::default() }
}

fn exporter(watches_events: bool) -> Exporter {
    let build = Build { version: "0.2.0", commit: "abc" };
    Exporter::new(build, Sanitizer::default(), Rc::default(), watches_events)
}

fn time(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The lines without comments.
fn lines(exporter: &Exporter) -> Vec<String> {
    let text = encode(&exporter.metrics(), Format::Text, None);
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

fn has(exporter: &Exporter, line: &str) -> bool {
    lines(exporter).iter().any(|found| found == line)
}

#[test]
fn a_pool_is_exported_with_all_that_is_known() {
    let mut exporter = exporter(false);
    let fleet = FleetDrift { file: "fleet.toml".to_owned(), differences: 2, pending: 1 };
    let sweep = Sweep { fleet: Some(fleet), ..sweep(vec![pool("P1", 7, 1)]) };
    exporter.succeed(sweep, time("2026-05-02T08:00:00.25Z"), TOOK);
    let pair = "project=\"acme-api\",class=\"large\"";
    let expected = format!(
        r#"ona_warm_pool_info{{{pair},runner="aws-eu",pool_id="P1",project_id="{PROJECT}",environment_class_id="{CLASS}",snapshot_id="s1"}} 1
ona_warm_pool_phase{{{pair},phase="degraded"}} 0
ona_warm_pool_phase{{{pair},phase="deleted"}} 0
ona_warm_pool_phase{{{pair},phase="deleting"}} 0
ona_warm_pool_phase{{{pair},phase="pending"}} 0
ona_warm_pool_phase{{{pair},phase="ready"}} 1
ona_warm_pool_running_instances{{{pair}}} 1
ona_warm_pool_stopped_instances{{{pair}}} 3
ona_warm_pool_desired_instances{{{pair}}} 2
ona_warm_pool_min_instances{{{pair}}} 0
ona_warm_pool_max_instances{{{pair}}} 5
ona_warm_pool_created_timestamp_seconds{{{pair}}} 1777622400.5
ona_warm_pool_updated_timestamp_seconds{{{pair}}} 1777626000
ona_warm_pool_spec_changes_total{{{pair}}} 41
ona_prebuild_scheduled{{{pair}}} 1
ona_fleet_differences{{file="fleet.toml"}} 2
ona_fleet_pending{{file="fleet.toml"}} 1
prebuildctl_build_info{{version="0.2.0",commit="abc"}} 1
prebuildctl_up 1
prebuildctl_last_success_timestamp_seconds 1777708800.25
prebuildctl_sweep_duration_seconds 0.25"#
    );
    assert_eq!(lines(&exporter).join("\n"), expected);
}

#[test]
fn before_the_first_sweep_only_the_tool_has_series() {
    let expected =
        ["prebuildctl_build_info{version=\"0.2.0\",commit=\"abc\"} 1", "prebuildctl_up 0"];
    assert_eq!(lines(&exporter(false)), expected);
    let with_events = lines(&exporter(true));
    assert_eq!(with_events[2], "prebuildctl_event_stream_up 0");
}

#[test]
fn figures_stay_for_two_failed_sweeps_and_come_back_with_a_successful_one() {
    let mut exporter = exporter(true);
    let running = "ona_warm_pool_running_instances{project=\"acme-api\",class=\"large\"} 1";
    let success = "prebuildctl_last_success_timestamp_seconds 1777708800";
    exporter.succeed(sweep(vec![pool("a", 7, 1)]), time("2026-05-02T08:00:00Z"), TOOK);
    for is_shown in [true, true, false, false] {
        exporter.fail(TOOK);
        let found = lines(&exporter);
        assert_eq!(found.contains(&running.to_owned()), is_shown);
        assert_eq!(found.iter().any(|line| line.starts_with("ona_")), is_shown);
        assert!(found.contains(&"prebuildctl_up 0".to_owned()), "{found:?}");
        assert!(found.contains(&success.to_owned()), "{found:?}");
    }
    exporter.succeed(sweep(vec![pool("a", 8, 1)]), time("2026-05-02T08:00:30Z"), TOOK);
    assert!(has(&exporter, running) && has(&exporter, "prebuildctl_up 1"));
}

#[test]
fn counters_and_buckets_begin_with_zero_and_go_with_their_pool() {
    let mut exporter = exporter(true);
    let now = time("2026-05-02T08:00:00Z");
    let claims = |count| {
        format!(
            "ona_warm_pool_claims_observed_total{{project=\"acme-api\",class=\"large\"}} {count}"
        )
    };
    let starts = |source: &str, count| {
        let labels = format!("project=\"acme-api\",class=\"large\",source=\"{source}\"");
        format!("ona_environment_start_seconds_count{{{labels}}} {count}")
    };
    exporter.succeed(sweep(vec![pool("a", 7, 2)]), now, TOOK);
    assert!(has(&exporter, &claims(0)));
    assert!(["pool", "prebuild", "cold"].iter().all(|source| has(&exporter, &starts(source, 0))));
    let created = Some(now);
    let running_at = now.checked_add(jiff::SignedDuration::from_secs(9)).ok();
    for (project, class) in [(PROJECT, CLASS), (CLASS, PROJECT)] {
        exporter.record_start(&ObservedStart {
            environment_id: PROJECT,
            key: PoolKey { project, class },
            created_at: created,
            running_at,
            machine_at: None,
            prebuild_id: Some(PROJECT),
            creator_id: None,
        });
    }
    exporter.update_pool("a", Some(pool("A", 9, 1)));
    let missed = "ona_warm_pool_reports_missed_total{project=\"acme-api\",class=\"large\"} 1";
    for _ in 0..2 {
        assert!(has(&exporter, &claims(1)) && has(&exporter, missed));
        assert!(has(&exporter, &starts("pool", 1)) && has(&exporter, &starts("cold", 0)));
        // A sweep that read the pool before the event changes nothing.
        exporter.succeed(sweep(vec![pool("a", 8, 2)]), now, TOOK);
        let running = "ona_warm_pool_running_instances{project=\"acme-api\",class=\"large\"} 1";
        assert!(has(&exporter, running));
    }
    exporter.update_pool("b", Some(pool("b", 1, 1)));
    exporter.update_pool("b", None);
    assert_eq!(exporter.pool_ids().collect::<Vec<_>>(), ["a"]);
    exporter.update_pool("a", None);
    assert!(!lines(&exporter).iter().any(|line| line.starts_with("ona_")));
    exporter.succeed(sweep(vec![pool("a", 9, 2)]), now, TOOK);
    assert!(has(&exporter, &claims(0)), "it is another pool");
}

#[test]
fn a_state_is_replaced_by_what_is_read_later_unless_that_is_older() {
    let mut exporter = exporter(true);
    let now = time("2026-05-02T08:00:00Z");
    let running = |exporter: &Exporter, count: u32| {
        let name = "ona_warm_pool_running_instances{project=\"acme-api\",class=\"large\"}";
        has(exporter, &format!("{name} {count}"))
    };
    exporter.succeed(sweep(vec![pool("a", 9, 1)]), now, TOOK);
    for (version, count, expected) in [(9, 3, 3), (8, 0, 3), (10, 2, 2)] {
        exporter.update_pool("a", Some(pool("a", version, count)));
        assert!(running(&exporter, expected), "{version}");
    }
    for (version, count, expected) in [(10, 4, 4), (9, 0, 4), (11, 5, 5)] {
        exporter.succeed(sweep(vec![pool("a", version, count)]), now, TOOK);
        assert!(running(&exporter, expected), "{version}");
    }
}

#[test]
fn a_pool_that_is_deleted_gives_way_to_its_successor() {
    let mut deleting = pool_json("old", 7, 1);
    deleting["status"]["phase"] = json!("WARM_POOL_PHASE_DELETING");
    let (old, new): (WarmPool, _) = (message!(deleting), pool("new", 1, 0));
    for pools in [vec![old.clone(), new.clone()], vec![new, old.clone()]] {
        let found = sweep(pools).pools;
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].pool.id, "new");
    }
    let mut exporter = exporter(false);
    exporter.succeed(sweep(vec![old.clone()]), time("2026-05-02T08:00:00Z"), TOOK);
    let phase = "ona_warm_pool_phase{project=\"acme-api\",class=\"large\",phase=\"deleting\"} 1";
    assert!(has(&exporter, phase), "alone it is shown");
    assert_eq!(exporter.missing(&sweep(vec![])), ["old"]);
    assert!(exporter.missing(&sweep(vec![old, pool("new", 1, 0)])).is_empty());
    let none = sweep(vec![message!(json!({"id": "x"}))]).pools;
    assert!(none.is_empty(), "a pool without project and class has no labels");
}

#[test]
fn what_a_pool_does_not_report_has_no_series() {
    let mut exporter = exporter(false);
    let metadata = json!({"projectId": PROJECT, "environmentClassId": CLASS});
    let bare: WarmPool = message!(json!({"id": "a\n\u{1b}\"", "metadata": metadata}));
    let pools = export_pools(vec![bare], &Directory::default(), &[], &Sanitizer::default());
    exporter.succeed(Sweep { pools, ..Sweep::default() }, Timestamp::UNIX_EPOCH, TOOK);
    let found = lines(&exporter);
    let pair = format!("project=\"{PROJECT}\",class=\"{CLASS}\"");
    let info = format!(
        "ona_warm_pool_info{{{pair},runner=\"\",pool_id=\"a⏎\\\\x1b\\\"\",project_id=\"{PROJECT}\",environment_class_id=\"{CLASS}\",snapshot_id=\"\"}} 1"
    );
    assert_eq!(found[0], info);
    // Besides the information only the phases, none of which is 1.
    let service: Vec<_> = found.iter().filter(|line| line.starts_with("ona_")).collect();
    assert_eq!(service.len(), 6, "{service:?}");
    assert!(service[1..].iter().all(|line| line.ends_with(" 0")), "{service:?}");
}
