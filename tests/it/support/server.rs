//! A service that gives the answers it is told, in order or by method, and records what it was
//! asked.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::wire::Way;

/// One request as it came.
#[derive(Clone, Debug)]
pub struct Call {
    /// Such as `/api/gitpod.v1.PrebuildService/GetWarmPool`.
    pub path: String,
    /// Names in lower case, in the order in which they came.
    pub headers: Vec<(String, String)>,
    /// The message.
    pub body: String,
}

impl Call {
    /// The method's name without its service.
    pub fn method(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }

    /// The message as a value.
    pub fn message(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A frame of a stream.
pub fn frame(flags: u8, message: &str) -> Vec<u8> {
    let mut frame = vec![flags];
    frame.extend(u32::try_from(message.len()).unwrap().to_be_bytes());
    frame.extend(message.as_bytes());
    frame
}

/// What is done with a request.
#[derive(Clone, Debug)]
pub enum Answer {
    /// These bytes are written; the connection stays.
    Bytes(Vec<u8>),
    /// These bytes are written and the connection is closed.
    Cut(Vec<u8>),
    /// The connection is closed without an answer.
    Hangup,
    /// These bytes are written in an odd way.
    Odd(Way, Vec<u8>),
    /// Nothing is written until the other side goes away.
    Silence,
    /// This, and only to a call of this method: for calls that are made at once.
    To(&'static str, Box<Self>),
    /// This, and only to a call whose message has this word.
    About(&'static str, Box<Self>),
}

impl Answer {
    /// Only for a call of this method.
    pub fn to(self, method: &'static str) -> Self {
        Self::To(method, Box::new(self))
    }

    /// Only for a call about the thing with this id.
    pub fn about(self, id: &'static str) -> Self {
        Self::About(id, Box::new(self))
    }

    /// Whether it is for this call.
    fn is_for(&self, call: &Call) -> bool {
        match self {
            Self::To(method, answer) => *method == call.method() && answer.is_for(call),
            Self::About(id, answer) => call.body.contains(id) && answer.is_for(call),
            _ => true,
        }
    }

    /// What it is, whoever it is for.
    fn plain(self) -> Self {
        match self {
            Self::To(_, answer) | Self::About(_, answer) => answer.plain(),
            plain => plain,
        }
    }

    /// An answer with a body of JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::of(status, &[("content-type", "application/json")], body.as_bytes())
    }

    /// An answer with any headers and body.
    pub fn of(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
        let mut head = format!("HTTP/1.1 {status} -\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        let mut bytes = format!("{head}\r\n").into_bytes();
        bytes.extend_from_slice(body);
        Self::Bytes(bytes)
    }
}

#[derive(Default)]
struct State {
    answers: VecDeque<Answer>,
    /// Answers to every call of a method, whatever the order.
    standing: HashMap<String, Answer>,
    calls: Vec<Call>,
    /// Streams come when they come, beside the calls, so they are counted by themselves.
    streams: VecDeque<Answer>,
    opened: Vec<Call>,
}

impl State {
    /// What a request gets, which is recorded; `None` where nothing is left for it.
    fn answer(&mut self, mut call: Call) -> Option<Answer> {
        if call.method() == "WatchEvents" {
            self.opened.push(call);
            let none = super::error(404, "unimplemented", "no such stream");
            return self.streams.pop_front().or(Some(none));
        }
        let standing = self.standing.get(call.method()).cloned();
        let answer = standing.or_else(|| self.answer_to(&call));
        if answer.is_none() {
            call.path.insert_str(0, UNEXPECTED);
        }
        self.calls.push(call);
        answer
    }

    /// Takes the first answer that is for this call.
    fn answer_to(&mut self, call: &Call) -> Option<Answer> {
        let at = self.answers.iter().position(|answer| answer.is_for(call))?;
        Some(self.answers.remove(at)?.plain())
    }
}

/// The service. A request that no answer is left for is answered with `internal`, and the test
/// fails when the server is dropped; so it does when answers are left over.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Listens on a free port and gives these answers in turn.
    pub fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::on(TcpListener::bind("127.0.0.1:0").unwrap(), answers)
    }

    /// As [`Server::new`], on a port of the test's choice.
    pub fn on(listener: TcpListener, answers: impl IntoIterator<Item = Answer>) -> Self {
        let address = listener.local_addr().unwrap();
        let answers = answers.into_iter().collect();
        let state = Arc::new(Mutex::new(State { answers, ..State::default() }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let state = Arc::clone(&shared);
                thread::spawn(move || serve(stream.unwrap(), &state));
            }
        });
        Self { address, state }
    }

    /// Gives this answer to every call of a method, and keeps those in turn for the others.
    pub fn always(&self, method: &str, answer: Answer) {
        self.state.lock().unwrap().standing.insert(method.to_owned(), answer);
    }

    /// Knows the names acme-api and large of the tests' project and class.
    pub fn knows_names(&self) {
        self.always("ListProjects", super::projects(&[(super::PROJECT, "acme-api")]));
        self.always("ListEnvironmentClasses", super::classes(&[(super::CLASS, "large", "r")]));
    }

    /// Such as `http://127.0.0.1:12345`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Such as `127.0.0.1:12345`, as the tool names it.
    pub fn name(&self) -> String {
        self.address.to_string()
    }

    /// Every request so far.
    pub fn calls(&self) -> Vec<Call> {
        self.state.lock().unwrap().calls.clone()
    }

    /// The names of the methods that were called.
    pub fn methods(&self) -> Vec<String> {
        self.calls().iter().map(|call| call.method().to_owned()).collect()
    }

    /// What requests for the event stream get, in turn; after that there is no such stream.
    pub fn stream(&self, answers: impl IntoIterator<Item = Answer>) {
        self.state.lock().unwrap().streams.extend(answers);
    }

    /// Every request for the event stream so far.
    pub fn streams(&self) -> Vec<Call> {
        self.state.lock().unwrap().opened.clone()
    }

    /// Waits until so many requests have come.
    pub fn wait_for_calls(&self, count: usize) {
        let end = Instant::now() + Duration::from_secs(30);
        while self.calls().len() < count {
            assert!(Instant::now() < end, "the tool did not call");
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// The answers that are left need not be asked for.
    pub fn forget_the_rest(&self) {
        self.state.lock().unwrap().answers.clear();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        let state = self.state.lock().unwrap();
        let left = state.answers.len();
        assert_eq!(left, 0, "{left} answers were never asked for");
        let unexpected = state.calls.iter().find(|call| call.path.starts_with(UNEXPECTED));
        assert!(unexpected.is_none(), "unexpected: {unexpected:?}");
    }
}

const UNEXPECTED: &str = "unexpected ";

fn serve(stream: TcpStream, state: &Mutex<State>) {
    let mut writer = stream.try_clone().unwrap();
    let mut reader = BufReader::new(stream);
    while let Some(call) = read(&mut reader) {
        let answer = state.lock().unwrap().answer(call);
        match answer {
            Some(Answer::Bytes(bytes)) => writer.write_all(&bytes).unwrap_or_default(),
            Some(Answer::Cut(bytes)) => {
                writer.write_all(&bytes).unwrap_or_default();
                return writer.shutdown(Shutdown::Both).unwrap_or_default();
            }
            Some(Answer::Hangup) => return writer.shutdown(Shutdown::Both).unwrap_or_default(),
            Some(Answer::Odd(way, bytes)) => way.write(&mut writer, &bytes),
            Some(Answer::Silence) => {
                let mut rest = Vec::new();
                reader.get_ref().set_read_timeout(Some(Duration::from_secs(60))).unwrap();
                let _ = reader.read_to_end(&mut rest);
                return;
            }
            None | Some(Answer::To(..) | Answer::About(..)) => {
                let Answer::Bytes(bytes) = super::error(500, "internal", "unexpected") else {
                    return;
                };
                writer.write_all(&bytes).unwrap_or_default();
            }
        }
    }
}

/// Reads one request; `None` when the other side is done.
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
    // A request for a stream is a frame, whose head need not be text.
    call.body = String::from_utf8_lossy(&body).into_owned();
    Some(call)
}
