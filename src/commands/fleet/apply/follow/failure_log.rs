//! Reports a failure once, and once more when it is over.

use std::cell::RefCell;

use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::report;

const UP_TO_DATE: &str = "the pools are up to date";

/// The failure that was reported last, while it lasts.
pub(super) struct FailureLog<'a> {
    context: &'a Context,
    /// What it was, apart from details that differ from run to run.
    current: RefCell<Option<(ExitCode, String)>>,
}

impl<'a> FailureLog<'a> {
    pub(super) const fn new(context: &'a Context) -> Self {
        Self { context, current: RefCell::new(None) }
    }

    /// Prints the error, unless the last run failed in the same way.
    pub(super) fn failed(&self, error: &CliError) {
        let failure = (error.exit, error.code.clone());
        if self.current.replace(Some(failure.clone())) != Some(failure) {
            report::print_error(&self.context.ui, error);
        }
    }

    /// Says that a failure is over, if there was one.
    pub(super) fn succeeded(&self) {
        if self.current.take().is_some() {
            self.context.ui.recovered(UP_TO_DATE);
        }
    }

    /// What is known of the pools, for a status line.
    pub(super) fn state(&self) -> &'static str {
        if self.current.borrow().is_some() { "the last run failed" } else { UP_TO_DATE }
    }

    /// Makes the next failure a new one.
    pub(super) fn reset(&self) {
        self.current.take();
    }
}
