//! A service with scripted responses, which records its requests and how many it had at once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::{JoinHandle, LocalSet, spawn_local};

use crate::api::client::{Client, Options};
use crate::api::host::{Host, HostSyntax};
use crate::api::http::HttpOptions;
use crate::api::retry::RetryPolicy;
use crate::api::token::Token;

/// A request: the method, and its message.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) method: String,
    pub(super) request: Value,
}

/// The status and the message, or the error, of a response.
pub(super) type Response = (u16, Value);

type Handler = Box<dyn Fn(&Call) -> Response>;

/// The service; it ends with the test.
pub(super) struct FakeApi {
    respond: Handler,
    calls: RefCell<Vec<Call>>,
    in_flight: Cell<usize>,
    max_in_flight: Cell<usize>,
    /// Responses are withheld until so many requests are in flight; then no more are.
    gate: Cell<usize>,
    opened: Notify,
}

pub(super) fn ok(message: Value) -> Response {
    (200, message)
}

pub(super) fn error(status: u16, code: &str, message: &str) -> Response {
    (status, json!({ "code": code, "message": message }))
}

impl FakeApi {
    pub(super) fn new(respond: impl Fn(&Call) -> Response + 'static) -> Rc<Self> {
        Rc::new(Self {
            respond: Box::new(respond),
            calls: RefCell::default(),
            in_flight: Cell::default(),
            max_in_flight: Cell::default(),
            gate: Cell::default(),
            opened: Notify::new(),
        })
    }

    /// Withholds all responses until `count` requests are in flight, and a little longer, in which
    /// one too many would arrive.
    pub(super) fn hold_until(&self, count: usize) {
        self.gate.set(count);
    }

    pub(super) fn max_in_flight(&self) -> usize {
        self.max_in_flight.get()
    }

    /// The requests of a method.
    pub(super) fn requests(&self, method: &str) -> Vec<Value> {
        let calls = self.calls.borrow();
        let calls = calls.iter().filter(|call| call.method == method);
        calls.map(|call| call.request.clone()).collect()
    }

    /// Runs `work` with a client of this service, which does not retry.
    pub(super) fn run<T>(self: &Rc<Self>, work: impl AsyncFnOnce(&Client) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        LocalSet::new().block_on(&runtime, async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let host = format!("http://{}", listener.local_addr().unwrap());
            let server = self.serve(listener);
            let client = Client::new(Options {
                host: Host::parse(&host, HostSyntax::Origin).unwrap(),
                token: Token::parse("token").unwrap(),
                policy: RetryPolicy::new(0, Duration::from_secs(30)),
                http: HttpOptions::for_test(),
                on_event: Box::new(|_| {}),
            });
            let result = work(&client.unwrap()).await;
            server.abort();
            result
        })
    }

    fn serve(self: &Rc<Self>, listener: TcpListener) -> JoinHandle<()> {
        let api = Rc::clone(self);
        spawn_local(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let api = Rc::clone(&api);
                spawn_local(async move { api.converse(stream).await });
            }
        })
    }

    /// Responds to the requests of one connection.
    async fn converse(&self, stream: TcpStream) {
        let mut stream = BufReader::new(stream);
        while let Some(call) = read(&mut stream).await {
            self.calls.borrow_mut().push(call.clone());
            self.in_flight.update(|count| count + 1);
            self.max_in_flight.update(|max| max.max(self.in_flight.get()));
            self.pass_gate().await;
            let (status, message) = (self.respond)(&call);
            self.in_flight.update(|count| count - 1);
            let body = message.to_string();
            let head = format!(
                "HTTP/1.1 {status} x\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            if stream.write_all((head + &body).as_bytes()).await.is_err() {
                return;
            }
        }
    }

    async fn pass_gate(&self) {
        if self.in_flight.get() < self.gate.get() {
            self.opened.notified().await;
        } else if self.gate.replace(0) > 0 {
            tokio::time::sleep(Duration::from_millis(50)).await;
            self.opened.notify_waiters();
        }
    }
}

/// Reads one request; `None` at the end of the connection.
async fn read(stream: &mut BufReader<TcpStream>) -> Option<Call> {
    let mut line = String::new();
    stream.read_line(&mut line).await.ok().filter(|length| *length > 0)?;
    let method = line.split(' ').nth(1)?.rsplit('/').next()?.to_owned();
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.ok()?;
    Some(Call { method, request: serde_json::from_slice(&body).unwrap() })
}
