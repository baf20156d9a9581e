//! Errors of the Connect protocol.

use serde_json::json;

use super::super::codec::{self, Codec, time};
use super::super::rules::{self, Violation};
use super::super::schema::RETRY_INFO;
use super::super::simulation::CallError;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    Canceled,
    Unknown,
    InvalidArgument,
    DeadlineExceeded,
    NotFound,
    AlreadyExists,
    PermissionDenied,
    ResourceExhausted,
    FailedPrecondition,
    Aborted,
    OutOfRange,
    Unimplemented,
    Internal,
    Unavailable,
    DataLoss,
    Unauthenticated,
}

/// Every code with its name and the HTTP status of a unary response.
const CODES: [(Code, &str, u16); 16] = [
    (Code::Canceled, "canceled", 499),
    (Code::Unknown, "unknown", 500),
    (Code::InvalidArgument, "invalid_argument", 400),
    (Code::DeadlineExceeded, "deadline_exceeded", 504),
    (Code::NotFound, "not_found", 404),
    (Code::AlreadyExists, "already_exists", 409),
    (Code::PermissionDenied, "permission_denied", 403),
    (Code::ResourceExhausted, "resource_exhausted", 429),
    (Code::FailedPrecondition, "failed_precondition", 400),
    (Code::Aborted, "aborted", 409),
    (Code::OutOfRange, "out_of_range", 400),
    (Code::Unimplemented, "unimplemented", 501),
    (Code::Internal, "internal", 500),
    (Code::Unavailable, "unavailable", 503),
    (Code::DataLoss, "data_loss", 500),
    (Code::Unauthenticated, "unauthenticated", 401),
];

impl Code {
    pub(crate) fn name(self) -> &'static str {
        self.row().1
    }

    /// The HTTP status of a unary response.
    pub(crate) fn status(self) -> u16 {
        self.row().2
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        CODES.iter().find(|row| row.1 == name).map(|row| row.0)
    }

    /// All names, separated by commas.
    pub(crate) fn names() -> String {
        CODES.map(|row| row.1).join(", ")
    }

    /// The table is in the order of the codes, which a test holds.
    fn row(self) -> (Self, &'static str, u16) {
        CODES[self as usize]
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Error {
    pub(crate) code: Code,
    pub(crate) message: String,
    /// Type name and encoded form of a machine-readable detail.
    pub(crate) detail: Option<(&'static str, Vec<u8>)>,
    /// After how many seconds the client may try again.
    pub(crate) retry_after: Option<u32>,
}

/// Why a call that reads the history failed.
#[derive(Debug)]
pub(crate) enum QueryError {
    Call(Error),
    Storage(anyhow::Error),
}

impl From<Error> for QueryError {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<anyhow::Error> for QueryError {
    fn from(error: anyhow::Error) -> Self {
        Self::Storage(error)
    }
}

impl Error {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: None, retry_after: None }
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(Code::InvalidArgument, message)
    }

    pub(crate) fn precondition(message: impl Into<String>) -> Self {
        Self::new(Code::FailedPrecondition, message)
    }

    pub(crate) fn from_violations(violations: &[Violation]) -> Self {
        Self {
            detail: Some(("buf.validate.Violations", rules::encode(violations))),
            ..Self::invalid(rules::describe(violations))
        }
    }

    /// An error that was injected.
    pub(crate) fn from_fault(fault: &CallError) -> Self {
        let code = Code::from_name(&fault.code).unwrap_or(Code::Unknown);
        let detail = fault.retry_after_seconds.map(|seconds| {
            let info = json!({ "retryDelay": time::duration_text(seconds.into(), 0) });
            ("google.rpc.RetryInfo", codec::encode(Codec::Proto, &info, &RETRY_INFO))
        });
        let retry_after = fault.retry_after_seconds;
        Self { detail, retry_after, ..Self::new(code, "injected fault") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_codes() {
        for (code, name, _) in CODES {
            assert_eq!(code.name(), name);
            assert_eq!(Code::from_name(name), Some(code));
        }
        assert_eq!(Code::from_name("Unavailable"), None);
    }
}
