//! The half hours of local time that a period consists of.

use jiff::tz::TimeZone;

use super::Millis;
use super::period::{Period, timestamp};

pub(crate) const HALF_HOURS_OF_DAY: usize = 48;
pub(crate) const HALF_HOURS_OF_WEEK: usize = 7 * HALF_HOURS_OF_DAY;
pub(crate) const HOURS_OF_WEEK: usize = HALF_HOURS_OF_WEEK / 2;

pub(super) const HALF_HOUR: Millis = 30 * 60_000;
const DAY: Millis = 48 * HALF_HOUR;

/// A time within one half hour of the local week. Shorter where the zone skips a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct HalfHour {
    pub(super) start: Millis,
    pub(super) end: Millis,
    /// Of the week; Monday 00:00 is 0.
    pub(super) index: usize,
    pub(super) is_excluded: bool,
}

impl HalfHour {
    pub(super) const fn hour_of_week(&self) -> usize {
        self.index / 2
    }

    /// From Monday.
    pub(super) const fn weekday(&self) -> usize {
        self.index / HALF_HOURS_OF_DAY
    }

    pub(super) const fn of_day(&self) -> usize {
        self.index % HALF_HOURS_OF_DAY
    }

    pub(super) const fn is_on_weekday(&self) -> bool {
        self.weekday() < 5
    }

    pub(super) const fn length(&self) -> Millis {
        self.end - self.start
    }
}

/// The half hours of a period, in order and without a gap.
pub(super) fn half_hours(period: &Period) -> Vec<HalfHour> {
    let mut offsets = Offsets::new(period.zone(), period.start());
    let mut found = Vec::with_capacity(period.days().len() * HALF_HOURS_OF_DAY);
    for day in period.days() {
        let mut start = day.start;
        while start < day.end {
            let local = start + offsets.at(start);
            let next = start + HALF_HOUR - local.rem_euclid(HALF_HOUR);
            let end = next.min(offsets.until).min(day.end);
            let index = half_hour_of_week(local);
            found.push(HalfHour { start, end, index, is_excluded: day.is_excluded });
            start = end;
        }
    }
    found
}

fn half_hour_of_week(local: Millis) -> usize {
    // 1970-01-01 was a Thursday.
    let since_monday = (local + 3 * DAY).rem_euclid(7 * DAY);
    usize::try_from(since_monday / HALF_HOUR).unwrap_or(0)
}

/// Offsets of a zone at instants that come in order.
struct Offsets<'z> {
    zone: &'z TimeZone,
    offset: Millis,
    /// The offset is valid before this instant.
    until: Millis,
}

impl<'z> Offsets<'z> {
    fn new(zone: &'z TimeZone, instant: Millis) -> Self {
        let mut offsets = Self { zone, offset: 0, until: instant };
        offsets.at(instant);
        offsets
    }

    /// Local time minus UTC.
    fn at(&mut self, instant: Millis) -> Millis {
        if instant >= self.until {
            let time = timestamp(instant);
            self.offset = Millis::from(self.zone.to_offset(time).seconds()) * 1_000;
            let next = self.zone.following(time).next();
            self.until = next.map_or(Millis::MAX, |next| next.timestamp().as_millisecond());
        }
        self.offset
    }
}

#[cfg(test)]
mod tests;
