//! Showing a list: as it comes where the format allows, else whole and in order.

use super::sort::{ListRow, Order, SortPosition};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::rows::Rows;
use crate::runtime;

/// Where the things of a list come from, a page at a time.
pub(crate) trait Source {
    /// A thing as it is shown.
    type Row: ListRow;

    /// What cannot be done when reading fails, such as `cannot list the warm pools`.
    const FAILED: &'static str;

    /// The next page, perhaps an empty one; `None` after the last.
    async fn next(&mut self) -> Result<Option<Vec<Self::Row>>, Error>;

    /// Begins again from the first page if that can help after this error.
    fn restart_after(&mut self, error: &Error) -> bool;
}

/// Reads and shows a list, once it is known where it comes from.
pub(crate) fn show<S: Source>(
    context: &Context,
    client: &Client,
    source: impl Future<Output = Result<S, CliError>>,
    mut rows: Rows<'_, S::Row>,
    order: &Order<S::Row>,
) -> Result<ExitCode, CliError> {
    if rows.is_streaming() && order.can_stream() {
        let count = runtime::run(context, client, async {
            stream(context, &mut source.await?, &mut rows, order.limit).await
        })?;
        if count == 0 {
            context.ui.note(S::Row::EMPTY_MESSAGE);
        }
        rows.finish()?;
        return Ok(ExitCode::Success);
    }
    let held = runtime::run(context, client, async {
        let mut held = BufferedList::new(rows, order);
        hold(context, &mut source.await?, &mut held).await?;
        Ok(held)
    })?;
    held.show(context)
}

/// Shows what was read.
pub(crate) fn show_held<T: ListRow>(
    context: &Context,
    rows: Rows<'_, T>,
    order: &Order<T>,
    read: Vec<T>,
) -> Result<ExitCode, CliError> {
    let mut held = BufferedList::new(rows, order);
    read.into_iter().try_for_each(|row| held.add(&row))?;
    held.show(context)
}

/// A list of which nothing is shown before its end.
struct BufferedList<'a, T: ListRow> {
    rows: Rows<'a, T>,
    order: &'a Order<T>,
    places: Vec<SortPosition<T::SortKey>>,
}

impl<'a, T: ListRow> BufferedList<'a, T> {
    const fn new(rows: Rows<'a, T>, order: &'a Order<T>) -> Self {
        Self { rows, order, places: Vec::new() }
    }

    fn add(&mut self, row: &T) -> Result<(), CliError> {
        self.places.push(self.order.place(row));
        self.rows.keep(row)
    }

    fn forget(&mut self) {
        self.places.clear();
        self.rows.forget();
    }

    fn show(self, context: &Context) -> Result<ExitCode, CliError> {
        let indices = self.order.arrange(&self.places);
        drop(self.places);
        if indices.is_empty() {
            context.ui.note(T::EMPTY_MESSAGE);
        }
        self.rows.finish_with(&indices)?;
        Ok(ExitCode::Success)
    }
}

/// Shows things as they come, in the order of the service; gives how many there were.
async fn stream<S: Source>(
    context: &Context,
    source: &mut S,
    rows: &mut Rows<'_, S::Row>,
    limit: usize,
) -> Result<usize, CliError> {
    let mut count = 0;
    while let Some(page) =
        source.next().await.map_err(|error| context.api_error(S::FAILED, &error))?
    {
        for row in page.into_iter().take(limit - count) {
            count += 1;
            rows.push(&row)?;
        }
        context.ui.flush()?;
        if count == limit {
            break;
        }
    }
    Ok(count)
}

/// Reads things before any is shown, so that there is no half of a list.
async fn hold<S: Source>(
    context: &Context,
    source: &mut S,
    held: &mut BufferedList<'_, S::Row>,
) -> Result<(), CliError> {
    while !held.order.is_full(held.places.len()) {
        match source.next().await {
            Ok(Some(page)) => page.into_iter().try_for_each(|row| held.add(&row))?,
            Ok(None) => break,
            Err(error) if source.restart_after(&error) => held.forget(),
            Err(error) => return Err(context.api_error(S::FAILED, &error)),
        }
    }
    Ok(())
}
