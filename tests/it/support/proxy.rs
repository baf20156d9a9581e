//! Between the tool and the embedded API: passes requests on, counts them, and breaks those it is
//! told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Barrier, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::Call;
use super::server::read;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Break {
    /// It is not passed on, and the connection is closed.
    LostBefore,
    /// It is carried out, and the connection is closed without an answer.
    LostAfter,
    /// It is not passed on, and answered with 503.
    Unavailable,
    /// It is carried out, and answered with 503.
    UnavailableAfter,
}

/// A request that came.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The name of the method.
    pub method: String,
    /// What the service answered, if it was asked.
    pub status: Option<u16>,
}

/// What is done with the n-th request; it may take its time.
type Script = dyn Fn(usize, &Call) -> Option<Break> + Send + Sync;

/// Passes requests on to one service.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    service: SocketAddr,
    script: Box<Script>,
    /// Changes leave in groups of so many, so there have to be so many at once.
    groups: Option<Barrier>,
    seen: Mutex<Vec<Seen>>,
}

impl Seen {
    /// Whether it changes something.
    pub fn is_change(&self) -> bool {
        ["Create", "Update", "Delete"].iter().any(|verb| self.method.starts_with(verb))
    }
}

impl Proxy {
    /// Before a service, with what breaks.
    pub fn new(
        service: SocketAddr,
        script: impl Fn(usize, &Call) -> Option<Break> + Send + Sync + 'static,
    ) -> Self {
        Self::start(Shared {
            service,
            script: Box::new(script),
            groups: None,
            seen: Mutex::default(),
        })
    }

    /// Before a service whose changes are only carried out so many at once.
    pub fn in_groups(service: SocketAddr, size: usize) -> Self {
        Self::start(Shared {
            service,
            script: Box::new(|_, _| None),
            groups: Some(Barrier::new(size)),
            seen: Mutex::default(),
        })
    }

    fn start(shared: Shared) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, shared) = (listener.local_addr().unwrap(), Arc::new(shared));
        let own = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&own);
                thread::spawn(move || serve(&stream.unwrap(), &shared));
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

    /// Waits until a request has gone its way.
    pub fn wait_for_the_end_of(&self, number: usize, is_passed_on: bool) {
        let end = Instant::now() + Duration::from_secs(30);
        while is_passed_on && self.seen()[number].status.is_none() {
            assert!(Instant::now() < end, "the service does not answer");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// How many changes the service carried out.
    pub fn changes_made(&self) -> usize {
        self.seen().iter().filter(|seen| seen.is_change() && seen.status == Some(200)).count()
    }

    /// How many requests were reads.
    pub fn reads(&self) -> usize {
        self.seen().iter().filter(|seen| !seen.is_change()).count()
    }
}

const UNAVAILABLE: &[u8] = b"HTTP/1.1 503 -\r\ncontent-type: application/json\r\n\
    content-length: 39\r\n\r\n{\"code\":\"unavailable\",\"message\":\"later\"}";

fn serve(client: &TcpStream, shared: &Shared) {
    let mut service = BufReader::new(TcpStream::connect(shared.service).unwrap());
    let (mut reader, mut writer) = (BufReader::new(client.try_clone().unwrap()), client);
    while let Some(call) = read(&mut reader) {
        let number = {
            let mut seen = shared.seen.lock().unwrap();
            let method = call.method().to_owned();
            seen.push(Seen { method, status: None });
            seen.len() - 1
        };
        let broken = (shared.script)(number, &call);
        let is_passed_on = !matches!(broken, Some(Break::LostBefore | Break::Unavailable));
        let answer = is_passed_on.then(|| {
            let is_change = shared.seen.lock().unwrap()[number].is_change();
            if let Some(groups) = shared.groups.as_ref().filter(|_| is_change) {
                groups.wait();
            }
            let (status, answer) = pass_on(&call, &mut service);
            shared.seen.lock().unwrap()[number].status = Some(status);
            answer
        });
        let written = match (broken, answer) {
            (None, Some(answer)) => writer.write_all(&answer),
            (Some(Break::Unavailable | Break::UnavailableAfter), _) => {
                writer.write_all(UNAVAILABLE)
            }
            _ => return client.shutdown(Shutdown::Both).unwrap_or_default(),
        };
        if written.is_err() {
            return;
        }
    }
}

/// The service's status and its whole answer.
fn pass_on(call: &Call, service: &mut BufReader<TcpStream>) -> (u16, Vec<u8>) {
    let mut request = format!("POST {} HTTP/1.1\r\n", call.path);
    for (name, value) in &call.headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str(&format!("\r\n{}", call.body));
    service.get_mut().write_all(request.as_bytes()).unwrap();
    let (mut head, mut length) = (String::new(), 0);
    while !head.ends_with("\r\n\r\n") {
        let begin = head.len();
        assert_ne!(service.read_line(&mut head).unwrap(), 0, "the service went away: {head}");
        let line = head[begin..].to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let mut body = vec![0; length];
    service.read_exact(&mut body).unwrap();
    (status, [head.into_bytes(), body].concat())
}
