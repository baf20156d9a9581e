//! A proxy that records requests and injects faults into any of them.

use std::io::{BufReader, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::fault::{Fault, ask, inject, read};
use super::wire::Acceptor;

/// A request that was received.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: String,
    /// The service's response, if it received the request.
    pub status: Option<u16>,
}

/// The fault of a request, by its number from 0 and its method; may block.
type Script = dyn Fn(usize, &str) -> Option<Fault> + Send + Sync;

pub struct CountingProxy {
    acceptor: Acceptor,
    shared: Arc<Shared>,
}

struct Shared {
    service: SocketAddr,
    script: Box<Script>,
    /// Mutations pass in groups of this size, so as many have to be concurrent.
    groups: Option<Barrier>,
    seen: Mutex<Vec<Seen>>,
}

impl Seen {
    pub fn is_mutation(&self) -> bool {
        ["Create", "Update", "Delete"].iter().any(|verb| self.method.starts_with(verb))
    }
}

impl CountingProxy {
    pub fn new(
        service: SocketAddr,
        script: impl Fn(usize, &str) -> Option<Fault> + Send + Sync + 'static,
    ) -> Self {
        let (script, groups, seen) = (Box::new(script), None, Mutex::default());
        Self::start(Shared { service, script, groups, seen })
    }

    /// Passes mutations in groups of this size.
    pub fn in_groups(service: SocketAddr, size: usize) -> Self {
        let (groups, seen) = (Some(Barrier::new(size)), Mutex::default());
        Self::start(Shared { service, script: Box::new(|_, _| None), groups, seen })
    }

    fn start(shared: Shared) -> Self {
        let shared = Arc::new(shared);
        let cloned = Arc::clone(&shared);
        let acceptor = Acceptor::on_any_port(move |stream| serve(stream, &cloned));
        Self { acceptor, shared }
    }

    /// Such as `http://127.0.0.1:12345`.
    pub fn url(&self) -> String {
        format!("http://{}", self.acceptor.address)
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// Waits until the service has responded to a request.
    pub fn wait_for_answer(&self, number: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.seen()[number].status.is_none() {
            assert!(Instant::now() < end, "timeout");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// How many mutations the service has executed.
    pub fn executed_mutations(&self) -> usize {
        self.seen().iter().filter(|seen| seen.is_mutation() && seen.status == Some(200)).count()
    }
}

/// Serves one connection.
fn serve(stream: TcpStream, shared: &Shared) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    let Some((method, request)) = read(&mut reader) else { return };
    let seen = Seen { method: method.clone(), status: None };
    let is_mutation = seen.is_mutation();
    let number = {
        let mut all = shared.seen.lock().unwrap();
        all.push(seen);
        all.len() - 1
    };
    let ask = || {
        if let Some(groups) = shared.groups.as_ref().filter(|_| is_mutation) {
            groups.wait();
        }
        let response = ask(shared.service, &request);
        let head = String::from_utf8_lossy(&response[..response.len().min(12)]);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        shared.seen.lock().unwrap()[number].status = status;
        response
    };
    match (shared.script)(number, &method) {
        Some(fault) => inject(fault, &mut reader, &mut writer, ask),
        // The client may have been killed.
        None => writer.write_all(&ask()).unwrap_or_default(),
    }
}
