//! Converts the error of a call into the error of a command.

use std::time::Duration;

use crate::api::connect_code::Code;
use crate::api::error::{
    CallError, Error, Lost, NonConnectResponse, NotSent, RetryAfter, StatusError,
};
use crate::api::error_details::{Actionable, Detail};
use crate::api::retry::{MAX_RETRY_AFTER, RetryClass, retry_class};
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::text::shell::{example_path, set_variable};

/// The server that was called.
#[derive(Clone, Copy)]
pub(crate) enum Server {
    Remote,
    Embedded,
}

impl Server {
    const fn name(self) -> &'static str {
        match self {
            Self::Remote => "the server",
            Self::Embedded => "the embedded API",
        }
    }
}

impl Context {
    /// The error of a command that failed because of a call. `message` says what could not be done.
    pub(crate) fn api_error(&self, message: impl Into<String>, error: &Error) -> CliError {
        let is_local = self.is_local().is_ok_and(|is_local| is_local);
        let server = if is_local { Server::Embedded } else { Server::Remote };
        let message = message.into();
        if let Some(reason) = self.local_storage_error() {
            return CliError::local(message).because(reason);
        }
        let mut cli_error = from_api_error(message, error, server);
        cli_error.reasons.extend(self.proxy_reason(&error.cause));
        match self.credential_source() {
            Some(source) if cli_error.exit == ExitCode::Unauthenticated => {
                cli_error.because(format!("using the token from {source}"))
            }
            _ => cli_error,
        }
    }

    /// The proxy that may be the cause.
    fn proxy_reason(&self, cause: &CallError) -> Option<String> {
        use CallError::{NotConnect, NotSent, ResponseLost};
        if !matches!(cause, NotSent(_) | ResponseLost(_) | NotConnect(_)) {
            return None;
        }
        let proxy = self.settings().ok()?.proxy().ok()??;
        Some(format!("connecting through the proxy {} ({})", proxy.value, proxy.source))
    }
}

pub(crate) fn from_api_error(
    message: impl Into<String>,
    error: &Error,
    server: Server,
) -> CliError {
    let cause = &error.cause;
    let mut cli_error = CliError::new(exit_code(cause), cause.nearest_code().as_str(), message);
    cli_error.retryable = is_retryable(cause);
    cli_error.reasons = reasons(error, server);
    cli_error.hint = hint(cause);
    if let CallError::Status(status) = cause {
        cli_error.details = status.details.iter().map(Detail::to_json).collect();
    }
    cli_error
}

const fn exit_code_of(code: Code) -> ExitCode {
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

fn exit_code(cause: &CallError) -> ExitCode {
    match cause {
        CallError::Status(status) => exit_code_of(status.code),
        CallError::NotSent(_) | CallError::ResponseLost(_) => ExitCode::Unreachable,
        CallError::NotConnect(NonConnectResponse { status: 429, .. }) => ExitCode::RateLimited,
        CallError::NotConnect(NonConnectResponse { status: 200..=299 | 407, .. }) => {
            ExitCode::Unreachable
        }
        CallError::NotConnect(response) => exit_code_of(response.code()),
        CallError::Redirected { .. }
        | CallError::Decode(_)
        | CallError::TooLarge
        | CallError::PaginationLoop(_) => ExitCode::Failed,
    }
}

fn is_retryable(cause: &CallError) -> bool {
    matches!(
        retry_class(cause),
        RetryClass::NotSent
            | RetryClass::Throttled(_)
            | RetryClass::Aborted
            | RetryClass::Ambiguous { transient: true, .. }
    )
}

fn reasons(error: &Error, server: Server) -> Vec<String> {
    let host = error.host.as_str();
    let mut reasons = match &error.cause {
        CallError::Status(status) => status_reasons(status, error.method, server.name()),
        CallError::NotConnect(response) => vec![response_reason(response, host)],
        CallError::NotSent(NotSent::ShuttingDown) => vec![NotSent::ShuttingDown.to_string()],
        CallError::NotSent(reason) => vec![format!("cannot reach {host}: {reason}")],
        CallError::ResponseLost(reason) => vec![format!("{host}: {reason}")],
        CallError::Redirected { to, .. } => {
            vec![format!("{host} redirects to {to}, which must not receive the token")]
        }
        cause => vec![format!("{host}: {}: {cause}", error.method)],
    };
    if let CallError::NotSent(NotSent::Tls(_)) = &error.cause {
        let command = set_variable("SSL_CERT_FILE", &example_path("ca.pem"));
        reasons.push(format!("to trust a company certificate: {command}"));
    }
    if let Some(delay) = long_retry_after(&error.cause) {
        let (server, seconds) = (server.name(), delay.as_secs());
        reasons.push(format!("{server} asks to wait {seconds} s before retrying"));
    }
    if error.attempts > 1 {
        reasons.push(format!("gave up after {} attempts", error.attempts));
    }
    reasons
}

fn status_reasons(status: &StatusError, method: &str, server: &str) -> Vec<String> {
    let StatusError { code, message, details, .. } = status;
    let mut reasons = vec![match message.as_str() {
        "" => format!("{server} returned {}", code.as_str()),
        message => format!("{server} says: {message}"),
    }];
    if *code == Code::Unimplemented {
        reasons.push(format!("{server} does not support {method}; it may be outdated"));
    }
    for detail in details {
        match detail {
            Detail::Violations(violations) => reasons.extend(
                violations
                    .iter()
                    .map(|violation| format!("{}: {}", violation.field, violation.message)),
            ),
            Detail::Actionable(Actionable { message, actions, .. }) => {
                reasons.push(message.clone());
                reasons.extend(actions.iter().map(|(label, target)| format!("{label}: {target}")));
            }
            Detail::Tier { message, required } => {
                reasons.push(format!("{message} (requires the {required} plan)"));
            }
            Detail::Policy { message, name } => reasons.push(format!("{message} (policy {name})")),
            Detail::RetryInfo(_) | Detail::Other(_) => {}
        }
    }
    reasons.retain(|reason| !reason.is_empty());
    reasons
}

fn response_reason(response: &NonConnectResponse, host: &str) -> String {
    match response.status {
        404 | 405 | 415 => format!("{host}: no Ona API found at this URL ({response})"),
        407 => format!("the proxy for {host} requires authentication ({response})"),
        411 | 413 | 414 | 431 => {
            format!("{host}: the request is too large for the server or a proxy ({response})")
        }
        429 => format!("{host}: rate limited by a proxy ({response})"),
        _ => format!("{host}: unexpected response ({response})"),
    }
}

/// A requested delay that is too long to be waited for.
fn long_retry_after(cause: &CallError) -> Option<Duration> {
    let retry_after = match cause {
        CallError::Status(status) => status.retry_after,
        CallError::NotConnect(response) => response.retry_after,
        _ => RetryAfter::DoNotRetry,
    };
    match retry_after {
        RetryAfter::Delay(delay) if delay > MAX_RETRY_AFTER => Some(delay),
        _ => None,
    }
}

/// The command that helps, if the error alone says which.
fn hint(cause: &CallError) -> Option<Hint> {
    match cause {
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
