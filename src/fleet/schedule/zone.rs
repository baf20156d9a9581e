//! Time zones of windows, and suggestions for mistyped names.

use std::borrow::Cow;
use std::ops::Range;

use jiff::tz::TimeZone;

use super::time::{COVERED, Minutes, to_timestamp};
use crate::keyword::did_you_mean;
use crate::time_zone;

/// A time zone with its offsets in the years of schedules; UTC by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    name: &'static str,
    /// Adjacent, in order.
    periods: Cow<'static, [OffsetPeriod]>,
}

/// A time in which the offset does not change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OffsetPeriod {
    /// In UTC.
    pub(super) range: Range<Minutes>,
    /// Local time minus UTC.
    pub(super) offset: Minutes,
}

impl OffsetPeriod {
    pub(super) const fn local(&self) -> Range<Minutes> {
        self.range.start + self.offset..self.range.end + self.offset
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc().clone()
    }
}

impl Zone {
    /// Loads a zone by its exact name. The error follows the key.
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        let error = || {
            let suggestion = suggestion(name);
            format!("is not a time zone such as \"Europe/Berlin\" or \"UTC\"{suggestion}")
        };
        let (exact, zone) =
            time_zone::find(name).filter(|(exact, _)| *exact == name).ok_or_else(error)?;
        Ok(Self { name: exact, periods: Cow::Owned(periods(&zone)) })
    }

    /// UTC, the zone of a file without one.
    pub(crate) fn utc() -> &'static Self {
        static PERIODS: [OffsetPeriod; 1] = [OffsetPeriod { range: COVERED, offset: 0 }];
        static UTC: Zone = Zone { name: "UTC", periods: Cow::Borrowed(&PERIODS) };
        &UTC
    }

    pub(crate) const fn name(&self) -> &'static str {
        self.name
    }

    /// Of the years of schedules.
    pub(super) fn periods(&self) -> &[OffsetPeriod] {
        &self.periods
    }

    /// Whether the offset changes at an instant of this range.
    pub(super) fn changes_in(&self, range: &Range<Minutes>) -> bool {
        let next = self.periods.partition_point(|period| period.range.start < range.start);
        self.periods.get(next).is_some_and(|period| period.range.start <= range.end)
    }

    /// The local time at an instant.
    pub(crate) fn to_local(&self, instant: Minutes) -> Minutes {
        let next = self.periods.partition_point(|period| period.range.start <= instant);
        let period = next.checked_sub(1).and_then(|index| self.periods.get(index));
        instant + period.map_or(0, |period| period.offset)
    }

    /// The instants at which local time is in this range, in order: none of a time that is skipped,
    /// two of a time that comes twice.
    pub(crate) fn instants(
        &self,
        local: &Range<Minutes>,
    ) -> impl Iterator<Item = Range<Minutes>> + use<'_> {
        let local = local.clone();
        let first = self.periods.partition_point(|period| period.local().end <= local.start);
        let periods = self.periods[first..].iter();
        let until = local.end;
        periods.take_while(move |period| period.local().start < until).filter_map(move |period| {
            let start = (local.start - period.offset).max(period.range.start);
            let end = (local.end - period.offset).min(period.range.end);
            (start < end).then_some(start..end)
        })
    }
}

fn periods(zone: &TimeZone) -> Vec<OffsetPeriod> {
    let first = to_timestamp(COVERED.start);
    let initial = (COVERED.start, zone.to_offset(first).seconds() / 60);
    let transitions = zone.following(first).map(|transition| {
        let start = transition.timestamp().as_second() / 60;
        (Minutes::try_from(start).unwrap_or(COVERED.end), transition.offset().seconds() / 60)
    });
    let mut periods: Vec<OffsetPeriod> = Vec::new();
    let within = transitions.take_while(|(start, _)| *start < COVERED.end);
    for (start, offset) in std::iter::once(initial).chain(within) {
        match periods.last_mut() {
            Some(last) if last.offset == offset => {}
            last => {
                if let Some(last) = last {
                    last.range.end = start;
                }
                periods.push(OffsetPeriod { range: start..COVERED.end, offset });
            }
        }
    }
    periods
}

/// The zone in its right spelling, the zone of a city, or a zone with a similar name.
fn suggestion(name: &str) -> String {
    let city = name.rsplit('/').next().unwrap_or(name).replace(' ', "_");
    let is_city = |zone: &&str| {
        zone.rsplit_once('/').is_some_and(|(_, last)| last.eq_ignore_ascii_case(&city))
    };
    let respelled = time_zone::find(name).map(|(exact, _)| exact);
    match respelled.or_else(|| time_zone::names().find(is_city)) {
        Some(zone) => format!("; did you mean \"{zone}\"?"),
        None => did_you_mean(name, time_zone::names()),
    }
}

#[cfg(test)]
mod tests;
