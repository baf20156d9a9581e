//! How much the share of served starts varies when other days come.

use super::period::{Day, DayClass};
use super::random::SplitMix64;
use super::trace::Trace;

const RESAMPLES: usize = 200;
const SEED: u64 = 1;

/// Days drawn at random, the same for all sizes: each day is replaced by one of its class.
#[derive(Clone, Debug)]
pub(super) struct Resamples {
    drawn: Vec<Resample>,
}

#[derive(Clone, Debug)]
struct Resample {
    /// Indexes of days that count.
    days: Vec<u16>,
    /// Not 0.
    starts: u64,
}

/// Shares of resamples, in order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shares(Vec<f64>);

impl Resamples {
    /// Draws the days of all resamples; those without a start are dropped.
    pub(super) fn draw(trace: &Trace<'_>) -> Self {
        let days: Vec<_> = trace.counted().collect();
        let of_class = |class| {
            let of_class = days.iter().enumerate().filter(move |(_, day)| day.class() == class);
            of_class.filter_map(|(index, _)| u16::try_from(index).ok()).collect::<Vec<_>>()
        };
        let (weekdays, weekend) = (of_class(DayClass::Weekday), of_class(DayClass::Weekend));
        let mut random = SplitMix64::new(SEED);
        let mut draw = |day: &Day| {
            let of_class = match day.class() {
                DayClass::Weekday => &weekdays,
                DayClass::Weekend => &weekend,
            };
            of_class[random.below(of_class.len() as u64) as usize]
        };
        let starts = trace.starts_by_day();
        let resamples = (0..RESAMPLES).map(|_| {
            let days: Vec<_> = days.iter().map(|day| draw(day)).collect();
            let starts = sum(starts, &days);
            Resample { days, starts }
        });
        Self { drawn: resamples.filter(|resample| resample.starts > 0).collect() }
    }

    /// The shares of a pool by its hits on each day that counts.
    pub(super) fn shares(&self, hits_by_day: &[u32]) -> Shares {
        let share =
            |resample: &Resample| sum(hits_by_day, &resample.days) as f64 / resample.starts as f64;
        let mut shares: Vec<_> = self.drawn.iter().map(share).collect();
        shares.sort_unstable_by(f64::total_cmp);
        Shares(shares)
    }
}

impl Shares {
    /// The low end of the interval of a confidence; `None` without any share.
    pub(super) fn low(&self, confidence: f64) -> Option<f64> {
        self.0.get(self.tail(confidence)).copied()
    }

    /// The high end of the interval of a confidence; `None` without any share.
    pub(super) fn high(&self, confidence: f64) -> Option<f64> {
        let last = self.0.len().checked_sub(1)?;
        self.0.get(last - self.tail(confidence).min(last)).copied()
    }

    /// How many shares are below the interval, and above.
    fn tail(&self, confidence: f64) -> usize {
        // The addend makes 0.05 x 200 ten whatever its last digit in binary is.
        ((1.0 - confidence) / 2.0 * self.0.len() as f64 + 1e-9) as usize
    }
}

fn sum(by_day: &[u32], days: &[u16]) -> u64 {
    days.iter().map(|day| u64::from(by_day[usize::from(*day)])).sum()
}

#[cfg(test)]
mod tests;
