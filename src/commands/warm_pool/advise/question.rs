//! What the model is asked about a target.

use super::history::TargetHistory;
use super::targets::Target;
use super::times::KnownTimes;
use super::values::Values;
use crate::config::Prices as PriceSettings;
use crate::demand::starts::Completeness as DemandCompleteness;
use crate::error::CliError;
use crate::fleet::evaluation::Evaluation;
use crate::fleet::file::{Declaration, Fleet};
use crate::fleet::schedule::time::to_timestamp;
use crate::sizing::Millis;
use crate::sizing::period::Period;
use crate::sizing::question::{
    Completeness, CurrentSize, DataQuality, Goal, Prices, Question, Search,
};
use crate::sizing::schedule::{SizeEdge, SizeSchedule};
use crate::warm_pool::size::PoolSize;

/// The goal without one in the flags or in the fleet file.
const DEFAULT_GOAL: Goal = Goal { share: 0.95, confidence: 0.90 };

/// What all questions have in common.
pub(super) struct Common<'a> {
    pub(super) values: &'a Values,
    pub(super) prices: &'a PriceSettings,
    /// The fleet whose sizes are the current ones.
    pub(super) fleet: Option<&'a Fleet>,
    pub(super) times: KnownTimes,
    /// Whether there is only one target: the budget is for its pool.
    pub(super) is_single: bool,
}

impl Common<'_> {
    /// The question about a target with these starts.
    ///
    /// # Errors
    /// When the size in force is not known, and for a budget without prices.
    pub(super) fn question<'q>(
        &self,
        target: &Target<'_>,
        history: &'q TargetHistory,
        starts: &'q [Millis],
    ) -> Result<Question<'q>, CliError> {
        let prices = self.prices(target);
        let budget = self.budget(target);
        if budget.is_some() && prices.is_none() {
            let message = format!("--budget needs a price of {}", target.address);
            return Err(CliError::usage(message)
                .because("give --running-price, or set prices.CLASS.running in the config file"));
        }
        let demand = &history.demand;
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Ok(Question {
            period: &history.period,
            starts,
            growth: self.values.growth,
            times: self.times.times,
            goal: self.goal(target.declaration),
            search: Search {
                min: self.values.min.clone(),
                max: self.values.max.clone(),
                budget: budget.filter(|_| prices.is_some()),
            },
            prices,
            keep_within: self.values.keep_within,
            current: self.current(target, &history.period)?,
            max_windows: self.values.max_windows,
            data: DataQuality {
                completeness: completeness(demand.completeness),
                found: count(
                    demand.found.usage_records + demand.found.environments + demand.found.rows,
                ),
                suspected_prebuild_runs: count(demand.left_out.suspected_prebuild_runs),
            },
            can_claim_stopped: target.can_claim_stopped,
        })
    }

    /// The flags, else the fleet file, else the default.
    pub(super) fn goal(&self, declaration: Option<&Declaration>) -> Goal {
        let declared = declaration.map(|declaration| declaration.goal).unwrap_or_default();
        let Values { goal_share, confidence, .. } = self.values;
        Goal {
            share: goal_share.or(declared.share).unwrap_or(DEFAULT_GOAL.share),
            confidence: confidence.or(declared.confidence).unwrap_or(DEFAULT_GOAL.confidence),
        }
    }

    /// The flags, else the config file for the class.
    pub(super) fn prices(&self, target: &Target<'_>) -> Option<Prices> {
        let of_class = target.class_names.iter().find_map(|name| self.prices.get(name));
        let running = of_class.and_then(|prices| prices.running.as_ref());
        let stopped = of_class.and_then(|prices| prices.stopped.as_ref());
        let running = self.values.running_price.or(running.map(|price| price.value))?;
        let stopped = self.values.stopped_price.or(stopped.map(|price| price.value));
        Some(Prices { running, stopped })
    }

    /// The budget of one pool: that of its declaration, and the flag if there is no other pool.
    fn budget(&self, target: &Target<'_>) -> Option<f64> {
        let declared = target.declaration.and_then(|declaration| declaration.goal.budget);
        self.values.budget.filter(|_| self.is_single).or(declared)
    }

    /// The size in force: that of the fleet file, else that of the pool.
    fn current(
        &self,
        target: &Target<'_>,
        period: &Period,
    ) -> Result<Option<CurrentSize>, CliError> {
        let live = target.pool.and_then(|pool| pool.size);
        let Some((fleet, declaration)) = self.fleet.zip(target.declaration) else {
            return Ok(live.map(|outside| CurrentSize { outside, schedule: None }));
        };
        if let Some(schedule) = &declaration.schedule {
            let sizes = size_schedule(fleet, declaration, period, schedule.outside)?;
            return Ok(Some(CurrentSize { outside: schedule.outside, schedule: Some(sizes) }));
        }
        let bounds = declaration.size.bounds;
        let size = match live {
            Some(live) => bounds.resolve_update(live),
            None => bounds.resolve_declared(),
        };
        // What does not fit is reported by plan.
        Ok(size.ok().map(|outside| CurrentSize { outside, schedule: None }))
    }
}

/// The sizes of a declared pool over a period.
fn size_schedule(
    fleet: &Fleet,
    declaration: &Declaration,
    period: &Period,
    outside: PoolSize,
) -> Result<SizeSchedule, CliError> {
    let evaluation = Evaluation::new(fleet, period.from()).map_err(CliError::usage)?;
    let Some(timeline) = evaluation.timeline(declaration) else {
        return Ok(SizeSchedule::constant(outside));
    };
    let initial = timeline.state().size;
    let edge = |edge: crate::fleet::schedule::timeline::Edge| SizeEdge {
        at: to_timestamp(edge.at).as_millisecond(),
        size: edge.state.size,
    };
    let edges = timeline.map(edge).take_while(|edge| edge.at < period.end());
    Ok(SizeSchedule::new(initial, edges.collect()))
}

const fn completeness(completeness: DemandCompleteness) -> Completeness {
    match completeness {
        DemandCompleteness::Complete => Completeness::Complete,
        DemandCompleteness::LowerBound => Completeness::LowerBound,
        DemandCompleteness::OwnOnly => Completeness::OwnOnly,
        DemandCompleteness::Unknown => Completeness::Unknown,
    }
}
