//! Stands between the tool and a service, counts what passes, and breaks every request that it is
//! told to break.

use std::io::{BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::fault::{Fault, ask, broken, read};

/// A request that came.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The name of the method.
    pub method: String,
    /// What the service answered, if it was asked.
    pub status: Option<u16>,
}

/// How a request is broken, by its number from 0 and its method; it may take its time.
type Script = dyn Fn(usize, &str) -> Option<Fault> + Send + Sync;

/// The proxy.
pub struct Counter {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    service: SocketAddr,
    script: Box<Script>,
    /// Changes pass in groups of so many, so there have to be so many at once.
    groups: Option<Barrier>,
    seen: Mutex<Vec<Seen>>,
}

impl Seen {
    /// Whether it changes something.
    pub fn is_change(&self) -> bool {
        ["Create", "Update", "Delete"].iter().any(|verb| self.method.starts_with(verb))
    }
}

impl Counter {
    /// In front of a service, with what breaks.
    pub fn new(
        service: SocketAddr,
        script: impl Fn(usize, &str) -> Option<Fault> + Send + Sync + 'static,
    ) -> Self {
        let (script, groups, seen) = (Box::new(script), None, Mutex::default());
        Self::start(Shared { service, script, groups, seen })
    }

    /// In front of a service that only so many changes at once get through to.
    pub fn in_groups(service: SocketAddr, size: usize) -> Self {
        let (groups, seen) = (Some(Barrier::new(size)), Mutex::default());
        Self::start(Shared { service, script: Box::new(|_, _| None), groups, seen })
    }

    fn start(shared: Shared) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, shared) = (listener.local_addr().unwrap(), Arc::new(shared));
        let own = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&own);
                thread::spawn(move || pass(stream.unwrap(), &shared));
            }
        });
        Self { address, shared }
    }

    /// Such as `http://127.0.0.1:12345`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Every request so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// Waits until the service has answered a request.
    pub fn wait_for_answer(&self, number: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.seen()[number].status.is_none() {
            assert!(Instant::now() < end, "the service does not answer");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// How many changes the service carried out.
    pub fn changes_made(&self) -> usize {
        self.seen().iter().filter(|seen| seen.is_change() && seen.status == Some(200)).count()
    }
}

/// Passes on what comes over one connection.
fn pass(stream: TcpStream, shared: &Shared) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    let Some((method, request)) = read(&mut reader) else { return };
    let seen = Seen { method: method.clone(), status: None };
    let is_change = seen.is_change();
    let number = {
        let mut all = shared.seen.lock().unwrap();
        all.push(seen);
        all.len() - 1
    };
    let ask = || {
        if let Some(groups) = shared.groups.as_ref().filter(|_| is_change) {
            groups.wait();
        }
        let answer = ask(shared.service, &request);
        let head = String::from_utf8_lossy(&answer[..answer.len().min(12)]);
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        shared.seen.lock().unwrap()[number].status = status;
        answer
    };
    match (shared.script)(number, &method) {
        Some(fault) => broken(fault, &mut reader, &mut writer, ask),
        // A tool that was killed does not read it.
        None => writer.write_all(&ask()).unwrap_or_default(),
    }
}
