//! Progress of a wait on stderr. On a terminal: a line for each change, and a status line that is
//! redrawn each second. Elsewhere: a timestamped line for each change, and a heartbeat.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::time::sleep;

use crate::api::Error;
use crate::context::Context;

const TICK: Duration = Duration::from_secs(1);
/// Without a terminal there is a line at least this often.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// The state of an item: its phase, and details that may be empty.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) phase: String,
    pub(crate) details: String,
}

impl Summary {
    pub(crate) fn deleted() -> Self {
        Self { phase: "deleted".to_owned(), details: String::new() }
    }

    fn to_line(&self) -> String {
        let Self { phase, details } = self;
        if details.is_empty() { phase.clone() } else { format!("{phase:<10} {details}") }
    }
}

/// What was last reported of each item.
pub(crate) struct WaitLog {
    noun: &'static str,
    pub(crate) items: Vec<LoggedItem>,
    last_line: Duration,
}

#[derive(Default)]
pub(crate) struct LoggedItem {
    pub(crate) id: String,
    pub(crate) name: String,
    state: Option<Summary>,
    error: Option<String>,
}

impl WaitLog {
    /// A log of items with these ids and names.
    pub(crate) fn new(
        noun: &'static str,
        items: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let item = |(id, name)| LoggedItem { id, name, ..LoggedItem::default() };
        let items = items.into_iter().map(item).collect();
        Self { noun, items, last_line: Duration::ZERO }
    }

    pub(crate) fn ids(&self, indexes: impl IntoIterator<Item = usize>) -> Vec<String> {
        indexes.into_iter().map(|index| self.items[index].id.clone()).collect()
    }

    /// The last states of these items, as reasons of an error.
    pub(crate) fn states(&self, indexes: impl IntoIterator<Item = usize>) -> Vec<String> {
        let items = indexes.into_iter().map(|index| &self.items[index]);
        let state = |LoggedItem { name, state, .. }: &LoggedItem| {
            let Summary { phase, details } = state.as_ref()?;
            let comma = if details.is_empty() { "" } else { ", " };
            Some(format!("last state of {name}: {phase}{comma}{details}"))
        };
        items.filter_map(state).collect()
    }

    /// The line about an item that was polled, if its state or the success is new.
    fn polled(&mut self, elapsed: Duration, index: usize, state: Summary) -> Option<String> {
        let item = self.items.get_mut(index)?;
        let is_new = item.error.take().is_some() || item.state.as_ref() != Some(&state);
        item.state = Some(state);
        is_new.then(|| self.line(elapsed, index))
    }

    /// The line about a failed poll, once for each error.
    fn poll_failed(&mut self, elapsed: Duration, index: usize, error: String) -> Option<String> {
        let is_only = self.items.len() == 1;
        let item = self.items.get_mut(index)?;
        if item.error.as_ref() == Some(&error) {
            return None;
        }
        let subject = if is_only { String::new() } else { format!(" for {}", item.name) };
        let line = format!("poll failed{subject}, still waiting: {error}");
        item.error = Some(error);
        self.last_line = elapsed;
        Some(line)
    }

    fn heartbeat(&mut self, elapsed: Duration) -> Option<String> {
        if elapsed.saturating_sub(self.last_line) < HEARTBEAT {
            return None;
        }
        match self.items.len() {
            1 => Some(self.line(elapsed, 0)),
            count => {
                self.last_line = elapsed;
                Some(format!("still waiting for {count} {}s", self.noun))
            }
        }
    }

    /// The state of an item, with its name if there are several.
    fn line(&mut self, elapsed: Duration, index: usize) -> String {
        self.last_line = elapsed;
        let LoggedItem { name, state, .. } = &self.items[index];
        let state = state.as_ref().map(Summary::to_line).unwrap_or_default();
        if self.items.len() == 1 { state } else { format!("{state:<33} {name}") }
    }
}

pub(crate) struct ProgressPrinter<'a> {
    context: &'a Context,
    start: Instant,
    log: Rc<RefCell<WaitLog>>,
}

impl<'a> ProgressPrinter<'a> {
    pub(crate) fn new(context: &'a Context, log: Rc<RefCell<WaitLog>>) -> Self {
        Self { context, start: Instant::now(), log }
    }

    /// Prints the state of an item after a poll, or the error, if it is new.
    pub(crate) fn polled(&self, index: usize, result: Result<Summary, &Error>) {
        let (mut log, elapsed) = (self.log.borrow_mut(), self.start.elapsed());
        self.print(match result {
            Ok(state) => log.polled(elapsed, index, state),
            Err(error) => log.poll_failed(elapsed, index, error.cause.to_string()),
        });
    }

    /// Shows that time passes.
    pub(crate) async fn tick_forever(&self) -> Infallible {
        loop {
            sleep(TICK).await;
            let elapsed = self.start.elapsed();
            if self.context.ui.shows_status_line() {
                self.context.ui.set_status_line(&format!("  {} waiting", clock(elapsed)));
            } else {
                self.print(self.log.borrow_mut().heartbeat(elapsed));
            }
        }
    }

    fn print(&self, line: Option<String>) {
        let Some(line) = line else { return };
        let ui = &self.context.ui;
        let elapsed = || format!("  {}", clock(self.start.elapsed()));
        let time = if ui.shows_status_line() { elapsed() } else { timestamp() };
        ui.note(&format!("{time} {line}"));
    }
}

impl Drop for ProgressPrinter<'_> {
    fn drop(&mut self) {
        self.context.ui.clear_status_line();
    }
}

/// Elapsed time such as `0:05` or `1:00:00`.
fn clock(elapsed: Duration) -> String {
    let (minutes, seconds) = (elapsed.as_secs() / 60, elapsed.as_secs() % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

/// The current time in whole seconds.
pub(crate) fn timestamp() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn log(names: &[&str]) -> WaitLog {
        WaitLog::new("pool", names.iter().map(|name| (String::new(), (*name).to_owned())))
    }

    fn state(phase: &str, details: &str) -> Summary {
        Summary { phase: phase.to_owned(), details: details.to_owned() }
    }

    #[test]
    fn there_is_a_line_for_each_change_and_one_a_minute_without() {
        let mut log = log(&["a"]);
        let pending = || state("pending", "");
        assert_eq!(log.polled(seconds(0), 0, pending()).as_deref(), Some("pending"));
        assert_eq!(log.polled(seconds(5), 0, pending()), None);
        assert_eq!(log.heartbeat(seconds(59)), None);
        assert_eq!(log.heartbeat(seconds(60)).as_deref(), Some("pending"));
        assert_eq!(log.heartbeat(seconds(61)), None);
        assert_eq!(log.polled(seconds(70), 0, state("ready", "")).as_deref(), Some("ready"));
        assert_eq!(log.heartbeat(seconds(129)), None);
    }

    #[test]
    fn lines_about_several_items_have_names() {
        let mut log = log(&["q/c", "p/c"]);
        assert_eq!(
            log.polled(seconds(0), 1, state("ready", "1 running, 0 stopped")).unwrap(),
            "ready      1 running, 0 stopped   p/c"
        );
        assert_eq!(log.heartbeat(seconds(60)).as_deref(), Some("still waiting for 2 pools"));
    }

    #[test]
    fn an_error_is_reported_once_and_so_is_the_success_after_it() {
        let mut log = log(&["p/c", "q/c"]);
        let mut fail = |error: &str| log.poll_failed(seconds(0), 0, error.to_owned());
        assert_eq!(fail("down").as_deref(), Some("poll failed for p/c, still waiting: down"));
        assert_eq!(fail("down"), None);
        assert!(log.polled(seconds(1), 0, state("ready", "")).is_some());
        assert!(log.polled(seconds(2), 0, state("ready", "")).is_none());
    }

    #[test]
    fn a_clock_shows_hours_only_if_there_are_any() {
        for (elapsed, expected) in [(0, "0:00"), (65, "1:05"), (3_599, "59:59"), (3_661, "1:01:01")]
        {
            assert_eq!(clock(seconds(elapsed)), expected);
        }
    }
}
