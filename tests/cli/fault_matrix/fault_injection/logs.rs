//! `prebuild logs`, with each request to the service and each request to the host of the log broken in
//! every way.

use std::net::SocketAddr;

use serde_json::Value;

use super::super::service::{Service, TOKEN, impatient, run_in, world};
use super::{check_run, each};
use crate::support::fault::Fault;
use crate::support::log::prebuild_with_log;
use crate::support::proxy::CountingProxy;
use crate::support::{POOL, Response, Server, Transcript};

const LATEST: &str = "prebuild logs --latest --project acme-api --class large";
/// Of the service: the names, the list, the prebuild, the token.
const REQUESTS: usize = 5;

/// Nothing of the log is printed, or all of it.
#[test]
fn every_request_of_a_log_broken_in_every_way() {
    let service = Service::new();
    for flags in ["", " --follow"] {
        let line = format!("{LATEST}{flags}");
        let whole = service.run(&line);
        assert_eq!((whole.code, whole.stderr.as_str()), (0, ""), "{whole}");
        let requests = 1..=REQUESTS;
        let all: Vec<_> = requests.flat_map(|at| Fault::ALL.map(|fault| (at, fault))).collect();
        each(&all, |(number, fault)| {
            let (shown, methods) = service.broken(*number, *fault, &line);
            let details = format!("{line}, request {number} {fault:?}: {methods:?}\n{shown}");
            assert!(methods.len() >= REQUESTS || shown.code != 0, "{details}");
            check_run(&shown, &methods, &details);
            match shown.code {
                0 => assert_eq!(shown.stdout, whole.stdout, "{details}"),
                code => {
                    assert!((1..=11).contains(&code), "unexpected exit code: {details}");
                    assert_eq!(shown.stdout, "", "{details}");
                }
            }
        });
    }
}

/// A prebuild that has completed, and its log at the embedded API.
struct Log {
    _service: Service,
    host: SocketAddr,
    path: String,
    token: Response,
    whole: String,
}

impl Log {
    fn new() -> Self {
        let service = Service::new();
        let whole = service.run(&format!("{LATEST} --raw")).stdout;
        let prebuilds = "prebuild list --project acme-api --class large --limit 1";
        let id = service.run(&format!("{prebuilds} -o id")).stdout;
        let id = id.trim_end();
        let url = service.run(&format!("prebuild get {id} --jq .status.logUrl -r")).stdout;
        let (host, path) = url.trim_end().trim_start_matches("http://").split_once('/').unwrap();
        let method = "api PrebuildService/CreatePrebuildLogsToken -d";
        let token = service.run(&format!("{method} {{\"prebuildId\":\"{id}\"}}")).stdout;
        assert!(serde_json::from_str::<Value>(&token).unwrap()["accessToken"].is_string());
        Self {
            host: host.parse().unwrap(),
            path: path.to_owned(),
            token: Response::json(200, &token),
            whole,
            _service: service,
        }
    }

    /// Reads the log from a host whose first responses have these faults.
    fn read(&self, faults: [Option<Fault>; 2], flags: &str) -> (Transcript, usize) {
        let proxy = CountingProxy::new(self.host, move |number, _| *faults.get(number)?);
        let url = format!("{}/{}", proxy.url(), self.path);
        let server = Server::new([]);
        server.always("GetPrebuild", prebuild_with_log("COMPLETED", &url));
        server.always("CreatePrebuildLogsToken", self.token.clone());
        let hangs = faults.iter().flatten().any(|fault| fault.hangs());
        let world = if hangs { impatient(&server.url()) } else { world(&server.url()) };
        let shown = run_in(world, &format!("prebuild logs {POOL} --raw {flags}"));
        for call in server.calls() {
            assert_eq!(call.header("authorization"), Some(&*format!("Bearer {TOKEN}")));
        }
        // On a busy machine an impatient client may ask again.
        let reads = server.methods().iter().filter(|method| *method == "GetPrebuild").count();
        assert!(reads == 1 || hangs && reads > 1, "{reads} reads: {shown}");
        (shown, proxy.seen().len())
    }
}

/// Each line is printed once, or the log is reported as one that cannot be read.
#[test]
fn every_response_of_the_host_of_a_log_broken_in_every_way() {
    let log = Log::new();
    let firsts = [None, Some(Fault::Truncated), Some(Fault::HalfBody), Some(Fault::HalfHead)];
    let all: Vec<_> = firsts
        .iter()
        .flat_map(|first| Fault::ALL.map(|fault| (*first, fault)))
        // Any other text could be a log.
        .filter(|(_, fault)| *fault != Fault::Garbage)
        .flat_map(|(first, fault)| ["", "--follow"].map(|flags| (first, fault, flags)))
        .collect();
    each(&all, |(first, fault, flags)| {
        let faults = match first {
            Some(first) => [Some(*first), Some(*fault)],
            None => [Some(*fault), None],
        };
        let (shown, requests) = log.read(faults, flags);
        let details = format!("{faults:?} {flags}: {requests} requests\n{shown}");
        assert!(log.whole.starts_with(&shown.stdout), "{details}");
        match shown.code {
            0 => assert_eq!(shown.stdout, log.whole, "{details}"),
            6 => assert_eq!(*fault, Fault::Page(404), "{details}"),
            1 => assert_eq!(*fault, Fault::Login, "{details}"),
            _ => panic!("unexpected exit code: {details}"),
        }
        assert!((1..=4).contains(&requests), "{details}");
        check_run(&shown, &[], &details);
    });
}
