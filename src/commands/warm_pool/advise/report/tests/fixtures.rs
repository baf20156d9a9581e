//! Documents with figures that are easy to follow.

use crate::demand::starts::Completeness;
use crate::sizing::advice::Evidence;

use super::super::super::document::{
    AdviceDocument, Assumption, BacktestDocument, Basis, DemandDocument, GoalDocument, Grade,
    LeftOutDocument, OptionDocument, PartDocument, PoolAdvice, ShareDocument, SourcesDocument,
    StartersDocument, SumDocument, TotalDocument, WindowDocument, WindowsDocument,
};

pub(in super::super) fn option(
    (min, max): (i32, i32),
    interval: [f64; 2],
    mean_running: f64,
) -> OptionDocument {
    let [low, high] = interval;
    OptionDocument {
        min,
        max,
        windowed: false,
        share: ShareDocument { low, expected: low, high, interval, grade: Grade::Replayed },
        p95_wait_seconds: 40.0,
        mean_wait_seconds: low * 10.0 + (1.0 - low) * 40.0,
        mean_running,
        mean_stopped: f64::from(max) - mean_running,
        cost_per_month: None,
        meets_goal: low >= 0.95,
        watched: None,
    }
}

/// 2167 starts in four weeks; 1..3 now, and 2..5 advised.
pub(in super::super) fn pool() -> PoolAdvice {
    let options = vec![
        option((1, 3), [0.785, 0.957], 1.21),
        option((2, 4), [0.944, 0.988], 2.22),
        option((2, 5), [0.960, 0.999], 2.25),
        option((3, 5), [0.985, 0.999], 3.22),
    ];
    let mut half_hours = [[0.0; 48]; 7];
    half_hours[0][15] = 1.0;
    half_hours[1][24] = 4.0;
    half_hours[4][19] = 8.0;
    half_hours[6][47] = 0.5;
    PoolAdvice {
        address: "acme-api/regular".to_owned(),
        warm_pool_id: None,
        project_id: None,
        environment_class_id: None,
        runner_id: None,
        goal: None,
        from: "2026-11-01T23:00:00Z".parse().unwrap(),
        to: "2026-11-29T23:00:00Z".parse().unwrap(),
        underestimates_share: false,
        idle: false,
        demand: demand(),
        evidence: Evidence::Firm,
        reasons: Vec::new(),
        current: options.first().cloned(),
        advised: options.get(2).cloned(),
        cheaper: options.get(1).cloned(),
        better: options.get(3).cloned(),
        options,
        windows: None,
        backtest: Some(BacktestDocument {
            until: "2026-11-23".to_owned(),
            min: 2,
            max: 5,
            share: 0.979,
            goal_met: true,
        }),
        commands: vec!["prebuildctl warm-pool update acme-api/regular --min 2 --max 5".to_owned()],
        half_hours,
        weekdays: [423, 392, 426, 440, 448, 17, 21],
        instance_hours_per_start: Some(0.38),
    }
}

fn demand() -> DemandDocument {
    DemandDocument {
        starts: 2167,
        days: 28,
        per_day: 77.39,
        dispersion: 1.02,
        sources: SourcesDocument { usage_records: 2118, environments: 49, file: 0 },
        left_out: LeftOutDocument { prebuild_runs: 56, restarts: 12, ..Default::default() },
        completeness: Completeness::Complete,
        hour_of_week: vec![0.0; 168],
        starters: Some(StartersDocument {
            people: Some(12),
            service_accounts: Some(1),
            share_of_service_accounts: Some(0.209),
        }),
    }
}

/// 2..5 in the day and 1..2 otherwise.
pub(super) fn windows() -> WindowsDocument {
    WindowsDocument {
        windows: vec![WindowDocument {
            days: "mon-fri",
            hours: "07:30-18:30".to_owned(),
            min: 2,
            max: 5,
        }],
        inside: PartDocument { starts: 2000, share: Some(0.972) },
        outside: PartDocument { starts: 167, share: Some(0.691) },
        option: OptionDocument { windowed: true, ..option((1, 2), [0.951, 0.998], 1.6) },
        toml: "[[window]]\nhours = \"07:30-18:30\"\n".to_owned(),
    }
}

/// Too few starts, but a pool.
pub(super) fn idle_pool() -> PoolAdvice {
    let current = option((1, 2), [0.9, 1.0], 1.01);
    PoolAdvice {
        address: "acme-web/regular".to_owned(),
        idle: true,
        demand: DemandDocument { starts: 12, per_day: 0.43, starters: None, ..demand() },
        evidence: Evidence::None,
        reasons: vec!["12 starts, 100 are needed".to_owned()],
        options: vec![current.clone()],
        current: Some(current),
        advised: None,
        cheaper: None,
        better: None,
        backtest: None,
        commands: Vec::new(),
        weekdays: [2, 2, 2, 2, 4, 0, 0],
        instance_hours_per_start: Some(56.3),
        ..pool()
    }
}

pub(super) fn document(pools: Vec<PoolAdvice>) -> AdviceDocument {
    let assumption = |name, value: &str, basis| Assumption { name, value: value.to_owned(), basis };
    AdviceDocument {
        format_version: 1,
        generated_at: None,
        host: "https://app.example".to_owned(),
        organization_id: "0b2f6a1c".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        from: "2026-11-01T23:00:00Z".parse().unwrap(),
        to: "2026-11-29T23:00:00Z".parse().unwrap(),
        goal: GoalDocument { share: 0.95, confidence: 0.9 },
        assumptions: vec![
            assumption("claim", "10 s", Basis::Documented),
            assumption("without", "38 s", Basis::Measured),
            assumption("minutesToGrow", "3", Basis::Assumed),
            assumption("growth", "1.2", Basis::Given),
        ],
        pools,
        total: None,
        notes: Vec::new(),
    }
}

/// Two pools with prices, over the budget, and with everything else that a document may have.
pub(super) fn several_pools() -> AdviceDocument {
    let mut first = PoolAdvice { windows: Some(windows()), ..pool() };
    let priced = |option: &mut OptionDocument, cost| option.cost_per_month = Some(cost);
    first.current.iter_mut().for_each(|option| priced(option, 407.0));
    first.advised.iter_mut().for_each(|option| priced(option, 749.6));
    let sum = |mean_running, mean_stopped, cost| SumDocument {
        mean_running,
        mean_stopped,
        cost_per_month: Some(cost),
    };
    AdviceDocument {
        total: Some(TotalDocument {
            current: sum(2.22, 2.78, 738.4),
            advised: sum(2.25, 2.75, 749.6),
            budget: Some(500.0),
            give_up_first: vec!["acme-api/regular".to_owned()],
        }),
        notes: vec!["usage records of acme-web are not visible".to_owned()],
        ..document(vec![first, idle_pool()])
    }
}
