//! Turns the error of a call into the error of a command; nothing else does.

use crate::api::connect_code::Code;
use crate::api::error::{
    CallError, Error, Lost, NonConnectResponse, NotSent, RetryAfter, StatusError,
};
use crate::api::error_details::{Actionable, Detail};
use crate::api::retry::{MAX_RETRY_AFTER, RetryClass, retry_class};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;

impl Context {
    /// The error of a command whose call failed: `message` says what could not be done, the error
    /// says why. One about the token says where the token came from.
    pub(crate) fn api_error(&self, message: impl Into<String>, error: &Error) -> CliError {
        let cli_error = from_api_error(message, error);
        match self.credential_source() {
            Some(source) if cli_error.exit == ExitCode::Unauthenticated => {
                cli_error.because(format!("using the token from {source}"))
            }
            _ => cli_error,
        }
    }
}

/// The error of a command whose call failed: `message` says what could not be done, the error says
/// why.
pub(crate) fn from_api_error(message: impl Into<String>, error: &Error) -> CliError {
    let fault = &error.fault;
    let mut cli_error = CliError::new(exit(fault), word(fault), message);
    cli_error.retryable = is_retryable(fault);
    cli_error.reasons = reasons(error);
    cli_error.hint = hint(error);
    if let CallError::Status(refusal) = fault {
        cli_error.details = refusal.details.iter().map(Detail::to_json).collect();
    }
    cli_error
}

/// The exit code of each of the service's codes.
const fn exit_of_code(code: Code) -> ExitCode {
    match code {
        Code::InvalidArgument | Code::OutOfRange => ExitCode::Usage,
        Code::Unauthenticated => ExitCode::Unauthenticated,
        Code::PermissionDenied => ExitCode::PermissionDenied,
        Code::NotFound => ExitCode::NotFound,
        Code::AlreadyExists | Code::FailedPrecondition | Code::Aborted => ExitCode::Conflict,
        Code::DeadlineExceeded => ExitCode::TimedOut,
        Code::ResourceExhausted => ExitCode::RateLimited,
        Code::Unavailable => ExitCode::Unreachable,
        Code::Canceled | Code::Unknown | Code::Unimplemented | Code::Internal | Code::DataLoss => {
            ExitCode::Failed
        }
    }
}

fn exit(fault: &CallError) -> ExitCode {
    match fault {
        CallError::Status(refusal) => exit_of_code(refusal.code),
        CallError::NotSent(_) | CallError::ResponseLost(_) => ExitCode::Unreachable,
        CallError::NotConnect(NonConnectResponse { status: 429, .. }) => ExitCode::RateLimited,
        CallError::NotConnect(NonConnectResponse { status: 200..=299 | 407, .. }) => {
            ExitCode::Unreachable
        }
        CallError::NotConnect(foreign) => exit_of_code(foreign.code()),
        CallError::Redirected { .. }
        | CallError::Decode(_)
        | CallError::TooLarge
        | CallError::PaginationLoop(_) => ExitCode::Failed,
    }
}

/// The machine's word: a Connect code throughout.
fn word(fault: &CallError) -> &'static str {
    match fault {
        CallError::Status(refusal) => refusal.code.word(),
        CallError::NotSent(_) | CallError::ResponseLost(_) => Code::Unavailable.word(),
        CallError::NotConnect(NonConnectResponse { status: 429, .. }) => {
            Code::ResourceExhausted.word()
        }
        CallError::NotConnect(foreign) => foreign.code().word(),
        CallError::Decode(_) => Code::Internal.word(),
        CallError::Redirected { .. } | CallError::TooLarge | CallError::PaginationLoop(_) => {
            Code::Unknown.word()
        }
    }
}

fn is_retryable(fault: &CallError) -> bool {
    matches!(
        retry_class(fault),
        RetryClass::NotSent
            | RetryClass::Throttled(_)
            | RetryClass::Aborted
            | RetryClass::Ambiguous { transient: true, .. }
    )
}

/// Why, in lines: who answered, with what, and how often it was tried.
fn reasons(error: &Error) -> Vec<String> {
    let host = &error.host;
    let mut lines = match &error.fault {
        CallError::Status(refusal) => of_refusal(host, refusal, error.method),
        CallError::NotConnect(foreign) => of_foreign(host, foreign),
        CallError::NotSent(NotSent::ShuttingDown) => vec![NotSent::ShuttingDown.to_string()],
        CallError::NotSent(why) => vec![format!("cannot reach {host}: {why}")],
        CallError::ResponseLost(how) => vec![format!("{host}: {how}")],
        CallError::Redirected { to, .. } => {
            vec![format!("{host} redirects to {to}, and the token is not meant for that address")]
        }
        fault => vec![format!("{} of {host}: {fault}", error.method)],
    };
    if let CallError::NotSent(NotSent::Tls(_)) = &error.fault {
        lines.push("to trust your company's certificates, set SSL_CERT_FILE".to_owned());
    }
    if let Some(hint) = too_long_a_wait(&error.fault) {
        lines.push(format!("it asks to wait {} s before another attempt", hint.as_secs()));
    }
    if error.attempts > 1 {
        lines.push(format!("gave up after {} attempts", error.attempts));
    }
    lines
}

fn of_refusal(host: &str, refusal: &StatusError, method: &str) -> Vec<String> {
    let StatusError { code, message, details, .. } = refusal;
    let mut lines = vec![match message.as_str() {
        "" => format!("{host} says {}", code.word()),
        message => format!("{host} says: {message}"),
    }];
    if *code == Code::Unimplemented {
        lines.push(format!("it does not know {method}; it may be older than this tool"));
    }
    for detail in details {
        match detail {
            Detail::Violations(violations) => lines.extend(
                violations.iter().map(|broken| format!("{}: {}", broken.field, broken.message)),
            ),
            Detail::Actionable(Actionable { message, actions, .. }) => {
                lines.push(message.clone());
                lines.extend(actions.iter().map(|(label, to)| format!("{label}: {to}")));
            }
            Detail::Tier { message, required } => {
                lines.push(format!("{message} (needs the plan {required})"));
            }
            Detail::Policy { message, name } => lines.push(format!("{message} (policy {name})")),
            Detail::RetryInfo(_) | Detail::Other(_) => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn of_foreign(host: &str, foreign: &NonConnectResponse) -> Vec<String> {
    let first = match foreign.status {
        404 | 405 | 415 => format!("{host} has no such API at this path: {foreign}"),
        407 => format!("the proxy before {host} wants credentials: {foreign}"),
        411 | 413 | 414 | 431 => {
            format!("{host}, or a proxy before it, finds the request too large")
        }
        429 => format!("a rate limit before {host}: {foreign}"),
        _ => format!("{host} answered with something that is not the API: {foreign}"),
    };
    vec![first]
}

/// A wait that is longer than the tool makes by itself.
fn too_long_a_wait(fault: &CallError) -> Option<std::time::Duration> {
    let wait = match fault {
        CallError::Status(refusal) => refusal.wait,
        CallError::NotConnect(foreign) => foreign.wait,
        _ => RetryAfter::DoNotRetry,
    };
    match wait {
        RetryAfter::Delay(delay) if delay > MAX_RETRY_AFTER => Some(delay),
        _ => None,
    }
}

/// The command that helps, where the error alone says which.
fn hint(error: &Error) -> Option<Hint> {
    match &error.fault {
        CallError::Status(StatusError { code: Code::Unauthenticated, .. })
        | CallError::NotConnect(NonConnectResponse { status: 401, .. }) => {
            Some(Hint::new("auth login"))
        }
        CallError::Status(StatusError { code: Code::PermissionDenied, .. }) => {
            Some(Hint::new("auth status"))
        }
        CallError::NotSent(NotSent::Tls(_) | NotSent::ShuttingDown) => None,
        CallError::NotSent(_)
        | CallError::ResponseLost(Lost::NotHttp(_))
        | CallError::Redirected { .. }
        | CallError::NotConnect(NonConnectResponse {
            status: 200..=299 | 400..=407 | 415, ..
        }) => Some(Hint::new("config list --show-origin")),
        _ => None,
    }
}
