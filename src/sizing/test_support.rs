//! Periods, questions and a trace for tests.

use std::ops::ControlFlow;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Millis;
use super::advice::Advice;
use super::advise::advise;
use super::period::Period;
use super::question::{Completeness, CurrentSize, DataQuality, Goal, Question, Search, Times};
use super::random::SplitMix64;
use crate::time_zone;
use crate::warm_pool::size::PoolSize;

pub(super) const MINUTE: Millis = 60_000;
pub(super) const HOUR: Millis = 60 * MINUTE;
pub(super) const DAY: Millis = 24 * HOUR;

pub(super) fn size(min: i32, max: i32) -> PoolSize {
    PoolSize::new(min, max).unwrap()
}

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn instant(text: &str) -> Millis {
    text.parse::<jiff::Timestamp>().unwrap().as_millisecond()
}

pub(super) fn zone(name: &str) -> TimeZone {
    time_zone::find(name).unwrap().1
}

pub(super) fn period(zone_name: &str, from: &str, to: &str) -> Period {
    Period::from_dates(&zone(zone_name), date(from), date(to)).unwrap()
}

/// Days in UTC from Monday 2026-06-01 on.
pub(super) fn days_from_monday(days: i32) -> Period {
    let to = date("2026-06-01").checked_add(jiff::Span::new().days(days)).unwrap();
    Period::from_dates(&TimeZone::UTC, date("2026-06-01"), to).unwrap()
}

/// A question with documented times, a goal of 95 % and the search over all sizes.
pub(super) fn question<'a>(period: &'a Period, starts: &'a [Millis]) -> Question<'a> {
    Question {
        period,
        starts,
        growth: None,
        times: Times::DOCUMENTED,
        goal: Goal { share: 0.95, confidence: 0.9 },
        search: Search::ALL,
        prices: None,
        keep_within: 0.0,
        current: None,
        max_windows: 0,
        data: DataQuality {
            completeness: Completeness::Complete,
            found: starts.len() as u64,
            suspected_prebuild_runs: 0,
        },
        can_claim_stopped: false,
    }
}

pub(super) fn constant(min: i32, max: i32) -> Option<CurrentSize> {
    Some(CurrentSize { outside: size(min, max), schedule: None })
}

/// The advice, without looking at the progress.
pub(super) fn advice(question: &Question<'_>) -> Advice {
    advise(question, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Starts of an office: few at night and on weekends, random within each hour.
pub(super) fn office_starts(period: &Period) -> Vec<Millis> {
    let mut random = SplitMix64::new(7);
    let mut starts = Vec::new();
    for (index, day) in period.days().iter().enumerate() {
        for hour in 0..24 {
            let busy = match (index % 7, hour) {
                (0..5, 8..12 | 13..18) => 13,
                (0..5, 7 | 12) => 5,
                _ => 1,
            };
            let count = random.below(busy + 1).min(random.below(busy + 1) + busy / 3);
            starts.extend(
                (0..count).map(|_| day.start + hour * HOUR + random.below(HOUR as u64) as Millis),
            );
        }
    }
    starts.sort_unstable();
    starts
}
