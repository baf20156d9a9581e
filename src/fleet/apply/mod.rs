//! Carries a plan out: what is to be made and resized first, and only when all of that is done
//! what is to be deleted; several changes at once, each told as it begins and ends.

mod abort_policy;
mod outcome;
pub(crate) mod stale;
mod step;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) mod world;

use futures_util::stream::{self, StreamExt as _};

use self::abort_policy::AbortPolicy;
pub(crate) use self::outcome::{SkipReason, StepOutcome, StepStatus};
use super::plan::{Action, Change, Plan};
use crate::warm_pool::mutation::WarmPoolApi;

/// What happens to a step.
#[derive(Debug)]
pub(crate) enum Event {
    /// It begins.
    Begun,
    /// It is over, perhaps without having begun.
    Ended(StepOutcome),
}

/// The changes of a plan that do something, in the order in which they are carried out.
pub(crate) fn steps(plan: &Plan) -> Vec<&Change> {
    let mut steps: Vec<_> = plan.changes.iter().filter(|change| !change.is_none()).collect();
    steps.sort_by_key(|change| is_delete(change));
    steps
}

fn is_delete(change: &Change) -> bool {
    matches!(change.action, Action::Delete { .. })
}

/// Carries out these steps, `at_once` at a time, and tells what happens to each by its place
/// among them. Every step ends; once there is no use in going on, those that are left end without
/// having begun.
pub(crate) async fn apply_plan(
    service: &impl WarmPoolApi,
    steps: &[&Change],
    at_once: usize,
    tell: impl Fn(usize, Event),
) {
    let (brake, tell) = (AbortPolicy::default(), &tell);
    let deletes = steps.partition_point(|step| !is_delete(step));
    for part in [0..deletes, deletes..steps.len()] {
        let each = |at: usize| {
            let (brake, step) = (&brake, steps[at]);
            async move {
                let outcome = match brake.holds(&step.action) {
                    Some(why) => StepOutcome::Skipped(why),
                    None => {
                        tell(at, Event::Begun);
                        step::apply_step(service, step).await
                    }
                };
                brake.note(&step.action, &outcome);
                tell(at, Event::Ended(outcome));
            }
        };
        stream::iter(part).for_each_concurrent(at_once, each).await;
    }
}
