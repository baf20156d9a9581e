//! What the trouble of a run comes to.

use super::result::StepResult;
use super::summary::Counts;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::apply::StepStatus;
use crate::fleet::plan::Change;

/// Troubles that are told one by one beside the account.
const MOST_TOLD: usize = 5;

/// The failure of a run, if not every change was made.
pub(super) fn failure(
    context: &Context,
    steps: &[&Change],
    applied: &[StepResult],
    tally: Counts,
) -> Option<CliError> {
    let trouble = tally.trouble();
    if trouble.is_empty() {
        return None;
    }
    let own: Vec<_> = applied.iter().filter_map(|applied| applied.failure.as_ref()).collect();
    let exit = exit(&own, tally);
    let code = match (exit, own.first()) {
        (ExitCode::PartiallyApplied, _) | (_, None) => "partial",
        (ExitCode::OutcomeUnknown, _) => "outcome_unknown",
        (_, Some(first)) => &first.code,
    };
    let (fine, all) = (tally.fine(), steps.len());
    let message = match context.interrupted() {
        Some(_) => format!("interrupted: {fine} of {all} changes were made; {trouble}"),
        None => format!("{fine} of {all} changes were made; {trouble}"),
    };
    let code = if context.interrupted().is_some() { "interrupted" } else { code };
    let mut failure = CliError::new(exit, code, message);
    failure.retryable = own.iter().all(|failure| failure.retryable);
    failure.reasons = reasons(steps, applied);
    if failure.retryable || tally.unknown + tally.not_tried > 0 {
        failure.reasons.push("running the same command again is safe".to_owned());
    }
    failure.hint = own.first().and_then(|first| first.hint.clone());
    Some(failure)
}

/// Partly made, unless nothing was made for one reason, or all that is wrong is that nobody knows.
fn exit(own: &[&CliError], tally: Counts) -> ExitCode {
    let is_only_unknown = tally.unknown > 0 && tally.failed == 0;
    match (own.first(), tally.fine()) {
        (_, 1..) if !(is_only_unknown && tally.not_tried == 0) => ExitCode::PartiallyApplied,
        _ if tally.unknown > 0 => ExitCode::OutcomeUnknown,
        (Some(first), _) => first.exit,
        (None, _) => ExitCode::PartiallyApplied,
    }
}

/// Each trouble with its pool, and why others were not tried.
fn reasons(steps: &[&Change], applied: &[StepResult]) -> Vec<String> {
    let told = |step: &Change, applied: &StepResult| format!("{}: {}", step.address, applied.words);
    let (mut reasons, mut more, mut untried) = (Vec::new(), 0, Vec::new());
    for (step, applied) in steps.iter().zip(applied) {
        match applied.kind {
            StepStatus::Done | StepStatus::Unchanged => {}
            StepStatus::Skipped if untried.contains(&applied.words) => {}
            StepStatus::Skipped => untried.push(applied.words.clone()),
            StepStatus::Failed | StepStatus::Unknown if reasons.len() < MOST_TOLD => {
                reasons.push(told(step, applied));
            }
            StepStatus::Failed | StepStatus::Unknown => more += 1,
        }
    }
    reasons.extend((more > 0).then(|| format!("and {more} more")));
    reasons.extend(untried);
    reasons
}
