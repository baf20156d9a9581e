//! When starts were observed.

use super::Millis;
use super::advice::DemandSummary;
use super::dispersion::dispersion;
use super::half_hours::{
    HALF_HOUR, HALF_HOURS_OF_DAY, HALF_HOURS_OF_WEEK, HOURS_OF_WEEK, HalfHour,
};
use super::period::Period;
use super::trace::Trace;

/// Starts and time in each half hour of the week, on days that count.
struct WeekCounts {
    starts: [u64; HALF_HOURS_OF_WEEK],
    time: [Millis; HALF_HOURS_OF_WEEK],
}

/// Summarizes the starts of a period. `observed` are all starts in order, `trace` those within it.
pub(super) fn summarize(
    period: &Period,
    half_hours: &[HalfHour],
    trace: &Trace<'_>,
    observed: usize,
    provision_time: Millis,
) -> DemandSummary {
    let counts = WeekCounts::new(half_hours, trace.starts());
    let (starts, days) = (trace.counted_starts(), period.counted_days());
    let inside = trace.starts().len() as u64;
    DemandSummary {
        starts,
        days,
        per_day: if days == 0 { 0.0 } else { starts as f64 / days as f64 },
        dispersion: dispersion(half_hours, trace.starts(), provision_time),
        hour_of_week: counts.hours_of_week(),
        half_hours: counts.half_hours(),
        weekdays: weekdays(trace),
        outside_period: observed as u64 - inside,
        excluded: inside - starts,
    }
}

impl WeekCounts {
    fn new(half_hours: &[HalfHour], starts: &[Millis]) -> Self {
        let mut counts = Self { starts: [0; HALF_HOURS_OF_WEEK], time: [0; HALF_HOURS_OF_WEEK] };
        let mut rest = starts;
        for half_hour in half_hours {
            let (inside, after) = rest.split_at(rest.partition_point(|at| *at < half_hour.end));
            rest = after;
            if !half_hour.is_excluded {
                counts.starts[half_hour.index] += inside.len() as u64;
                counts.time[half_hour.index] += half_hour.length();
            }
        }
        counts
    }

    fn hours_of_week(&self) -> Vec<f64> {
        let hours = (0..HOURS_OF_WEEK).map(|hour| {
            let halves = [2 * hour, 2 * hour + 1];
            let starts = halves.iter().map(|half| self.starts[*half]).sum();
            let time = halves.iter().map(|half| self.time[*half]).sum();
            rate(starts, time, 2 * HALF_HOUR)
        });
        hours.collect()
    }

    fn half_hours(&self) -> [[f64; HALF_HOURS_OF_DAY]; 7] {
        let mut rates = [[0.0; HALF_HOURS_OF_DAY]; 7];
        let counts = self.starts.iter().zip(&self.time);
        for (of_week, (starts, time)) in rates.as_flattened_mut().iter_mut().zip(counts) {
            *of_week = rate(*starts, *time, HALF_HOUR);
        }
        rates
    }
}

/// Starts for each `unit` of time; 0 without time.
fn rate(starts: u64, time: Millis, unit: Millis) -> f64 {
    // One division, so that whole numbers stay whole.
    if time == 0 { 0.0 } else { (starts as i64 * unit) as f64 / time as f64 }
}

fn weekdays(trace: &Trace<'_>) -> [u64; 7] {
    let mut weekdays = [0; 7];
    for (day, starts) in trace.counted().zip(trace.starts_by_day()) {
        weekdays[day.date.weekday().to_monday_zero_offset() as usize] += u64::from(*starts);
    }
    weekdays
}

#[cfg(test)]
mod tests;
