//! Lists: rows are printed as they arrive where format and order allow it, else sorted at the end.

use super::activity::Activity;
use super::sort::{DurationColumn, Order, OrderArgs, SortKey};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record::Record;
use crate::output::record_list::RecordList;
use crate::runtime;

/// How the rows of one noun are listed.
pub(crate) struct ListSpec<T: Record, K: Ord + 'static> {
    /// The noun in the plural, such as `warm pools`.
    pub(crate) title: &'static str,
    pub(crate) streaming: Streaming,
    pub(crate) durations: &'static [DurationColumn<T>],
    /// The default order. A list may hold a hundred thousand keys.
    pub(crate) default_key: fn(&T) -> K,
}

/// When formats that can do so print rows in the order of the service, as they arrive.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Streaming {
    WithoutSort,
    /// A limit is for the first rows of the default order.
    WithoutSortOrLimit,
    Never,
}

/// Pages of rows.
pub(crate) trait RowSource {
    type Row;

    /// The next page, which may be empty; `None` after the last.
    async fn next_page(&mut self) -> Result<Option<Vec<Self::Row>>, Error>;

    /// Starts again from the first page if that can help after this error.
    fn restart_after(&mut self, _: &Error) -> bool {
        false
    }
}

/// All rows as one page.
impl<T> RowSource for Option<Vec<T>> {
    type Row = T;

    async fn next_page(&mut self) -> Result<Self, Error> {
        Ok(self.take())
    }
}

/// A list that is being read.
pub(crate) struct List<'a, T: Record, K: Ord + 'static> {
    context: &'a Context,
    spec: &'static ListSpec<T, K>,
    order: Order<T>,
    rows: RecordList<'a, T>,
    count: usize,
    /// Of rows that are not printed as they arrive.
    keys: Vec<SortKey<K>>,
}

impl<T: Record, K: Ord> ListSpec<T, K> {
    /// Checks the flags, before anything is requested.
    pub(crate) fn open<'a>(
        &'static self,
        context: &'a Context,
        args: &OrderArgs,
    ) -> Result<List<'a, T, K>, CliError> {
        let (order, rows) = CliError::both(args.parse(self.durations), context.ui.record_list())?;
        Ok(List { context, spec: self, order, rows, count: 0, keys: Vec::new() })
    }

    pub(crate) fn error(&self, context: &Context, error: &Error) -> CliError {
        context.api_error(format!("cannot list the {}", self.title), error)
    }

    pub(crate) fn empty_message(&self) -> String {
        format!("no {} found", self.title)
    }
}

impl<T: Record, K: Ord> List<'_, T, K> {
    /// Whether the values of a column are shown or sorted by.
    pub(crate) fn needs(&self, column: &str) -> bool {
        self.rows.shows(column) || self.order.is_by(column)
    }

    /// Reads the rows and shows them.
    pub(crate) fn show<S: RowSource<Row = T>>(
        mut self,
        client: &Client,
        source: impl Future<Output = Result<S, CliError>>,
    ) -> Result<ExitCode, CliError> {
        let activity = Activity::new(&self.context.ui);
        let shows_rows = self.is_streaming() && self.context.ui.terminal().on_stdout();
        runtime::run(self.context, client, async {
            let mut source = source.await?;
            while self.room() > 0 {
                match source.next_page().await {
                    Ok(Some(page)) => {
                        self.add(page)?;
                        if !shows_rows {
                            activity.update(|| format!("{} {} read", self.count, self.spec.title));
                        }
                    }
                    Ok(None) => break,
                    Err(error) if !self.is_streaming() && source.restart_after(&error) => {
                        self.count = 0;
                        self.keys.clear();
                        self.rows.clear_buffer();
                    }
                    Err(error) => return Err(self.spec.error(self.context, &error)),
                }
            }
            Ok(())
        })?;
        self.finish()
    }

    /// How many more rows are needed.
    fn room(&self) -> usize {
        if self.is_in_service_order() { self.order.limit - self.count } else { usize::MAX }
    }

    fn is_in_service_order(&self) -> bool {
        self.order.is_default()
            && match self.spec.streaming {
                Streaming::WithoutSort => true,
                Streaming::WithoutSortOrLimit => self.order.limit == usize::MAX,
                Streaming::Never => false,
            }
    }

    /// Whether rows are printed as they are read, in the order of the service.
    pub(crate) fn is_streaming(&self) -> bool {
        self.rows.is_streaming() && self.is_in_service_order()
    }

    fn add(&mut self, page: Vec<T>) -> Result<(), CliError> {
        let is_streaming = self.is_streaming();
        for row in page.into_iter().take(self.room()) {
            self.count += 1;
            if is_streaming {
                self.rows.push(&row)?;
            } else {
                self.keys.push(self.order.key(&row, (self.spec.default_key)(&row)));
                self.rows.buffer(&row)?;
            }
        }
        if is_streaming { self.context.ui.flush() } else { Ok(()) }
    }

    fn finish(self) -> Result<ExitCode, CliError> {
        if self.count == 0 {
            self.context.ui.note(&self.spec.empty_message());
        }
        if self.is_streaming() {
            self.rows.finish()?;
        } else {
            let indices = self.order.sort(&self.keys);
            drop(self.keys);
            self.rows.finish_sorted(&indices)?;
        }
        Ok(ExitCode::Success)
    }
}
