//! Commands that wait, with what they begin and their first looks broken in every way. Time passes
//! fast, so that what is waited for comes about.

use std::path::Path;

use super::super::service::{Service, run};
use super::{Pools, check_manners, each, is_change, names_a_look};
use crate::support::Transcript;
use crate::support::fault::{Fault, Proxy};

/// A prebuild takes 30 ms.
const SPEED: f64 = 20_000.0;

/// The commands, `PREBUILD` standing for the id of one that is under way.
const COMMANDS: [&str; 6] = [
    "wp create --project acme-api --class large --min 1 --max 5 --if-exists update --wait",
    "wp update acme-api/regular --min 3 --max 4 --wait",
    "wp delete acme-api/regular --yes --if-missing ok --wait",
    "wp wait acme-api/regular",
    "prebuild wait PREBUILD",
    TRIGGER,
];

/// The only one that must not be run again.
const TRIGGER: &str = "prebuild trigger --project acme-api --class large --wait";

/// How many requests are broken, from the change on; of what only reads, from the first.
const BROKEN: usize = 4;

/// On a busy machine a command may find everything done at its first look.
const MOST_TRIES: usize = 50;

/// A service where time stands still, with a pool that lacks an instance and a prebuild that has
/// just begun; and the id of that.
fn unfinished() -> (Service, String) {
    let service = Service::new();
    assert_eq!(service.run("wp update acme-api/regular --min 2").code, 0);
    let shown = service.run("prebuild trigger --project acme-api --class large -o id");
    (service, shown.stdout.trim_end().to_owned())
}

/// One command, and what it comes to when nothing is broken.
struct Case<'a> {
    seed: &'a Path,
    line: String,
    /// The first request that is broken.
    first: usize,
    before: Pools,
    after: Pools,
}

impl<'a> Case<'a> {
    fn new(seed: &'a Path, prebuild: &str, command: &str) -> Self {
        let limits = "--poll-interval 20ms --timeout 30s -o json";
        let line = format!("{} {limits}", command.replace("PREBUILD", prebuild));
        let before = Service::copy_of(seed).pools();
        for _ in 0..MOST_TRIES {
            let service = Service::hurried(seed, SPEED);
            let proxy = Proxy::new(service.address());
            let shown = run(&proxy.url(), &line);
            assert_eq!(shown.code, 0, "{line}: {shown}");
            let methods = proxy.methods();
            let change = methods.iter().position(|method| is_change(method));
            let first = change.map_or(1, |place| place + 1);
            if methods.len() > first {
                return Self { seed, line, first, before, after: service.pools() };
            }
        }
        panic!("it never waited: {line}");
    }

    fn check(&self, number: usize, fault: Fault) {
        let service = Service::hurried(self.seed, SPEED);
        let (shown, methods) = service.broken(number, fault, &self.line);
        let (line, after) = (&self.line, service.pools());
        let place = format!("{line}, request {number} {fault:?}: {methods:?}\n{after:?}\n{shown}");
        check_manners(&shown, &methods, &place);
        assert_eq!(shown.stdout.is_empty(), shown.code != 0, "a result and an error: {place}");
        assert!(after.values().all(|pools| pools.len() == 1), "two pools of a pair: {place}");
        match shown.code {
            0 => assert_eq!(after, self.after, "said to be done: {place}"),
            13 => assert!(names_a_look(&shown), "no way to see what is true: {place}"),
            1..=11 if is_of_the_wait(&shown) => {
                assert_eq!(after, self.after, "it was begun: {place}");
            }
            1..=11 => assert_eq!(after, self.before, "said not to be done: {place}"),
            code => panic!("no such exit code: {code}: {place}"),
        }
        if line.starts_with(TRIGGER) {
            let sent = methods.iter().filter(|method| *method == "CreatePrebuild").count();
            let most = if fault == Fault::Limited { 2 } else { 1 };
            return assert!(sent <= most, "a second prebuild: {place}");
        }
        let again = service.run(line);
        assert_eq!((again.code, service.pools()), (0, self.after.clone()), "{again}\n{place}");
    }
}

/// Whether it is the wait that failed, not what it began with.
fn is_of_the_wait(shown: &Transcript) -> bool {
    ["cannot continue waiting for ", " cannot become ready: ", "timed out after 30s "]
        .iter()
        .any(|words| shown.stderr.contains(words))
}

#[test]
fn every_wait_broken_in_every_way() {
    let (service, prebuild) = unfinished();
    let seed = service.file();
    let cases = COMMANDS.map(|command| Case::new(&seed, &prebuild, command));
    let runs: Vec<_> = cases
        .iter()
        .flat_map(|case| (case.first..case.first + BROKEN).map(move |number| (case, number)))
        .flat_map(|(case, number)| Fault::ALL.map(|fault| (case, number, fault)))
        .collect();
    each(&runs, |(case, number, fault)| case.check(*number, *fault));
}
