//! One of the items that are waited for: what its polls say.

use std::time::Duration;

use tokio::time::Instant;

use super::{OnPoll, Progress, WaitError, WaitItem, WaitTarget};
use crate::api::Error;
use crate::api::retry::{RetryClass, retry_class};

/// How many polls may not find an item that was just created: replicas may lag behind.
const MAX_MISSING_POLLS: u32 = 3;
/// This many server errors in a row end a wait. Network errors and outages do not count.
const MAX_SERVER_ERRORS: u32 = 5;
const DEPENDENCY_INTERVAL: Duration = Duration::from_secs(30);

pub(super) struct ItemState<T> {
    pub(super) index: usize,
    pub(super) is_done: bool,
    id: String,
    /// As read before the wait; takes the place of the first poll.
    initial: Option<T>,
    last: Option<T>,
    missing_polls_left: u32,
    server_errors: u32,
    /// When to check the dependencies; `None` if the token may not read them.
    next_dependency_check: Option<Instant>,
}

impl<T> ItemState<T> {
    pub(super) fn new(index: usize, item: WaitItem<T>, now: Instant) -> Self {
        Self {
            index,
            is_done: false,
            id: item.id,
            initial: item.state,
            last: None,
            missing_polls_left: if item.is_new { MAX_MISSING_POLLS } else { 0 },
            server_errors: 0,
            next_dependency_check: Some(now),
        }
    }

    pub(super) fn is_among(&self, ids: &[String]) -> bool {
        ids.iter().any(|id| id.eq_ignore_ascii_case(&self.id))
    }

    /// The item as last read.
    pub(super) fn into_item(self) -> Option<T> {
        self.last.or(self.initial)
    }

    /// Polls the item. After an error that may pass, returns the pause that the service requests.
    pub(super) async fn poll<W: WaitTarget<Item = T>>(
        &mut self,
        target: &W,
        on_poll: OnPoll<'_, T>,
    ) -> Result<Option<Duration>, WaitError<W::Reason>> {
        let read = match self.initial.take() {
            Some(item) => Ok(item),
            None => target.read(&self.id).await.inspect(|_| self.missing_polls_left = 0),
        };
        let progress = match read {
            Ok(item) => {
                let item = self.last.insert(item);
                on_poll(self.index, Ok(Some(item)));
                target.evaluate(Some(item))
            }
            Err(error) if error.is_not_found() => match target.evaluate(None) {
                Progress::Satisfied => {
                    on_poll(self.index, Ok(None));
                    Progress::Satisfied
                }
                _ if self.missing_polls_left > 0 => {
                    self.missing_polls_left -= 1;
                    Progress::Pending
                }
                progress => progress,
            },
            Err(error) => return self.on_error(error, on_poll).map(Some),
        };
        self.server_errors = 0;
        match progress {
            Progress::Satisfied => self.is_done = true,
            Progress::Impossible(reason) => return Err(WaitError::Impossible(self.index, reason)),
            Progress::Blocked => self.check_dependencies(target).await?,
            Progress::Pending => {}
        }
        Ok(None)
    }

    fn on_error<R>(
        &mut self,
        error: Error,
        on_poll: OnPoll<'_, T>,
    ) -> Result<Duration, WaitError<R>> {
        let class = retry_class(&error.cause);
        self.server_errors += u32::from(is_server_error(class));
        if class == RetryClass::Rejected || self.server_errors == MAX_SERVER_ERRORS {
            return Err(WaitError::Failed(self.index, Box::new(error)));
        }
        on_poll(self.index, Err(&error));
        Ok(class.requested_delay())
    }

    /// Errors are ignored: they do not show that the condition cannot be met.
    async fn check_dependencies<W: WaitTarget<Item = T>>(
        &mut self,
        target: &W,
    ) -> Result<(), WaitError<W::Reason>> {
        let now = Instant::now();
        let is_due = self.next_dependency_check.is_some_and(|next| next <= now);
        let Some(item) = self.last.as_ref().filter(|_| is_due) else { return Ok(()) };
        let checked = target.check_dependencies(item).await;
        let is_rejected =
            checked.as_ref().is_err_and(|error| retry_class(&error.cause) == RetryClass::Rejected);
        self.next_dependency_check = (!is_rejected).then_some(now + DEPENDENCY_INTERVAL);
        match checked {
            Ok(Some(reason)) => Err(WaitError::Impossible(self.index, reason)),
            _ => Ok(()),
        }
    }
}

/// Whether the service itself fails, unlike when it is not reachable, not up or too busy.
const fn is_server_error(class: RetryClass) -> bool {
    matches!(class, RetryClass::Ambiguous { transient: false, .. } | RetryClass::Quota)
}
