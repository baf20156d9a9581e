//! From an error of the wire to a failure of a command: the only place where one becomes the
//! other.

use crate::api::connect_code::Code;
use crate::api::error::{Error, Fault, Foreign, Lost, NotSent, Refusal, Wait};
use crate::api::error_details::{Actionable, Detail};
use crate::api::retry::{Class, LONGEST_HINT, classify};
use crate::error::{Failure, Hint};
use crate::exit::Exit;

impl Failure {
    /// A call failed: `what` says what could not be done, the error says why.
    pub(crate) fn of_call(what: impl Into<String>, error: &Error) -> Self {
        let fault = &error.fault;
        let mut failure = Self::new(exit(fault), word(fault), what);
        failure.retryable = is_retryable(fault);
        failure.reasons = reasons(error);
        failure.hints = hints(error);
        if let Fault::Refused(refusal) = fault {
            failure.details = refusal.details.iter().map(Detail::to_json).collect();
        }
        failure
    }
}

/// The exit code of each of the service's codes.
const fn exit_of_code(code: Code) -> Exit {
    match code {
        Code::InvalidArgument | Code::OutOfRange => Exit::Usage,
        Code::Unauthenticated => Exit::NotAuthenticated,
        Code::PermissionDenied => Exit::NotPermitted,
        Code::NotFound => Exit::NotFound,
        Code::AlreadyExists | Code::FailedPrecondition | Code::Aborted => Exit::Conflict,
        Code::DeadlineExceeded => Exit::StillPending,
        Code::ResourceExhausted => Exit::Exhausted,
        Code::Unavailable => Exit::Unreachable,
        Code::Canceled | Code::Unknown | Code::Unimplemented | Code::Internal | Code::DataLoss => {
            Exit::Failed
        }
    }
}

fn exit(fault: &Fault) -> Exit {
    match fault {
        Fault::Refused(refusal) => exit_of_code(refusal.code),
        Fault::NotSent(_) | Fault::Lost(_) => Exit::Unreachable,
        Fault::Foreign(Foreign { status: 429, .. }) => Exit::Exhausted,
        Fault::Foreign(Foreign { status: 200..=299 | 407, .. }) => Exit::Unreachable,
        Fault::Foreign(foreign) => exit_of_code(foreign.code()),
        Fault::Redirected { .. }
        | Fault::Unreadable(_)
        | Fault::TooLarge
        | Fault::EndlessList(_) => Exit::Failed,
    }
}

/// The machine's word: a Connect code throughout.
fn word(fault: &Fault) -> &'static str {
    match fault {
        Fault::Refused(refusal) => refusal.code.word(),
        Fault::NotSent(_) | Fault::Lost(_) => Code::Unavailable.word(),
        Fault::Foreign(Foreign { status: 429, .. }) => Code::ResourceExhausted.word(),
        Fault::Foreign(foreign) => foreign.code().word(),
        Fault::Unreadable(_) => Code::Internal.word(),
        Fault::Redirected { .. } | Fault::TooLarge | Fault::EndlessList(_) => Code::Unknown.word(),
    }
}

fn is_retryable(fault: &Fault) -> bool {
    matches!(
        classify(fault),
        Class::NotSent
            | Class::Throttled(_)
            | Class::Aborted
            | Class::Ambiguous { transient: true, .. }
    )
}

/// Why, in lines: who answered, with what, and how often it was tried.
fn reasons(error: &Error) -> Vec<String> {
    let host = &error.host;
    let mut lines = match &error.fault {
        Fault::Refused(refusal) => of_refusal(host, refusal, error.method),
        Fault::Foreign(foreign) => of_foreign(host, foreign),
        Fault::NotSent(NotSent::Stopping) => vec![NotSent::Stopping.to_string()],
        Fault::NotSent(why) => vec![format!("cannot reach {host}: {why}")],
        Fault::Lost(how) => vec![format!("{host}: {how}")],
        Fault::Redirected { to, .. } => {
            vec![format!("{host} redirects to {to}, and the token is not meant for that address")]
        }
        fault => vec![format!("{} of {host}: {fault}", error.method)],
    };
    if let Some(hint) = too_long_a_wait(&error.fault) {
        lines.push(format!("it asks to wait {} s before another attempt", hint.as_secs()));
    }
    if error.attempts > 1 {
        lines.push(format!("gave up after {} attempts", error.attempts));
    }
    lines
}

fn of_refusal(host: &str, refusal: &Refusal, method: &str) -> Vec<String> {
    let Refusal { code, message, details, .. } = refusal;
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

fn of_foreign(host: &str, foreign: &Foreign) -> Vec<String> {
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
fn too_long_a_wait(fault: &Fault) -> Option<std::time::Duration> {
    let wait = match fault {
        Fault::Refused(refusal) => refusal.wait,
        Fault::Foreign(foreign) => foreign.wait,
        _ => Wait::No,
    };
    match wait {
        Wait::For(delay) if delay > LONGEST_HINT => Some(delay),
        _ => None,
    }
}

/// What to do, where the fault alone tells.
fn hints(error: &Error) -> Vec<Hint> {
    let hint = |purpose: &str, command: &str| {
        vec![Hint { purpose: purpose.to_owned(), command: command.to_owned() }]
    };
    match &error.fault {
        Fault::Refused(Refusal { code: Code::Unauthenticated, .. })
        | Fault::Foreign(Foreign { status: 401, .. }) => {
            hint("with a new token", "prebuildctl auth login        (or set ONA_TOKEN)")
        }
        Fault::Refused(Refusal { code: Code::PermissionDenied, .. }) => {
            hint("who the token speaks for", "prebuildctl auth status")
        }
        Fault::NotSent(NotSent::Tls(_)) => hint(
            "with a company's own certificates",
            "SSL_CERT_FILE=/path/to/bundle.pem prebuildctl ...",
        ),
        Fault::NotSent(NotSent::Stopping) => Vec::new(),
        Fault::NotSent(_)
        | Fault::Lost(Lost::NotHttp(_))
        | Fault::Redirected { .. }
        | Fault::Foreign(Foreign { status: 200..=299 | 400..=407 | 415, .. }) => {
            hint("where the address comes from", "prebuildctl config list --show-origin")
        }
        _ => Vec::new(),
    }
}
