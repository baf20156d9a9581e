use super::*;
use crate::sizing::test_support::{DAY, HOUR, days_from_monday, office_starts};

#[test]
fn growth_by_one_changes_nothing() {
    let period = days_from_monday(14);
    let starts = office_starts(&period);
    assert_eq!(grow(&starts, period.days(), 1.0), starts);
    assert_eq!(grow(&[], period.days(), 2.5), [0; 0]);
}

#[test]
fn starts_are_thinned_or_copied_at_about_the_factor() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    for growth in [0.1, 0.5, 1.2, 2.0, 3.7, 10.0] {
        let grown = grow(&starts, period.days(), growth);
        let factor = grown.len() as f64 / starts.len() as f64;
        assert!((factor / growth - 1.0).abs() < 0.1, "{growth}: {factor}");
        assert!(grown.is_sorted());
        if growth < 1.0 {
            assert!(grown.iter().all(|start| starts.binary_search(start).is_ok()));
        }
    }
}

#[test]
fn copies_stay_near_and_within_their_day() {
    let period = days_from_monday(2);
    let monday = period.start();
    for at in [monday, monday + DAY - 1, monday + 12 * HOUR] {
        let grown = grow(&[at], period.days(), 10.0);
        assert_eq!(grown.len(), 10);
        assert!(grown.contains(&at));
        let near = (at - HOUR / 2).max(monday)..=(at + HOUR / 2).min(monday + DAY - 1);
        assert!(grown.iter().all(|start| near.contains(start)), "{grown:?}");
        assert!(grown[0] != grown[9], "{grown:?}");
    }
}
