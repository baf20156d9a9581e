//! How a wait is told: on a terminal a line a change and one that is drawn anew each second;
//! elsewhere a line a change with the time of day, and one a minute where nothing changes.

use std::cell::RefCell;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::api::Error;
use crate::context::Context;
use crate::wait::WaitEvent;

/// Elsewhere than on a terminal nothing is silent longer than this.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// How a thing is: its phase, and what there is to say beside it, perhaps nothing.
pub(crate) struct Summary {
    /// In a word.
    pub(crate) phase: String,
    /// In a few words.
    pub(crate) rest: String,
}

impl Summary {
    /// In a line of its own.
    fn line(&self) -> String {
        let Self { phase, rest } = self;
        if rest.is_empty() { phase.clone() } else { format!("{phase:<10} {rest}") }
    }

    /// Inside a sentence.
    pub(crate) fn describe(&self) -> String {
        let Self { phase, rest } = self;
        if rest.is_empty() { phase.clone() } else { format!("{phase}, {rest}") }
    }
}

/// Tells about a wait, on standard error.
pub(crate) struct Progress<'a> {
    context: &'a Context,
    start: Instant,
    lines: RefCell<Lines>,
}

impl<'a> Progress<'a> {
    /// About things that the user calls so.
    pub(crate) fn new(context: &'a Context, names: &[String]) -> Self {
        let lines = RefCell::new(Lines::new(names));
        Self { context, start: Instant::now(), lines }
    }

    /// Tells what happened, if it is worth a line.
    pub(crate) fn tell<T>(&self, news: &WaitEvent<'_, T>, state: impl Fn(&T) -> Summary) {
        let elapsed = self.start.elapsed();
        let is_drawn = self.context.ui.is_drawing();
        let mut lines = self.lines.borrow_mut();
        let line = match news {
            WaitEvent::Tick if is_drawn => {
                self.context.ui.set_status_line(&format!("  {} waiting", clock(elapsed)));
                None
            }
            WaitEvent::Tick => lines.heartbeat(elapsed),
            WaitEvent::Seen(place, thing) => lines.changed(elapsed, *place, state(thing).line()),
            WaitEvent::Gone(place) => lines.changed(elapsed, *place, "gone".to_owned()),
            WaitEvent::Missed(place, error) => lines.poll_error_message(elapsed, *place, error),
        };
        let Some(line) = line else { return };
        let when = if is_drawn { format!("  {}", clock(elapsed)) } else { now() };
        self.context.ui.note(&format!("{when} {line}"));
    }
}

/// The line that is drawn anew ends with the wait.
impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.context.ui.clear_status_line();
    }
}

/// What was told last, of each thing.
struct Lines {
    told: Vec<DescribeWait>,
    last: Duration,
}

#[derive(Default)]
struct DescribeWait {
    name: String,
    state: String,
    fault: Option<String>,
}

impl Lines {
    fn new(names: &[String]) -> Self {
        let of = |name: &String| DescribeWait { name: name.clone(), ..DescribeWait::default() };
        Self { told: names.iter().map(of).collect(), last: Duration::ZERO }
    }

    /// A thing was looked at: the line about it, if it says something new.
    fn changed(&mut self, elapsed: Duration, place: usize, state: String) -> Option<String> {
        let told = self.told.get_mut(place)?;
        let is_new = told.state != state || told.fault.is_some();
        told.state = state;
        told.fault = None;
        is_new.then(|| self.line(elapsed, place))
    }

    /// A look failed: the line about it, once for each fault.
    fn poll_error_message(
        &mut self,
        elapsed: Duration,
        place: usize,
        error: &Error,
    ) -> Option<String> {
        let fault = error.cause.to_string();
        let is_one = self.told.len() == 1;
        let told = self.told.get_mut(place)?;
        if told.fault.as_ref() == Some(&fault) {
            return None;
        }
        let what = if is_one { String::new() } else { format!(" at {}", told.name) };
        let line = format!("cannot look{what}, and goes on waiting: {fault}");
        told.fault = Some(fault);
        self.last = elapsed;
        Some(line)
    }

    /// A line where nothing was told for a minute.
    fn heartbeat(&mut self, elapsed: Duration) -> Option<String> {
        if elapsed.saturating_sub(self.last) < HEARTBEAT {
            return None;
        }
        match self.told.len() {
            1 => Some(self.line(elapsed, 0)),
            count => {
                self.last = elapsed;
                Some(format!("still waiting for {count}"))
            }
        }
    }

    /// Which thing it is, is said where there are several.
    fn line(&mut self, elapsed: Duration, place: usize) -> String {
        self.last = elapsed;
        let DescribeWait { state, name, .. } = &self.told[place];
        match self.told.len() {
            1 => state.clone(),
            _ => format!("{state:<33} {name}"),
        }
    }
}

/// How long it has been: `0:05`, `1:00:00`.
fn clock(elapsed: Duration) -> String {
    let (minutes, seconds) = (elapsed.as_secs() / 60, elapsed.as_secs() % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

/// The time of day, in whole seconds.
pub(crate) fn now() -> String {
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn lines(names: &[&str]) -> Lines {
        Lines::new(&names.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn a_line_a_change_and_one_a_minute_where_there_is_none() {
        let mut lines = lines(&["a"]);
        let pending = || "pending".to_owned();
        assert_eq!(lines.changed(seconds(0), 0, pending()).as_deref(), Some("pending"));
        assert_eq!(lines.changed(seconds(5), 0, pending()), None);
        assert_eq!(lines.heartbeat(seconds(59)), None);
        assert_eq!(lines.heartbeat(seconds(60)).as_deref(), Some("pending"));
        assert_eq!(lines.heartbeat(seconds(61)), None);
        assert_eq!(lines.changed(seconds(70), 0, "ready".to_owned()).as_deref(), Some("ready"));
        assert_eq!(lines.heartbeat(seconds(129)), None);
    }

    #[test]
    fn several_things_are_told_apart() {
        let mut lines = lines(&["q/c", "p/c"]);
        assert_eq!(
            lines.changed(seconds(0), 1, "ready      1 running, 0 stopped".to_owned()).unwrap(),
            "ready      1 running, 0 stopped   p/c"
        );
        assert_eq!(lines.heartbeat(seconds(60)).as_deref(), Some("still waiting for 2"));
    }

    #[test]
    fn a_clock_shows_hours_when_there_are_some() {
        for (elapsed, shown) in [(0, "0:00"), (65, "1:05"), (3_599, "59:59"), (3_661, "1:01:01")] {
            assert_eq!(clock(seconds(elapsed)), shown);
        }
    }
}
