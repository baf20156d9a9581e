//! Instants in texts: in the time zone of the file, else in UTC.

use jiff::Timestamp;

use crate::fleet::evaluation::WindowState;
use crate::fleet::schedule::days::short_name;
use crate::fleet::schedule::time::{DAY, Minutes, civil, local_text, minutes};
use crate::fleet::schedule::zone::Zone;

/// Formats instants as seen from another one.
#[derive(Clone)]
pub(super) struct ClockText<'z> {
    zone: Option<&'z Zone>,
    today: Minutes,
}

impl<'z> ClockText<'z> {
    pub(super) fn new(zone: Option<&'z Zone>, now: Minutes) -> Self {
        let clock = Self { zone, today: 0 };
        let today = clock.to_local(now).div_euclid(DAY);
        Self { today, ..clock }
    }

    /// As [`Self::new`], for an instant.
    pub(super) fn at(zone: Option<&'z Zone>, now: Timestamp) -> Self {
        Self::new(zone, minutes(now))
    }

    /// `Mon 2026-11-30 18:30`; with `Z` if it is UTC for want of a time zone.
    pub(super) fn full(&self, instant: Minutes) -> String {
        format!("{}{}", local_text(self.to_local(instant)), self.suffix())
    }

    /// `Mon 18:30` in the next days, and else as [`Self::full`].
    pub(super) fn short(&self, instant: Minutes) -> String {
        let local = self.to_local(instant);
        let day = local.div_euclid(DAY);
        if !(0..7).contains(&(day - self.today)) {
            return self.full(instant);
        }
        format!("{} {}{}", short_name(day), civil(local).strftime("%H:%M"), self.suffix())
    }

    /// `18:30` on the same day, and else as [`Self::short`].
    pub(super) fn brief(&self, instant: Minutes) -> String {
        let local = self.to_local(instant);
        if local.div_euclid(DAY) == self.today {
            format!("{}{}", civil(local).strftime("%H:%M"), self.suffix())
        } else {
            self.short(instant)
        }
    }

    /// `office until 18:30`, `until Mon 07:30` outside windows; nothing for a pool without windows.
    pub(super) fn window(&self, WindowState { name, until }: &WindowState) -> Option<String> {
        let until = until.map(|until| format!("until {}", self.brief(minutes(until))));
        let parts: Vec<_> = name.iter().cloned().chain(until).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn to_local(&self, instant: Minutes) -> Minutes {
        self.zone.map_or(instant, |zone| zone.to_local(instant))
    }

    const fn suffix(&self) -> &'static str {
        if self.zone.is_some() { "" } else { "Z" }
    }
}
