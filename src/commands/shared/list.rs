//! Showing a list: as it comes where the format allows, else whole and in order.

use super::sort::{Listed, Order, Place};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::rows::Rows;
use crate::runtime;

/// Where the things of a list come from, a page at a time.
pub(crate) trait Source {
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
pub(crate) fn show<S: Source>(
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
        if count == 0 {
            context.ui.note(S::Row::NONE);
        }
        rows.finish()?;
        return Ok(Exit::Done);
    }
    let held = runtime::run(context, client, async {
        let mut held = Held::new(rows, order);
        hold(context, &mut source.await?, &mut held).await?;
        Ok(held)
    })?;
    held.show(context)
}

/// Shows what was read.
pub(crate) fn show_held<T: Listed>(
    context: &Context,
    rows: Rows<'_, T>,
    order: &Order<T>,
    read: Vec<T>,
) -> Result<Exit, Failure> {
    let mut held = Held::new(rows, order);
    read.into_iter().try_for_each(|row| held.add(&row))?;
    held.show(context)
}

/// A list of which nothing is shown before its end.
struct Held<'a, T: Listed> {
    rows: Rows<'a, T>,
    order: &'a Order<T>,
    places: Vec<Place<T::Usual>>,
}

impl<'a, T: Listed> Held<'a, T> {
    const fn new(rows: Rows<'a, T>, order: &'a Order<T>) -> Self {
        Self { rows, order, places: Vec::new() }
    }

    fn add(&mut self, row: &T) -> Result<(), Failure> {
        self.places.push(self.order.place(row));
        self.rows.keep(row)
    }

    fn forget(&mut self) {
        self.places.clear();
        self.rows.forget();
    }

    fn show(self, context: &Context) -> Result<Exit, Failure> {
        let indices = self.order.arrange(&self.places);
        drop(self.places);
        if indices.is_empty() {
            context.ui.note(T::NONE);
        }
        self.rows.finish_with(&indices)?;
        Ok(Exit::Done)
    }
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
    held: &mut Held<'_, S::Row>,
) -> Result<(), Failure> {
    while !held.order.is_full(held.places.len()) {
        match source.next().await {
            Ok(Some(page)) => page.into_iter().try_for_each(|row| held.add(&row))?,
            Ok(None) => break,
            Err(error) if source.restart_after(&error) => held.forget(),
            Err(error) => return Err(context.failed(S::FAILED, &error)),
        }
    }
    Ok(())
}
