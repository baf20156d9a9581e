//! The sizes of a pool during a week, hour by hour.

use std::collections::BTreeSet;
use std::ops::Range;

use super::calendar::Calendar;
use super::days::weekday;
use super::pool_schedule::PoolSchedule;
use super::time::{DAY, Minutes};
use super::timeline::{Edge, State, Timeline};
use super::window::Window;
use super::zone::Zone;
use crate::warm_pool::size::PoolSize;

const HOURS: Minutes = 24;

/// The week from Monday that contains an instant, in local time of a zone.
pub(crate) struct Week<'z> {
    zone: &'z Zone,
    /// The local midnight at which it begins.
    start: Minutes,
}

/// The sizes of a pool during a week.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WeekSizes {
    /// From Monday, 24 hours each.
    pub(crate) days: Vec<Vec<Cell>>,
    /// The size outside windows, and each other one in the order in which it occurs.
    pub(crate) sizes: Vec<NamedSize>,
}

/// A size that occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedSize {
    pub(crate) size: PoolSize,
    /// The windows that give it, sorted.
    pub(crate) windows: BTreeSet<String>,
}

/// An hour of local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// The index of its only size.
    One(usize),
    Several,
    /// The clock is set forward over it.
    Skipped,
}

impl<'z> Week<'z> {
    pub(crate) fn new(zone: &'z Zone, instant: Minutes) -> Self {
        let day = zone.to_local(instant).div_euclid(DAY);
        Self { zone, start: (day - weekday(day)) * DAY }
    }

    /// When the windows hold, from before the week until after it.
    pub(crate) fn calendar<'w>(&self, windows: &'w [Window]) -> Calendar<'w> {
        Calendar::new(windows, self.start - DAY..self.start + 8 * DAY)
    }

    /// The sizes of a pool, by [`Self::calendar`].
    pub(crate) fn sizes(&self, calendar: &Calendar<'_>, schedule: &PoolSchedule) -> WeekSizes {
        let timeline = Timeline::new(calendar, schedule, calendar.range().start);
        let first = Edge { at: calendar.range().start, state: timeline.state() };
        let states: Vec<_> = std::iter::once(first).chain(timeline).collect();
        let outside = NamedSize { size: schedule.outside, windows: BTreeSet::new() };
        let mut week = WeekSizes { days: Vec::new(), sizes: vec![outside] };
        for day in 0..7 {
            let start = self.start + day * DAY;
            let hours = (0..HOURS).map(|hour| start + hour * 60..start + hour * 60 + 60);
            let cells = hours.map(|hour| week.cell(self.zone, &hour, &states)).collect();
            week.days.push(cells);
        }
        week
    }
}

impl WeekSizes {
    /// The sizes during an hour of local time, which may be no time or come twice.
    fn cell(&mut self, zone: &Zone, local: &Range<Minutes>, states: &[Edge]) -> Cell {
        let mut cell = Cell::Skipped;
        for instants in zone.instants(local) {
            let first = states.partition_point(|edge| edge.at <= instants.start).saturating_sub(1);
            for edge in states[first..].iter().take_while(|edge| edge.at < instants.end) {
                let index = self.index(&edge.state);
                cell = match cell {
                    Cell::Skipped => Cell::One(index),
                    Cell::One(other) if other == index => cell,
                    Cell::One(_) | Cell::Several => Cell::Several,
                };
            }
        }
        cell
    }

    fn index(&mut self, State { size, window, .. }: &State) -> usize {
        let known = self.sizes.iter().position(|known| known.size == *size);
        let index = known.unwrap_or_else(|| {
            self.sizes.push(NamedSize { size: *size, windows: BTreeSet::new() });
            self.sizes.len() - 1
        });
        self.sizes[index].windows.extend(window.clone());
        index
    }
}
