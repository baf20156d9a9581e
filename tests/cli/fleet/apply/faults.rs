//! No matter what fails, and where: the next run reaches the declared state, and no change is made
//! twice.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::thread;

use prebuildctl::emulator::{self, Options, Running};
use tempfile::TempDir;

use super::super::Folder;
use crate::support::fault::Fault;
use crate::support::proxy::CountingProxy;
use crate::support::{World, sample};

/// A service with six projects of two classes each, and pools of eight of these twelve pairs.
pub struct Service {
    _folder: TempDir,
    running: Running,
}

/// A project and a class of the service.
fn pair(number: usize) -> (String, &'static str) {
    (format!("p{}", number / 2), ["large", "regular"][number % 2])
}

impl Service {
    pub fn seeded(seed: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data_file = folder.path().join("local.db");
        sample::install(&data_file, 0.0);
        let options = Options { data_file, speed: Some(0.0), token: None };
        let emulator = emulator::open(options).unwrap();
        emulator.reset(Some(seed)).unwrap();
        Self { running: emulator.start().unwrap(), _folder: folder }
    }

    pub fn new() -> Self {
        let mut seed = super::seed(&["large", "regular"], 6, 2);
        for number in 0..8 {
            let (project, class) = pair(number);
            write!(
                seed,
                "[[history]]\nage = \"1h\"\n\
                 create-pool = {{ project = \"{project}\", class = \"{class}\", min = 1, max = 5 }}\n"
            )
            .unwrap();
        }
        Self::seeded(&seed)
    }

    pub fn proxy(
        &self,
        script: impl Fn(usize) -> Option<Fault> + Send + Sync + 'static,
    ) -> CountingProxy {
        self.proxy_of_calls(move |number, _| script(number))
    }

    pub fn proxy_of_calls(
        &self,
        script: impl Fn(usize, &str) -> Option<Fault> + Send + Sync + 'static,
    ) -> CountingProxy {
        CountingProxy::new(self.running.address(), script)
    }

    pub fn in_groups(&self, size: usize) -> CountingProxy {
        CountingProxy::in_groups(self.running.address(), size)
    }

    /// Runs the tool against it, through a proxy.
    pub fn folder(&self, proxy: &CountingProxy, fleet: &str) -> Folder {
        let world = World::signed_out([]).with("ONA_HOST", &proxy.url()).with("ONA_TOKEN", "local");
        Folder::new(world, fleet)
    }
}

/// Of twelve pairs, the pool of the first stays, four are resized, three deleted and four created.
pub fn fleet() -> String {
    let mut fleet = "version = 1\n[scope]\nprojects = ['p*']\n".to_owned();
    for number in (0..5).chain(8..12) {
        let (project, class) = pair(number);
        let max = if number == 0 { 5 } else { 8 };
        writeln!(fleet, "[[pool]]\nproject = '{project}'\nclass = '{class}'\nmin = 1\nmax = {max}")
            .unwrap();
    }
    fleet
}

pub const CHANGES: usize = 11;
pub const APPLY: &str = "apply -f @fleet.toml --prune --max-deletes 3 --yes -o jsonl --jq .counts|.created,.updated,.deleted,.none";

/// The sizes of the active pools, at most one for each address.
fn pools(folder: &Folder) -> BTreeMap<String, String> {
    let list = "wp list -o csv --columns address,max,phase --no-headers";
    let all = folder.world.ok(list);
    let active = all.lines().filter(|line| !line.ends_with("deleting"));
    let pairs: Vec<_> = active.map(|line| line.split_once(',').unwrap()).collect();
    let map: BTreeMap<_, _> =
        pairs.iter().map(|(address, rest)| ((*address).to_owned(), (*rest).to_owned())).collect();
    assert_eq!(map.len(), pairs.len(), "{all}");
    map
}

pub fn assert_is_declared(folder: &Folder) {
    let declared = (0..5).chain(8..12).map(|number| {
        let (project, class) = pair(number);
        let max = if number == 0 { 5 } else { 8 };
        (format!("{project}/{class}"), max.to_string())
    });
    let found = pools(folder)
        .into_iter()
        .map(|(address, rest)| (address, rest.split(',').next().unwrap_or_default().to_owned()));
    assert_eq!(found.collect::<BTreeMap<_, _>>(), declared.collect());
}

/// The number of requests of a run without failures.
pub fn requests() -> usize {
    let service = Service::new();
    let proxy = service.proxy(|_| None);
    let folder = service.folder(&proxy, &fleet());
    let shown = folder.run(APPLY);
    let requests = proxy.seen().len();
    assert_eq!(shown.to_string(), "4\n4\n3\n1\n[exit 0]\n");
    assert_is_declared(&folder);
    assert_eq!(proxy.executed_mutations(), CHANGES);
    let shown = folder.run(APPLY);
    assert_eq!(shown.to_string(), "0\n0\n0\n9\n[exit 0]\n");
    assert_eq!(proxy.executed_mutations(), CHANGES);
    requests
}

/// Runs with failing requests, and again without; returns the first exit code.
fn fail_and_run_again(
    fault: Fault,
    is_failing: impl Fn(usize) -> bool + Send + Sync + 'static,
) -> u8 {
    let service = Service::new();
    let failing = service.proxy(move |number| is_failing(number).then_some(fault));
    let first = service.folder(&failing, &fleet()).run(APPLY);
    let working = service.proxy(|_| None);
    let folder = service.folder(&working, &fleet());
    let second = folder.run(APPLY);
    assert_eq!((second.stderr.as_str(), second.code), ("", 0), "after {first}");
    assert_is_declared(&folder);
    let made = failing.executed_mutations() + working.executed_mutations();
    assert_eq!(made, CHANGES, "{fault:?}: {first}{second}");
    if first.code == 0 {
        assert_eq!(working.executed_mutations(), 0, "{fault:?}: {first}");
    }
    first.code
}

/// Transient faults: a run survives one of them.
const TRANSIENT: [Fault; 4] =
    [Fault::LostBefore, Fault::LostAfter, Fault::Page(503), Fault::Limited];

#[test]
fn one_transient_failure_is_survived_anywhere() {
    for fault in TRANSIENT {
        for at in 0..requests() {
            let code = fail_and_run_again(fault, move |number| number == at);
            assert_eq!(code, 0, "{fault:?} at {at}");
        }
    }
}

#[test]
fn the_next_run_repairs_an_untrusted_response_anywhere() {
    for fault in [Fault::Garbage, Fault::Login] {
        for at in 0..requests() {
            fail_and_run_again(fault, move |number| number == at);
        }
    }
}

#[test]
fn a_second_run_completes_one_that_lost_the_service_anywhere() {
    for fault in [Fault::LostBefore, Fault::PageAfter(504)] {
        for at in 0..requests() {
            let code = fail_and_run_again(fault, move |number| number >= at);
            assert!([11, 12, 13].contains(&code), "{fault:?} at {at}: {code}");
        }
    }
}

#[test]
fn two_concurrent_runs_both_succeed() {
    for _ in 0..5 {
        let service = Service::new();
        let proxy = service.proxy(|_| None);
        let folders = [(); 2].map(|()| service.folder(&proxy, &fleet()));
        let codes = thread::scope(|scope| {
            let run = |folder| scope.spawn(move || Folder::run(folder, APPLY));
            let threads: Vec<_> = folders.iter().map(run).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        for shown in codes {
            assert_eq!((shown.stderr.as_str(), shown.code), ("", 0), "{shown}");
        }
        assert_is_declared(&folders[0]);
    }
}
