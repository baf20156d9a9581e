//! What a fleet declares at one instant: the only way to the sizes of its pools.

use jiff::Timestamp;

use super::file::{Declaration, DeclaredSize, Fleet};
use super::schedule::calendar::Calendar;
use super::schedule::time::{DAY, HORIZON, Minutes, YEARS, from_timestamp, to_timestamp};
use super::schedule::timeline::{Edge, State, Timeline};
use crate::warm_pool::size::PoolSize;

/// Holds an edge of most schedules.
const RECENT: Minutes = 8 * DAY;

/// A fleet at one instant.
pub(crate) struct Evaluation<'f> {
    pub(crate) fleet: &'f Fleet,
    /// In whole seconds.
    pub(crate) at: Timestamp,
    minute: Minutes,
    calendar: Calendar<'f>,
    past: Calendar<'f>,
}

/// An edge at or before the instant of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PastEdge {
    pub(crate) at: Timestamp,
    /// The size until then.
    pub(crate) before: PoolSize,
}

/// What a pool should be at the instant of an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PoolState {
    pub(crate) size: DeclaredSize,
    pub(crate) window: WindowState,
}

/// The window that holds for a pool, and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WindowState {
    /// Several that overlap are joined by `+`; `None` outside windows.
    pub(crate) name: Option<String>,
    /// The next instant from which another window holds; `None` if there is none within 400 days.
    pub(crate) until: Option<Timestamp>,
}

impl<'f> Evaluation<'f> {
    /// Evaluates a fleet at an instant, whose fraction of a second is dropped.
    ///
    /// # Errors
    /// For an instant outside of [`YEARS`], if a pool has windows.
    pub(crate) fn new(fleet: &'f Fleet, at: Timestamp) -> Result<Self, String> {
        let has_windows = fleet.pools.iter().any(|pool| pool.schedule.is_some());
        let minute = match check_instant(at) {
            Ok(minute) => minute,
            Err(error) if has_windows => return Err(error),
            Err(_) => YEARS.start,
        };
        let at = Timestamp::from_second(at.as_second()).unwrap_or(at);
        // An edge at the end of the horizon counts.
        let calendar = Calendar::new(&fleet.windows, minute..minute + HORIZON + 1);
        let past = Calendar::new(&fleet.windows, minute - HORIZON..minute + 1);
        Ok(Self { fleet, at, minute, calendar, past })
    }

    /// The instant with its seconds dropped; of a fleet without windows, any.
    pub(crate) const fn minute(&self) -> Minutes {
        self.minute
    }

    pub(crate) fn state(&self, pool: &Declaration) -> PoolState {
        let Some(mut timeline) = self.timeline(pool) else {
            return PoolState { size: pool.size, window: WindowState::default() };
        };
        let State { size, window: name, .. } = timeline.state();
        let until = timeline.next().map(|edge| to_timestamp(edge.at));
        let size = DeclaredSize { bounds: size.into(), ..pool.size };
        PoolState { size, window: WindowState { name, until } }
    }

    /// The first instant at which another window holds for any pool.
    pub(crate) fn valid_until(&self) -> Option<Timestamp> {
        self.fleet.pools.iter().filter_map(|pool| self.state(pool).window.until).min()
    }

    /// The states and edges of a pool from the instant on; `None` for a pool without windows.
    pub(crate) fn timeline(&self, pool: &Declaration) -> Option<Timeline<'_>> {
        let schedule = pool.schedule.as_ref()?;
        Some(Timeline::new(&self.calendar, schedule, self.minute))
    }

    /// The edges of a pool in the last 8 days, oldest first; of the last 400 days if there is none.
    pub(crate) fn past_edges(&self, pool: &Declaration) -> Vec<PastEdge> {
        let Some(schedule) = &pool.schedule else { return Vec::new() };
        let edges_of = |span| {
            let timeline = Timeline::new(&self.past, schedule, self.minute - span);
            let mut before = timeline.state().size;
            let edges = timeline.map(|Edge { at, state }| {
                let before = std::mem::replace(&mut before, state.size);
                PastEdge { at: to_timestamp(at), before }
            });
            edges.collect::<Vec<_>>()
        };
        let spans = [RECENT, HORIZON].into_iter();
        spans.map(edges_of).find(|edges| !edges.is_empty()).unwrap_or_default()
    }
}

/// The minute of an instant.
///
/// # Errors
/// For an instant outside of [`YEARS`].
pub(crate) fn check_instant(at: Timestamp) -> Result<Minutes, String> {
    from_timestamp(at).ok_or_else(|| {
        let at = at.strftime("%Y-%m-%dT%H:%M:%SZ");
        format!("{at} is not in the years 2024 to 2051, for which windows are defined")
    })
}

#[cfg(test)]
mod tests;
