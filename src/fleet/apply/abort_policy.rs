//! When there is no use in going on.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};

use super::outcome::{SkipReason, StepOutcome};
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, NonConnectResponse};
use crate::api::retry::{RetryClass, retry_class};
use crate::fleet::plan::Action;
use crate::warm_pool::mutation::MutationError;

/// So many changes that do not get through, one after the other, end it: retries were made for
/// each, and a thousand pools must not mean a thousand times as many.
const MOST_IN_A_ROW: u32 = 5;

/// Learns from each outcome whether another change is worth beginning.
#[derive(Default)]
pub(super) struct AbortPolicy {
    /// What holds every change.
    all: Cell<Option<SkipReason>>,
    /// The kinds of changes whose quota is used up.
    quotas: RefCell<HashSet<Discriminant<Action>>>,
    /// How many did not get through since one did.
    in_a_row: Cell<u32>,
    /// Whether a pool is not as it was wanted.
    incomplete: Cell<bool>,
}

/// What an error says about the changes after it.
enum Verdict {
    /// Nothing: the service answered about this one.
    Own,
    /// It did not get through, and the next may not either.
    Lost,
    /// The quota for its kind is used up.
    Quota,
    /// None will be made.
    None(SkipReason),
}

impl AbortPolicy {
    /// Why a change is not to be begun, if it is not.
    pub(super) fn holds(&self, action: &Action) -> Option<SkipReason> {
        let quota = self.quotas.borrow().contains(&discriminant(action));
        let is_delete = matches!(action, Action::Delete { .. });
        let incomplete = is_delete && self.incomplete.get();
        self.all
            .get()
            .or(quota.then_some(SkipReason::Quota))
            .or(incomplete.then_some(SkipReason::Incomplete))
    }

    /// Learns what became of a change. A delete that fails holds up no other.
    pub(super) fn note(&self, action: &Action, outcome: &StepOutcome) {
        let is_delete = matches!(action, Action::Delete { .. });
        self.incomplete.set(self.incomplete.get() || !(is_delete || outcome.kind().is_success()));
        let verdict = match outcome {
            StepOutcome::Skipped(SkipReason::Interrupted) => Verdict::None(SkipReason::Interrupted),
            StepOutcome::Skipped(_) => return,
            StepOutcome::MutationError(setback) => error_of(setback).map_or(Verdict::Own, verdict),
            _ => Verdict::Own,
        };
        let in_a_row = match verdict {
            Verdict::Lost => self.in_a_row.get() + 1,
            _ => 0,
        };
        self.in_a_row.set(in_a_row);
        match verdict {
            Verdict::None(why) => self.stop(why),
            Verdict::Quota => drop(self.quotas.borrow_mut().insert(discriminant(action))),
            Verdict::Lost if in_a_row >= MOST_IN_A_ROW => self.stop(SkipReason::Unreachable),
            Verdict::Lost | Verdict::Own => {}
        }
    }

    /// The first reason stays.
    fn stop(&self, why: SkipReason) {
        self.all.set(self.all.get().or(Some(why)));
    }
}

/// The error that tells most about the service: of a lost change the one of looking for it.
fn error_of(setback: &MutationError) -> Option<&Error> {
    match setback {
        MutationError::Rejected(error) => Some(error),
        MutationError::OutcomeUnknown { change, read } => Some(read.as_deref().unwrap_or(change)),
        MutationError::AlreadyExists(_)
        | MutationError::Conflict(_)
        | MutationError::Deleting(_)
        | MutationError::NotFound(_) => None,
    }
}

fn verdict(error: &Error) -> Verdict {
    match (retry_class(&error.cause), &error.cause) {
        (_, CallError::NotSent(_)) | (RetryClass::Ambiguous { transient: true, .. }, _) => {
            Verdict::Lost
        }
        (RetryClass::Throttled(_), _) => Verdict::None(SkipReason::RateLimit),
        (RetryClass::Quota, _) => Verdict::Quota,
        (_, CallError::NotConnect(NonConnectResponse { status: 401 | 403, .. })) => {
            Verdict::None(SkipReason::NotAllowed)
        }
        (_, CallError::NotConnect(_) | CallError::Redirected { .. }) => Verdict::Lost,
        _ if is_about_the_token(error) => Verdict::None(SkipReason::NotAllowed),
        _ => Verdict::Own,
    }
}

fn is_about_the_token(error: &Error) -> bool {
    matches!(error.code(), Some(Code::PermissionDenied | Code::Unauthenticated))
}
