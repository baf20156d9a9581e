//! From the answers of the model to the document.

use super::document::{
    BacktestDocument, DemandDocument, GoalDocument, Grade, LeftOutDocument, OptionDocument,
    PartDocument, PoolAdvice, ShareDocument, SourcesDocument, StartersDocument, WatchedDocument,
    WindowDocument, WindowsDocument,
};
use super::history::TargetHistory;
use super::question::Common;
use super::targets::Target;
use crate::demand::starts::Demand;
use crate::sizing::advice::{Advice, DemandSummary, SizeOption, WindowedOption};
use crate::sizing::question::Goal;

impl From<Goal> for GoalDocument {
    fn from(Goal { share, confidence }: Goal) -> Self {
        Self { share, confidence }
    }
}

/// The advice about one target; its commands are added by the caller.
pub(super) fn pool_advice(
    common: &Common<'_>,
    target: &Target<'_>,
    history: &TargetHistory,
    advice: Advice,
    watched: Option<WatchedDocument>,
) -> PoolAdvice {
    let goal = common.goal(target.declaration);
    let option = |option: &SizeOption| option_document(option);
    let current =
        advice.current.as_ref().map(|current| OptionDocument { watched, ..option(current) });
    PoolAdvice {
        address: target.address.clone(),
        warm_pool_id: target.pool.map(|pool| pool.id),
        project_id: Some(target.key.project),
        environment_class_id: Some(target.key.class),
        runner_id: target.runner,
        goal: (goal != common.goal(None)).then(|| goal.into()),
        from: history.period.from(),
        to: history.period.to(),
        underestimates_share: advice.underestimates_share,
        idle: advice.is_idle,
        demand: demand_document(&history.demand, &advice.demand),
        evidence: advice.evidence,
        reasons: advice.reasons,
        current,
        advised: advice.advised.as_ref().map(option),
        cheaper: advice.cheaper.as_ref().map(option),
        better: advice.better.as_ref().map(option),
        options: advice.options.iter().map(option).collect(),
        windows: advice.windows.as_ref().map(windows_document),
        backtest: advice.backtest.map(|backtest| BacktestDocument {
            until: backtest.until.to_string(),
            min: backtest.size.min(),
            max: backtest.size.max(),
            share: backtest.share,
            goal_met: backtest.goal_met,
        }),
        commands: Vec::new(),
        half_hours: advice.demand.half_hours,
        weekdays: advice.demand.weekdays,
        instance_hours_per_start: advice.instance_hours_per_start,
    }
}

fn option_document(option: &SizeOption) -> OptionDocument {
    // Without starts any share is possible.
    let unknown = ShareDocument {
        low: 0.0,
        expected: 0.0,
        high: 1.0,
        interval: [0.0, 1.0],
        grade: Grade::Replayed,
    };
    let share = option.share.map_or(unknown, |share| ShareDocument {
        low: share.low,
        expected: share.expected,
        high: share.high,
        interval: share.interval,
        grade: Grade::Replayed,
    });
    let waits = option.waits;
    OptionDocument {
        min: option.size.min(),
        max: option.size.max(),
        windowed: option.is_windowed,
        share,
        p95_wait_seconds: waits.map_or(0.0, |waits| waits.p95_seconds),
        mean_wait_seconds: waits.map_or(0.0, |waits| waits.mean_seconds),
        mean_running: option.mean_running,
        mean_stopped: option.mean_stopped,
        cost_per_month: option.cost_per_month,
        meets_goal: option.meets_goal,
        watched: None,
    }
}

fn windows_document(found: &WindowedOption) -> WindowsDocument {
    let windows = found.windows.iter().map(|window| WindowDocument {
        days: "mon-fri",
        hours: window.hours(),
        min: window.size.min(),
        max: window.size.max(),
    });
    WindowsDocument {
        windows: windows.collect(),
        inside: PartDocument { starts: found.inside.starts, share: found.inside.share },
        outside: PartDocument { starts: found.outside.starts, share: found.outside.share },
        option: option_document(&found.option),
        toml: String::new(),
    }
}

fn demand_document(demand: &Demand, summary: &DemandSummary) -> DemandDocument {
    let left_out = demand.left_out;
    let starters = demand.starters.as_ref().map(|starters| StartersDocument {
        people: starters.are_known().then_some(starters.people),
        service_accounts: starters.are_known().then_some(starters.service_accounts),
        share_of_service_accounts: starters.share_of_service_accounts(demand.starts.len()),
    });
    DemandDocument {
        starts: summary.starts,
        days: summary.days,
        per_day: summary.per_day,
        dispersion: summary.dispersion,
        sources: SourcesDocument {
            usage_records: demand.sources.usage_records,
            environments: demand.sources.environments,
            file: demand.sources.file,
        },
        left_out: LeftOutDocument {
            prebuild_runs: left_out.prebuild_runs,
            suspected_prebuild_runs: left_out.suspected_prebuild_runs,
            restarts: left_out.restarts,
            other_roles: left_out.other_roles,
            outside_window: left_out.outside_window,
            undated: left_out.undated,
            excluded: usize::try_from(summary.excluded).unwrap_or(usize::MAX),
        },
        completeness: demand.completeness,
        hour_of_week: summary.hour_of_week.clone(),
        starters,
    }
}
