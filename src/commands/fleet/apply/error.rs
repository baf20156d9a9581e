//! What the trouble of a run comes to.

use super::result::Applied;
use super::summary::Tally;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::fleet::apply::Kind;
use crate::fleet::plan::Change;

/// Troubles that are told one by one beside the account.
const MOST_TOLD: usize = 5;

/// The failure of a run, if not every change was made.
pub(super) fn failure(
    context: &Context,
    steps: &[&Change],
    applied: &[Applied],
    tally: Tally,
) -> Option<Failure> {
    let trouble = tally.trouble();
    if trouble.is_empty() {
        return None;
    }
    let own: Vec<_> = applied.iter().filter_map(|applied| applied.failure.as_ref()).collect();
    let exit = exit(&own, tally);
    let code = match (exit, own.first()) {
        (Exit::Partial, _) | (_, None) => "partial",
        (Exit::Unknown, _) => "outcome_unknown",
        (_, Some(first)) => &first.code,
    };
    let (fine, all) = (tally.fine(), steps.len());
    let message = match context.interrupted() {
        Some(_) => format!("interrupted: {fine} of {all} changes were made; {trouble}"),
        None => format!("{fine} of {all} changes were made; {trouble}"),
    };
    let code = if context.interrupted().is_some() { "interrupted" } else { code };
    let mut failure = Failure::new(exit, code, message);
    failure.retryable = own.iter().all(|failure| failure.retryable);
    failure.reasons = reasons(steps, applied);
    if failure.retryable || tally.unknown + tally.not_tried > 0 {
        failure.reasons.push("running the same command again is safe".to_owned());
    }
    failure.hints = own.first().map(|first| first.hints.clone()).unwrap_or_default();
    Some(failure)
}

/// Partly made, unless nothing was made for one reason, or all that is wrong is that nobody knows.
fn exit(own: &[&Failure], tally: Tally) -> Exit {
    let is_only_unknown = tally.unknown > 0 && tally.failed == 0;
    match (own.first(), tally.fine()) {
        (_, 1..) if !(is_only_unknown && tally.not_tried == 0) => Exit::Partial,
        _ if tally.unknown > 0 => Exit::Unknown,
        (Some(first), _) => first.exit,
        (None, _) => Exit::Partial,
    }
}

/// Each trouble with its pool, and why others were not tried.
fn reasons(steps: &[&Change], applied: &[Applied]) -> Vec<String> {
    let told = |step: &Change, applied: &Applied| format!("{}: {}", step.address, applied.words);
    let (mut reasons, mut more, mut untried) = (Vec::new(), 0, Vec::new());
    for (step, applied) in steps.iter().zip(applied) {
        match applied.kind {
            Kind::Done | Kind::AlreadySo => {}
            Kind::NotTried if untried.contains(&applied.words) => {}
            Kind::NotTried => untried.push(applied.words.clone()),
            Kind::Failed | Kind::Unknown if reasons.len() < MOST_TOLD => {
                reasons.push(told(step, applied));
            }
            Kind::Failed | Kind::Unknown => more += 1,
        }
    }
    reasons.extend((more > 0).then(|| format!("and {more} more")));
    reasons.extend(untried);
    reasons
}
