//! Demand that is some times the observed one.

use super::Millis;
use super::period::Day;
use super::random::SplitMix64;

const SEED: u64 = 2;
/// How far a copy is from its start, at most, in both directions.
const SPREAD: Millis = 30 * 60_000;

/// Thins starts or adds copies of them; all are within the days and in order.
///
/// Each start is kept as often as the whole part of `growth` says, and once more with the
/// probability of the fraction. The first copy stays where it is; each other one moves by up to half
/// an hour within its day.
pub(super) fn grow(starts: &[Millis], days: &[Day], growth: f64) -> Vec<Millis> {
    let mut random = SplitMix64::new(SEED);
    let (whole, fraction) = (growth.floor(), growth.fract());
    let mut grown = Vec::with_capacity((starts.len() as f64 * growth) as usize + 1);
    let mut day = days.iter();
    let mut today = day.next();
    for start in starts {
        while today.is_some_and(|today| today.end <= *start) {
            today = day.next();
        }
        let Some(today) = today else { break };
        let copies = whole as u64 + u64::from(random.unit() < fraction);
        for copy in 0..copies {
            let moved = match copy {
                0 => 0,
                _ => random.below(2 * SPREAD as u64 + 1) as Millis - SPREAD,
            };
            grown.push((start + moved).clamp(today.start, today.end - 1));
        }
    }
    grown.sort_unstable();
    grown
}

#[cfg(test)]
mod tests;
