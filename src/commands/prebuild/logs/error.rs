//! Why a log cannot be read, as the error of the command.

use uuid::Uuid;

use crate::api::connect_code::Code;
use crate::api::error::{CallError, NonConnectResponse};
use crate::api::prebuild::Prebuild;
use crate::api::{Client, Error, OpenEnum as _};
use crate::commands::prebuild::view;
use crate::commands::shared::failure::{Server, from_api_error};
use crate::commands::shared::wait::DescribeWait as _;
use crate::context::Context;
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::logs::{LogFailure, has_ended};
use crate::wait::{PrebuildCondition, PrebuildWait, Progress, WaitTarget as _};

/// The error of a log that was not read, or only in part.
pub(super) fn failure(context: &Context, id: Uuid, failure: LogFailure) -> CliError {
    let message = || format!("cannot read the log of the prebuild {id}");
    match failure {
        LogFailure::Prebuild(error) => context.read_error("prebuild", id, "prebuild list", &error),
        LogFailure::Token(error) if error.is_not_found() => {
            context.read_error("prebuild", id, "prebuild list", &error)
        }
        LogFailure::Token(error) => context.api_error(message(), &error),
        LogFailure::Url(error) => {
            let error = format!("the log URL that the service reports {error}");
            CliError::new(ExitCode::Failed, Code::Internal.as_str(), message()).because(error)
        }
        LogFailure::Host(error) => of_host(message(), &error),
        LogFailure::NoLog(prebuild) => no_log(id, &prebuild),
        LogFailure::Output(error) => error,
    }
}

/// The error of a log whose end could not be read.
pub(super) fn incomplete(id: Uuid, error: &Error) -> CliError {
    let message = format!("the log of the prebuild {id} is incomplete");
    let error = of_host(message, error);
    error.hint(Hint::new("prebuild logs").arg(id))
}

/// The error of a prebuild that has ended without a snapshot, if it has.
pub(super) fn of_prebuild(client: &Client, id: Uuid, prebuild: &Prebuild) -> Option<CliError> {
    let target = PrebuildWait { client, condition: PrebuildCondition::Completed };
    let Progress::Impossible(reason) = target.evaluate(Some(prebuild)) else { return None };
    let (reason, hint) = target.explain(&id.to_string(), Some(prebuild), &reason);
    let message = format!("the prebuild {id} did not complete: {reason}");
    let error = CliError::new(ExitCode::WaitFailed, "ended_badly", message);
    Some(CliError { hint, ..error })
}

fn no_log(id: Uuid, prebuild: &Prebuild) -> CliError {
    let phase = view::phase(prebuild);
    let (message, hint) = if has_ended(prebuild) {
        (format!("the prebuild {id} has no log"), Hint::new("prebuild get").arg(id))
    } else {
        let follow = Hint::new("prebuild logs").arg(id).arg("--follow");
        (format!("the prebuild {id} has no log yet"), follow)
    };
    CliError::new(ExitCode::NotFound, Code::NotFound.as_str(), message)
        .because(format!("its phase is {}", phase.label()))
        .hint(hint)
}

/// The host is the service's choice, so no setting of the user helps.
fn of_host(message: String, error: &Error) -> CliError {
    let mut cli_error = from_api_error(message, error, Server::Remote);
    cli_error.hint = None;
    let CallError::NotConnect(response) = &error.cause else { return cli_error };
    let NonConnectResponse { status, .. } = response;
    let host = &error.host;
    let (exit, code, reason) = match status {
        401 => (
            ExitCode::Unauthenticated,
            Code::Unauthenticated,
            format!("{host} rejects the token of the log, and a new one too ({response})"),
        ),
        403 => (
            ExitCode::PermissionDenied,
            Code::PermissionDenied,
            format!("{host} does not permit reading the log, with a new token either ({response})"),
        ),
        404 | 410 => {
            (ExitCode::NotFound, Code::NotFound, format!("{host} has no such log ({response})"))
        }
        _ => return cli_error,
    };
    CliError { exit, code: code.as_str().to_owned(), reasons: vec![reason], ..cli_error }
}
