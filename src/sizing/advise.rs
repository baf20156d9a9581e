//! Answers a question.

use std::collections::BTreeMap;

use super::advice::{Advice, DemandSummary, SizeOption};
use super::backtest::backtest;
use super::choice::{Candidate, Candidates, order, sizes};
use super::cost::Rates;
use super::evidence::{doubts, grade, shortages, unreachable_goal};
use super::growth::grow;
use super::half_hours::{HalfHour, half_hours};
use super::period::DayClass;
use super::profile::summarize;
use super::progress::{Meter, OnProgress, Stopped};
use super::question::{CurrentSize, Question};
use super::replays::{Costed, Criteria, Replays};
use super::trace::Trace;
use super::windows;

/// Advises a size for one project and class.
///
/// # Errors
/// [`Stopped`] if the callback requests a stop.
pub(crate) fn advise(
    question: &Question<'_>,
    on_progress: OnProgress<'_>,
) -> Result<Advice, Stopped> {
    let days = question.period.days();
    let mut starts = question.starts.to_vec();
    starts.sort_unstable();
    let observed = Trace::new(days, &starts, question.times);
    let half_hours = half_hours(question.period);
    let provision = question.times.provision;
    let demand = summarize(question.period, &half_hours, &observed, starts.len(), provision);
    let grown = question.growth.map(|growth| grow(observed.starts(), days, growth));
    let trace = Trace::new(days, grown.as_deref().unwrap_or(&starts), question.times);
    let mut meter = Meter::new(on_progress);
    let case = Case { question, half_hours: &half_hours, observed: &observed, trace: &trace };
    case.advise(demand, &mut meter)
}

/// A question and its starts.
struct Case<'a> {
    question: &'a Question<'a>,
    half_hours: &'a [HalfHour],
    /// Before growth.
    observed: &'a Trace<'a>,
    /// What is replayed.
    trace: &'a Trace<'a>,
}

/// The sizes around the advised one.
#[derive(Default)]
struct Sizes {
    advised: Option<Costed>,
    cheaper: Option<Costed>,
    better: Option<Costed>,
    /// Undominated.
    all: Vec<Costed>,
}

impl Case<'_> {
    fn advise(&self, demand: DemandSummary, meter: &mut Meter<'_>) -> Result<Advice, Stopped> {
        let question = self.question;
        let shortages = shortages(&demand);
        let mut replays = Replays::new(self.trace, self.criteria(), meter);
        let has_enough = shortages.is_empty();
        if has_enough {
            // Of all days, and for the backtest.
            replays.meter().expect(2 * sizes(&question.search).count());
        }
        let current = self.current(&mut replays)?;
        let sizes = if has_enough { self.choose(&mut replays)? } else { Sizes::default() };
        let windows = match &sizes.advised {
            Some(advised) if question.max_windows > 0 => {
                windows::search(&mut replays, self.half_hours, question, advised.cost)?
            }
            _ => None,
        };
        let backtest = if has_enough {
            let criteria = self.criteria();
            backtest(self.trace, self.observed, criteria, &question.search, replays.meter())?
        } else {
            None
        };
        let relevant = sizes.advised.as_ref().or(current.as_ref()).map(|costed| &costed.option);
        let doubts = doubts(&demand, question.data, self.observed, relevant);
        let evidence = grade(&shortages, &doubts);
        let options = options(&sizes, current.as_ref());
        Ok(Advice {
            evidence,
            reasons: self.reasons(shortages, doubts, sizes.advised.is_some()),
            is_idle: current.is_some() && self.is_idle(&demand),
            instance_hours_per_start: current.as_ref().and_then(|current| self.hours(current)),
            underestimates_share: question.can_claim_stopped
                && options.iter().any(|option| option.size.min() < option.size.max()),
            current: current.map(|costed| costed.option),
            advised: sizes.advised.map(|costed| costed.option),
            cheaper: sizes.cheaper.map(|costed| costed.option),
            better: sizes.better.map(|costed| costed.option),
            options,
            windows,
            backtest,
            demand,
        })
    }

    fn criteria(&self) -> Criteria {
        let Question { goal, times, prices, .. } = self.question;
        Criteria { goal: *goal, times: *times, rates: Rates::new(*prices) }
    }

    fn current(&self, replays: &mut Replays<'_, '_, '_>) -> Result<Option<Costed>, Stopped> {
        let Some(CurrentSize { outside, schedule }) = &self.question.current else {
            return Ok(None);
        };
        let costed = match schedule {
            Some(schedule) => replays.windowed_option(*outside, schedule)?,
            None => replays.option(*outside)?,
        };
        Ok(Some(costed))
    }

    fn choose(&self, replays: &mut Replays<'_, '_, '_>) -> Result<Sizes, Stopped> {
        let question = self.question;
        let candidates = Candidates::replay(replays, &question.search)?;
        let undominated = candidates.undominated();
        let current = question.current.as_ref().filter(|current| current.schedule.is_none());
        let current = current.map(|current| current.outside);
        let mut option = |candidate: &Candidate| replays.option(candidate.size);
        let all = undominated.iter().map(&mut option).collect::<Result<_, _>>()?;
        let Some(advised) = candidates.advised(current, question.keep_within) else {
            return Ok(Sizes { all, ..Sizes::default() });
        };
        let cheaper = undominated.iter().rfind(|candidate| candidate.cost < advised.cost);
        let better = undominated.iter().find(|candidate| candidate.hits > advised.hits);
        Ok(Sizes {
            advised: Some(option(&advised)?),
            cheaper: cheaper.map(&mut option).transpose()?,
            better: better.map(&mut option).transpose()?,
            all,
        })
    }

    fn reasons(
        &self,
        shortages: Vec<String>,
        doubts: Vec<String>,
        is_advised: bool,
    ) -> Vec<String> {
        if !shortages.is_empty() {
            return shortages;
        }
        let Question { search, goal, .. } = self.question;
        let unreachable = (!is_advised).then(|| unreachable_goal(search, *goal));
        unreachable.into_iter().chain(doubts).collect()
    }

    /// Less than one start a working day.
    fn is_idle(&self, demand: &DemandSummary) -> bool {
        let weekdays = self.observed.counted().filter(|day| day.class() == DayClass::Weekday);
        demand.starts < weekdays.count() as u64
    }

    /// Hours of running instances for each start.
    fn hours(&self, current: &Costed) -> Option<f64> {
        let hours = self.trace.counted_time() as f64 / 3_600_000.0;
        let starts = self.trace.counted_starts();
        (starts > 0).then(|| current.option.mean_running * hours / starts as f64)
    }
}

/// All sizes to show, cheapest first.
fn options(sizes: &Sizes, current: Option<&Costed>) -> Vec<SizeOption> {
    let shown = sizes.all.iter().chain(&sizes.advised).chain(current);
    // A key that two have is one size, or one with windows and one without.
    let ordered: BTreeMap<_, _> = shown
        .map(|Costed { option, cost }| ((order(*cost, option.size), option.is_windowed), option))
        .collect();
    ordered.into_values().cloned().collect()
}

#[cfg(test)]
mod tests;
