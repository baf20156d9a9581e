//! Windows: named sets of times.

use std::ops::Range;
use std::rc::Rc;

use super::dates::Dates;
use super::days::Days;
use super::hours::Hours;
use super::intervals::{self, Intervals, push_joined};
use super::time::{DAY, Minutes, local_text};
use super::zone::Zone;
use crate::toml_reader::Position;

/// A named window, which holds when one of its parts does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) name: String,
    pub(crate) place: Position,
    /// All have dates or none has.
    pub(crate) parts: Vec<WindowPart>,
}

/// Times on some days in a time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WindowPart {
    pub(crate) days: Days,
    /// `None` for any date.
    pub(crate) dates: Option<Vec<Dates>>,
    /// Dates on which it does not begin.
    pub(crate) except: Vec<Dates>,
    /// Sorted.
    pub(crate) hours: Vec<Hours>,
    pub(crate) zone: Rc<Zone>,
}

/// A longer name is a mistake.
const MAX_NAME_LENGTH: usize = 32;

/// Whether a text is the name of a window, or several names joined by `+`.
pub(crate) fn is_joined_names(text: &str) -> bool {
    text.split('+').all(|name| check_name(name).is_ok())
}

/// Checks the name of a window. The error follows the key.
pub(crate) fn check_name(name: &str) -> Result<(), String> {
    let is_allowed =
        |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let starts_well = name.starts_with(|letter: char| letter.is_ascii_lowercase());
    if starts_well && name.len() <= MAX_NAME_LENGTH && name.chars().all(is_allowed) {
        return Ok(());
    }
    Err(format!(
        "is not a window name: use up to {MAX_NAME_LENGTH} of a-z, 0-9 and -, starting with a letter"
    ))
}

impl Window {
    /// Whether it has dates: then it takes precedence over windows without.
    pub(crate) fn has_dates(&self) -> bool {
        self.parts.iter().any(|part| part.dates.is_some())
    }

    /// The instants of a range at which it holds.
    pub(super) fn intervals(&self, range: &Range<Minutes>) -> Intervals {
        intervals::union(self.parts.iter().map(|part| part.intervals(range)).collect())
    }

    /// Whether the offset of one of its zones changes at an instant of this range.
    pub(crate) fn changes_offset_in(&self, range: &Range<Minutes>) -> bool {
        self.parts.iter().any(|part| part.zone.changes_in(range))
    }

    /// An instant in its zone: `Mon 2026-11-30 18:30 (Europe/Berlin)`.
    pub(crate) fn describe(&self, instant: Minutes) -> String {
        let zone = self.parts.first().map(|part| &part.zone);
        let local = zone.map_or(instant, |zone| zone.to_local(instant));
        let name = zone.map_or("UTC", |zone| zone.name());
        format!("{} ({name})", local_text(local))
    }

    /// Whether all of its dates have a year and are before an instant.
    pub(crate) fn is_over(&self, instant: Minutes) -> bool {
        self.parts.iter().all(|part| {
            let today = part.zone.to_local(instant).div_euclid(DAY);
            let is_over = |dates: &Dates| dates.last_day().is_some_and(|last| last < today);
            part.dates.as_ref().is_some_and(|dates| dates.iter().all(is_over))
        })
    }
}

impl WindowPart {
    fn intervals(&self, range: &Range<Minutes>) -> Intervals {
        let local = self.local_intervals(range);
        let mut intervals = Intervals::with_capacity(local.len());
        for period in self.zone.periods() {
            let start = period.range.start.max(range.start) + period.offset;
            let end = period.range.end.min(range.end) + period.offset;
            // Where an offset decreases, the last local times of the period before come again.
            let first = local.partition_point(|time| time.end <= start);
            for time in local[first..].iter().take_while(|time| time.start < end) {
                let instants = time.start.max(start)..time.end.min(end);
                if !instants.is_empty() {
                    let (start, end) = (instants.start, instants.end);
                    push_joined(&mut intervals, start - period.offset..end - period.offset);
                }
            }
        }
        intervals
    }

    /// The local times of a range of instants, and some around it.
    fn local_intervals(&self, range: &Range<Minutes>) -> Intervals {
        let day = |instant| self.zone.to_local(instant).div_euclid(DAY);
        // Hours may go past midnight.
        let days = day(range.start) - 1..=day(range.end) + 1;
        let mut local = Intervals::new();
        for day in days.filter(|day| self.begins_on(*day)) {
            for hours in &self.hours {
                let midnight = day * DAY;
                push_joined(&mut local, midnight + hours.start..midnight + hours.end);
            }
        }
        local
    }

    fn begins_on(&self, day: i32) -> bool {
        let is_in = |dates: &[Dates]| dates.iter().any(|dates| dates.contains(day));
        self.days.contains(day) && self.dates.as_deref().is_none_or(is_in) && !is_in(&self.except)
    }
}
