//! Showing a list: as it comes where the format allows, else whole and in order.

use super::order::{Listed, Order};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::record::Rows;
use crate::runtime;

/// Where the things of a list come from, a page at a time.
pub(super) trait Source {
    /// A thing as it is shown.
    type Row: Listed;

    /// What cannot be done when reading fails, such as `cannot list the warm pools`.
    const FAILED: &'static str;

    /// The next page, perhaps an empty one; `None` after the last.
    async fn next(&mut self) -> Result<Option<Vec<Self::Row>>, Error>;

    /// Begins again from the first page if that can help after this error.
    fn restart_after(&mut self, error: &Error) -> bool;
}

/// Reads and shows a list, once it is known where it comes from.
pub(super) fn show<S: Source>(
    context: &Context,
    client: &Client,
    source: impl Future<Output = Result<S, Failure>>,
    mut rows: Rows<'_, S::Row>,
    order: &Order<S::Row>,
) -> Result<Exit, Failure> {
    if rows.is_streaming() && order.is_free() {
        let count = runtime::run(context, client, async {
            stream(context, &mut source.await?, &mut rows, order.limit).await
        })?;
        return end(context, rows, count);
    }
    let held =
        runtime::run(context, client, async { hold(context, &mut source.await?, order).await })?;
    show_held(context, rows, order, held)
}

/// Shows what was read.
pub(super) fn show_held<T: Listed>(
    context: &Context,
    mut rows: Rows<'_, T>,
    order: &Order<T>,
    mut held: Vec<T>,
) -> Result<Exit, Failure> {
    order.arrange(&mut held);
    let count = held.len();
    held.into_iter().try_for_each(|row| rows.push(&row))?;
    end(context, rows, count)
}

fn end<T: Listed>(context: &Context, rows: Rows<'_, T>, count: usize) -> Result<Exit, Failure> {
    if count == 0 {
        context.ui.note(T::NONE);
    }
    rows.finish()?;
    Ok(Exit::Done)
}

/// Shows things as they come, in the order of the service; gives how many there were.
async fn stream<S: Source>(
    context: &Context,
    source: &mut S,
    rows: &mut Rows<'_, S::Row>,
    limit: usize,
) -> Result<usize, Failure> {
    let mut count = 0;
    while let Some(page) = source.next().await.map_err(|error| context.failed(S::FAILED, &error))? {
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
    order: &Order<S::Row>,
) -> Result<Vec<S::Row>, Failure> {
    let mut held = Vec::new();
    while !order.is_full(held.len()) {
        match source.next().await {
            Ok(Some(page)) => held.extend(page),
            Ok(None) => break,
            Err(error) if source.restart_after(&error) => held.clear(),
            Err(error) => return Err(context.failed(S::FAILED, &error)),
        }
    }
    Ok(held)
}
