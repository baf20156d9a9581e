//! The account of a run: what became of each step so far, told in order as far as it is known.

use std::cell::{Cell, RefCell};

use super::result::StepResult;
use crate::commands::fleet::view;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::apply::{Event, SkipReason, StepOutcome};
use crate::fleet::plan::Change;
use crate::text::sanitize;

/// Columns between the longest change and what became of it.
const GAP: usize = 8;

/// What became of each step.
pub(super) struct Ledger<'a> {
    context: &'a Context,
    steps: &'a [&'a Change],
    entries: RefCell<Vec<Entry>>,
    /// How many were told, from the first on.
    told: Cell<usize>,
    /// What standard output could not take: the changes go on all the same.
    fault: RefCell<Option<CliError>>,
    widest_address: usize,
    widest_change: usize,
}

enum Entry {
    Open,
    InFlightGuard,
    Over(StepResult),
}

impl<'a> Ledger<'a> {
    /// Of steps of which none has begun.
    pub(super) fn new(context: &'a Context, steps: &'a [&'a Change]) -> Self {
        let changes = steps.iter().filter_map(|step| view::describe(step.action));
        Self {
            context,
            steps,
            entries: RefCell::new(steps.iter().map(|_| Entry::Open).collect()),
            told: Cell::default(),
            fault: RefCell::default(),
            widest_address: view::widest(steps.iter().map(|step| step.address.as_str())),
            widest_change: changes.map(|(_, what)| sanitize::width(&what)).max().unwrap_or(0),
        }
    }

    /// Notes what happens to a step.
    pub(super) fn tell(&self, at: usize, event: Event) {
        self.entries.borrow_mut()[at] = match event {
            Event::Begun => Entry::InFlightGuard,
            Event::Ended(outcome) => {
                Entry::Over(StepResult::of(self.context, self.steps[at], outcome))
            }
        };
        self.tell_more();
    }

    /// Tells those that are over, up to the first that is not.
    fn tell_more(&self) {
        let (entries, told) = (self.entries.borrow(), self.told.get());
        let over = entries[told..].iter().map_while(|entry| match entry {
            Entry::Over(applied) => Some(applied),
            Entry::Open | Entry::InFlightGuard => None,
        });
        for (step, applied) in self.steps[told..].iter().zip(over) {
            self.told.set(self.told.get() + 1);
            self.line(step, applied);
        }
    }

    /// A line for people; everybody else gets the whole at the end.
    fn line(&self, step: &Change, applied: &StepResult) {
        let Some((sign, what)) = view::describe(step.action) else { return };
        if !self.context.ui.is_prose() || self.fault.borrow().is_some() {
            return;
        }
        let address = view::padded(&step.address, self.widest_address);
        let width = self.widest_change + GAP;
        let line = format!("{sign} {address}{what:width$}{}", applied.words);
        let written = self.context.ui.line(&line).and_then(|()| self.context.ui.flush());
        self.fault.replace(written.err());
    }

    /// What became of each step, and what standard output could not take. Steps that are under
    /// way are not awaited any more.
    pub(super) fn close(self) -> (Vec<StepResult>, Option<CliError>) {
        let left = |entry: &Entry| match entry {
            Entry::Open => Some(StepOutcome::Skipped(SkipReason::Interrupted)),
            Entry::InFlightGuard => Some(StepOutcome::Abandoned),
            Entry::Over(_) => None,
        };
        let left: Vec<_> = self.entries.borrow().iter().map(left).collect();
        for (at, outcome) in left.into_iter().enumerate() {
            if let Some(outcome) = outcome {
                self.tell(at, Event::Ended(outcome));
            }
        }
        let over = self.entries.into_inner().into_iter().filter_map(|entry| match entry {
            Entry::Over(applied) => Some(applied),
            Entry::Open | Entry::InFlightGuard => None,
        });
        (over.collect(), self.fault.into_inner())
    }
}
