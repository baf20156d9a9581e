//! `prebuild wait --logs-on-failure`: save the log of a prebuild that has failed.

use std::path::Path;

use uuid::Uuid;

use super::form::{Form, LogFile};
use super::printer::LogPrinter;
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;

/// A file for the log of a prebuild, should it fail.
pub(crate) struct LogOnFailure(LogFile);

impl LogOnFailure {
    /// Checks that the file can be written, before anything is requested.
    ///
    /// # Errors
    /// A usage error.
    pub(crate) fn check(path: &Path) -> Result<Self, CliError> {
        LogFile::check("--logs-on-failure", path).map(Self)
    }

    /// Saves the log of a prebuild that has failed, and says so in the error of the wait, which stays
    /// what it is if the log cannot be read.
    pub(crate) async fn save(
        self,
        context: &Context,
        client: &Client,
        id: Uuid,
        error: CliError,
    ) -> CliError {
        let name = self.0.name();
        let mut printer = LogPrinter::new(context, Form::File(self.0), None, false);
        let read = super::read(context, client, id, &mut printer, false).await;
        let saved = read.and_then(|(_, result)| printer.close().map(|()| result.incomplete));
        match saved {
            Ok(None) => error.because(format!("its log is saved in {name}")),
            Ok(Some(cause)) => error
                .because(format!("its log is saved in {name}, but it is incomplete"))
                .because(format!("{}: {}", cause.host, cause.cause)),
            Err(cause) => {
                let error = error.because(format!("its log is not saved: {}", cause.message));
                cause.reasons.into_iter().fold(error, CliError::because)
            }
        }
    }
}
