//! Commands that wait, with their change and their first polls broken in every way. Simulated time is
//! fast, so that the waits end.

use std::path::Path;

use super::super::service::{Service, run};
use super::seed::State;
use super::{check_invariants, each, has_check_command, is_mutation, with_faults};
use crate::support::Transcript;
use crate::support::fault::{Fault, Proxy};

/// A prebuild takes 30 ms.
const SPEED: f64 = 20_000.0;

/// The commands; `PREBUILD` stands for the id of one that is in progress.
const COMMANDS: [&str; 6] = [
    "wp create --project acme-api --class large --min 1 --max 5 --if-exists update --wait",
    "wp update acme-api/regular --min 3 --max 4 --wait",
    "wp delete acme-api/regular --yes --if-missing ok --wait",
    "wp wait acme-api/regular",
    "prebuild wait PREBUILD",
    TRIGGER,
];

/// The only command that must not be run again.
const TRIGGER: &str = "prebuild trigger --project acme-api --class large --wait";

/// The number of requests that are broken, from the change on, or from the first.
const BROKEN: usize = 4;

/// On a busy machine a command may find the condition met at its first poll: time is slower at each try.
const MAX_TRIES: u32 = 50;

/// A service with stopped time, a pool that lacks an instance and a prebuild that has just started; and
/// the id of the prebuild.
fn unfinished() -> (Service, String) {
    let service = Service::new();
    assert_eq!(service.run("wp update acme-api/regular --min 2").code, 0);
    let shown = service.run("prebuild trigger --project acme-api --class large -o id");
    (service, shown.stdout.trim_end().to_owned())
}

/// One command, and its result when nothing is broken.
struct Case<'a> {
    seed: &'a Path,
    line: String,
    /// Of simulated time, slow enough that the command waits.
    speed: f64,
    /// The first request that is broken.
    first: usize,
    before: State,
    after: State,
}

impl<'a> Case<'a> {
    fn new(seed: &'a Path, prebuild: &str, command: &str) -> Self {
        let limits = "--poll-interval 20ms --timeout 30s -o json";
        let line = format!("{} {limits}", command.replace("PREBUILD", prebuild));
        let before = Service::copy_of(seed).pools();
        for tries in 1..=MAX_TRIES {
            let speed = SPEED / f64::from(tries);
            let service = Service::at_speed(seed, speed);
            let proxy = Proxy::new(service.address());
            let shown = run(&proxy.url(), &line);
            assert_eq!(shown.code, 0, "{line}: {shown}");
            let methods = proxy.methods();
            let change = methods.iter().position(|method| is_mutation(method));
            let first = change.map_or(1, |index| index + 1);
            if methods.len() > first {
                return Self { seed, line, speed, first, before, after: service.pools() };
            }
        }
        panic!("it never waited: {line}");
    }

    fn check(&self, number: usize, fault: Fault) {
        let service = Service::at_speed(self.seed, self.speed);
        let (shown, methods) = service.broken(number, fault, &self.line);
        let (line, after) = (&self.line, service.pools());
        let details =
            format!("{line}, request {number} {fault:?}: {methods:?}\n{after:?}\n{shown}");
        check_invariants(&shown, &methods, &details);
        assert_eq!(shown.stdout.is_empty(), shown.code != 0, "a result and an error: {details}");
        assert!(
            after.values().all(|pools| pools.len() == 1),
            "two pools of one address: {details}"
        );
        match shown.code {
            0 => assert_eq!(after, self.after, "reported as done: {details}"),
            13 => assert!(has_check_command(&shown), "no command to check the state: {details}"),
            1..=11 if is_wait_error(&shown) => {
                assert_eq!(after, self.after, "the change was applied: {details}");
            }
            1..=11 => assert_eq!(after, self.before, "reported as not done: {details}"),
            code => panic!("unexpected exit code: {code}: {details}"),
        }
        if line.starts_with(TRIGGER) {
            let sent = methods.iter().filter(|method| *method == "CreatePrebuild").count();
            let max = if fault == Fault::Limited { 2 } else { 1 };
            return assert!(sent <= max, "a second prebuild: {details}");
        }
        let again = service.run(line);
        assert_eq!((again.code, service.pools()), (0, self.after.clone()), "{again}\n{details}");
    }
}

/// Whether the wait failed, not the change before it.
fn is_wait_error(shown: &Transcript) -> bool {
    ["cannot continue waiting for ", " cannot become ready: ", "timed out after 30s "]
        .iter()
        .any(|text| shown.stderr.contains(text))
}

#[test]
fn every_wait_broken_in_every_way() {
    let (service, prebuild) = unfinished();
    let seed = service.file();
    let cases = COMMANDS.map(|command| Case::new(&seed, &prebuild, command));
    let runs = with_faults(&cases, |case| case.first..case.first + BROKEN);
    each(&runs, |(case, number, fault)| case.check(*number, *fault));
}
