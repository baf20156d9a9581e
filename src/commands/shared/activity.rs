//! A line on the terminal about work that takes longer than a second. It is gone at the end.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::output::Ui;

/// Shorter work shows nothing.
const QUIET_TIME: Duration = Duration::from_secs(1);
/// How often the line changes at most.
const INTERVAL: Duration = Duration::from_millis(100);

/// The progress of a command; nothing where stderr is not a terminal.
pub(crate) struct Activity<'a> {
    ui: &'a Ui,
    start: Instant,
    updated: Cell<Option<Instant>>,
}

impl<'a> Activity<'a> {
    pub(crate) fn new(ui: &'a Ui) -> Self {
        Self { ui, start: Instant::now(), updated: Cell::new(None) }
    }

    /// Shows what has been done so far.
    pub(crate) fn update(&self, text: impl FnOnce() -> String) {
        let is_recent = self.updated.get().is_some_and(|updated| updated.elapsed() < INTERVAL);
        if !self.ui.shows_status_line() || self.start.elapsed() < QUIET_TIME || is_recent {
            return;
        }
        self.updated.set(Some(Instant::now()));
        self.ui.set_status_line(&text());
    }
}

impl Drop for Activity<'_> {
    fn drop(&mut self) {
        self.ui.clear_status_line();
    }
}
