//! What became of the pools to delete, and how it is printed.

use serde::Serialize;

use crate::commands::shared::mutation_output;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;

/// The result for one pool.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Deletion {
    /// The pool as it was typed.
    #[serde(skip)]
    pub(super) name: String,
    pub(super) id: String,
    pub(super) result: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Outcome {
    Deleted,
    /// The service has accepted the deletion and drains the instances.
    Deleting,
    Missing,
    Failed,
    Unknown,
}

impl Record for Deletion {
    const COLUMNS: &'static [Column<Self>] = &[
        Column::address("address", Self::address, Self::id),
        Column::id("id", Self::id),
        Column::text("result", |deletion| deletion.result.label().to_owned()),
    ];

    fn json(&self) -> Result<Vec<u8>, CliError> {
        json::to_vec(self)
    }

    fn address(&self) -> String {
        self.name.clone()
    }

    fn id(&self) -> String {
        self.id.clone()
    }
}

/// Prints the result for each pool, or only the error if nothing was done. A deletion that was
/// waited for in vain is part of the error.
pub(super) fn report(
    context: &Context,
    deletions: &[Deletion],
    mut errors: Vec<CliError>,
    was_waited_for: bool,
) -> Result<ExitCode, CliError> {
    let has =
        |results: &[Outcome]| deletions.iter().any(|deletion| results.contains(&deletion.result));
    let is_any_done =
        has(&[Outcome::Deleted, Outcome::Missing]) || !was_waited_for && has(&[Outcome::Deleting]);
    if is_any_done || errors.is_empty() {
        let lines = || deletions.iter().map(Deletion::sentence).collect::<Vec<_>>();
        mutation_output::finish_output(context, print(context, deletions, lines), lines)?;
    }
    if errors.is_empty() {
        return Ok(ExitCode::Success);
    }
    let mut first = errors.remove(0);
    if is_any_done && has(&[Outcome::Failed, Outcome::Unknown]) {
        first.exit = ExitCode::PartiallyApplied;
    }
    first.other_messages.extend(errors.into_iter().map(|error| error.message));
    Err(first)
}

fn print(
    context: &Context,
    deletions: &[Deletion],
    lines: impl FnOnce() -> Vec<String>,
) -> Result<(), CliError> {
    let rows = deletions.iter().cloned().map(Ok);
    context.ui.print_report(&deletions, rows, lines)
}

impl Deletion {
    /// Such as `deleting acme-api/large (ID)`.
    fn sentence(&self) -> String {
        let Self { name, id, result } = self;
        let result = result.label();
        if name == id { format!("{result} {name}") } else { format!("{result} {name} ({id})") }
    }
}

impl Outcome {
    const fn label(self) -> &'static str {
        match self {
            Self::Deleted => "deleted",
            Self::Deleting => "deleting",
            Self::Missing => "missing",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}
