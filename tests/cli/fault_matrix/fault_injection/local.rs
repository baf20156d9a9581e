//! The faults of this machine: a reader of standard output that leaves, and a process that is
//! killed.

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::process::{Command, Output, Stdio};

use super::super::service::{Service, TOKEN, redact_addresses, run_in, world};
use super::{COMMANDS, Case, Seed, each};
use crate::support::Transcript;
use crate::support::fault::{Fault, Proxy};

/// What writes in one way or another.
const WRITING: [&str; 18] = [
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
    "plan -f FLEET",
    "drift -f FLEET",
    "export",
    "drift -f FLEET -o json",
    "apply -f FLEET --yes",
    "apply -f FLEET --yes -o json",
    "auth status --jq .",
];

impl Case<'_> {
    /// After how many bytes a reader leaves.
    fn lengths(&self) -> BTreeSet<usize> {
        let all = self.shown.stdout.len();
        assert!(all > 2, "{}: {}", self.line, self.shown);
        [0, 1, all / 2, all - 1].map(|at| self.shown.stdout.floor_char_boundary(at)).into()
    }

    /// A reader that leaves gets the beginning and changes nothing else: not what is done, not what
    /// is told, not the exit code.
    fn check_left(&self, service: &Service, shown: &Transcript, length: usize) {
        let Self { line, shown: whole, after, .. } = self;
        let place = format!("{line}, read for {length} bytes: {shown}");
        let beginning = steady(&whole.stdout[..length]);
        assert_eq!(steady(&shown.stdout), beginning, "{place}");
        assert_eq!((&shown.stderr, shown.code), (&whole.stderr, whole.code), "{place}");
        assert_eq!(service.pools(), *after, "{place}");
        let again = service.run(line);
        assert_eq!((again.code, service.pools()), (whole.code, after.clone()), "{again}");
    }
}

/// The ids of what is made are others each time, and so are moments.
fn steady(text: &str) -> String {
    text.replace(|letter: char| letter.is_ascii_hexdigit(), "0")
}

/// Does this with each command, and with each number of bytes after which its reader leaves.
fn each_reader(read: impl Fn(&str, &str, usize) -> Transcript + Sync) {
    let seed = Seed::new();
    let cases = WRITING.map(|command| Case::shown(&seed, command));
    let runs: Vec<_> = cases
        .iter()
        .flat_map(|case| case.lengths().into_iter().map(move |length| (case, length)))
        .collect();
    each(&runs, |(case, length)| {
        let service = Service::copy_of(&case.seed.file());
        let url = format!("http://{}", service.address());
        let shown = redact_addresses(read(&url, &case.line, *length), &url);
        case.check_left(&service, &shown, *length);
    });
}

/// In this process: the stream takes so many bytes and no more.
#[test]
fn l20_readers_that_leave_after_so_many_bytes() {
    each_reader(|url, line, length| run_in(world(url).read_by_one_that_leaves_after(length), line));
}

/// As a process: a reader of a pipe may leave too late to be missed, but for the one that left
/// before the first byte.
#[test]
fn l20_pipes_that_are_closed() {
    each_reader(|url, line, length| {
        let (reader, writer) = io::pipe().unwrap();
        let reader = (length > 0).then_some(reader);
        let mut command = process(url, line);
        let child = command.stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        // It holds the other end of the pipe too.
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

/// Killed with any of its requests under way, whatever a command changes is changed or not, and it
/// can be run again.
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
        let place = format!("{}, killed at request {number}", case.line);
        assert_eq!((stdout, stderr), (Vec::new(), Vec::new()), "{place}");
        let pools = service.pools();
        assert!(case.is_between(&pools), "{place}: {pools:?}");
        let again = service.run(&case.line);
        assert_eq!(
            (again.code, service.pools()),
            (case.shown.code, case.after.clone()),
            "{place}: {again}"
        );
    });
}

/// The tool, with nothing of the environment of the tests.
fn process(url: &str, line: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_prebuildctl"));
    command
        .env_clear()
        .envs([("ONA_HOST", url), ("ONA_TOKEN", TOKEN), ("LC_ALL", "C.UTF-8")])
        .args(line.split_whitespace())
        .stdin(Stdio::null());
    command
}
