//! Requests to the scripted service, and responses to them.

use serde_json::Value;
use std::fmt::Write as _;

use super::wire::WriteMode;

/// A request as it was received.
#[derive(Clone, Debug)]
pub struct Call {
    /// Such as `/api/gitpod.v1.PrebuildService/GetWarmPool`.
    pub path: String,
    /// In their order, with names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Call {
    /// The name of the method without its service.
    pub fn method(&self) -> &str {
        self.path.rsplit('/').next().unwrap()
    }

    pub fn message(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What the service does with a request.
#[derive(Clone, Debug)]
pub enum Response {
    /// Writes these bytes and keeps the connection.
    Bytes(Vec<u8>),
    /// Writes these bytes and closes the connection.
    Cut(Vec<u8>),
    /// Closes the connection.
    Hangup,
    /// Writes these bytes, and nothing more until the client disconnects.
    Stalled(Vec<u8>),
    /// Writes these bytes in an unusual way.
    Odd(WriteMode, Vec<u8>),
    /// Writes nothing until the client disconnects.
    Silence,
    /// Only for a call of this method, among concurrent calls.
    To(&'static str, Box<Self>),
    /// Only for a call whose message contains this text.
    About(&'static str, Box<Self>),
}

impl Response {
    pub fn to(self, method: &'static str) -> Self {
        Self::To(method, Box::new(self))
    }

    pub fn about(self, id: &'static str) -> Self {
        Self::About(id, Box::new(self))
    }

    pub(super) fn is_for(&self, call: &Call) -> bool {
        match self {
            Self::To(method, response) => *method == call.method() && response.is_for(call),
            Self::About(id, response) => call.body.contains(id) && response.is_for(call),
            _ => true,
        }
    }

    /// The response without its conditions.
    pub(super) fn plain(self) -> Self {
        match self {
            Self::To(_, response) | Self::About(_, response) => response.plain(),
            plain => plain,
        }
    }

    pub fn json(status: u16, body: &str) -> Self {
        Self::new(status, &[("content-type", "application/json")], body.as_bytes())
    }

    pub fn new(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Self {
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
