//! A proxy that injects a fault into one request of a run.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::wire::{self, Acceptor, Listener};

/// Where the login fault redirects to; nothing may connect.
static LOGIN_PAGE: LazyLock<Listener> = LazyLock::new(Listener::silent);

/// "Executed" means that the service has executed the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Reset; not executed.
    LostBefore,
    /// Executed; reset instead of a response.
    LostAfter,
    /// Closed without a response; executed after this many further requests, or at the end.
    Late(usize),
    /// Executed; half of the status line, then closed.
    HalfHead,
    /// Executed; half of the body, then reset.
    HalfBody,
    /// Executed; half of the body, then closed.
    Truncated,
    /// A page with this status; not executed.
    Page(u16),
    /// Executed; a page with this status.
    PageAfter(u16),
    /// A rate limit with a delay of 10 ms; not executed.
    Limited,
    /// Executed; unrelated JSON.
    Garbage,
    /// A redirect to a login page; not executed.
    Login,
    /// Executed; no response.
    Silence,
    /// Executed; the response arrives byte by byte.
    Slow,
}

impl Fault {
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

    /// Whether only a timeout ends it.
    pub const fn hangs(self) -> bool {
        matches!(self, Self::Silence | Self::Slow)
    }
}

#[derive(Default)]
struct State {
    methods: Vec<String>,
    requests: Vec<String>,
    /// The number of the request with the fault, from 1.
    fault: Option<(usize, Fault)>,
    /// A delayed request, and the number of the request after which it is executed.
    late: Option<(usize, Vec<u8>)>,
}

pub struct Proxy {
    acceptor: Acceptor,
    service: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Proxy {
    /// Without a fault.
    pub fn new(service: SocketAddr) -> Self {
        let state = Arc::<Mutex<State>>::default();
        let shared = Arc::clone(&state);
        let acceptor = Acceptor::on_any_port(move |stream| serve(stream, service, &shared));
        Self { acceptor, service, state }
    }

    /// Injects a fault into this request, counted from 1.
    pub fn breaking(service: SocketAddr, number: usize, fault: Fault) -> Self {
        let proxy = Self::new(service);
        proxy.state.lock().unwrap().fault = Some((number, fault));
        proxy
    }

    /// Such as `http://127.0.0.1:12345`.
    pub fn url(&self) -> String {
        format!("http://{}", self.acceptor.address)
    }

    pub fn methods(&self) -> Vec<String> {
        self.state.lock().unwrap().methods.clone()
    }

    pub fn requests(&self) -> Vec<String> {
        self.state.lock().unwrap().requests.clone()
    }

    /// Whether the redirect to the login page was followed.
    pub fn has_followed_redirect() -> bool {
        LOGIN_PAGE.connections() > 0
    }

    /// Waits for this many requests.
    pub fn wait_for(&self, count: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.methods().len() < count {
            assert!(Instant::now() < end, "timeout");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Executes the request that is still delayed.
    pub fn execute_late(&self) {
        let late = self.state.lock().unwrap().late.take();
        if let Some((_, request)) = late {
            ask(self.service, &request);
        }
    }
}

/// Serves one connection.
fn serve(stream: TcpStream, service: SocketAddr, state: &Mutex<State>) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    let Some((method, request)) = read(&mut reader) else { return };
    if method == "WatchEvents" {
        // A stream has no end, so it cannot be forwarded as a whole.
        let none = b"HTTP/1.1 501 -\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        drop(writer.write_all(none));
        return;
    }
    let (number, fault) = {
        let mut state = state.lock().unwrap();
        state.methods.push(method);
        state.requests.push(String::from_utf8(request.clone()).unwrap());
        let number = state.methods.len();
        (number, state.fault.filter(|(target, _)| *target == number).map(|(_, fault)| fault))
    };
    match fault {
        None => {
            let response = ask(service, &request);
            let late = {
                let mut state = state.lock().unwrap();
                let is_due = state.late.as_ref().is_some_and(|(after, _)| *after <= number);
                if is_due { state.late.take() } else { None }
            };
            if let Some((_, request)) = late {
                ask(service, &request);
            }
            drop(writer.write_all(&response));
        }
        Some(Fault::Late(count)) => {
            let after = number.saturating_add(count);
            state.lock().unwrap().late = Some((after, request));
        }
        Some(fault) => inject(fault, &mut reader, &mut writer, || ask(service, &request)),
    }
}

/// Responds to a request with a fault; `ask` executes the request.
pub(super) fn inject(
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
    let half = |response: Vec<u8>| {
        let head = response.windows(4).position(|end| end == b"\r\n\r\n").unwrap() + 4;
        let middle = head + (response.len() - head) / 2;
        response[..middle].to_vec()
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
        Fault::Login => page(302, &format!("location: http://{}/login\r\n", LOGIN_PAGE.address)),
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

/// Reads one request: its method, and its bytes with `connection: close` added.
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

/// Sends a request to the service and returns the whole response.
pub(super) fn ask(service: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(service).unwrap();
    stream.write_all(request).unwrap();
    let mut response = Vec::new();
    stream.read_to_end(&mut response).unwrap();
    response
}
