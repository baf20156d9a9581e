//! What a request to the scripted service is, and what it can be answered with.

use serde_json::Value;
use std::fmt::Write as _;

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
    pub(super) fn is_for(&self, call: &Call) -> bool {
        match self {
            Self::To(method, answer) => *method == call.method() && answer.is_for(call),
            Self::About(id, answer) => call.body.contains(id) && answer.is_for(call),
            _ => true,
        }
    }

    /// What it is, whoever it is for.
    pub(super) fn plain(self) -> Self {
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
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        let mut bytes = format!("{head}\r\n").into_bytes();
        bytes.extend_from_slice(body);
        Self::Bytes(bytes)
    }
}

/// A frame of a stream.
pub fn frame(flags: u8, message: &str) -> Vec<u8> {
    let mut frame = vec![flags];
    frame.extend(u32::try_from(message.len()).unwrap().to_be_bytes());
    frame.extend(message.as_bytes());
    frame
}
