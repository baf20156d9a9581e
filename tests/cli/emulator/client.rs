//! A minimal HTTP client, independent of the one under test.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// Sends requests to one server, each on a new connection.
pub struct Client {
    pub address: SocketAddr,
}

pub struct Response {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(address: SocketAddr) -> Self {
        Self { address }
    }

    /// Calls a method with the default headers.
    pub fn post(&self, method: &str, request: &Value) -> Response {
        self.send("POST", method, &[], request.to_string().as_bytes())
    }

    /// Calls a method. Headers override the default ones; an empty value removes one.
    pub fn send(
        &self,
        verb: &str,
        method: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Response {
        self.raw(verb, &format!("/api/gitpod.v1.{method}"), headers, body)
    }

    /// Sends a request to any path.
    pub fn raw(&self, verb: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Response {
        let mut stream = self.open(verb, path, headers, body);
        let (head, status) = read_head(&mut stream);
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).unwrap();
        Response { status, head, body: rest }
    }

    /// Sends a request without reading the response.
    pub fn open(
        &self,
        verb: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> BufReader<TcpStream> {
        let host = self.address.to_string();
        let length = body.len().to_string();
        let defaults = [
            ("host", host.as_str()),
            ("authorization", "Bearer local"),
            ("content-type", "application/json"),
            ("content-length", length.as_str()),
            ("connection", "close"),
        ];
        let mut request = format!("{verb} {path} HTTP/1.1\r\n");
        let is_overridden =
            |name: &str| headers.iter().any(|(header, _)| header.eq_ignore_ascii_case(name));
        let defaults = defaults.iter().filter(|(name, _)| !is_overridden(name));
        for (name, value) in defaults.chain(headers).filter(|(_, value)| !value.is_empty()) {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream.write_all(b"\r\n").unwrap();
        stream.write_all(body).unwrap();
        BufReader::new(stream)
    }
}

/// Reads the status line and the headers.
pub fn read_head(stream: &mut BufReader<TcpStream>) -> (String, u16) {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(stream.read_line(&mut head).unwrap(), 0, "the response ends early: {head}");
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (head, status)
}

impl Response {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// The body, which may have come in chunks.
    pub fn content(&self) -> Vec<u8> {
        if self.header("transfer-encoding") != Some("chunked") {
            return self.body.clone();
        }
        let (mut rest, mut content) = (self.body.as_slice(), Vec::new());
        loop {
            let end = rest.windows(2).position(|two| two == b"\r\n").unwrap();
            let size = std::str::from_utf8(&rest[..end]).unwrap();
            let size = usize::from_str_radix(size, 16).unwrap();
            if size == 0 {
                return content;
            }
            content.extend(&rest[end + 2..][..size]);
            rest = &rest[end + 2 + size + 2..];
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(header, _)| header.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// The body of a response that is still being sent, in chunks.
pub struct ChunkedBody {
    stream: BufReader<TcpStream>,
    /// Received but not yet taken.
    bytes: Vec<u8>,
}

impl ChunkedBody {
    /// Reads the head of a response, which must succeed and have the content type.
    pub fn open(mut stream: BufReader<TcpStream>, content_type: &str) -> Self {
        let (head, status) = read_head(&mut stream);
        assert_eq!(status, 200, "{head}");
        assert!(head.contains(&format!("content-type: {content_type}\r\n")), "{head}");
        Self { stream, bytes: Vec::new() }
    }

    /// The next bytes of the body.
    pub fn take(&mut self, count: usize) -> Vec<u8> {
        while self.bytes.len() < count {
            assert!(self.read_chunk(), "the stream ended without its end");
        }
        self.bytes.drain(..count).collect()
    }

    /// The next line with its end; `None` after the last chunk.
    pub fn take_line(&mut self) -> Option<String> {
        loop {
            if let Some(end) = self.bytes.iter().position(|byte| *byte == b'\n') {
                return Some(String::from_utf8(self.take(end + 1)).unwrap());
            }
            if !self.read_chunk() {
                assert!(self.bytes.is_empty(), "the stream ended within a line");
                return None;
            }
        }
    }

    /// Whether the body ends here, with everything taken.
    pub fn is_over(&mut self) -> bool {
        !self.read_chunk() && self.bytes.is_empty()
    }

    /// Whether there was another chunk.
    fn read_chunk(&mut self) -> bool {
        let mut size = String::new();
        self.stream.read_line(&mut size).unwrap();
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        self.stream.read_exact(&mut chunk).unwrap();
        self.bytes.extend(&chunk[..size]);
        size > 0
    }
}
