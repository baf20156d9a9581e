//! The environments that start now: events and reads in, finished starts out. Does no I/O.

use std::collections::HashMap;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use super::StartScope;
use super::observation::{ObservedStart, Stage, has_running_machine, stage};
use crate::api::Error;
use crate::api::environment::Environment;
use crate::api::retry::{RetryClass, retry_class};
use crate::sort::sort_by_key;

/// More environments than this are not observed at once.
const MAX_PENDING: usize = 1_000;
/// An environment about which there is no event is read this often.
const POLL_INTERVAL: Duration = Duration::from_secs(60);
/// A read that takes longer, as it was retried, does not show since when an environment runs.
const MAX_READ: Duration = Duration::from_secs(3);
/// A start that takes longer is not seen to its end.
const MAX_START: Duration = Duration::from_hours(1);

pub(super) struct PendingStarts {
    scope: StartScope,
    /// By the id of the environment, in lower case.
    starts: HashMap<String, Pending>,
    is_open: bool,
}

/// An environment that starts.
struct Pending {
    /// As last read.
    start: Option<ObservedStart>,
    since: Instant,
    /// There was an event since it was read.
    is_dirty: bool,
    is_being_read: bool,
    /// Whether it may run for some time: an event may have been missed.
    may_be_late: bool,
    /// When the last read began.
    read_at: Instant,
}

impl Pending {
    fn new(now: Instant) -> Self {
        let (start, is_dirty, is_being_read, may_be_late) = (None, true, false, false);
        Self { start, since: now, is_dirty, is_being_read, may_be_late, read_at: now }
    }

    /// When to read it.
    fn due(&self) -> Instant {
        if self.is_dirty { self.since } else { self.read_at + POLL_INTERVAL }
    }
}

impl PendingStarts {
    pub(super) fn new(scope: StartScope) -> Self {
        Self { scope, starts: HashMap::new(), is_open: false }
    }

    pub(super) fn set_scope(&mut self, scope: StartScope) {
        self.scope = scope;
    }

    pub(super) fn on_open(&mut self) {
        self.is_open = true;
        self.mark_all_dirty();
    }

    pub(super) fn on_close(&mut self) {
        self.is_open = false;
        self.starts.values_mut().for_each(|pending| pending.may_be_late = true);
    }

    pub(super) fn mark_all_dirty(&mut self) {
        self.starts.values_mut().for_each(|pending| pending.is_dirty = true);
    }

    /// An event about an environment, which `is_new`.
    pub(super) fn on_event(&mut self, id: &str, is_new: bool, now: Instant) {
        let id = id.to_ascii_lowercase();
        if let Some(pending) = self.starts.get_mut(&id) {
            pending.is_dirty = true;
        } else if is_new && self.starts.len() < MAX_PENDING {
            self.starts.insert(id, Pending::new(now));
        }
    }

    /// The environments to read now, at most `max` of them.
    pub(super) fn take_due(&mut self, now: Instant, max: usize) -> Vec<String> {
        let starts = self.starts.iter_mut();
        let due = starts.filter(|(_, pending)| !pending.is_being_read && pending.due() <= now);
        let due = due.take(max).map(|(id, pending)| {
            // Without an event nobody knows since when it runs.
            pending.may_be_late |= !pending.is_dirty;
            (pending.is_dirty, pending.is_being_read) = (false, true);
            pending.read_at = now;
            id.clone()
        });
        due.collect()
    }

    /// When an environment is due without an event.
    pub(super) fn next_due(&self) -> Instant {
        let idle = self.starts.values().filter(|pending| !pending.is_being_read);
        idle.map(Pending::due).min().unwrap_or_else(|| Instant::now() + POLL_INTERVAL)
    }

    /// Notes what a read showed, and `at` which time by the service's clock. Returns the start once
    /// it is over.
    pub(super) fn on_read(
        &mut self,
        id: &str,
        read: Result<Environment, Error>,
        at: Option<Timestamp>,
    ) -> Option<ObservedStart> {
        let pending = self.starts.get_mut(id)?;
        pending.is_being_read = false;
        pending.may_be_late |= pending.read_at.elapsed() > MAX_READ;
        let environment = match read {
            Ok(environment) => environment,
            Err(error) if is_final(&error) => return self.starts.remove(id)?.start,
            Err(_) => {
                pending.may_be_late = true;
                return None;
            }
        };
        let start = ObservedStart::new(&environment);
        let Some(mut start) = start.filter(|start| self.scope.contains(start.key)) else {
            self.starts.remove(id);
            return None;
        };
        let known = pending.start.as_ref().and_then(|start| start.machine_at);
        let seen_at = at.filter(|_| !pending.may_be_late);
        start.machine_at = known.or(seen_at.filter(|_| has_running_machine(&environment)));
        match stage(&environment) {
            Stage::Starting if pending.since.elapsed() < MAX_START => {
                // The stream is open and has been silent since the read began.
                pending.may_be_late &= !self.is_open || pending.is_dirty;
                pending.start = Some(start);
                return None;
            }
            Stage::Running => start.running_at = seen_at,
            Stage::Starting | Stage::Over => {}
        }
        self.starts.remove(id);
        Some(start)
    }

    /// The starts that are not over.
    pub(super) fn take_all(&mut self) -> Vec<ObservedStart> {
        let mut starts: Vec<_> =
            self.starts.drain().filter_map(|(_, pending)| pending.start).collect();
        sort_by_key(&mut starts, |start| (start.created_at, start.environment_id));
        starts
    }
}

/// Whether reading again cannot help.
fn is_final(error: &Error) -> bool {
    error.is_not_found() || retry_class(&error.cause) == RetryClass::Rejected
}
