//! The error of a run in which not every change succeeded.

use super::result::StepResult;
use super::summary::Counts;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::apply::StepStatus;
use crate::fleet::plan::Change;

/// Failed steps that are listed.
const MAX_LISTED: usize = 5;

pub(super) fn apply_error(
    context: &Context,
    steps: &[&Change],
    results: &[StepResult],
    counts: Counts,
) -> Option<CliError> {
    let problems = counts.problems()?;
    let errors: Vec<_> = results.iter().filter_map(|result| result.error.as_ref()).collect();
    let exit = exit_code(&errors, counts);
    let is_interrupted = context.interrupted().is_some();
    let code = match (exit, errors.first()) {
        _ if is_interrupted => "interrupted",
        (ExitCode::PartiallyApplied, _) | (_, None) => "partial",
        (ExitCode::OutcomeUnknown, _) => "outcome_unknown",
        (_, Some(first)) => &first.code,
    };
    let prefix = if is_interrupted { "interrupted: " } else { "" };
    let (applied, all) = (counts.made(), steps.len());
    let unchanged = match counts.unchanged {
        0 => String::new(),
        unchanged => format!("{unchanged} {}, ", StepStatus::Unchanged.label()),
    };
    let message = format!("{prefix}applied {applied} of {all} changes; {unchanged}{problems}");
    let mut error = CliError::new(exit, code, message);
    error.retryable = errors.iter().all(|error| error.retryable);
    error.reasons = reasons(steps, results);
    if error.retryable || counts.unknown + counts.skipped > 0 {
        error.reasons.push("it is safe to run the same command again".to_owned());
    }
    error.hint = errors.first().and_then(|first| first.hint.clone());
    Some(error)
}

/// Partially applied, unless nothing was applied or the only problem is unknown outcomes.
fn exit_code(errors: &[&CliError], counts: Counts) -> ExitCode {
    let is_only_unknown = counts.unknown > 0 && counts.failed == 0;
    match (errors.first(), counts.successes()) {
        (_, 1..) if !(is_only_unknown && counts.skipped == 0) => ExitCode::PartiallyApplied,
        _ if counts.unknown > 0 => ExitCode::OutcomeUnknown,
        (Some(first), _) => first.exit,
        (None, _) => ExitCode::PartiallyApplied,
    }
}

/// Each failed step with its pool, and each reason for skipping once.
fn reasons(steps: &[&Change], results: &[StepResult]) -> Vec<String> {
    let (mut failed, mut skipped) = (Vec::new(), Vec::new());
    for (step, result) in steps.iter().zip(results) {
        match result.status {
            StepStatus::Done | StepStatus::Unchanged => {}
            StepStatus::Failed | StepStatus::Unknown => {
                failed.push(format!("{}: {}", step.address, result.text()));
            }
            StepStatus::Skipped if skipped.contains(&result.text()) => {}
            StepStatus::Skipped => skipped.push(result.text()),
        }
    }
    let more = failed.len().saturating_sub(MAX_LISTED);
    failed.truncate(MAX_LISTED);
    failed.extend((more > 0).then(|| format!("and {more} more")));
    failed.extend(skipped);
    failed
}
