//! What became of a change, in words.

use uuid::Uuid;

use crate::api::connect_code::Code;
use crate::commands::warm_pool::mutation_error;
use crate::context::{Attempt, Context};
use crate::error::Failure;
use crate::exit::Exit;
use crate::fleet::apply::{Kind, Outcome, Why};
use crate::fleet::plan::{Action, Change};
use crate::warm_pool::mutation::Setback;
use crate::warm_pool::preflight::Words;

/// What became of a change.
pub(super) struct Applied {
    /// In short.
    pub(super) kind: Kind,
    /// The pool's id, where it became known.
    pub(super) id: Option<Uuid>,
    /// For people, as the end of a line.
    pub(super) words: String,
    /// What went wrong, if something did.
    pub(super) failure: Option<Failure>,
    /// Why it was not tried, if it was not.
    pub(super) untried: Option<Why>,
}

impl Applied {
    /// An outcome in words.
    pub(super) fn of(context: &Context, step: &Change, outcome: Outcome) -> Self {
        let kind = outcome.kind();
        let (id, words, untried) = match &outcome {
            Outcome::Done(id) => (*id, "done".to_owned(), None),
            Outcome::AlreadySo(id) => (*id, already_so(step.action).to_owned(), None),
            Outcome::NotTried(why) => (None, format!("not tried: {why}"), Some(*why)),
            Outcome::Setback(_) | Outcome::Unawaited => (None, String::new(), None),
        };
        let applied = Self { kind, id, words, failure: None, untried };
        let failure = match outcome {
            Outcome::Setback(setback) => failure(context, step, setback),
            Outcome::Unawaited => unawaited(step),
            Outcome::Done(_) | Outcome::AlreadySo(_) | Outcome::NotTried(_) => return applied,
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

fn attempt(step: &Change) -> Attempt {
    let Change { address, action, .. } = step;
    let get = |pool: Uuid| format!("prebuildctl warm-pool get {pool}");
    match *action {
        Action::Create { .. } => Attempt {
            what: format!("create the warm pool of {address}"),
            look: format!("prebuildctl warm-pool list {}", words(step).flags()),
        },
        Action::Update { pool, .. } | Action::None { pool, .. } => {
            Attempt { what: format!("update the warm pool {address}"), look: get(pool) }
        }
        Action::Delete { pool, .. } => {
            Attempt { what: format!("delete the warm pool {address}"), look: get(pool) }
        }
    }
}

/// The pair as commands take it.
fn words(step: &Change) -> Words {
    let Change { address, pair, .. } = step;
    match address.rsplit_once('/') {
        Some((project, class)) => Words { project: project.to_owned(), class: class.to_owned() },
        None => Words { project: pair.project.to_string(), class: pair.class.to_string() },
    }
}

fn failure(context: &Context, step: &Change, setback: Setback) -> Failure {
    let is_condition = matches!(step.action, Action::Create { .. })
        && matches!(&setback, Setback::Refused(error)
            if error.refused_with() == Some(Code::FailedPrecondition));
    let failure = mutation_error::failure(context, &attempt(step), setback);
    if is_condition { failure.hint("see every condition", words(step).explain()) } else { failure }
}

fn unawaited(step: &Change) -> Failure {
    let Attempt { what, look } = attempt(step);
    let message = format!("it is not known whether the attempt to {what} succeeded");
    Failure::new(Exit::Unknown, "outcome_unknown", message)
        .because("the run ended before its answer came")
        .hint("what is true now", look)
}

/// Why, in a few words beside the change itself.
fn brief<'a>(step: &Change, failure: &'a Failure) -> &'a str {
    let own = format!("cannot {}: ", attempt(step).what);
    match failure.message.strip_prefix(&own) {
        Some(why) => why,
        None => failure.reasons.first().unwrap_or(&failure.message),
    }
}
