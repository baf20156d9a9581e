//! Replays the sizes of a search on one trace, each once, and turns them into options.

use std::collections::HashMap;
use std::rc::Rc;

use super::advice::{Share, SizeOption, Waits};
use super::cost::{Cost, Rates};
use super::progress::{Meter, Stopped};
use super::question::{Goal, Times};
use super::replay::Target;
use super::resample::Resamples;
use super::schedule::SizeSchedule;
use super::trace::{Outcome, Trace};
use crate::warm_pool::size::PoolSize;

/// The share from which on the 95th percentile is the wait of a start that is served.
const P95: f64 = 0.95;

/// What sizes are judged by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Criteria {
    pub(super) goal: Goal,
    pub(super) rates: Rates,
    pub(super) times: Times,
}

/// The replays of one trace.
pub(super) struct Replays<'a, 'm, 'p> {
    pub(super) trace: &'a Trace<'a>,
    pub(super) criteria: Criteria,
    resamples: Resamples,
    /// With the target at the minimum, by minimum and maximum.
    constant: HashMap<(i32, i32), Rc<Outcome>>,
    meter: &'m mut Meter<'p>,
}

/// An option and its exact cost.
#[derive(Clone, Debug)]
pub(super) struct Costed {
    pub(super) option: SizeOption,
    pub(super) cost: Cost,
}

impl<'a, 'm, 'p> Replays<'a, 'm, 'p> {
    pub(super) fn new(trace: &'a Trace<'a>, criteria: Criteria, meter: &'m mut Meter<'p>) -> Self {
        let resamples = Resamples::draw(trace);
        Self { trace, criteria, resamples, constant: HashMap::new(), meter }
    }

    pub(super) const fn meter(&mut self) -> &mut Meter<'p> {
        self.meter
    }

    /// A size with the target at the minimum.
    pub(super) fn low(&mut self, size: PoolSize) -> Result<Rc<Outcome>, Stopped> {
        let key = (size.min(), size.max());
        if let Some(outcome) = self.constant.get(&key) {
            return Ok(Rc::clone(outcome));
        }
        let outcome = Rc::new(self.replay(&SizeSchedule::constant(size), Target::Minimum)?);
        self.constant.insert(key, Rc::clone(&outcome));
        Ok(outcome)
    }

    /// A size with the target at the maximum: the minimum does not matter, so it is the maximum too.
    fn high(&mut self, size: PoolSize) -> Result<Rc<Outcome>, Stopped> {
        self.low(PoolSize::new(size.max(), size.max()).unwrap_or(size))
    }

    pub(super) fn replay(
        &mut self,
        schedule: &SizeSchedule,
        target: Target,
    ) -> Result<Outcome, Stopped> {
        let outcome = self.trace.replay(schedule, target);
        self.meter.count()?;
        Ok(outcome)
    }

    /// What a size that never changes does.
    pub(super) fn option(&mut self, size: PoolSize) -> Result<Costed, Stopped> {
        let low = self.low(size)?;
        let high = self.high(size)?;
        let expected = self.replay(&SizeSchedule::constant(size), Target::Autoscaled)?;
        Ok(self.describe(size, false, &[&low, &expected, &high]))
    }

    /// What a size does that is another one at times.
    pub(super) fn windowed_option(
        &mut self,
        outside: PoolSize,
        schedule: &SizeSchedule,
    ) -> Result<Costed, Stopped> {
        let low = self.replay(schedule, Target::Minimum)?;
        let expected = self.replay(schedule, Target::Autoscaled)?;
        let high = self.replay(schedule, Target::Maximum)?;
        Ok(self.describe(outside, true, &[&low, &expected, &high]))
    }

    /// Whether a pool reaches the goal also when other days come.
    pub(super) fn meets_goal(&self, outcome: &Outcome) -> bool {
        let Goal { share, confidence } = self.criteria.goal;
        let shares = self.resamples.shares(&outcome.hits_by_day);
        shares.low(confidence).is_some_and(|low| low >= share)
    }

    pub(super) fn cost(&self, outcome: &Outcome) -> Cost {
        self.criteria.rates.cost(outcome.usage)
    }

    /// `outcomes` are the low, the expected and the high one.
    fn describe(&self, size: PoolSize, is_windowed: bool, outcomes: &[&Outcome; 3]) -> Costed {
        let low = outcomes[0];
        let time = self.trace.counted_time();
        let mean = |usage| if time == 0 { 0.0 } else { usage as f64 / time as f64 };
        let cost = self.cost(low);
        let share = self.share(outcomes);
        let option = SizeOption {
            size,
            is_windowed,
            share,
            waits: share.map(|share| waits(share.low, self.criteria.times)),
            mean_running: mean(low.usage.running),
            mean_stopped: mean(low.usage.stopped),
            cost_per_month: self.criteria.rates.per_month(cost, time),
            meets_goal: self.meets_goal(low),
        };
        Costed { option, cost }
    }

    fn share(&self, [low, expected, high]: &[&Outcome; 3]) -> Option<Share> {
        let starts = self.trace.counted_starts();
        let share = |outcome: &Outcome| outcome.hits as f64 / starts as f64;
        let shares = |outcome: &Outcome| self.resamples.shares(&outcome.hits_by_day);
        let confidence = self.criteria.goal.confidence;
        (starts > 0).then(|| Share {
            low: share(low),
            expected: share(expected).max(share(low)).min(share(high)),
            high: share(high),
            interval: [
                shares(low).low(confidence).unwrap_or_else(|| share(low)),
                shares(high).high(confidence).unwrap_or_else(|| share(high)),
            ],
        })
    }
}

fn waits(share: f64, times: Times) -> Waits {
    let [claim, without] = [times.claim, times.without].map(|time| time as f64 / 1_000.0);
    Waits {
        mean_seconds: share * claim + (1.0 - share) * without,
        p95_seconds: if share >= P95 { claim } else { without },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_95_percent_the_longest_of_twenty_waits_does_not_count() {
        let of = |share| waits(share, Times::DOCUMENTED);
        assert_eq!(
            of(0.95),
            Waits { mean_seconds: 0.95 * 10.0 + (1.0 - 0.95) * 40.0, p95_seconds: 10.0 }
        );
        let below = of(0.949);
        assert!((below.p95_seconds - 40.0).abs() < 1e-9 && below.mean_seconds > 11.5);
    }
}
