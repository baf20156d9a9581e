//! Local faults: a reader that closes standard output, and a process that is killed.

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::process::{Command, Output, Stdio};

use super::super::service::{Service, TOKEN, redact_addresses, run_in, world};
use super::seed::{Seed, state_of};
use super::{COMMANDS, Case, each};
use crate::support::fault::{Fault, Proxy};
use crate::support::{Transcript, home};

/// Commands of every kind of output.
const WRITING: [&str; 24] = [
    "wp get acme-api/regular",
    "wp get acme-api/regular -o json",
    "wp list",
    "wp list -o json",
    "wp list -o jsonl",
    "class list",
    "wp explain --project acme-api --class large",
    "wp create --project acme-api --class large --min 1 --max 5 --if-exists update",
    "wp create --project acme-api --class large --min 1 --max 5 --if-exists update -o json",
    "wp update acme-api/regular --max 7",
    "wp delete acme-api/regular --yes --if-missing ok -o json",
    "prebuild delete BUILD --yes -o json",
    "project prebuilds acme-api",
    "project prebuilds acme-legacy --on --add-class small -q",
    "project prebuilds acme-api --remove-class regular --yes -o json",
    "plan -f FLEET",
    "drift -f FLEET",
    "export",
    "drift -f FLEET -o json",
    "apply -f FLEET --yes",
    "apply -f FLEET --yes -o json",
    "auth status --jq .",
    "prebuild logs --latest --project acme-api --class large",
    "prebuild logs --latest --project acme-api --class large --raw --follow",
];

impl Case<'_> {
    /// The numbers of bytes after which a reader closes the pipe.
    fn lengths(&self) -> BTreeSet<usize> {
        let all = self.shown.stdout.len();
        assert!(all > 2, "{}: {}", self.line, self.shown);
        [0, 1, all / 2, all - 1].map(|length| self.shown.stdout.floor_char_boundary(length)).into()
    }

    /// A closed pipe cuts the output and changes nothing else: not the result, not standard error, not
    /// the exit code.
    fn check_closed(&self, service: &Service, shown: &Transcript, length: usize) {
        let Self { line, shown: whole, after, .. } = self;
        let details = format!("{line}, read for {length} bytes: {shown}");
        assert_eq!(shown.stdout.len(), length, "{details}");
        let (written, all) = (redact(&shown.stdout), redact(&whole.stdout));
        assert!(all.starts_with(&written), "{details}");
        assert_eq!((&shown.stderr, shown.code), (&whole.stderr, whole.code), "{details}");
        assert_eq!(state_of(service, line), *after, "{details}");
        let again = service.run(line);
        assert_eq!((again.code, state_of(service, line)), (whole.code, after.clone()), "{again}");
    }
}

/// New ids and times differ between runs. A time at a full second has no fraction.
fn redact(text: &str) -> String {
    let (mut redacted, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once('.') {
        redacted.push_str(before);
        let seconds = before.len().checked_sub(3).and_then(|start| before.get(start..));
        rest = match seconds.and_then(|text| text.strip_prefix(':')) {
            Some(digits) if digits.parse::<u8>().is_ok() => {
                after.trim_start_matches(|letter: char| letter.is_ascii_digit())
            }
            _ => {
                redacted.push('.');
                after
            }
        };
    }
    redacted.push_str(rest);
    redacted.replace(|letter: char| letter.is_ascii_hexdigit(), "0")
}

#[test]
fn times_with_and_without_a_fraction_are_equal_once_redacted() {
    let [with, without, cut] = [
        "a 2026-05-01T08:00:01.250Z, 1.5",
        "a 2026-05-01T08:00:59Z, 2.5",
        "a 2026-05-01T08:00:01.",
    ]
    .map(redact);
    assert_eq!(with, without);
    assert!(with.starts_with(&cut), "{cut}");
}

/// Runs each command with each number of bytes after which its reader closes the pipe.
fn each_reader(read: impl Fn(&str, &str, usize) -> Transcript + Sync) {
    let seed = Seed::new();
    let cases = WRITING.map(|command| Case::unformatted(&seed, command));
    let runs: Vec<_> = cases
        .iter()
        .flat_map(|case| case.lengths().into_iter().map(move |length| (case, length)))
        .collect();
    each(&runs, |(case, length)| {
        let service = Service::copy_of(&case.seed.file());
        let url = format!("http://{}", service.address());
        let shown = redact_addresses(read(&url, &case.line, *length), &url);
        case.check_closed(&service, &shown, *length);
    });
}

/// In this process: the stream accepts so many bytes.
#[test]
fn l20_readers_that_close_the_stream() {
    each_reader(|url, line, length| run_in(world(url).with_stdout_limit(length), line));
}

/// As a process. A pipe may be closed too late to be noticed, except before the first byte.
#[test]
fn l20_pipes_that_are_closed() {
    each_reader(|url, line, length| {
        let (reader, writer) = io::pipe().unwrap();
        let reader = (length > 0).then_some(reader);
        let mut command = process(url, line);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        // It also holds the other end of the pipe.
        drop(command);
        let mut read = vec![0; length];
        if let Some(mut reader) = reader {
            reader.read_exact(&mut read).unwrap();
        }
        let Output { status, stderr, .. } = child.wait_with_output().unwrap();
        let [stdout, stderr] = [read, stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(!stderr.contains(TOKEN), "{stderr}");
        Transcript { stdout, stderr, code: status.code().unwrap().try_into().unwrap() }
    });
}

/// Killed during any request, each change is applied or not, and the command can be run again.
#[test]
fn m33_killed_at_any_request() {
    let seed = Seed::new();
    let cases = COMMANDS.map(|command| Case::new(&seed, command));
    let runs: Vec<_> = cases
        .iter()
        .flat_map(|case| (1..=case.requests).map(move |number| (case, number)))
        .collect();
    each(&runs, |(case, number)| {
        let service = Service::copy_of(&seed.file());
        let proxy = Proxy::breaking(service.address(), *number, Fault::Silence);
        let mut command = process(&proxy.url(), &case.line);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        proxy.wait_for(*number);
        child.kill().unwrap();
        let Output { stdout, stderr, .. } = child.wait_with_output().unwrap();
        let details = format!("{}, killed at request {number}", case.line);
        assert_eq!((stdout, stderr), (Vec::new(), Vec::new()), "{details}");
        let state = state_of(&service, &case.line);
        assert!(case.is_between(&state), "{details}: {state:?}");
        let again = service.run(&case.line);
        assert_eq!(
            (again.code, state_of(&service, &case.line)),
            (case.shown.code, case.after.clone()),
            "{details}: {again}"
        );
    });
}

/// The program, without the environment of the tests.
fn process(url: &str, line: &str) -> Command {
    let mut command = home::prebuildctl(&home::no_home());
    command
        .envs([("ONA_HOST", url), ("ONA_TOKEN", TOKEN), ("LC_ALL", "C.UTF-8")])
        .args(line.split_whitespace())
        .stdin(Stdio::null());
    command
}
