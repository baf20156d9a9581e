//! What each size serves and costs by half hour of a weekday.

use crate::sizing::Millis;
use crate::sizing::choice::sizes;
use crate::sizing::half_hours::{HALF_HOURS_OF_DAY, HalfHour};
use crate::sizing::progress::Stopped;
use crate::sizing::question::Search;
use crate::sizing::replay::{Span, Tally, Target, replay};
use crate::sizing::replays::Replays;
use crate::sizing::schedule::SizeSchedule;
use crate::sizing::trace::Usage;
use crate::warm_pool::size::PoolSize;

/// Tallies of all weekends.
const WEEKEND: usize = HALF_HOURS_OF_DAY;
const EXCLUDED: usize = WEEKEND + 1;
const TALLIES: usize = EXCLUDED + 1;

/// The index of a size in a table.
pub(super) type SizeId = u8;

/// Starts that miss the pool and what it costs, while it has one size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Cell {
    pub(super) misses: u32,
    pub(super) cost: f64,
}

/// The cells of all sizes, estimated from one replay of each.
pub(super) struct Table {
    sizes: Vec<PoolSize>,
    rows: Vec<Row>,
    starts: u64,
}

struct Row {
    /// Sums of the half hours of weekdays before each one.
    before: [Cell; HALF_HOURS_OF_DAY + 1],
    weekend: Cell,
}

impl Table {
    pub(super) fn replay(
        replays: &mut Replays<'_, '_, '_>,
        half_hours: &[HalfHour],
        search: &Search,
    ) -> Result<Self, Stopped> {
        let spans: Vec<_> =
            half_hours.iter().map(|at| Span { end: at.end, tally: tally(at) }).collect();
        let trace = replays.trace;
        let starts = starts(trace.starts(), &spans, TALLIES);
        let mut table = Self {
            sizes: sizes(search).collect(),
            rows: Vec::new(),
            starts: trace.counted_starts(),
        };
        replays.meter().expect(table.sizes.len());
        for size in &table.sizes {
            let schedule = SizeSchedule::constant(*size);
            let tallies = replay(trace.input(&spans), &schedule, Target::Minimum, TALLIES);
            replays.meter().count()?;
            let rates = replays.criteria.rates;
            let cells = tallies.iter().zip(&starts).map(|(tally, starts)| {
                let Tally { hits, running, stopped } = *tally;
                let cost = rates.cost(Usage { running, stopped }).as_f64();
                Cell { misses: (*starts - u64::from(hits)) as u32, cost }
            });
            table.rows.push(Row::new(&cells.collect::<Vec<_>>()));
        }
        Ok(table)
    }

    pub(super) fn size(&self, id: SizeId) -> PoolSize {
        self.sizes[usize::from(id)]
    }

    /// All sizes.
    pub(super) fn ids(&self) -> impl Iterator<Item = SizeId> + use<> {
        0..self.rows.len() as SizeId
    }

    /// A size at some half hours of weekdays.
    pub(super) fn inside(&self, id: SizeId, start: u8, end: u8) -> Cell {
        let before = &self.rows[usize::from(id)].before;
        before[usize::from(end)].minus(before[usize::from(start)])
    }

    /// A size at all other times.
    pub(super) fn outside(&self, id: SizeId, start: u8, end: u8) -> Cell {
        let Row { before, weekend } = &self.rows[usize::from(id)];
        before[HALF_HOURS_OF_DAY].minus(self.inside(id, start, end)).plus(*weekend)
    }

    /// A size on weekends.
    pub(super) fn weekend(&self, id: SizeId) -> Cell {
        self.rows[usize::from(id)].weekend
    }

    /// How many starts may miss the pool if a share is to be served.
    pub(super) fn allowed_misses(&self, goal: f64) -> u32 {
        let reaches = |misses: u64| (self.starts - misses) as f64 / self.starts as f64 >= goal;
        let estimate = ((1.0 - goal) * self.starts as f64) as u64 + 1;
        let allowed = (0..=estimate.min(self.starts)).rev().find(|misses| reaches(*misses));
        allowed.unwrap_or(0) as u32
    }
}

impl Row {
    fn new(cells: &[Cell]) -> Self {
        let mut before = [Cell::default(); HALF_HOURS_OF_DAY + 1];
        for index in 0..HALF_HOURS_OF_DAY {
            before[index + 1] = before[index].plus(cells[index]);
        }
        Self { before, weekend: cells[WEEKEND] }
    }
}

impl Cell {
    pub(super) fn plus(self, other: Self) -> Self {
        Self { misses: self.misses + other.misses, cost: self.cost + other.cost }
    }

    fn minus(self, other: Self) -> Self {
        Self { misses: self.misses - other.misses, cost: self.cost - other.cost }
    }
}

const fn tally(half_hour: &HalfHour) -> usize {
    if half_hour.is_excluded {
        EXCLUDED
    } else if half_hour.is_on_weekday() {
        half_hour.of_day()
    } else {
        WEEKEND
    }
}

/// Starts by the tally of their span.
pub(super) fn starts(starts: &[Millis], spans: &[Span], tallies: usize) -> Vec<u64> {
    let mut counts = vec![0; tallies];
    let mut rest = starts;
    for span in spans {
        let (inside, after) = rest.split_at(rest.partition_point(|at| *at < span.end));
        rest = after;
        counts[span.tally] += inside.len() as u64;
    }
    counts
}
