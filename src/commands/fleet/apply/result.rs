//! The result of a step, in words.

use uuid::Uuid;

use crate::api::connect_code::Code;
use crate::commands::shared::mutation_output;
use crate::commands::warm_pool::mutation_error;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::fleet::apply::{StepOutcome, StepStatus};
use crate::fleet::plan::{Action, ActionKind, Change};
use crate::warm_pool::mutation::MutationError;
use crate::warm_pool::preflight::PoolSelector;

pub(super) struct StepResult {
    pub(super) status: StepStatus,
    /// The id of the pool, if the step revealed it.
    pub(super) pool: Option<Uuid>,
    /// Why it failed or was skipped.
    pub(super) reason: Option<String>,
    pub(super) error: Option<CliError>,
    action: ActionKind,
}

impl StepResult {
    pub(super) fn new(context: &Context, step: &Change, outcome: StepOutcome) -> Self {
        let (status, action) = (outcome.status(), step.action.kind());
        let (pool, reason, error) = match outcome {
            StepOutcome::Done(pool) | StepOutcome::Unchanged(pool) => (pool, None, None),
            StepOutcome::Skipped(reason) => (None, Some(reason.to_string()), None),
            StepOutcome::Failed(error) => (None, None, Some(step_error(context, step, error))),
            StepOutcome::Abandoned => (None, None, Some(abandoned(step))),
        };
        let reason = reason.or_else(|| Some(short_reason(step, error.as_ref()?)));
        Self { status, pool, reason, error, action }
    }

    /// Text for the end of a line.
    pub(super) fn text(&self) -> String {
        match (&self.reason, self.status, self.action) {
            (Some(reason), status, _) => format!("{}: {reason}", status.label()),
            (None, StepStatus::Unchanged, ActionKind::Create) => "already exists".to_owned(),
            (None, StepStatus::Unchanged, ActionKind::Delete) => "already deleted".to_owned(),
            (None, status, _) => status.label().to_owned(),
        }
    }
}

/// The operation of a step, for its errors.
fn operation(step: &Change) -> Operation {
    let Change { address, action, .. } = step;
    let get = |pool: Uuid| Hint::new("warm-pool get").arg(pool);
    let (description, check_command) = match *action {
        Action::Create { .. } => {
            (format!("create the warm pool {address}"), selector(step).command("warm-pool list"))
        }
        Action::Update { pool, after, .. } => {
            (format!("resize the warm pool {address} to {after}"), get(pool))
        }
        Action::None { pool, .. } => (format!("keep the warm pool {address}"), get(pool)),
        Action::Delete { pool, .. } => (format!("delete the warm pool {address}"), get(pool)),
    };
    Operation { description, check_command }
}

fn selector(step: &Change) -> PoolSelector {
    let Change { address, key, .. } = step;
    match address.rsplit_once('/') {
        Some((project, class)) => {
            PoolSelector { project: project.to_owned(), class: class.to_owned() }
        }
        None => PoolSelector { project: key.project.to_string(), class: key.class.to_string() },
    }
}

fn step_error(context: &Context, step: &Change, error: MutationError) -> CliError {
    let is_unmet_condition = step.action.kind() == ActionKind::Create
        && matches!(&error, MutationError::Rejected(error)
            if error.code() == Some(Code::FailedPrecondition));
    let error = mutation_error::cli_error(context, &operation(step), error);
    if is_unmet_condition { error.hint(selector(step).explain()) } else { error }
}

fn abandoned(step: &Change) -> CliError {
    mutation_output::response_lost(&operation(step))
        .because("interrupted before the response arrived")
}

/// The reason without the operation, which the line shows already.
fn short_reason(step: &Change, error: &CliError) -> String {
    let prefix = format!("cannot {}: ", operation(step).description);
    match error.message.strip_prefix(&prefix) {
        Some(reason) => reason,
        None => error.reasons.first().unwrap_or(&error.message),
    }
    .to_owned()
}
