//! A service with scripted responses, in order or by method, that records its requests.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::response::{Call, Response};
use super::wire::Acceptor;

#[derive(Default)]
struct State {
    responses: VecDeque<Response>,
    /// The response to every call of a method.
    by_method: HashMap<String, Response>,
    calls: Vec<Call>,
    /// Separate from the calls, as streams are opened at any time.
    streams: VecDeque<Response>,
    opened: Vec<Call>,
}

impl State {
    /// Records a request and returns its response, if there is one.
    fn respond(&mut self, mut call: Call) -> Option<Response> {
        if call.method() == "WatchEvents" {
            let at = self.streams.iter().position(|response| response.is_for(&call));
            let response = at.and_then(|at| self.streams.remove(at)).map(Response::plain);
            self.opened.push(call);
            let none = super::error(404, "unimplemented", "no such stream");
            return response.or(Some(none));
        }
        let fixed = self.by_method.get(call.method()).cloned();
        let response = fixed.or_else(|| self.take_response(&call));
        if response.is_none() {
            call.path.insert_str(0, UNEXPECTED);
        }
        self.calls.push(call);
        response
    }

    fn take_response(&mut self, call: &Call) -> Option<Response> {
        let at = self.responses.iter().position(|response| response.is_for(call))?;
        Some(self.responses.remove(at)?.plain())
    }
}

/// The service. Dropping it fails the test if there was a request without a response, which gets
/// `internal`, or if responses are left over.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    _acceptor: Acceptor,
}

impl Server {
    /// On a free port, with these responses in order.
    pub fn new(responses: impl IntoIterator<Item = Response>) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").unwrap(), responses)
    }

    pub fn on(listener: TcpListener, responses: impl IntoIterator<Item = Response>) -> Self {
        let responses = responses.into_iter().collect();
        let state = Arc::new(Mutex::new(State { responses, ..State::default() }));
        let shared = Arc::clone(&state);
        let acceptor = Acceptor::new(listener, move |stream| serve(stream, &shared));
        Self { address: acceptor.address, state, _acceptor: acceptor }
    }

    /// Uses this response for every call of a method.
    pub fn always(&self, method: &str, response: Response) {
        self.state.lock().unwrap().by_method.insert(method.to_owned(), response);
    }

    /// Adds responses.
    pub fn respond(&self, responses: impl IntoIterator<Item = Response>) {
        self.state.lock().unwrap().responses.extend(responses);
    }

    /// Names the project acme-api, the class large and the runner aws-eu.
    pub fn set_names(&self) {
        self.always("ListProjects", super::projects(&[(super::PROJECT, "acme-api")]));
        self.always("ListEnvironmentClasses", super::classes(&[(super::CLASS, "large", "r")]));
        let runner = format!(r#"{{"runner":{{"runnerId":"{}","name":"aws-eu"}}}}"#, super::RUNNER);
        self.always("GetRunner", Response::json(200, &runner));
        self.always("ListRunners", super::runners(&[(super::RUNNER, "aws-eu")]));
    }

    /// Such as `http://127.0.0.1:12345`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Such as `127.0.0.1:12345`.
    pub fn name(&self) -> String {
        self.address.to_string()
    }

    pub fn calls(&self) -> Vec<Call> {
        self.state.lock().unwrap().calls.clone()
    }

    pub fn methods(&self) -> Vec<String> {
        self.calls().iter().map(|call| call.method().to_owned()).collect()
    }

    /// Responses to `WatchEvents` in order; without one the method is unimplemented.
    pub fn stream(&self, responses: impl IntoIterator<Item = Response>) {
        self.state.lock().unwrap().streams.extend(responses);
    }

    pub fn streams(&self) -> Vec<Call> {
        self.state.lock().unwrap().opened.clone()
    }

    /// Waits for this many requests.
    pub fn wait_for_calls(&self, count: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.calls().len() < count {
            assert!(Instant::now() < end, "timeout");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Allows responses to be left over.
    pub fn allow_unused_responses(&self) {
        self.state.lock().unwrap().responses.clear();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        let state = self.state.lock().unwrap();
        let left = state.responses.len();
        assert_eq!(left, 0, "{left} responses are left over");
        let unexpected = state.calls.iter().find(|call| call.path.starts_with(UNEXPECTED));
        assert!(unexpected.is_none(), "unexpected: {unexpected:?}");
    }
}

const UNEXPECTED: &str = "unexpected ";

fn serve(stream: TcpStream, state: &Mutex<State>) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    while let Some(call) = read(&mut reader) {
        let response = state.lock().unwrap().respond(call);
        match response {
            Some(Response::Bytes(bytes)) => writer.write_all(&bytes).unwrap_or_default(),
            Some(Response::Cut(bytes)) => {
                writer.write_all(&bytes).unwrap_or_default();
                return writer.shutdown(Shutdown::Both).unwrap_or_default();
            }
            Some(Response::Hangup) => return writer.shutdown(Shutdown::Both).unwrap_or_default(),
            Some(Response::Odd(way, bytes)) => way.write(&mut writer, &bytes),
            Some(Response::Stalled(bytes)) => {
                writer.write_all(&bytes).unwrap_or_default();
                return wait_for_end(&mut reader);
            }
            Some(Response::Silence) => return wait_for_end(&mut reader),
            None | Some(Response::To(..) | Response::About(..)) => {
                let Response::Bytes(bytes) = super::error(500, "internal", "unexpected") else {
                    return;
                };
                writer.write_all(&bytes).unwrap_or_default();
            }
        }
    }
}

/// Waits until the client disconnects.
fn wait_for_end(reader: &mut BufReader<TcpStream>) {
    reader.get_ref().set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    drop(reader.read_to_end(&mut Vec::new()));
}

/// Reads one request; `None` at the end of the connection.
fn read(reader: &mut BufReader<TcpStream>) -> Option<Call> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
    let path = line.split(' ').nth(1)?.to_owned();
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut call = Call { path, headers, body: String::new() };
    let length = call.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    // A request for a stream is a frame, whose header need not be text.
    call.body = String::from_utf8_lossy(&body).into_owned();
    Some(call)
}
