//! Closed forms for a pool that starts reach at random: checks of the replay, shown by `--explain`.
//! The advice does not depend on them: recorded starts come in bursts and follow the working day.

use super::Millis;
use super::half_hours::{HALF_HOUR, HOURS_OF_WEEK};
use super::question::Times;

const HOUR: Millis = 2 * HALF_HOUR;
const WEEK: Millis = HOURS_OF_WEEK as Millis * HOUR;
/// Between the times at which a changing rate is sampled.
const STEP: Millis = 60_000;

/// What the closed forms say about a size with the target at its minimum. Each range is of the share
/// of starts that find a ready instance: if each instance is replaced by provisioning, and if each is
/// replaced by starting a stopped one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ClosedForms {
    /// If starts came at the same rate day and night.
    pub(crate) at_average_rate: [f64; 2],
    /// With the rate of each hour of the week.
    pub(crate) at_hourly_rates: [f64; 2],
    /// Ready instances on average at the average rate, in the same two cases.
    pub(crate) mean_ready: [f64; 2],
}

/// The closed forms for a minimum; `growth` times the observed starts.
pub(crate) fn closed_forms(
    hour_of_week: &[f64],
    growth: f64,
    min: i32,
    times: Times,
) -> ClosedForms {
    let rates = Rates::new(hour_of_week, growth);
    let instances = min.max(0) as u32;
    let replacements = [times.provision, times.start];
    let miss = |time| erlang_b(instances, rates.average() * time as f64);
    let mean_ready = |time: Millis| {
        let busy = rates.average() * (1.0 - miss(time)) * time as f64;
        f64::from(instances) - busy
    };
    ClosedForms {
        at_average_rate: replacements.map(|time| 1.0 - miss(time)),
        at_hourly_rates: replacements.map(|time| 1.0 - rates.miss(instances, time)),
        mean_ready: replacements.map(mean_ready),
    }
}

/// The probability that all of `instances` are busy when work arrives at random; `load` is the mean
/// number of arrivals while one is replaced.
pub(crate) fn erlang_b(instances: u32, load: f64) -> f64 {
    (1..=instances).fold(1.0, |blocked, count| {
        let waiting = load * blocked;
        waiting / (f64::from(count) + waiting)
    })
}

/// The number of instances that serve every start, if each is replaced after `time`: the most starts
/// within any such time. `starts` are in order.
pub(crate) fn instances_for_every_start(starts: &[Millis], time: Millis) -> usize {
    let busy = starts.iter().enumerate().map(|(index, start)| {
        let first = starts.partition_point(|earlier| *earlier <= start - time);
        index + 1 - first
    });
    busy.max().unwrap_or(0)
}

/// Starts a millisecond by hour of the week, which repeats.
struct Rates {
    by_hour: Vec<f64>,
    /// Expected starts from the beginning of the week to the beginning of each hour.
    before: Vec<f64>,
    week: f64,
}

impl Rates {
    fn new(hour_of_week: &[f64], growth: f64) -> Self {
        let by_hour: Vec<_> =
            hour_of_week.iter().map(|starts| starts * growth / HOUR as f64).collect();
        let mut week = 0.0;
        let before = by_hour.iter().map(|rate| {
            let before = week;
            week += rate * HOUR as f64;
            before
        });
        let before = before.collect();
        Self { by_hour, before, week }
    }

    fn average(&self) -> f64 {
        self.week / WEEK as f64
    }

    /// The mean miss of all starts by the load at each time.
    fn miss(&self, instances: u32, time: Millis) -> f64 {
        let (mut missed, mut starts) = (0.0, 0.0);
        for at in (0..WEEK).step_by(STEP as usize) {
            let load = self.until(at) - self.until(at - time);
            let rate = self.by_hour[(at / HOUR) as usize];
            missed += rate * erlang_b(instances, load);
            starts += rate;
        }
        if starts > 0.0 { missed / starts } else { 0.0 }
    }

    /// Expected starts since the beginning of the week; below 0 in a week before it.
    fn until(&self, at: Millis) -> f64 {
        let (weeks, at) = (at.div_euclid(WEEK), at.rem_euclid(WEEK));
        let hour = (at / HOUR) as usize;
        let in_hour = self.by_hour[hour] * (at % HOUR) as f64;
        weeks as f64 * self.week + self.before[hour] + in_hour
    }
}

#[cfg(test)]
mod tests;
