//! `--recording`: what recorders of a watch have written.

use std::ops::Range;
use std::path::PathBuf;

use crate::context::Context;
use crate::error::CliError;
use crate::recording::{self, Millis, Recording};

impl Context {
    /// Reads recordings of the current service, and notes lines that are left out; `None` without a
    /// file.
    ///
    /// # Errors
    /// When a file cannot be read, is not a recording, or is one of another service.
    pub(crate) fn read_recordings(
        &self,
        paths: &[PathBuf],
        period: &Range<Millis>,
        organization_id: &str,
    ) -> Result<Option<Recording>, CliError> {
        if paths.is_empty() {
            return Ok(None);
        }
        let recording = recording::read(paths, period)?;
        let host = self.settings()?.host.value.to_string();
        recording.require_source(&host, organization_id)?;
        recording.skipped_note().iter().for_each(|note| self.ui.note(note));
        Ok(Some(recording))
    }
}
