//! The period that is replayed: whole local days.

use std::ops::RangeInclusive;

use jiff::civil::{Date, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

use super::Millis;

/// Ten years.
pub(crate) const MAX_DAYS: usize = 3_660;

/// Whole local days, one after the other; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    zone: TimeZone,
    days: Vec<Day>,
}

/// A calendar date in the zone of a period; 23, 24 or 25 hours long, or with half hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) start: Millis,
    /// The start of the next day.
    pub(crate) end: Millis,
    /// Replayed, but counted nowhere.
    pub(crate) is_excluded: bool,
}

/// Days that are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayClass {
    /// Monday to Friday.
    Weekday,
    Weekend,
}

impl Day {
    pub(crate) fn class(&self) -> DayClass {
        match self.date.weekday() {
            Weekday::Saturday | Weekday::Sunday => DayClass::Weekend,
            _ => DayClass::Weekday,
        }
    }
}

impl Period {
    /// The days from one date to another, which is not in it.
    ///
    /// # Errors
    /// A sentence if there is no day, or more than [`MAX_DAYS`], or one that is out of range.
    pub(crate) fn from_dates(zone: &TimeZone, from: Date, to: Date) -> Result<Self, String> {
        let count = (to - from).get_days();
        if count > i32::try_from(MAX_DAYS).unwrap_or(i32::MAX) {
            return Err(format!(
                "the period from {from} to {to} has {count} days, more than {MAX_DAYS}"
            ));
        }
        let dates = from.series(1.day()).take_while(|date| *date < to);
        let days: Option<Vec<_>> = dates.map(|date| day(zone, date)).collect();
        let mut days =
            days.ok_or_else(|| format!("the period from {from} to {to} is out of range"))?;
        // Of a date that a zone skipped, its day has no length.
        days.retain(|day| day.start < day.end);
        if days.is_empty() {
            return Err(format!("the period from {from} to {to} has no day"));
        }
        Ok(Self { zone: zone.clone(), days })
    }

    /// The days before the one that contains `now`.
    ///
    /// # Errors
    /// As [`Self::from_dates`].
    pub(crate) fn last_days(zone: &TimeZone, now: Timestamp, days: usize) -> Result<Self, String> {
        let today = zone.to_datetime(now).date();
        let from = i64::try_from(days)
            .ok()
            .and_then(|days| today.checked_sub(jiff::Span::new().try_days(days).ok()?).ok());
        let from = from.ok_or_else(|| format!("{days} days before {today} are out of range"))?;
        Self::from_dates(zone, from, today)
    }

    /// The days from the one that contains `first` to the one that contains `last`.
    ///
    /// # Errors
    /// As [`Self::from_dates`].
    pub(crate) fn covering(
        zone: &TimeZone,
        first: Timestamp,
        last: Timestamp,
    ) -> Result<Self, String> {
        let date = |time| zone.to_datetime(time).date();
        let (first, last) = (date(first), date(last));
        let to = last.tomorrow().map_err(|_| format!("{last} is out of range"))?;
        Self::from_dates(zone, first, to)
    }

    /// Excludes days by date; returns how many were not excluded before.
    pub(crate) fn exclude(&mut self, dates: &RangeInclusive<Date>) -> usize {
        let counted = self.counted_days();
        for day in &mut self.days {
            day.is_excluded |= dates.contains(&day.date);
        }
        counted - self.counted_days()
    }

    /// Drops the first days as far as they begin before an instant; returns how many. Without a day
    /// left nothing is dropped and `None` is returned.
    pub(crate) fn drop_days_before(&mut self, instant: Timestamp) -> Option<usize> {
        let instant = instant.as_millisecond();
        let first = self.days.iter().position(|day| day.start >= instant)?;
        self.days.drain(..first);
        Some(first)
    }

    pub(crate) const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    pub(crate) fn days(&self) -> &[Day] {
        &self.days
    }

    /// The days that are not excluded.
    pub(crate) fn counted_days(&self) -> usize {
        self.days.iter().filter(|day| !day.is_excluded).count()
    }

    pub(crate) fn start(&self) -> Millis {
        self.days.first().map_or(0, |day| day.start)
    }

    /// The first instant after the period.
    pub(crate) fn end(&self) -> Millis {
        self.days.last().map_or(0, |day| day.end)
    }

    /// [`Self::start`] as a timestamp.
    pub(crate) fn from(&self) -> Timestamp {
        timestamp(self.start())
    }

    /// [`Self::end`] as a timestamp.
    pub(crate) fn to(&self) -> Timestamp {
        timestamp(self.end())
    }
}

/// Instants of a period are within the range of a timestamp: they were made from one.
pub(super) fn timestamp(instant: Millis) -> Timestamp {
    Timestamp::from_millisecond(instant).unwrap_or_default()
}

fn day(zone: &TimeZone, date: Date) -> Option<Day> {
    let start = first_instant(zone, date)?;
    let end = first_instant(zone, date.tomorrow().ok()?)?;
    Some(Day { date, start, end, is_excluded: false })
}

/// The start of a date: 00:00, or where the zone skips that, the instant of the jump.
fn first_instant(zone: &TimeZone, date: Date) -> Option<Millis> {
    let midnight = date.at(0, 0, 0, 0);
    let instant = zone.to_ambiguous_timestamp(midnight);
    let instant = match instant.offset() {
        AmbiguousOffset::Gap { after, .. } => {
            let before_jump = after.to_timestamp(midnight).ok()?;
            zone.following(before_jump).next()?.timestamp()
        }
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => {
            instant.earlier().ok()?
        }
    };
    Some(instant.as_millisecond())
}

#[cfg(test)]
mod tests;
