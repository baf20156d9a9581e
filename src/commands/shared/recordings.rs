//! `--recording`: what recorders of a watch have written.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::activity::Activity;
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::recording::{self, Millis, Recording};
use crate::signals::SignalWatch;

/// How often the progress changes, and a signal is noticed.
const TICK: Duration = Duration::from_millis(100);

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
        let recording = self.read_until_signal(paths.to_vec(), period.clone())?;
        let host = self.settings()?.host.value.to_string();
        recording.require_source(&host, organization_id)?;
        recording.skipped_note().iter().for_each(|note| self.ui.note(note));
        Ok(Some(recording))
    }

    /// The organization whose recordings [`Self::read_recordings`] takes; empty without a file.
    ///
    /// # Errors
    /// When the call fails.
    pub(crate) async fn recorded_organization(
        &self,
        client: &Client,
        paths: &[PathBuf],
    ) -> Result<String, CliError> {
        if paths.is_empty() {
            return Ok(String::new());
        }
        let identity = client.authenticated_identity().await;
        let identity = identity
            .map_err(|error| self.api_error("cannot read whom the token belongs to", &error))?;
        Ok(identity.organization_id)
    }

    /// In a thread of its own, as files can be large, and pipes silent.
    fn read_until_signal(
        &self,
        paths: Vec<PathBuf>,
        period: Range<Millis>,
    ) -> Result<Recording, CliError> {
        let failed = |error: std::io::Error| {
            CliError::local("cannot read the recordings").because(error.to_string())
        };
        let signals = SignalWatch::start().map_err(failed)?;
        let lines = Arc::new(AtomicU64::new(0));
        let (sender, receiver) = mpsc::channel();
        let counter = Arc::clone(&lines);
        let read = move || drop(sender.send(recording::read(&paths, &period, &counter)));
        thread::Builder::new().spawn(read).map_err(failed)?;
        let activity = Activity::new(&self.ui);
        loop {
            match receiver.recv_timeout(TICK) {
                Ok(recording) => return recording,
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(CliError::local("cannot read the recordings"));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let lines = lines.load(Ordering::Relaxed);
            activity.update(|| format!("reading recordings: {lines} lines"));
            if let Some(exit) = signals.received() {
                let error = CliError::new(exit, "interrupted", "interrupted");
                return Err(error.because("nothing was changed"));
            }
        }
    }
}
