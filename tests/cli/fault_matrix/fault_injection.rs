//! Every command, with each of its requests broken in every way, and then run again unbroken.

mod local;
mod logs;
mod seed;
mod waits;

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;

use self::seed::{Seed, State, changes_more_than_pools, state_of};
use super::service::{Service, redact_addresses, run};
use crate::support::Transcript;
use crate::support::fault::{Fault, Proxy};

/// A run with more requests than this does not end.
const MAX_REQUESTS: usize = 60;

/// The commands; `POOL` stands for the id of the existing pool, `BUILD` for that of a prebuild, `FLEET`
/// for the fleet file. Each can be run again with the same result.
const COMMANDS: [&str; 28] = [
    "wp create --project acme-api --class large --min 1 --max 5 --if-exists update",
    "wp create --project acme-api --class regular --min 2 --max 9 --if-exists update",
    "wp create --project acme-web --class regular --if-exists skip",
    "wp update acme-api/regular --min 0 --max 7",
    "wp update POOL --max 8",
    "wp delete acme-api/regular --yes --if-missing ok",
    "wp delete POOL --yes --if-missing ok",
    "prebuild delete BUILD --yes",
    "project prebuilds acme-legacy --on --add-class small --timeout 90m",
    "project prebuilds acme-api --remove-class regular --hour 7 --yes",
    "apply -f FLEET --yes",
    "plan -f FLEET",
    "drift -f FLEET",
    "metrics -f FLEET",
    "wp list",
    "wp get acme-api/regular",
    "wp explain --project acme-api --class regular",
    "wp history acme-api/regular",
    "wp stats acme-api/regular",
    "project list",
    "project get acme-api",
    "class list",
    "class get large",
    "runner list",
    "runner get aws-eu",
    "prebuild list --project acme-api",
    "auth status",
    "api PrebuildService/ListWarmPools",
];

/// One command, and its result when nothing is broken.
struct Case<'a> {
    seed: &'a Seed,
    line: String,
    requests: usize,
    shown: Transcript,
    /// The state afterwards.
    after: State,
    /// A service for all runs of a command that only reads.
    shared: Option<Service>,
}

impl<'a> Case<'a> {
    fn new(seed: &'a Seed, command: &str) -> Self {
        // Metrics have a format of their own.
        if command.starts_with("metrics") {
            return Self::unformatted(seed, command);
        }
        Self::unformatted(seed, &format!("{command} -o json"))
    }

    /// In the command's own format.
    fn unformatted(seed: &'a Seed, command: &str) -> Self {
        let line = seed.line(command);
        let service = Service::copy_of(&seed.file());
        let proxy = Proxy::new(service.address());
        let shown = redact_addresses(run(&proxy.url(), &line), &proxy.url());
        assert_eq!(shown.code, if command.starts_with("drift") { 3 } else { 0 }, "{line}: {shown}");
        let (after, methods) = (state_of(&service, &line), proxy.methods());
        let shared = (!methods.iter().any(|method| is_mutation(method))).then_some(service);
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
        let details = format!("{}, request {number} {fault:?}: {methods:?}\n{shown}", self.line);
        match shown.code {
            // What is passed through unparsed may be anything.
            0 if fault == Fault::Garbage && self.line.starts_with("api ") => {}
            // A service without a method may answer with a page: what it would say is not known then.
            0 if fault == Fault::Page(404) && self.line.starts_with("wp stats ") => {}
            code if code == self.shown.code => {
                assert_eq!(shown.stdout, self.shown.stdout, "incomplete: {details}");
            }
            code => {
                assert!((1..=11).contains(&code) && code != 3, "unexpected exit code: {details}");
                assert_eq!(shown.stdout, "", "a result and an error: {details}");
            }
        }
        check_invariants(&shown, &methods, &details);
    }

    fn check_change(&self, number: usize, fault: Fault) {
        let service = Service::copy_of(&self.seed.file());
        let (shown, methods) = service.broken(number, fault, &self.line);
        let (line, after) = (&self.line, state_of(&service, &self.line));
        let details =
            format!("{line}, request {number} {fault:?}: {methods:?}\n{after:?}\n{shown}");
        assert!(
            after.values().all(|pools| pools.len() == 1),
            "two pools of one address: {details}"
        );
        match shown.code {
            0 => assert_eq!(after, self.after, "reported as done: {details}"),
            12 if self.is_multi_change() => assert!(self.is_between(&after), "{details}"),
            13 => {
                assert!(has_check_command(&shown), "no command to check the state: {details}");
                assert!(self.names_the_target(&shown), "a command for something else: {details}");
            }
            code => {
                assert!((1..=11).contains(&code), "unexpected exit code: {details}");
                assert_eq!(&after, self.before(), "reported as not done: {details}");
            }
        }
        if !self.is_multi_change() {
            assert_eq!(
                shown.stdout.is_empty(),
                shown.code != 0,
                "a result and an error: {details}"
            );
        }
        check_invariants(&shown, &methods, &details);
        let again = service.run(line);
        assert_eq!(again.code, 0, "run again: {again}\nafter {details}");
        assert_eq!(state_of(&service, line), self.after, "run again: {again}\nafter {details}");
    }

    fn before(&self) -> &State {
        if changes_more_than_pools(&self.line) { &self.seed.state } else { &self.seed.pools }
    }

    /// Whether it makes several changes and reports each.
    fn is_multi_change(&self) -> bool {
        self.line.starts_with("apply")
    }

    /// Whether each address, and everything else, is as it was or as requested.
    fn is_between(&self, state: &State) -> bool {
        let all = [state, self.before(), &self.after].into_iter().flat_map(State::keys);
        let states = [state, self.before(), &self.after];
        let mut all = all.map(|name| states.map(|state| state.get(name)));
        all.all(|[is, was, requested]| is == was || is == requested)
    }

    /// Whether an error names its pool, or the project and class; its project; or its prebuild.
    fn names_the_target(&self, shown: &Transcript) -> bool {
        let after = |flag: &str| self.line.split_once(flag)?.1.split(' ').next();
        let is_named = |text: &str| shown.stderr.contains(text);
        if let Some(name) = after("project prebuilds ").or(after("prebuild delete ")) {
            return is_named(name);
        }
        match after("--project ").zip(after("--class ")) {
            Some((project, class)) => is_named(project) && is_named(class),
            None => {
                is_named(&self.seed.pool) || self.is_multi_change() && is_named("--project acme-")
            }
        }
    }
}

fn is_mutation(method: &str) -> bool {
    ["Create", "Update", "Delete"].iter().any(|verb| method.starts_with(verb))
}

/// Holds for every run that prints JSON or metrics, no matter what is broken.
fn check_invariants(shown: &Transcript, methods: &[String], details: &str) {
    let is_whole = is_json_or_empty(&shown.stdout) || are_metrics(&shown.stdout);
    assert!(is_whole, "half a result: {details}");
    check_run(shown, methods, details);
}

/// Holds for every run.
fn check_run(shown: &Transcript, methods: &[String], details: &str) {
    let texts = ["internal error", "itself is at fault", "panicked at"];
    assert!(!texts.iter().any(|text| shown.stderr.contains(text)), "{details}");
    assert!(methods.len() <= MAX_REQUESTS, "it does not end: {details}");
}

/// Whether an error hints at a command that shows the state.
fn has_check_command(shown: &Transcript) -> bool {
    let line = shown.stderr.lines().last().unwrap_or_default();
    let error: Value = serde_json::from_str(line).unwrap_or_default();
    let hint = error["error"]["hint"].as_str().unwrap_or_default();
    ["prebuildctl warm-pool ", "prebuildctl prebuild ", "prebuildctl project "]
        .iter()
        .any(|command| hint.starts_with(command))
}

fn is_json_or_empty(text: &str) -> bool {
    text.is_empty() || serde_json::from_str::<Value>(text).is_ok()
}

fn are_metrics(text: &str) -> bool {
    text.starts_with("# HELP ona_")
        && text.ends_with("\n# TYPE prebuildctl_requests_total counter\n")
}

#[test]
fn every_request_of_every_command_broken_in_every_way() {
    let seed = Seed::new();
    let cases: Vec<_> = COMMANDS.iter().map(|command| Case::new(&seed, command)).collect();
    let runs = with_faults(&cases, |case| 1..case.requests + 1);
    assert!(runs.len() > 500, "only {} runs", runs.len());
    each(&runs, |(case, number, fault)| case.check(*number, *fault));
}

/// Each case with each of these requests broken in every way.
fn with_faults<C>(cases: &[C], numbers: impl Fn(&C) -> Range<usize>) -> Vec<(&C, usize, Fault)> {
    let requests = cases.iter().flat_map(|case| numbers(case).map(move |number| (case, number)));
    requests.flat_map(|(case, number)| Fault::ALL.map(|fault| (case, number, fault))).collect()
}

/// Checks each, several at a time.
fn each<T: Sync>(all: &[T], check: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while let Some(item) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
                    check(item);
                }
            });
        }
    });
}

/// Starting a prebuild is never retried, and neither is a message of the user.
#[test]
fn changes_that_cannot_be_read_back_are_sent_once() {
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
                // A rate limit is reported before anything is done, so the request can be sent again.
                let max = if fault == Fault::Limited { 2 } else { 1 };
                assert!(sent <= max, "{line}, request {number} {fault:?}: {methods:?}\n{shown}");
                assert!(is_json_or_empty(&shown.stdout), "{shown}");
            }
        }
    }
}
