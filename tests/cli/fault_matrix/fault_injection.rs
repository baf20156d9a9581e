//! Every command, with each of its requests broken in every way, and then run again in peace.

mod local;
mod waits;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{fs, thread};

use serde_json::Value;
use tempfile::TempDir;

use super::service::{Service, redact_addresses, run};
use crate::support::Transcript;
use crate::support::fault::{Fault, Proxy};

/// A run that asks more often than this goes on for ever.
const MOST_REQUESTS: usize = 60;

/// The commands, `POOL` standing for the id of the pool that is there, `FLEET` for the fleet file.
/// Those that can be run again come to the same end.
const COMMANDS: [&str; 20] = [
    "wp create --project acme-api --class large --min 1 --max 5 --if-exists update",
    "wp create --project acme-api --class regular --min 2 --max 9 --if-exists update",
    "wp create --project acme-web --class regular --if-exists skip",
    "wp update acme-api/regular --min 0 --max 7",
    "wp update POOL --max 8",
    "wp delete acme-api/regular --yes --if-missing ok",
    "wp delete POOL --yes --if-missing ok",
    "apply -f FLEET --yes",
    "plan -f FLEET",
    "drift -f FLEET",
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

/// Of the pools of this fleet one is there, with another size.
const FLEET: &str = "version = 1
[defaults]
min = 2
max = 6
[[pool]]
project = 'acme-api'
class = 'regular'
[[pool]]
project = 'acme-api'
class = 'large'
[[pool]]
project = 'acme-web'
class = 'regular'
";

/// A data file to begin with and a fleet file; the id of the pool that is there.
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
            fs::copy(service.file(), folder.path().join("seed.db")).unwrap();
            pool
        };
        fs::write(folder.path().join("fleet.toml"), FLEET).unwrap();
        let before = Service::copy_of(&folder.path().join("seed.db")).pools();
        Self { folder, pool, before }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("seed.db")
    }

    /// A command with what its words stand for.
    fn line(&self, command: &str) -> String {
        let fleet = self.folder.path().join("fleet.toml");
        command.replace("POOL", &self.pool).replace("FLEET", fleet.to_str().unwrap())
    }
}

/// One command, and what it comes to when nothing is broken.
struct Case<'a> {
    seed: &'a Seed,
    line: String,
    requests: usize,
    /// What is shown, and the pools that are there then.
    shown: Transcript,
    after: Pools,
    /// A service that all runs of a command which only reads can share.
    shared: Option<Service>,
}

impl<'a> Case<'a> {
    fn new(seed: &'a Seed, command: &str) -> Self {
        Self::shown(seed, &format!("{command} -o json"))
    }

    /// In the format that the command itself names.
    fn shown(seed: &'a Seed, command: &str) -> Self {
        let line = seed.line(command);
        let service = Service::copy_of(&seed.file());
        let proxy = Proxy::new(service.address());
        let shown = redact_addresses(run(&proxy.url(), &line), &proxy.url());
        assert_eq!(shown.code, if command.starts_with("drift") { 3 } else { 0 }, "{line}: {shown}");
        let (after, methods) = (service.pools(), proxy.methods());
        let shared = (!methods.iter().any(|method| is_change(method))).then_some(service);
        Self { seed, line, requests: methods.len(), shown, after, shared }
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
        match shown.code {
            // What is passed on as it comes may be anything.
            0 if fault == Fault::Garbage && self.line.starts_with("api ") => {}
            code if code == self.shown.code => {
                assert_eq!(shown.stdout, self.shown.stdout, "not the whole: {place}");
            }
            code => {
                assert!((1..=11).contains(&code) && code != 3, "no such exit code: {place}");
                assert_eq!(shown.stdout, "", "a result and an error: {place}");
            }
        }
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
            12 if self.is_of_many() => assert!(self.is_between(&after), "{place}"),
            13 => {
                assert!(names_a_look(&shown), "no way to see what is true: {place}");
                assert!(self.names_the_pool(&shown), "the way to another pool: {place}");
            }
            code => {
                assert!((1..=11).contains(&code), "no such exit code: {place}");
                assert_eq!(after, self.seed.before, "said not to be done: {place}");
            }
        }
        if !self.is_of_many() {
            assert_eq!(shown.stdout.is_empty(), shown.code != 0, "a result and an error: {place}");
        }
        check_manners(&shown, &methods, &place);
        let again = service.run(line);
        assert_eq!(again.code, 0, "run again: {again}\nafter {place}");
        assert_eq!(service.pools(), self.after, "run again: {again}\nafter {place}");
    }

    /// Whether it makes several changes, of which each is told what became of it.
    fn is_of_many(&self) -> bool {
        self.line.starts_with("apply")
    }

    /// Whether each pair is as it was or as it is wanted.
    fn is_between(&self, pools: &Pools) -> bool {
        let all = [pools, &self.seed.before, &self.after].into_iter().flat_map(Pools::keys);
        let mut all =
            all.map(|pair| [pools, &self.seed.before, &self.after].map(|it| it.get(pair)));
        all.all(|[is, was, wanted]| is == was || is == wanted)
    }

    /// Whether a failure names the pool that it is about, or its pair.
    fn names_the_pool(&self, shown: &Transcript) -> bool {
        let after = |flag: &str| self.line.split_once(flag)?.1.split(' ').next();
        let pair = after("--project ").zip(after("--class "));
        let is_named = |word: &str| shown.stderr.contains(word);
        match pair {
            Some((project, class)) => is_named(project) && is_named(class),
            None => is_named(&self.seed.pool) || self.is_of_many() && is_named("--project acme-"),
        }
    }
}

/// Whether a method changes something.
fn is_change(method: &str) -> bool {
    ["Create", "Update", "Delete"].iter().any(|verb| method.starts_with(verb))
}

/// What no run may do, whatever is broken.
fn check_manners(shown: &Transcript, methods: &[String], place: &str) {
    assert!(is_json_or_nothing(&shown.stdout), "half an answer: {place}");
    let words = ["prebuildctl itself is at fault", "panicked at"];
    assert!(!words.iter().any(|words| shown.stderr.contains(words)), "{place}");
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
        for _ in 0..8 {
            scope.spawn(|| {
                while let Some(one) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
                    check(one);
                }
            });
        }
    });
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
