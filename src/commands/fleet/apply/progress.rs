//! Collects the results of a run, and prints them in order as far as they are known.

use std::cell::{Cell, RefCell};

use super::result::StepResult;
use crate::commands::fleet::view::{self, AddressColumn};
use crate::commands::shared::activity::Activity;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::apply::{SkipReason, StepEvent, StepOutcome};
use crate::fleet::plan::Change;
use crate::text::sanitize;

/// Columns between the longest change and its result.
const GAP: usize = 8;

pub(super) struct ApplyProgress<'a, P> {
    context: &'a Context,
    steps: &'a [&'a Change],
    printer: P,
    activity: Activity<'a>,
    states: RefCell<Vec<StepState>>,
    /// The number of results that were printed.
    printed: Cell<usize>,
    /// The first error of standard output. The changes go on, but nothing more is printed.
    output_error: RefCell<Option<CliError>>,
}

/// Prints the result of a step. Results come in the order of the steps, each as soon as those
/// before it are printed.
pub(super) trait PrintResult {
    /// # Errors
    /// When standard output fails.
    fn print(&self, step: &Change, result: &StepResult) -> Result<(), CliError>;
}

/// Prints results as lines in columns; other formats are printed at the end.
pub(super) struct AlignedLines<'a> {
    context: &'a Context,
    addresses: AddressColumn,
    max_change: usize,
}

enum StepState {
    NotStarted,
    Started,
    Ended(StepResult),
}

impl StepState {
    fn into_result(self) -> Option<StepResult> {
        match self {
            Self::Ended(result) => Some(result),
            Self::NotStarted | Self::Started => None,
        }
    }
}

impl<'a> AlignedLines<'a> {
    pub(super) fn new(context: &'a Context, steps: &[&Change]) -> Self {
        let changes = steps.iter().filter_map(|step| view::describe(step.action));
        Self {
            context,
            addresses: AddressColumn::new(
                &context.ui,
                steps.iter().map(|step| step.address.as_str()),
            ),
            max_change: changes.map(|(_, text)| sanitize::width(&text)).max().unwrap_or(0),
        }
    }
}

impl PrintResult for AlignedLines<'_> {
    fn print(&self, step: &Change, result: &StepResult) -> Result<(), CliError> {
        let Some((sign, text)) = view::describe(step.action) else { return Ok(()) };
        if !self.context.ui.is_prose() {
            return Ok(());
        }
        let address = self.addresses.pad(&step.address);
        let width = self.max_change + GAP;
        let line = view::marked(sign, format!(" {address}{text:width$}{}", result.text()));
        self.context.ui.print_prose(line)
    }
}

impl<'a, P: PrintResult> ApplyProgress<'a, P> {
    pub(super) fn new(context: &'a Context, steps: &'a [&'a Change], printer: P) -> Self {
        Self {
            context,
            steps,
            printer,
            activity: Activity::new(&context.ui),
            states: RefCell::new(steps.iter().map(|_| StepState::NotStarted).collect()),
            printed: Cell::default(),
            output_error: RefCell::default(),
        }
    }

    pub(super) fn record(&self, index: usize, event: StepEvent) {
        self.states.borrow_mut()[index] = match event {
            StepEvent::Started => StepState::Started,
            StepEvent::Ended(outcome) => {
                StepState::Ended(StepResult::new(self.context, self.steps[index], outcome))
            }
        };
        self.print_ended();
        self.activity.update(|| {
            let states = self.states.borrow();
            let done = states.iter().filter(|state| matches!(state, StepState::Ended(_))).count();
            format!("  {done} of {} changes done", states.len())
        });
    }

    /// Prints the results up to the first step that has not ended.
    fn print_ended(&self) {
        let states = self.states.borrow();
        while let Some(StepState::Ended(result)) = states.get(self.printed.get()) {
            self.print_line(self.steps[self.printed.get()], result);
            self.printed.set(self.printed.get() + 1);
        }
    }

    fn print_line(&self, step: &Change, result: &StepResult) {
        if self.output_error.borrow().is_some() {
            return;
        }
        self.context.ui.clear_status_line();
        let printed = self.printer.print(step, result).and_then(|()| self.context.ui.flush());
        self.output_error.replace(printed.err());
    }

    /// The result of each step, and an error of standard output. Steps that have not ended are
    /// abandoned.
    pub(super) fn finish(self) -> (Vec<StepResult>, Option<CliError>) {
        for index in 0..self.steps.len() {
            let outcome = match self.states.borrow()[index] {
                StepState::NotStarted => StepOutcome::Skipped(SkipReason::Interrupted),
                StepState::Started => StepOutcome::Abandoned,
                StepState::Ended(_) => continue,
            };
            self.record(index, StepEvent::Ended(outcome));
        }
        let results = self.states.into_inner().into_iter().filter_map(StepState::into_result);
        (results.collect(), self.output_error.into_inner())
    }
}
