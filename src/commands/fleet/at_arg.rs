//! The instant at which a fleet is evaluated.

use clap::Args;
use jiff::Timestamp;

use super::file::FleetFile;
use crate::error::CliError;
use crate::fleet::evaluation::check_instant;
use crate::fleet::schedule::at;

#[derive(Debug, Args)]
pub(super) struct AtArgs {
    /// Instant (2026-12-24T08:00:00Z), or local time in the time zone of the file (2026-12-24T09:00)
    /// [default: now]
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

impl AtArgs {
    /// The given instant; `None` for the current one.
    ///
    /// # Errors
    /// When it is no time, or outside of the years of windows.
    pub(super) fn instant(&self, file: &FleetFile) -> Result<Option<Timestamp>, CliError> {
        let Some(text) = &self.at else { return Ok(None) };
        let at = at::parse(text, file.fleet.time_zone())
            .map_err(|error| CliError::usage(format!("--at {text} {error}")))?;
        check_instant(at).map_err(CliError::usage)?;
        Ok(Some(at))
    }
}
