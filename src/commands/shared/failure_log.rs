//! Reports a failure once, and once more when it is over.

use std::cell::RefCell;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::report;

/// The failure that was reported last, while it lasts.
pub(crate) struct FailureLog<'a> {
    context: &'a Context,
    /// What is true while there is none, such as `the pools are up to date`.
    success: &'static str,
    /// What it was, apart from details that differ from run to run.
    current: RefCell<Option<(ExitCode, String)>>,
}

impl<'a> FailureLog<'a> {
    pub(crate) const fn new(context: &'a Context, success: &'static str) -> Self {
        Self { context, success, current: RefCell::new(None) }
    }

    /// Prints the error, unless the last run failed in the same way.
    pub(crate) fn failed(&self, error: &CliError) {
        let failure = (error.exit, error.code.clone());
        if self.current.replace(Some(failure.clone())) != Some(failure) {
            report::print_error(&self.context.ui, error);
        }
    }

    /// Says that a failure is over, if there was one.
    pub(crate) fn succeeded(&self) {
        if self.current.take().is_some() {
            self.context.ui.recovered(self.success);
        }
    }

    /// What is known of the pools, for a status line.
    pub(crate) fn state(&self) -> &'static str {
        if self.current.borrow().is_some() { "the last run failed" } else { self.success }
    }

    /// Makes the next failure a new one.
    pub(crate) fn reset(&self) {
        self.current.take();
    }
}
