//! One of the items that are waited for: what its polls say.

use std::time::Duration;

use tokio::time::Instant;

use super::{Progress, WaitError, WaitEvent, WaitItem, WaitTarget};
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
    ///
    /// # Errors
    /// Why the wait ends.
    pub(super) async fn poll<W: WaitTarget<Item = T>>(
        &mut self,
        target: &W,
        on_event: &dyn Fn(WaitEvent<'_, T>),
    ) -> Result<Option<Duration>, WaitError<W::Reason>> {
        let read = match self.initial.take() {
            Some(item) => Ok(item),
            None => target.read(&self.id).await.inspect(|_| self.missing_polls_left = 0),
        };
        let progress = match read {
            Ok(item) => {
                on_event(WaitEvent::Polled(self.index, &item));
                target.evaluate(self.last.insert(item))
            }
            Err(error) if error.is_not_found() => self.on_missing(target, on_event),
            Err(error) => return self.on_error(error, on_event).map(Some),
        };
        self.server_errors = 0;
        let progress = match progress {
            Progress::Blocked => self.check_dependencies(target).await,
            progress => progress,
        };
        match progress {
            Progress::Satisfied => self.is_done = true,
            Progress::Impossible(reason) => return Err(WaitError::Impossible(self.index, reason)),
            Progress::Pending | Progress::Blocked => {}
        }
        Ok(None)
    }

    fn on_missing<W: WaitTarget<Item = T>>(
        &mut self,
        target: &W,
        on_event: &dyn Fn(WaitEvent<'_, T>),
    ) -> Progress<W::Reason> {
        let progress = target.evaluate_missing();
        if matches!(progress, Progress::Satisfied) {
            on_event(WaitEvent::Deleted(self.index));
        } else if let Some(left) = self.missing_polls_left.checked_sub(1) {
            self.missing_polls_left = left;
            return Progress::Pending;
        }
        progress
    }

    fn on_error<R>(
        &mut self,
        error: Error,
        on_event: &dyn Fn(WaitEvent<'_, T>),
    ) -> Result<Duration, WaitError<R>> {
        let class = retry_class(&error.fault);
        self.server_errors += u32::from(is_server_error(class));
        if class == RetryClass::Refused || self.server_errors == MAX_SERVER_ERRORS {
            return Err(WaitError::Failed(self.index, Box::new(error)));
        }
        on_event(WaitEvent::PollFailed(self.index, &error));
        Ok(class.requested_delay())
    }

    /// Checks the dependencies, if it is time; errors leave the item blocked.
    async fn check_dependencies<W: WaitTarget<Item = T>>(
        &mut self,
        target: &W,
    ) -> Progress<W::Reason> {
        let now = Instant::now();
        let is_due = self.next_dependency_check.is_some_and(|next| next <= now);
        let Some(item) = self.last.as_ref().filter(|_| is_due) else { return Progress::Blocked };
        let progress = target.evaluate_dependencies(item).await;
        let is_refused =
            progress.as_ref().is_err_and(|error| retry_class(&error.fault) == RetryClass::Refused);
        self.next_dependency_check = (!is_refused).then_some(now + DEPENDENCY_INTERVAL);
        progress.unwrap_or(Progress::Blocked)
    }
}

/// Whether the service itself fails, unlike when it is not reachable, not up or too busy.
const fn is_server_error(class: RetryClass) -> bool {
    matches!(class, RetryClass::Ambiguous { transient: false, .. } | RetryClass::Quota)
}
