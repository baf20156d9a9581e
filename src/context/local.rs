//! The embedded API in the same process: the client reaches it by HTTP like any other service.

use super::Context;
use crate::api::host::{Host, HostSyntax};
use crate::api::token::Token;
use crate::config::{Credential, HostChoice, emulator_data_path};
use crate::emulator::{self, Emulator, Running};
use crate::error::CliError;

/// The embedded API, serving.
pub(super) struct Local {
    /// Where it listens.
    pub(super) host: Host,
    /// It serves as long as this is kept.
    _running: Running,
}

impl Context {
    /// Whether the embedded API is called.
    ///
    /// # Errors
    /// As [`Self::settings`].
    pub(crate) fn is_local(&self) -> Result<bool, CliError> {
        Ok(matches!(self.settings()?.host.value, HostChoice::Local))
    }

    /// Opens the data of the embedded API; `speed` is how fast its time runs from now on.
    ///
    /// # Errors
    /// When the file has no place, is not one of this version, or cannot be opened.
    pub(crate) fn open_local(&self, speed: Option<f64>) -> Result<Emulator, CliError> {
        let emulator_data_path = emulator_data_path(&self.flags, &self.env.borrow())?;
        let token = if self.has_token_flag() {
            Some(self.credential()?.token.expose().to_owned())
        } else {
            None
        };
        Ok(emulator::open(emulator::Options { data_file: emulator_data_path, speed, token })?)
    }

    /// The embedded API of this process, started when it is first needed.
    pub(super) fn local(&self) -> Result<&Local, CliError> {
        if let Some(local) = self.local.get() {
            return Ok(local);
        }
        let running = self.open_local(None)?.start()?;
        let url = format!("http://{}", running.address());
        let host = Host::parse(&url, HostSyntax::Origin)
            .map_err(|fault| CliError::local(format!("the embedded API's address {fault}")))?;
        Ok(self.local.get_or_init(|| Local { host, _running: running }))
    }

    /// Whether the command line says where the token is.
    pub(super) fn has_token_flag(&self) -> bool {
        self.flags.token_file.is_some() || self.flags.token_stdin
    }

    /// The embedded API's own token: none of a real service is ever sent to it.
    pub(super) fn local_credential(&self) -> Result<Credential, CliError> {
        let token = Token::parse(emulator::TOKEN)
            .map_err(|fault| CliError::local(format!("the embedded API's token {fault}")))?;
        let source = self.settings()?.host.source.clone();
        Ok(Credential { token, source, warnings: Vec::new() })
    }
}
