//! What became of a change, in words.

use uuid::Uuid;

use crate::api::connect_code::Code;
use crate::commands::warm_pool::mutation_error;
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::fleet::apply::{SkipReason, StepOutcome, StepStatus};
use crate::fleet::plan::{Action, Change};
use crate::warm_pool::mutation::MutationError;
use crate::warm_pool::preflight::PoolSelector;

/// What became of a change.
pub(super) struct StepResult {
    /// In short.
    pub(super) kind: StepStatus,
    /// The pool's id, where it became known.
    pub(super) id: Option<Uuid>,
    /// For people, as the end of a line.
    pub(super) words: String,
    /// What went wrong, if something did.
    pub(super) failure: Option<CliError>,
    /// Why it was not tried, if it was not.
    pub(super) untried: Option<SkipReason>,
}

impl StepResult {
    /// An outcome in words.
    pub(super) fn of(context: &Context, step: &Change, outcome: StepOutcome) -> Self {
        let kind = outcome.kind();
        let (id, words, untried) = match &outcome {
            StepOutcome::Done(id) => (*id, "done".to_owned(), None),
            StepOutcome::Unchanged(id) => (*id, already_so(step.action).to_owned(), None),
            StepOutcome::Skipped(why) => (None, format!("not tried: {why}"), Some(*why)),
            StepOutcome::MutationError(_) | StepOutcome::Abandoned => (None, String::new(), None),
        };
        let applied = Self { kind, id, words, failure: None, untried };
        let failure = match outcome {
            StepOutcome::MutationError(setback) => failure(context, step, setback),
            StepOutcome::Abandoned => unawaited(step),
            StepOutcome::Done(_) | StepOutcome::Unchanged(_) | StepOutcome::Skipped(_) => {
                return applied;
            }
        };
        let words = format!("{}: {}", kind.word(), brief(step, &failure));
        Self { words, failure: Some(failure), ..applied }
    }
}

/// The pool is as it was wanted, and not because the service said that it made it so.
const fn already_so(action: Action) -> &'static str {
    match action {
        Action::Create { .. } => "exists with these sizes",
        Action::Update { .. } | Action::None { .. } => "has these sizes",
        Action::Delete { .. } => "is gone",
    }
}

fn attempt(step: &Change) -> Operation {
    let Change { address, action, .. } = step;
    let get = |pool: Uuid| Hint::new("warm-pool get").arg(pool);
    match *action {
        Action::Create { .. } => Operation {
            what: format!("create the warm pool of {address}"),
            look: words(step).command("warm-pool list"),
        },
        Action::Update { pool, .. } | Action::None { pool, .. } => {
            Operation { what: format!("update the warm pool {address}"), look: get(pool) }
        }
        Action::Delete { pool, .. } => {
            Operation { what: format!("delete the warm pool {address}"), look: get(pool) }
        }
    }
}

/// The pair as commands take it.
fn words(step: &Change) -> PoolSelector {
    let Change { address, pair, .. } = step;
    match address.rsplit_once('/') {
        Some((project, class)) => {
            PoolSelector { project: project.to_owned(), class: class.to_owned() }
        }
        None => PoolSelector { project: pair.project.to_string(), class: pair.class.to_string() },
    }
}

fn failure(context: &Context, step: &Change, setback: MutationError) -> CliError {
    let is_condition = matches!(step.action, Action::Create { .. })
        && matches!(&setback, MutationError::Rejected(error)
            if error.code() == Some(Code::FailedPrecondition));
    let failure = mutation_error::cli_error(context, &attempt(step), setback);
    if is_condition { failure.hint(words(step).explain()) } else { failure }
}

fn unawaited(step: &Change) -> CliError {
    let Operation { what, look } = attempt(step);
    let message = format!("it is not known whether the attempt to {what} succeeded");
    CliError::new(ExitCode::OutcomeUnknown, "outcome_unknown", message)
        .because("the run ended before its answer came")
        .hint(look)
}

/// Why, in a few words beside the change itself.
fn brief<'a>(step: &Change, failure: &'a CliError) -> &'a str {
    let own = format!("cannot {}: ", attempt(step).what);
    match failure.message.strip_prefix(&own) {
        Some(why) => why,
        None => failure.reasons.first().unwrap_or(&failure.message),
    }
}
