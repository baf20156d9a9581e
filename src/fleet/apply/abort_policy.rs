//! Decides when `apply` starts no further changes.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use super::outcome::{SkipReason, StepOutcome};
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::error::{CallError, NonConnectResponse};
use crate::api::retry::{RetryClass, retry_class};
use crate::fleet::plan::{Action, ActionKind};
use crate::warm_pool::mutation::MutationError;

/// Consecutive changes that do not reach the service before the others are skipped. Each of them
/// was retried, and an outage must not multiply that by a thousand pools.
const MAX_UNREACHABLE: u32 = 5;

/// What the outcomes so far say about further changes.
#[derive(Default)]
pub(super) struct AbortPolicy {
    /// The first reason to skip every change.
    abort: Cell<Option<SkipReason>>,
    exceeded_quotas: RefCell<HashSet<ActionKind>>,
    unreachable_in_a_row: Cell<u32>,
    /// Whether a create or an update did not succeed.
    is_incomplete: Cell<bool>,
}

impl AbortPolicy {
    /// Why a change must not be started.
    pub(super) fn skip_reason(&self, action: Action) -> Option<SkipReason> {
        let has_no_quota = self.exceeded_quotas.borrow().contains(&action.kind());
        let must_wait = action.kind() == ActionKind::Delete && self.is_incomplete.get();
        self.abort
            .get()
            .or(has_no_quota.then_some(SkipReason::QuotaExceeded))
            .or(must_wait.then_some(SkipReason::EarlierFailure))
    }

    pub(super) fn record(&self, action: Action, outcome: &StepOutcome) {
        if action.kind() != ActionKind::Delete && !outcome.status().is_success() {
            self.is_incomplete.set(true);
        }
        let reason = match outcome {
            StepOutcome::Skipped(SkipReason::Interrupted) => Some(SkipReason::Interrupted),
            StepOutcome::Skipped(_) => return,
            StepOutcome::Failed(error) => telling_error(error).and_then(reason_to_skip),
            _ => None,
        };
        let in_a_row = match reason {
            Some(SkipReason::Unreachable) => self.unreachable_in_a_row.get() + 1,
            _ => 0,
        };
        self.unreachable_in_a_row.set(in_a_row);
        match reason {
            None => {}
            Some(SkipReason::Unreachable) if in_a_row < MAX_UNREACHABLE => {}
            Some(SkipReason::QuotaExceeded) => {
                self.exceeded_quotas.borrow_mut().insert(action.kind());
            }
            Some(reason) => self.abort.set(self.abort.get().or(Some(reason))),
        }
    }
}

/// The error that says most about the service: after a lost response, the one of reading back.
fn telling_error(error: &MutationError) -> Option<&Error> {
    match error {
        MutationError::Rejected(error) => Some(error),
        MutationError::OutcomeUnknown { change, read } => Some(read.as_deref().unwrap_or(change)),
        MutationError::NotApplied { read, .. } => read.as_deref(),
        MutationError::AlreadyExists(_)
        | MutationError::Conflict(_)
        | MutationError::Deleting(_)
        | MutationError::NotFound(_) => None,
    }
}

/// Why further changes would fail like this one; `None` if the error is about this pool alone.
fn reason_to_skip(error: &Error) -> Option<SkipReason> {
    match (retry_class(&error.cause), &error.cause) {
        (_, CallError::NotSent(_)) | (RetryClass::Ambiguous { transient: true, .. }, _) => {
            Some(SkipReason::Unreachable)
        }
        (RetryClass::Throttled(_), _) => Some(SkipReason::RateLimited),
        (RetryClass::Quota, _) => Some(SkipReason::QuotaExceeded),
        (_, CallError::NotConnect(NonConnectResponse { status: 401 | 403, .. })) => {
            Some(SkipReason::PermissionDenied)
        }
        (_, CallError::NotConnect(_) | CallError::Redirected { .. }) => {
            Some(SkipReason::Unreachable)
        }
        _ if matches!(error.code(), Some(Code::PermissionDenied | Code::Unauthenticated)) => {
            Some(SkipReason::PermissionDenied)
        }
        _ => None,
    }
}
