//! What became of the resources to delete, and how it is printed.

use std::marker::PhantomData;

use serde::Serialize;

use super::mutation_output;
use super::wait::{self, DescribeWait};
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::json;
use crate::output::record::Record;
use crate::output::table::Column;
use crate::wait::{WaitItem, WaitOptions};

/// The result for one resource of a type.
#[derive(Debug, Serialize)]
pub(crate) struct Deletion<T> {
    /// The resource as it was typed.
    #[serde(skip)]
    name: String,
    id: String,
    result: Outcome,
    #[serde(skip)]
    resource: PhantomData<T>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "&str")]
pub(crate) enum Outcome {
    Deleted,
    /// The service has accepted the deletion, and it goes on.
    Deleting,
    Missing,
    Failed,
    Unknown,
}

/// A type of resource that can be deleted.
pub(crate) trait Deletable: Sized + 'static {
    const COLUMNS: &'static [Column<Deletion<Self>>];
}

impl<T: Deletable> Record for Deletion<T> {
    const COLUMNS: &'static [Column<Self>] = T::COLUMNS;

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

/// Waits until the service has deleted what it is deleting, and marks what it has.
pub(crate) async fn wait_until_deleted<W: DescribeWait>(
    context: &Context,
    client: &Client,
    target: &W,
    options: WaitOptions,
    deletions: &mut [Deletion<W::Item>],
) -> Option<CliError> {
    let mut deleting: Vec<_> =
        deletions.iter_mut().filter(|deletion| deletion.result == Outcome::Deleting).collect();
    if deleting.is_empty() {
        return None;
    }
    let items = deleting.iter().map(|deletion| WaitItem {
        id: deletion.id.clone(),
        name: deletion.name.clone(),
        state: None,
        is_new: false,
    });
    let items = items.collect();
    let left = "the deletion continues";
    let waited = wait::wait_for(context, client, target, options, items, left).await;
    for (index, deletion) in deleting.iter_mut().enumerate() {
        if !waited.open.contains(&index) {
            deletion.result = Outcome::Deleted;
        }
    }
    waited.error
}

/// Prints the result for each resource, or only the error if nothing was done. A deletion that was
/// waited for in vain is part of the error.
pub(crate) fn report<T: Deletable>(
    context: &Context,
    deletions: &[Deletion<T>],
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

fn print<T: Deletable>(
    context: &Context,
    deletions: &[Deletion<T>],
    lines: impl FnOnce() -> Vec<String>,
) -> Result<(), CliError> {
    let rows = deletions.iter().cloned().map(Ok);
    context.ui.print_report(&deletions, rows, lines)
}

impl<T> Deletion<T> {
    /// `name` is the resource as it was typed.
    pub(crate) const fn new(name: String, id: String, result: Outcome) -> Self {
        Self { name, id, result, resource: PhantomData }
    }

    /// Such as `deleting`.
    pub(crate) fn result(&self) -> String {
        <&str>::from(self.result).to_owned()
    }

    /// Such as `deleting acme-api/large (ID)`.
    fn sentence(&self) -> String {
        let Self { name, id, result, .. } = self;
        let result: &str = (*result).into();
        if name == id { format!("{result} {name}") } else { format!("{result} {name} ({id})") }
    }
}

// A derived implementation would require that the resource itself is cloned.
impl<T> Clone for Deletion<T> {
    fn clone(&self) -> Self {
        Self::new(self.name.clone(), self.id.clone(), self.result)
    }
}

/// As in JSON and in sentences.
impl From<Outcome> for &'static str {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Deleted => "deleted",
            Outcome::Deleting => "deleting",
            Outcome::Missing => "missing",
            Outcome::Failed => "failed",
            Outcome::Unknown => "unknown",
        }
    }
}

impl Outcome {
    /// That of a deletion that failed.
    pub(crate) fn for_error(error: &CliError) -> Self {
        if error.exit == ExitCode::OutcomeUnknown { Self::Unknown } else { Self::Failed }
    }
}
