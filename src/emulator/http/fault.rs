//! Fault injection over HTTP, outside of the service: `/_emulator/fault`.

use hyper::header::{ALLOW, CONTENT_TYPE};
use hyper::{Method, Request, Response};
use serde_json::Value;

use super::super::faults::{self, FaultChange, FaultError};
use super::super::service::error::{Code, Error};
use super::super::store::Load;
use super::body::{Body, RequestBody};
use super::{Shared, connect};

pub(super) const PATH: &str = "/_emulator/fault";

/// GET lists the faults in force, POST changes them and DELETE ends them; each responds with those
/// that are in force then.
pub(super) fn handle(shared: &Shared, request: Request<RequestBody>) -> Response<Body> {
    if let Err(error) = connect::check_token(shared, request.headers()) {
        return connect::error_response(&error);
    }
    let change = match *request.method() {
        Method::GET => Ok(FaultChange::default()),
        Method::DELETE => Ok(FaultChange { clear: true, ..FaultChange::default() }),
        Method::POST => request.into_body().and_then(|body| {
            serde_json::from_slice(&body)
                .map_err(|error| Error::invalid(format!("invalid fault: {error}")))
        }),
        _ => return connect::response(405, (ALLOW, "GET, POST, DELETE"), Vec::new()),
    };
    match change.and_then(|change| apply(shared, &change)) {
        Ok(faults) => {
            let body = faults.to_string().into_bytes();
            connect::response(200, (CONTENT_TYPE, "application/json"), body)
        }
        Err(error) => connect::error_response(&error),
    }
}

fn apply(shared: &Shared, change: &FaultChange) -> Result<Value, Error> {
    let changed = shared.store().write(Load::Due, |state| {
        faults::apply(state, change)?;
        Ok(faults::list(state))
    });
    shared.stored(changed)?.map_err(|error: FaultError| {
        let code = match error {
            FaultError::RunnerNotFound(_) => Code::NotFound,
            FaultError::Invalid(_) => Code::InvalidArgument,
        };
        Error::new(code, error.to_string())
    })
}
