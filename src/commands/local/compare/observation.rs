//! What one step showed on one of the two sides.

use serde::Serialize;
use serde_json::Value;

use super::phases::Phases;
use super::shape::{self, Detail, Fields};
use super::versions::Versions;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, Error, StatusError};
use crate::api::raw::RawResponse;

/// The HTTP status of every successful response.
const OK: u16 = 200;

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", untagged)]
pub(super) enum Observation {
    Response {
        http_status: u16,
        /// `None` for a success.
        code: Option<&'static str>,
        /// The text of an error. Untrusted text; not compared.
        message: Option<String>,
        fields: Fields,
    },
    /// The phases of a pool while it was waited for, each once.
    Phases { phases: Vec<String> },
}

impl Observation {
    /// A response, whose fields are kept in this detail, with the versions of a pool counted from
    /// its first response.
    pub(super) fn from_message(message: &Value, detail: Detail, versions: &mut Versions) -> Self {
        let mut fields = shape::fields(message, detail);
        versions.replace(message, &mut fields);
        Self::Response { http_status: OK, code: None, message: None, fields }
    }

    pub(super) fn from_phases(phases: Phases) -> Self {
        Self::Phases { phases: phases.into_words() }
    }

    fn from_status(error: &StatusError) -> Self {
        let message = Some(error.message.clone()).filter(|message| !message.is_empty());
        let code = Some(error.code.as_str());
        Self::Response { http_status: error.http_status, code, message, fields: Fields::new() }
    }

    /// Whether a call succeeded, or a wait ended as it should.
    pub(super) fn is_success(&self) -> bool {
        matches!(self, Self::Response { code: None, .. } | Self::Phases { .. })
    }

    /// In a few words, such as `404 not_found`.
    pub(super) fn summary(&self) -> String {
        match self {
            Self::Response { http_status, code: None, .. } => http_status.to_string(),
            Self::Response { http_status, code: Some(code), .. } => format!("{http_status} {code}"),
            Self::Phases { phases } => phases.join(", "),
        }
    }
}

/// The error of a call as an observation; `None` if it says nothing about the service's rules: it
/// did not come from the service, or the service was not able to respond.
pub(super) fn from_error(error: &Error) -> Option<Observation> {
    match &error.cause {
        CallError::Status(status) if !is_outage(status.code) => {
            Some(Observation::from_status(status))
        }
        _ => None,
    }
}

const fn is_outage(code: Code) -> bool {
    matches!(
        code,
        Code::Unauthenticated
            | Code::Unavailable
            | Code::DeadlineExceeded
            | Code::Canceled
            | Code::ResourceExhausted
    )
}

/// The message of a response.
pub(super) fn message(response: &RawResponse) -> Value {
    serde_json::from_str(response.json()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::error::{NotSent, RetryAfter};

    fn error(cause: CallError) -> Error {
        Error { method: "GetWarmPool", host: "h".to_owned(), cause, attempts: 1 }
    }

    fn status(code: Code, http_status: u16, message: &str) -> CallError {
        let (details, message) = (Vec::new(), message.to_owned());
        let retry_after = RetryAfter::DoNotRetry;
        CallError::Status(StatusError { http_status, code, message, details, retry_after })
    }

    #[test]
    fn an_error_of_the_service_is_an_observation() {
        let found = from_error(&error(status(Code::NotFound, 404, "no pool"))).unwrap();
        assert_eq!((found.summary().as_str(), found.is_success()), ("404 not_found", false));
        let json = serde_json::to_value(&found).unwrap();
        assert_eq!((&json["httpStatus"], &json["message"]), (&404.into(), &"no pool".into()));
        assert!(from_error(&error(status(Code::Internal, 500, ""))).is_some());
    }

    #[test]
    fn an_outage_says_nothing_about_the_rules() {
        for code in [Code::Unavailable, Code::Unauthenticated, Code::ResourceExhausted] {
            assert_eq!(from_error(&error(status(code, 503, ""))), None);
        }
        assert_eq!(from_error(&error(CallError::NotSent(NotSent::Refused))), None);
    }
}
