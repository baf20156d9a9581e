//! The embedded API in the same process, called over HTTP like any other service.

use std::path::PathBuf;

use super::{Context, print_call_event};
use crate::api::Client;
use crate::api::host::Host;
use crate::api::token::Token;
use crate::config::{Credential, HostChoice, LOCAL_VARIABLE, emulator_data_path};
use crate::emulator::{self, Emulator, Running};
use crate::error::{CliError, Hint};

/// The running embedded API.
pub(super) struct Local {
    pub(super) host: Host,
    emulator: Emulator,
    /// Stops the server when dropped.
    _running: Running,
}

impl Context {
    /// Whether the embedded API is the current service.
    pub(crate) fn is_local(&self) -> Result<bool, CliError> {
        Ok(matches!(self.settings()?.host.value, HostChoice::Local))
    }

    /// Opens the data of the embedded API; `speed` changes the speed of its time.
    pub(crate) fn open_local(&self, speed: Option<f64>) -> Result<Emulator, CliError> {
        self.try_open_local(speed)?.map_err(|error| {
            let is_unusable = error.is::<emulator::Unusable>();
            let error = CliError::from(error);
            if is_unusable { error.hint(Hint::new("local reset")) } else { error }
        })
    }

    /// As [`Self::open_local`]; the inner error is that of the data file.
    pub(crate) fn try_open_local(
        &self,
        speed: Option<f64>,
    ) -> Result<anyhow::Result<Emulator>, CliError> {
        let data_file = self.local_data_path()?;
        let token = if self.has_token_flag() {
            Some(self.credential()?.token.expose().to_owned())
        } else {
            None
        };
        let shown = data_file.display().to_string();
        let on_wait = || {
            self.ui.note(&format!("waiting for another process that uses the data file {shown}"));
        };
        let options = emulator::Options { data_file, speed, token };
        Ok(match emulator::open_waiting(options.clone(), &on_wait) {
            Err(error) if emulator::is_of_other_version(&error) => {
                let kept = emulator::set_aside(&options.data_file)?;
                self.ui.note(&format!(
                    "moved {shown} to {}: it was written by another version",
                    kept.display()
                ));
                emulator::open_waiting(options, &on_wait)
            }
            opened => opened,
        })
    }

    pub(crate) fn local_data_path(&self) -> Result<PathBuf, CliError> {
        emulator_data_path(&self.flags, &self.env.borrow())
    }

    /// Why the data file of the embedded API of this process could not be used by the last call.
    pub(crate) fn local_storage_error(&self) -> Option<String> {
        self.local.get()?.emulator.storage_error()
    }

    /// The embedded API of this process, started on first use.
    pub(super) fn local(&self) -> Result<&Local, CliError> {
        if let Some(local) = self.local.get() {
            return Ok(local);
        }
        let emulator = self.open_local(None)?;
        let running = emulator.start()?;
        let host = host_of(&running)?;
        Ok(self.local.get_or_init(|| Local { host, emulator, _running: running }))
    }

    /// A client of an embedded API that a command has started beside the current service.
    pub(crate) fn embedded_client(&self, running: &Running) -> Result<Client, CliError> {
        self.new_client(host_of(running)?, local_token()?, None, print_call_event)
    }

    /// Ignores the variable that chooses the embedded API, for a command that needs another service.
    /// Takes effect before the settings are loaded.
    pub(crate) fn ignore_local_variable(&self) {
        self.env.borrow_mut().remove(LOCAL_VARIABLE);
    }

    /// Whether a flag provides the token.
    pub(super) fn has_token_flag(&self) -> bool {
        self.flags.token_file.is_some() || self.flags.token_stdin
    }

    /// The token of the embedded API. The token of a real service is never sent to it.
    pub(super) fn local_credential(&self) -> Result<Credential, CliError> {
        let token = local_token()?;
        let source = self.settings()?.host.source.clone();
        Ok(Credential { token, source, warning: None })
    }
}

fn host_of(running: &Running) -> Result<Host, CliError> {
    Host::embedded(&format!("http://{}", running.address()))
        .map_err(|error| CliError::local(format!("the address of the embedded API {error}")))
}

fn local_token() -> Result<Token, CliError> {
    Token::parse(emulator::TOKEN)
        .map_err(|error| CliError::local(format!("the token of the embedded API {error}")))
}
