//! With `--yes`: a second embedded API as the service, behind a proxy that counts and breaks requests.

use std::fs;
use std::net::SocketAddr;

use prebuildctl::emulator::{Emulator, Options, Running, open};
use serde_json::Value;
use tempfile::TempDir;

use crate::support::fault::Fault;
use crate::support::proxy::{CountingProxy, Seen};
use crate::support::{World, home};

const TOKEN: &str = "local-of-the-service";
pub const COMPARE: &str = "local compare --project acme-api --yes --poll-interval 200ms";

/// An embedded API as the service.
pub struct Service {
    _folder: TempDir,
    emulator: Emulator,
    running: Running,
}

impl Service {
    /// A pool is deleted within a few seconds, but not at once.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data_file = folder.path().join("local.db");
        let options = Options { data_file, speed: Some(12.0), token: Some(TOKEN.to_owned()) };
        let emulator = open(options).unwrap();
        let running = emulator.start().unwrap();
        Self { _folder: folder, emulator, running }
    }

    pub fn address(&self) -> SocketAddr {
        self.running.address()
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The addresses of the pools that are not being deleted.
    pub fn pools(&self) -> String {
        let shown = world(&self.url()).run("wp list -o csv --no-headers --columns address,phase");
        let is_active = |line: &&str| !line.contains(",delet");
        shown.stdout.lines().filter(is_active).collect::<Vec<_>>().join("\n")
    }
}

pub fn world(url: &str) -> World {
    World::new([]).with("ONA_HOST", url).with("ONA_TOKEN", TOKEN)
}

/// The records of scratch pools.
pub fn records(world: &World) -> Value {
    let file = home::state_file(world.home.path(), "compare.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

fn mutations(proxy: &CountingProxy) -> Vec<String> {
    let seen = proxy.seen().into_iter().filter(Seen::is_mutation);
    seen.map(|seen| seen.method).collect()
}

#[test]
fn reads_of_an_equal_service_have_no_differences() {
    let service = Service::new();
    let proxy = CountingProxy::new(service.address(), |_, _| None);
    let shown = world(&proxy.url()).run("local compare --project acme-api");
    assert_eq!(shown.code, 0, "{shown}");
    assert!(shown.stdout.ends_with("\nno differences in 21 steps\n"), "{shown}");
    assert!(mutations(&proxy).is_empty());
}

#[test]
fn changes_of_an_equal_service_have_no_differences_and_leave_nothing() {
    let service = Service::new();
    let before = service.pools();
    let world = world(&service.url());
    let shown = world.run(&format!("{COMPARE} -o json"));
    assert_eq!(shown.code, 0, "{shown}");
    let report: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!((&report["changes"], &report["complete"]), (&true.into(), &true.into()));
    let steps = report["steps"].as_array().unwrap();
    let step = |name: &str| steps.iter().find(|step| step["step"] == name).unwrap();
    assert!(steps.iter().all(|step| step["result"] == "same"), "{report}");
    let of_service = |name: &str| step(name)["service"].clone();
    assert_eq!(of_service("wait-ready")["phases"], serde_json::json!(["pending", "ready"]));
    assert_eq!(of_service("wait-deleted")["phases"], serde_json::json!(["deleting", "deleted"]));
    let version = |name: &str| {
        of_service(name)["fields"]["warmPool.spec.specVersion"][0].as_str().unwrap().to_owned()
    };
    assert_eq!(["create", "update-same", "resize"].map(version), ["first", "+0", "+1"]);
    let sizes = &of_service("create-default-sizes")["fields"];
    assert_eq!(sizes["warmPool.spec.maxSize"], serde_json::json!(["2"]));
    assert_eq!((service.pools(), records(&world)), (before, serde_json::json!([])));
}

/// The class is in the same situation on both sides.
#[test]
fn a_class_without_prebuilds_is_rejected_by_both() {
    let service = Service::new();
    for address in [["acme-api", "small"], ["acme-legacy", "small"]] {
        let [project, class] = address;
        let world = world(&service.url());
        let line = format!("local compare --project {project} --class {class} --yes -o json");
        let shown = world.run(&line);
        assert_eq!(shown.code, 0, "{shown}");
        let report: Value = serde_json::from_str(&shown.stdout).unwrap();
        assert_eq!(report["embeddedAddress"], address.join("/"));
        let steps = report["steps"].as_array().unwrap();
        let create = steps.iter().find(|step| step["step"] == "create").unwrap();
        assert_eq!(create["service"]["code"], "failed_precondition");
        assert_eq!(steps.last().unwrap()["result"], "skipped");
    }
}

#[test]
fn a_service_with_another_plan_differs() {
    let service = Service::new();
    let seed = include_str!("../../../../src/emulator/seed/built_in.toml");
    let seed = seed.replacen("tier = \"enterprise\"", "tier = \"core\"", 1);
    service.emulator.reset(Some(&seed)).unwrap();
    let shown = world(&service.url()).run(COMPARE);
    assert_eq!(shown.code, 3, "{shown}");
    let expected = "
different  create
             code: failed_precondition, embedded API: ok
             the server says: warm pools require the Enterprise plan
             assumed: a new pool is pending, and its versions begin; ";
    assert!(shown.stdout.contains(expected), "{shown}");
    assert!(shown.stdout.ends_with("\n1 difference in 22 steps, 32 skipped\n"), "{shown}");
}

/// Whatever request fails, and however, the scratch pool is deleted.
#[test]
fn the_scratch_pool_is_deleted_after_every_failure() {
    let faults = [
        ("CreateWarmPool", 0, Fault::LostAfter),
        ("CreateWarmPool", 0, Fault::LostBefore),
        ("CreateWarmPool", 2, Fault::LostAfter),
        ("UpdateWarmPool", 1, Fault::LostAfter),
        ("UpdateWarmPool", 7, Fault::Page(503)),
        ("DeleteWarmPool", 1, Fault::LostBefore),
        ("DeleteWarmPool", 1, Fault::LostAfter),
    ];
    for (method, number, fault) in faults {
        let service = Service::new();
        let before = service.pools();
        let counter = std::sync::atomic::AtomicUsize::new(0);
        let proxy = CountingProxy::new(service.address(), move |_, called| {
            let count = || counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            (called == method && count() == number).then_some(fault)
        });
        let world = world(&proxy.url());
        let shown = world.run(COMPARE);
        let details = format!("{method} {number} {fault:?}: {shown}");
        assert!([1, 11].contains(&shown.code), "{details}");
        assert!(shown.stderr.contains("error: cannot compare "), "{details}");
        assert!(shown.stdout.contains("  not reached\n"), "{details}");
        assert_eq!(service.pools(), before, "{details}");
        let pending = records(&world);
        // A create that was lost on its way, or found a pool in its way, could still take effect.
        let is_open = method == "CreateWarmPool" && (number, fault) != (0, Fault::LostAfter);
        assert_eq!(pending.as_array().unwrap().len(), usize::from(is_open), "{details}");
        assert_eq!(shown.stderr.contains("error: outcome unknown: "), is_open, "{details}");
    }
}

#[test]
fn a_pool_whose_id_was_not_reported_is_found_and_deleted() {
    let service = Service::new();
    let before = service.pools();
    let proxy = CountingProxy::new(service.address(), |_, called| {
        (called == "CreateWarmPool").then_some(Fault::Garbage)
    });
    let world = world(&proxy.url());
    let shown = world.run(COMPARE);
    assert_eq!(shown.code, 3, "{shown}");
    assert!(shown.stdout.contains("\ndifferent  create\n"), "{shown}");
    assert!(shown.stderr.contains("deleted the scratch pool "), "{shown}");
    assert_eq!((service.pools(), records(&world)), (before, serde_json::json!([])));
}
