//! Applies a plan: creates and updates first, and deletes only when all of them succeeded; several
//! changes at once.

mod abort_policy;
pub(crate) mod expired;
#[cfg(test)]
pub(super) mod fake_service;
mod outcome;
pub(crate) mod stale;
mod step;
#[cfg(test)]
mod tests;

use futures_util::stream::{self, StreamExt as _};

use self::abort_policy::AbortPolicy;
pub(crate) use self::outcome::{SkipReason, StepOutcome, StepStatus};
use super::action_filter::ActionFilter;
use super::plan::{ActionKind, Change, Plan};
use crate::sort::sort_by_key;
use crate::warm_pool::mutation::WarmPoolApi;

/// What happens to a step.
#[derive(Debug)]
pub(crate) enum StepEvent {
    Started,
    /// Perhaps without having started.
    Ended(StepOutcome),
}

/// The changes of a plan that do something and are not left, in the order in which they are applied.
pub(crate) fn steps<'a>(plan: &'a Plan, filter: &ActionFilter) -> Vec<&'a Change> {
    let changes = plan.changes.iter();
    let mut steps: Vec<_> =
        changes.filter(|change| filter.includes(change.action.kind())).collect();
    sort_by_key(&mut steps, |step| is_delete(step));
    steps
}

fn is_delete(step: &Change) -> bool {
    step.action.kind() == ActionKind::Delete
}

/// Applies steps, `concurrency` at a time, and reports their events by index. Every step ends; the
/// ones that the [`AbortPolicy`] stops end as skipped.
pub(crate) async fn apply_plan(
    service: &impl WarmPoolApi,
    steps: &[&Change],
    concurrency: usize,
    report: impl Fn(usize, StepEvent),
) {
    let (policy, report) = (&AbortPolicy::default(), &report);
    let deletes = steps.partition_point(|step| !is_delete(step));
    for phase in [0..deletes, deletes..steps.len()] {
        let apply = |index: usize| async move {
            let step = steps[index];
            let outcome = match policy.skip_reason(step.action) {
                Some(reason) => StepOutcome::Skipped(reason),
                None => {
                    report(index, StepEvent::Started);
                    step::apply_step(service, step).await
                }
            };
            policy.record(step.action, &outcome);
            report(index, StepEvent::Ended(outcome));
        };
        stream::iter(phase).for_each_concurrent(concurrency, apply).await;
    }
}
