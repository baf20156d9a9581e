//! A service that gives the answers it is told, in order or by method, and records what it was
//! asked.

use std::collections::{HashMap, VecDeque};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::answer::{Answer, Call};

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
                drop(reader.read_to_end(&mut rest));
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
