//! Every command, with each of its requests broken in every way, and then run again in peace.

mod waits;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;
use tempfile::TempDir;

use super::service::{self, Service, run};
use crate::support::Transcript;
use crate::support::fault::{Fault, Proxy};

/// A run that asks more often than this goes on for ever.
const MOST_REQUESTS: usize = 60;

/// The commands, `POOL` standing for the id of the pool that is there. Those that can be run again
/// come to the same end.
const COMMANDS: [&str; 17] = [
    "wp create --project acme-api --class large --min 1 --max 5 --if-exists update",
    "wp create --project acme-api --class regular --min 2 --max 9 --if-exists update",
    "wp create --project acme-web --class regular --if-exists skip",
    "wp update acme-api/regular --min 0 --max 7",
    "wp update POOL --max 8",
    "wp delete acme-api/regular --yes --if-missing ok",
    "wp delete POOL --yes --if-missing ok",
    "wp list",
    "wp get acme-api/regular",
    "wp explain --project acme-api --class regular",
    "project list",
    "project get acme-api",
    "class list",
    "class get large",
    "prebuild list --project acme-api",
    "auth status",
    "api PrebuildService/ListWarmPools",
];

type Pools = BTreeMap<String, Vec<String>>;

/// A data file to begin with, and the id of its pool.
struct Seed {
    folder: TempDir,
    pool: String,
    before: Pools,
}

impl Seed {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pool = {
            let service = Service::new();
            let pool = service.id_of("acme-api/regular");
            std::fs::copy(service.file(), folder.path().join("seed.db")).unwrap();
            pool
        };
        let before = Service::copy_of(&folder.path().join("seed.db")).pools();
        Self { folder, pool, before }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("seed.db")
    }
}

/// One command, and what it comes to when nothing is broken.
struct Case<'a> {
    seed: &'a Seed,
    line: String,
    requests: usize,
    after: Pools,
    /// A service that all runs of a command which only reads can share.
    shared: Option<Service>,
}

impl<'a> Case<'a> {
    fn new(seed: &'a Seed, command: &str) -> Self {
        let line = format!("{} -o json", command.replace("POOL", &seed.pool));
        let service = Service::copy_of(&seed.file());
        let proxy = Proxy::new(service.address());
        let shown = run(&proxy.url(), &line);
        assert_eq!(shown.code, 0, "{line}: {shown}");
        let (after, methods) = (service.pools(), proxy.methods());
        let shared = (!methods.iter().any(|method| is_change(method))).then_some(service);
        Self { seed, line, requests: methods.len(), after, shared }
    }

    fn check(&self, number: usize, fault: Fault) {
        match &self.shared {
            Some(service) => self.check_read(service, number, fault),
            None => self.check_change(number, fault),
        }
    }

    fn check_read(&self, service: &Service, number: usize, fault: Fault) {
        let (shown, methods) = service.broken(number, fault, &self.line);
        let place = format!("{}, request {number} {fault:?}: {methods:?}\n{shown}", self.line);
        assert!((0..=11).contains(&shown.code), "no such exit code: {place}");
        check_manners(&shown, &methods, &place);
    }

    fn check_change(&self, number: usize, fault: Fault) {
        let service = Service::copy_of(&self.seed.file());
        let (shown, methods) = service.broken(number, fault, &self.line);
        let (line, after) = (&self.line, service.pools());
        let place = format!("{line}, request {number} {fault:?}: {methods:?}\n{after:?}\n{shown}");
        assert!(after.values().all(|pools| pools.len() == 1), "two pools of a pair: {place}");
        match shown.code {
            0 => assert_eq!(after, self.after, "said to be done: {place}"),
            13 => assert!(names_a_look(&shown), "no way to see what is true: {place}"),
            code => {
                assert!((1..=11).contains(&code), "no such exit code: {place}");
                assert_eq!(after, self.seed.before, "said not to be done: {place}");
            }
        }
        check_manners(&shown, &methods, &place);
        let again = service.run(line);
        assert_eq!(again.code, 0, "run again: {again}\nafter {place}");
        assert_eq!(service.pools(), self.after, "run again: {again}\nafter {place}");
    }
}

/// Whether a method changes something.
fn is_change(method: &str) -> bool {
    ["Create", "Update", "Delete"].iter().any(|verb| method.starts_with(verb))
}

/// What no run may do, whatever is broken.
fn check_manners(shown: &Transcript, methods: &[String], place: &str) {
    assert!(is_json_or_nothing(&shown.stdout), "half an answer: {place}");
    assert_eq!(shown.stdout.is_empty(), shown.code != 0, "a result and an error: {place}");
    assert!(!shown.stderr.contains("prebuildctl itself is at fault"), "{place}");
    assert!(methods.len() <= MOST_REQUESTS, "it goes on for ever: {place}");
}

/// Whether a failure names a command that shows what is true.
fn names_a_look(shown: &Transcript) -> bool {
    let line = shown.stderr.lines().last().unwrap_or_default();
    let error: Value = serde_json::from_str(line).unwrap_or_default();
    let hint = error["error"]["hint"].as_str().unwrap_or_default();
    ["prebuildctl warm-pool ", "prebuildctl prebuild "].iter().any(|it| hint.starts_with(it))
}

fn is_json_or_nothing(text: &str) -> bool {
    text.is_empty() || serde_json::from_str::<Value>(text).is_ok()
}

#[test]
fn every_request_of_every_command_broken_in_every_way() {
    let seed = Seed::new();
    let cases: Vec<_> = COMMANDS.iter().map(|command| Case::new(&seed, command)).collect();
    let runs: Vec<_> = cases
        .iter()
        .flat_map(|case| (1..=case.requests).map(move |number| (case, number)))
        .flat_map(|(case, number)| Fault::ALL.map(|fault| (case, number, fault)))
        .collect();
    assert!(runs.len() > 500, "{} runs are few", runs.len());
    each(&runs, |(case, number, fault)| case.check(*number, *fault));
}

/// Does this with each, some side by side.
fn each<T: Sync>(all: &[T], check: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
                    check(one);
                }
            });
        }
    });
}

/// Killed with any of its requests under way, a change is made or not, and can be run again.
#[test]
fn killed_at_any_request() {
    let seed = Seed::new();
    for command in &COMMANDS[..7] {
        let case = Case::new(&seed, command);
        for number in 1..=case.requests {
            let service = Service::copy_of(&seed.file());
            let proxy = Proxy::breaking(service.address(), number, Fault::Silence);
            let mut child = Command::new(env!("CARGO_BIN_EXE_prebuildctl"))
                .env_clear()
                .envs([("ONA_HOST", proxy.url().as_str()), ("ONA_TOKEN", service::TOKEN)])
                .args(case.line.split_whitespace())
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            proxy.wait_for(number);
            child.kill().unwrap();
            child.wait().unwrap();
            let place = format!("{}, killed at request {number}", case.line);
            let again = service.run(&case.line);
            assert_eq!((again.code, service.pools()), (0, case.after.clone()), "{place}: {again}");
        }
    }
}

/// The start of a prebuild is sent once, whatever becomes of it; so is a message of the user's own.
#[test]
fn what_cannot_be_made_harmless_is_sent_once() {
    let seed = Seed::new();
    let changes = [
        ("prebuild trigger --project acme-api --class large", "CreatePrebuild"),
        ("api PrebuildService/CreatePrebuild -d {}", "CreatePrebuild"),
    ];
    for (line, method) in changes {
        for fault in Fault::ALL {
            for number in 1..=3 {
                let service = Service::copy_of(&seed.file());
                let (shown, methods) = service.broken(number, fault, &format!("{line} -o json"));
                let sent = methods.iter().filter(|called| *called == method).count();
                // A limit is told before anything is begun, so that it can be sent again.
                let most = if fault == Fault::Limited { 2 } else { 1 };
                assert!(sent <= most, "{line}, request {number} {fault:?}: {methods:?}\n{shown}");
                assert!(is_json_or_nothing(&shown.stdout), "{shown}");
            }
        }
    }
}
