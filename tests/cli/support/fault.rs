//! Stands between the tool and a service, and breaks one request of a run in a way that has a name.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::wire::{self, Listener};

/// Where one is sent to sign in; nobody may come.
static ELSEWHERE: LazyLock<Listener> = LazyLock::new(Listener::mute);

/// How a request is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Reset; the service never sees it.
    LostBefore,
    /// The service carries it out; the connection is reset instead of an answer.
    LostAfter,
    /// Closed without an answer; the service gets it after so many further requests, or at the end.
    Late(usize),
    /// The service carries it out; half of the status line comes.
    HalfHead,
    /// The service carries it out; half of the body comes, then a reset.
    HalfBody,
    /// The service carries it out; half of the body comes, then the end.
    Truncated,
    /// A page with this status; the service never sees it.
    Page(u16),
    /// The service carries it out; a page with this status comes.
    PageAfter(u16),
    /// A limit that asks for a hundredth of a second; the service never sees it.
    Limited,
    /// The service carries it out; something else that is JSON comes.
    Garbage,
    /// Sent to a page where one signs in; the service never sees it.
    Login,
    /// The service carries it out; nothing comes.
    Silence,
    /// The service carries it out; the answer comes byte by byte.
    Slow,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 16] = [
        Self::LostBefore,
        Self::LostAfter,
        Self::Late(1),
        Self::Late(2),
        Self::Late(usize::MAX),
        Self::HalfHead,
        Self::HalfBody,
        Self::Truncated,
        Self::Page(404),
        Self::Page(503),
        Self::PageAfter(504),
        Self::Limited,
        Self::Garbage,
        Self::Login,
        Self::Silence,
        Self::Slow,
    ];
}

#[derive(Default)]
struct State {
    /// The methods that were asked for.
    methods: Vec<String>,
    /// The requests as they came.
    requests: Vec<String>,
    /// Which request is broken, from 1, and how.
    fault: Option<(usize, Fault)>,
    /// A request that the service gets later, and after which one.
    late: Option<(usize, Vec<u8>)>,
}

/// The proxy.
pub struct Proxy {
    address: SocketAddr,
    service: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Proxy {
    /// In front of a service; nothing is broken.
    pub fn new(service: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let state = Arc::clone(&shared);
                thread::spawn(move || pass(stream.unwrap(), service, &state));
            }
        });
        Self { address, service, state }
    }

    /// Breaks this request, counted from 1.
    pub fn breaking(service: SocketAddr, number: usize, fault: Fault) -> Self {
        let proxy = Self::new(service);
        proxy.state.lock().unwrap().fault = Some((number, fault));
        proxy
    }

    /// Such as `http://127.0.0.1:12345`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The methods that were asked for.
    pub fn methods(&self) -> Vec<String> {
        self.state.lock().unwrap().methods.clone()
    }

    /// The requests as they came.
    pub fn requests(&self) -> Vec<String> {
        self.state.lock().unwrap().requests.clone()
    }

    /// Whether somebody went where one is sent to sign in.
    pub fn was_left() -> bool {
        ELSEWHERE.connections() > 0
    }

    /// Waits until so many requests have come.
    pub fn wait_for(&self, count: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.methods().len() < count {
            assert!(Instant::now() < end, "the tool did not call");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Gives the service the request that is still late, if one is.
    pub fn deliver(&self) {
        let late = self.state.lock().unwrap().late.take();
        if let Some((_, request)) = late {
            ask(self.service, &request);
        }
    }
}

/// Passes on what comes over one connection.
fn pass(stream: TcpStream, service: SocketAddr, state: &Mutex<State>) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    let Some((method, request)) = read(&mut reader) else { return };
    if method == "WatchEvents" {
        // What has no end cannot be passed on whole.
        let none = b"HTTP/1.1 501 -\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        drop(writer.write_all(none));
        return;
    }
    let (number, fault) = {
        let mut state = state.lock().unwrap();
        state.methods.push(method);
        state.requests.push(String::from_utf8(request.clone()).unwrap());
        let number = state.methods.len();
        (number, state.fault.filter(|(broken, _)| *broken == number).map(|(_, fault)| fault))
    };
    match fault {
        None => {
            let answer = ask(service, &request);
            let late = {
                let mut state = state.lock().unwrap();
                let is_due = state.late.as_ref().is_some_and(|(after, _)| *after <= number);
                if is_due { state.late.take() } else { None }
            };
            if let Some((_, request)) = late {
                ask(service, &request);
            }
            drop(writer.write_all(&answer));
        }
        Some(Fault::Late(count)) => {
            let after = number.saturating_add(count);
            state.lock().unwrap().late = Some((after, request));
        }
        Some(fault) => broken(fault, &mut reader, &mut writer, || ask(service, &request)),
    }
}

/// Answers a request in the wrong way; `ask` has the service carry it out.
pub(super) fn broken(
    fault: Fault,
    reader: &mut BufReader<TcpStream>,
    writer: &mut TcpStream,
    ask: impl FnOnce() -> Vec<u8>,
) {
    let page = |status: u16, head: &str| {
        let body = "<html><title>Elsewhere</title></html>";
        let length = body.len();
        format!(
            "HTTP/1.1 {status} -\r\ncontent-type: text/html\r\n{head}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
        .into_bytes()
    };
    let json = |status: u16, body: &str| {
        let length = body.len();
        format!(
            "HTTP/1.1 {status} -\r\ncontent-type: application/json\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
        )
        .into_bytes()
    };
    let half = |answer: Vec<u8>| {
        let head = answer.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
        let middle = head + (answer.len() - head) / 2;
        answer[..middle].to_vec()
    };
    let bytes = match fault {
        Fault::LostBefore => Vec::new(),
        Fault::LostAfter => {
            ask();
            Vec::new()
        }
        Fault::HalfHead => ask()[..10].to_vec(),
        Fault::HalfBody | Fault::Truncated => half(ask()),
        Fault::Page(status) => page(status, ""),
        Fault::PageAfter(status) => {
            ask();
            page(status, "")
        }
        Fault::Limited => json(
            429,
            r#"{"code":"resource_exhausted","details":[{"type":"google.rpc.RetryInfo","value":"CgUQgK3iBA"}]}"#,
        ),
        Fault::Garbage => {
            ask();
            json(200, r#"{"message":"maintenance"}"#)
        }
        Fault::Login => page(302, &format!("location: http://{}/login\r\n", ELSEWHERE.address)),
        Fault::Silence => {
            ask();
            drop(reader.read_to_end(&mut Vec::new()));
            return;
        }
        Fault::Slow => return wire::drip(writer, &ask(), Duration::ZERO),
        Fault::Late(_) => Vec::new(),
    };
    drop(writer.write_all(&bytes));
    if matches!(fault, Fault::LostBefore | Fault::LostAfter | Fault::HalfBody) {
        wire::reset(writer);
    }
}

/// Reads one request; gives its method, and its bytes with the wish to close afterwards.
pub(super) fn read(reader: &mut BufReader<TcpStream>) -> Option<(String, Vec<u8>)> {
    let mut head = String::new();
    reader.read_line(&mut head).ok().filter(|length| *length > 0)?;
    let method = head.split(' ').nth(1)?.rsplit('/').next()?.to_owned();
    head.push_str("connection: close\r\n");
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        head.push_str(&line);
        if line.trim_end().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((method, [head.into_bytes(), body].concat()))
}

/// Has the service carry out a request and gives its whole answer.
pub(super) fn ask(service: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(service).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}
