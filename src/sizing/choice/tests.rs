use super::*;
use crate::sizing::cost::Rates;
use crate::sizing::test_support::size;
use crate::sizing::trace::Usage;

fn candidate(min: i32, max: i32, hits: u64, cost: i64, meets_goal: bool) -> Candidate {
    // Without prices a running millisecond costs 10 and a stopped one 1.
    let cost = Rates::new(None).cost(Usage { running: 0, stopped: cost });
    Candidate { size: size(min, max), hits, cost, meets_goal }
}

fn candidates(mut all: Vec<Candidate>) -> Candidates {
    all.sort_by_key(|candidate| order(candidate.cost, candidate.size));
    Candidates(all)
}

#[test]
fn every_valid_size_is_replayed() {
    assert_eq!(sizes(&Search::ALL).count(), 230);
    let search = Search { min: 2..=3, max: 1..=4, budget: None };
    let found: Vec<_> = sizes(&search).map(|size| size.to_string()).collect();
    assert_eq!(found, ["2..2", "2..3", "3..3", "2..4", "3..4"]);
    let out_of_range = Search { min: -5..=30, max: -5..=30, budget: None };
    assert_eq!(sizes(&out_of_range).count(), 230);
}

#[test]
fn of_equal_cost_the_smaller_size_is_advised() {
    let candidates = candidates(vec![
        candidate(3, 4, 9, 10, true),
        candidate(2, 4, 9, 10, true),
        candidate(0, 5, 9, 10, true),
        candidate(1, 1, 9, 5, false),
    ]);
    assert_eq!(candidates.cheapest().unwrap().size, size(2, 4));
    assert_eq!(candidates.advised(Some(size(0, 5)), 0.0).unwrap().size, size(0, 5));
    assert_eq!(candidates.advised(Some(size(1, 1)), 1.0).unwrap().size, size(2, 4));
    assert_eq!(candidates.advised(Some(size(9, 9)), 1.0).unwrap().size, size(2, 4));
    assert_eq!(Candidates(Vec::new()).advised(None, 0.0), None);
}

#[test]
fn sizes_that_another_one_beats_are_left_out() {
    let candidates = candidates(vec![
        candidate(1, 1, 5, 10, false),
        // As good, but more expensive; as expensive, but worse; both.
        candidate(1, 2, 5, 11, false),
        candidate(0, 1, 4, 10, false),
        candidate(0, 2, 4, 12, false),
        // Two that are equal, and one that serves more at their cost.
        candidate(2, 4, 8, 20, false),
        candidate(3, 3, 8, 20, false),
        candidate(4, 9, 9, 20, false),
        candidate(5, 9, 9, 20, false),
    ]);
    let undominated: Vec<_> =
        candidates.undominated().iter().map(|candidate| candidate.size.to_string()).collect();
    assert_eq!(undominated, ["1..1", "4..9"]);
}
