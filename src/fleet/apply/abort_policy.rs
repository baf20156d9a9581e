//! When there is no use in going on.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::mem::{Discriminant, discriminant};

use super::outcome::{Outcome, Why};
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::error::{Fault, Foreign};
use crate::api::retry::{Class, classify};
use crate::fleet::plan::Action;
use crate::warm_pool::mutation::Setback;

/// So many changes that do not get through, one after the other, end it: retries were made for
/// each, and a thousand pools must not mean a thousand times as many.
const MOST_IN_A_ROW: u32 = 5;

/// Learns from each outcome whether another change is worth beginning.
#[derive(Default)]
pub(super) struct Brake {
    /// What holds every change.
    all: Cell<Option<Why>>,
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
    None(Why),
}

impl Brake {
    /// Why a change is not to be begun, if it is not.
    pub(super) fn holds(&self, action: &Action) -> Option<Why> {
        let quota = self.quotas.borrow().contains(&discriminant(action));
        let is_delete = matches!(action, Action::Delete { .. });
        let incomplete = is_delete && self.incomplete.get();
        self.all.get().or(quota.then_some(Why::Quota)).or(incomplete.then_some(Why::Incomplete))
    }

    /// Learns what became of a change. A delete that fails holds up no other.
    pub(super) fn note(&self, action: &Action, outcome: &Outcome) {
        let is_delete = matches!(action, Action::Delete { .. });
        self.incomplete.set(self.incomplete.get() || !(is_delete || outcome.kind().is_fine()));
        let verdict = match outcome {
            Outcome::NotTried(Why::Interrupted) => Verdict::None(Why::Interrupted),
            Outcome::NotTried(_) => return,
            Outcome::Setback(setback) => error_of(setback).map_or(Verdict::Own, verdict),
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
            Verdict::Lost if in_a_row >= MOST_IN_A_ROW => self.stop(Why::Unreachable),
            Verdict::Lost | Verdict::Own => {}
        }
    }

    /// The first reason stays.
    fn stop(&self, why: Why) {
        self.all.set(self.all.get().or(Some(why)));
    }
}

/// The error that tells most about the service: of a lost change the one of looking for it.
fn error_of(setback: &Setback) -> Option<&Error> {
    match setback {
        Setback::Refused(error) => Some(error),
        Setback::Unknown { change, read } => Some(read.as_deref().unwrap_or(change)),
        Setback::Exists(_) | Setback::Changed(_) | Setback::Leaving(_) | Setback::Gone(_) => None,
    }
}

fn verdict(error: &Error) -> Verdict {
    match (classify(&error.fault), &error.fault) {
        (_, Fault::NotSent(_)) | (Class::Ambiguous { transient: true, .. }, _) => Verdict::Lost,
        (Class::Throttled(_), _) => Verdict::None(Why::RateLimit),
        (Class::Quota, _) => Verdict::Quota,
        (_, Fault::Foreign(Foreign { status: 401 | 403, .. })) => Verdict::None(Why::NotAllowed),
        (_, Fault::Foreign(_) | Fault::Redirected { .. }) => Verdict::Lost,
        _ if is_about_the_token(error) => Verdict::None(Why::NotAllowed),
        _ => Verdict::Own,
    }
}

fn is_about_the_token(error: &Error) -> bool {
    matches!(error.refused_with(), Some(Code::PermissionDenied | Code::Unauthenticated))
}
