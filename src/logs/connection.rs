//! The host of a log and the token for it.

use std::rc::Rc;
use std::time::Duration;

use tokio::time::Instant;

use super::source::{LogFailure, LogSource};
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, NonConnectResponse};
use crate::api::logs::LogToken;

/// Less than the hour for which a token is valid.
const MAX_TOKEN_AGE: Duration = Duration::from_mins(55);

pub(super) struct Connection<'a, S: LogSource> {
    source: &'a S,
    /// The host of the last URL.
    host: Option<(String, Rc<S::Host>)>,
    /// The token, and when it was created.
    token: Option<(Rc<LogToken>, Instant)>,
    /// Whether a token was rejected since the log was last opened.
    is_renewed: bool,
}

impl<'a, S: LogSource> Connection<'a, S> {
    pub(super) const fn new(source: &'a S) -> Self {
        Self { source, host: None, token: None, is_renewed: false }
    }

    pub(super) fn host(&mut self, url: String) -> Result<Rc<S::Host>, LogFailure> {
        if let Some((known, host)) = &self.host
            && *known == url
        {
            return Ok(Rc::clone(host));
        }
        let host = Rc::new(self.source.connect(&url)?);
        self.host = Some((url, Rc::clone(&host)));
        Ok(host)
    }

    /// The token in use, or a new one if it expires soon.
    pub(super) async fn token(&mut self) -> Result<Rc<LogToken>, Error> {
        if let Some((token, created)) = &self.token
            && created.elapsed() < MAX_TOKEN_AGE
        {
            return Ok(Rc::clone(token));
        }
        let token = Rc::new(self.source.token().await?);
        self.token = Some((Rc::clone(&token), Instant::now()));
        Ok(token)
    }

    /// The host has accepted the token.
    pub(super) const fn on_open(&mut self) {
        self.is_renewed = false;
    }

    /// Forgets a token that was rejected; false if the one before it was rejected too.
    pub(super) fn renew_token(&mut self) -> bool {
        self.token = None;
        !std::mem::replace(&mut self.is_renewed, true)
    }
}

/// Whether the host of a log does not accept the token.
pub(super) fn is_rejected(error: &Error) -> bool {
    match &error.cause {
        CallError::NotConnect(NonConnectResponse { status, .. }) => matches!(status, 401 | 403),
        CallError::Status(status) => {
            matches!(status.code, Code::Unauthenticated | Code::PermissionDenied)
        }
        _ => false,
    }
}
