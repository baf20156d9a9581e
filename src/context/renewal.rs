//! The token of a command that runs for long: its source may hold another one by now.

use super::{Context, log_call_event, mask};
use crate::api::Client;
use crate::api::token::Token;
use crate::config::Settings;
use crate::error::CliError;

impl Context {
    /// As [`Self::client`], for a command that runs for long: it logs retries instead of noting them.
    ///
    /// # Errors
    /// As [`Self::client`].
    pub(crate) fn quiet_client(&self) -> Result<Client, CliError> {
        self.client_of(&self.credential()?.token, log_call_event)
    }

    /// A client with the token that its source holds now, for a command that runs for long. It logs
    /// retries instead of noting them.
    ///
    /// # Errors
    /// As [`Self::client`], and when the settings name another service now.
    pub(crate) fn renewed_client(&self) -> Result<Client, CliError> {
        let token = if self.flags.token_stdin {
            self.credential()?.token.clone()
        } else {
            self.renewed_token(&self.current_settings()?)?
        };
        self.client_of(&token, log_call_event)
    }

    /// As [`Self::renewed_client`], if the token is not that of `client`. A program that provides the
    /// token runs only if it may: it can take seconds, and ask its user.
    ///
    /// # Errors
    /// As [`Self::renewed_client`].
    pub(crate) fn client_with_other_token(
        &self,
        client: &Client,
        may_run_program: bool,
    ) -> Result<Option<Client>, CliError> {
        if self.flags.token_stdin {
            return Ok(None);
        }
        let settings = self.current_settings()?;
        if !may_run_program && !settings.has_noninteractive_token() {
            return Ok(None);
        }
        let token = self.renewed_token(&settings)?;
        let is_other = !client.has_token(&token);
        is_other.then(|| self.client_of(&token, log_call_event)).transpose()
    }

    /// The settings as they are now.
    fn current_settings(&self) -> Result<Settings, CliError> {
        let settings = Settings::load(&self.flags, &self.env.borrow())?;
        if settings.host.value == self.settings()?.host.value {
            return Ok(settings);
        }
        let host = &settings.host.value;
        Err(CliError::usage(format!("the settings name another service now: {host}"))
            .because("to use it, start the command again"))
    }

    fn renewed_token(&self, settings: &Settings) -> Result<Token, CliError> {
        let credential = self.read_credential(settings)?;
        mask(&self.ui, credential.token.expose());
        Ok(credential.token)
    }
}
