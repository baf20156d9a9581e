//! What instances cost, exactly, so that equal costs are equal.

use super::Millis;
use super::question::Prices;
use super::trace::Usage;

/// Prices are rounded to this part of their unit.
const PRICE_SCALE: f64 = 1e6;
const HOURS_A_MONTH: f64 = 730.0;
/// A stopped instance is assumed to cost this part of a running one.
const STOPPED_PART: i128 = 10;

/// The cost of a pool over some time, in a unit that depends on the prices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cost(i128);

/// What a millisecond of an instance costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rates {
    running: i128,
    stopped: i128,
    has_prices: bool,
}

impl Rates {
    pub(super) fn new(prices: Option<Prices>) -> Self {
        let scaled = |price: f64| (price * PRICE_SCALE).round() as i128;
        let Some(Prices { running, stopped }) = prices else {
            return Self { running: STOPPED_PART, stopped: 1, has_prices: false };
        };
        let running = scaled(running);
        let stopped = stopped.map_or(running, |price| scaled(price) * STOPPED_PART);
        Self { running: running * STOPPED_PART, stopped, has_prices: true }
    }

    pub(super) fn cost(&self, usage: Usage) -> Cost {
        let (running, stopped) = (i128::from(usage.running), i128::from(usage.stopped));
        Cost(running * self.running + stopped * self.stopped)
    }

    /// A cost over some time as a cost a month; `None` without prices.
    pub(super) fn per_month(&self, cost: Cost, time: Millis) -> Option<f64> {
        let scale = STOPPED_PART as f64 * PRICE_SCALE;
        (self.has_prices && time > 0).then(|| cost.0 as f64 / time as f64 / scale * HOURS_A_MONTH)
    }
}

impl Cost {
    /// Whether it is at most a share more than another cost.
    pub(super) fn is_within(self, share: f64, other: Self) -> bool {
        self.0 as f64 <= other.0 as f64 * (1.0 + share)
    }

    /// Whether it is at most so many percent of another cost.
    pub(super) const fn is_at_most_percent(self, percent: i128, other: Self) -> bool {
        self.0 * 100 <= other.0 * percent
    }

    pub(super) const fn as_f64(self) -> f64 {
        self.0 as f64
    }
}
