//! What reports say in each situation.

use super::super::super::document::{AdviceDocument, PoolAdvice, WatchedDocument};
use super::super::numbers::Amounts;
use super::super::roles::{labels, marks};
use super::super::sentences::{by_hours, common_period, consequences, headline, period};
use super::{Markdown, fixtures, render};
use crate::sizing::advice::Evidence;

fn no_amounts() -> Amounts {
    Amounts::new(std::iter::empty())
}

#[test]
fn the_headline_is_what_to_do() {
    let pool = fixtures::pool();
    let idle = fixtures::idle_pool();
    let kept = PoolAdvice { current: pool.advised.clone(), ..pool.clone() };
    let new = PoolAdvice { current: None, ..pool.clone() };
    let too_little = PoolAdvice { idle: false, ..idle.clone() };
    let unreachable = PoolAdvice { advised: None, evidence: Evidence::Firm, ..pool.clone() };
    let mut windowed = pool.clone();
    windowed.current.iter_mut().for_each(|option| option.windowed = true);
    for (pool, expected) in [
        (pool, "Resize from 1..3 to 2..5"),
        (kept, "Keep the size 2..5"),
        (new, "Create a pool of the size 2..5"),
        (idle, "Consider deleting this pool"),
        (too_little, "Too little data to advise a size"),
        (unreachable, "No size reaches the goal"),
        (windowed, "Resize from 1..3 and windows to 2..5"),
    ] {
        assert_eq!(headline(&pool), expected);
    }
}

#[test]
fn consequences_have_the_numbers() {
    let pool = fixtures::pool();
    assert_eq!(
        consequences(&pool, 0.95, no_amounts()),
        [
            "At least 96 of 100 starts would have found a running instance; the goal is 95 %.",
            "It keeps 1.0 more instances running on average than 1..3.",
        ]
    );
    assert_eq!(
        consequences(&fixtures::idle_pool(), 0.95, no_amounts()),
        [
            "12 starts, 100 are needed.",
            "12 starts in 28 days kept 1.0 instances running: 56 instance-hours a start.",
        ]
    );
    let mut all = pool.clone();
    all.advised.iter_mut().for_each(|option| option.share.interval = [1.0, 1.0]);
    assert_eq!(
        consequences(&all, 1.0, no_amounts())[0],
        "All starts would have found a running instance; the goal is 100 %."
    );
    let mut dearer = pool.clone();
    dearer.current = Some(fixtures::option((3, 5), [0.985, 0.999], 3.22));
    dearer.current.iter_mut().for_each(|option| option.cost_per_month = Some(1000.0));
    dearer.advised.iter_mut().for_each(|option| option.cost_per_month = Some(749.6));
    let amounts = Amounts::new([1000.0, 749.6].into_iter());
    assert_eq!(
        consequences(&dearer, 0.95, amounts)[1],
        "It keeps 1.0 fewer instances running on average than 3..5, for 250 a month less."
    );
    let windowed = PoolAdvice { windows: Some(fixtures::windows()), ..pool };
    assert_eq!(
        by_hours(&windowed, no_amounts()).unwrap(),
        "A size that changes by hours reaches the goal too. It keeps 0.6 fewer instances running on \
         average than 2..5."
    );
}

#[test]
fn marks_are_the_current_the_advised_and_one_more_size() {
    let names = |pool: &PoolAdvice| {
        marks(pool).into_iter().map(|mark| mark.label).collect::<Vec<_>>().join(", ")
    };
    let pool = fixtures::pool();
    assert_eq!(names(&pool), "now, advised, cheaper");
    let kept = PoolAdvice { current: pool.advised.clone(), ..pool.clone() };
    assert_eq!(names(&kept), "now and advised, cheaper");
    let cheap = PoolAdvice { current: pool.cheaper.clone(), ..pool.clone() };
    assert_eq!(names(&cheap), "now, advised, better", "the cheaper one is the current one");
    assert_eq!(labels(&cheap, &cheap.options[1]), "now, cheaper");
    let windowed = PoolAdvice { windows: Some(fixtures::windows()), ..pool.clone() };
    assert_eq!(names(&windowed), "now, advised, by hours");
    assert_eq!(names(&fixtures::idle_pool()), "now");
    assert_eq!(names(&PoolAdvice { current: None, ..pool }), "advised, cheaper");
}

#[test]
fn a_period_ends_with_its_last_day() {
    let document = fixtures::document(Vec::new());
    let AdviceDocument { from, to, .. } = document;
    assert_eq!(period(from, to, "Europe/Berlin"), "2026-11-02 to 2026-11-29 (Europe/Berlin)");
    assert_eq!(period(from, to, "UTC"), "2026-11-01 to 2026-11-29 (UTC)");
    assert_eq!(period(from, to, "nowhere"), "2026-11-01 to 2026-11-29 (nowhere)");
}

#[test]
fn the_period_is_that_of_the_pools_if_they_agree() {
    let later = "2026-11-08T23:00:00Z".parse().unwrap();
    let short = PoolAdvice { from: later, ..fixtures::pool() };
    let document = |pools| fixtures::document(pools);
    let whole = document(Vec::new());
    assert_eq!(common_period(&whole), (whole.from, whole.to));
    assert_eq!(common_period(&document(vec![short.clone(), short.clone()])), (later, whole.to));
    let mixed = document(vec![short, fixtures::pool()]);
    assert_eq!(common_period(&mixed), (whole.from, whole.to));
    let text = render(&mixed, Markdown);
    let (_, first) = text.split_once("### `acme-api/regular`\n\n").unwrap();
    assert!(first.starts_with("2026-11-09 to 2026-11-29 (Europe/Berlin)\n"), "{first}");
}

#[test]
fn a_recording_and_doubts_are_named() {
    let mut pool = fixtures::pool();
    pool.reasons = vec!["12 days, 14 are needed to be firm".to_owned()];
    let watched = WatchedDocument { share: Some(0.9399), served: 231, missed: 17, coverage: 0.719 };
    pool.current.iter_mut().for_each(|option| option.watched = Some(watched));
    let text = render(&fixtures::document(vec![pool]), Markdown);
    for line in [
        "- Reasons: 12 days, 14 are needed to be firm",
        "- Recording: 93 % of 248 starts were served from the pool; watched 71 % of the time",
    ] {
        assert!(text.lines().any(|other| other == line), "{line}");
    }
}
