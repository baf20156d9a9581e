use super::plan::Window;
use super::table::Cell;
use super::*;
use crate::sizing::schedule::SizeEdge;

/// The sizes are 0..2, 1..2 and 2..2, by index.
const SMALL: Search = Search { min: 0..=2, max: 2..=2, budget: None };

fn plan(outside: u8, windows: &[(u8, u8, u8)]) -> Plan {
    let windows =
        windows.iter().map(|(start, end, size)| Window { start: *start, end: *end, size: *size });
    Plan::new(outside, &windows.collect::<Vec<_>>(), 1.0)
}

#[test]
fn windows_that_touch_with_one_size_are_joined_and_those_of_the_size_outside_dropped() {
    let joined = plan(0, &[(10, 12, 1), (12, 20, 1), (20, 24, 2)]);
    assert_eq!(joined, plan(0, &[(10, 20, 1), (20, 24, 2)]));
    assert_eq!(plan(0, &[(1, 2, 0), (3, 4, 1)]), plan(0, &[(3, 4, 1)]));
    assert!(plan(0, &[(1, 2, 0)]).windows().is_empty());
    let [early, late] = [plan(0, &[(3, 5, 1)]), plan(0, &[(4, 6, 1)])];
    assert!(early.order() < late.order());
    assert!(plan(0, &[(9, 10, 1)]).order() < early.order());
}

#[test]
fn a_plan_holds_on_weekdays_by_local_time() {
    // Friday to Monday, with the end of summer time on Sunday.
    let period = period("Europe/Berlin", "2026-10-23", "2026-10-27");
    let plan = plan(0, &[(15, 37, 2), (37, 48, 1)]);
    with_replays(&Question { search: SMALL, ..question(&period, &[]) }, |replays, half_hours| {
        let table = Table::replay(replays, half_hours, &SMALL).unwrap();
        let schedule = plan.schedule(&table, half_hours);
        assert_eq!(schedule.initial(), size(0, 2));
        let edge = |at, min| SizeEdge { at: instant(at), size: size(min, 2) };
        let expected = [
            edge("2026-10-23T05:30:00Z", 2),
            edge("2026-10-23T16:30:00Z", 1),
            edge("2026-10-23T22:00:00Z", 0),
            edge("2026-10-26T06:30:00Z", 2),
            edge("2026-10-26T17:30:00Z", 1),
        ];
        assert_eq!(schedule.edges(), expected);
    });
}

#[test]
fn the_tables_are_the_replays_by_half_hour() {
    let mut period = days_from_monday(14);
    let starts = office_starts(&period);
    period.exclude(&(date("2026-06-03")..=date("2026-06-03")));
    with_replays(&question(&period, &starts), |replays, half_hours| {
        let table = Table::replay(replays, half_hours, &Search::ALL).unwrap();
        let close = |a: Cell, b: Cell| {
            assert_eq!(a.misses, b.misses);
            assert!((a.cost - b.cost).abs() <= b.cost * 1e-9, "{a:?} {b:?}");
        };
        for id in table.ids() {
            let outcome = replays.low(table.size(id)).unwrap();
            let misses = replays.trace.counted_starts() - outcome.hits;
            let all = Cell { misses: misses as u32, cost: replays.cost(&outcome).as_f64() };
            close(table.inside(id, 0, 48).plus(table.weekend(id)), all);
            close(table.inside(id, 14, 20).plus(table.outside(id, 14, 20)), all);
            let parts = table.inside(id, 3, 9).plus(table.inside(id, 9, 30));
            close(parts, table.inside(id, 3, 30));
        }
    });
}

#[test]
fn so_many_starts_may_miss_that_the_share_is_still_reached() {
    let period = days_from_monday(14);
    for starts in [0, 1, 19, 20, 21, 40, 336] {
        let starts: Vec<_> = (0..starts).map(|hour| period.start() + hour * HOUR).collect();
        with_replays(&question(&period, &starts), |replays, half_hours| {
            let table = Table::replay(replays, half_hours, &SMALL).unwrap();
            for goal in [0.01, 0.5, 0.9, 0.95, 0.999, 1.0] {
                let allowed = f64::from(table.allowed_misses(goal));
                let count = starts.len() as f64;
                if count > 0.0 {
                    assert!((count - allowed) / count >= goal, "{count} {goal}");
                    assert!((count - allowed - 1.0) / count < goal, "{count} {goal}");
                }
            }
        });
    }
}

#[test]
fn only_the_cheapest_plans_are_kept() {
    let mut plans = Plans::new(5, 1e9);
    assert!(!plans.accepts(Cell { misses: 6, cost: 1.0 }));
    assert!(!plans.accepts(Cell { misses: 5, cost: 1e9 + 1.0 }));
    plans.add(Plan::new(0, &[], 0.5));
    for index in (0..3_000_u32).rev() {
        let start = (index % 40) as u8;
        let window = Window {
            start,
            end: start + 1 + (index / 40 % 8) as u8,
            size: (index / 320) as u8 + 1,
        };
        plans.add(Plan::new(0, &[window], f64::from(index)));
    }
    assert!(!plans.accepts(Cell { misses: 0, cost: 2_001.0 }));
    let kept = plans.cheapest_first();
    assert_eq!(kept.len(), MAX_PLANS);
    assert!(kept.is_sorted() && kept[MAX_PLANS - 1].cost() < 2_000.0);
}
