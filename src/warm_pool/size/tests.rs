//! The rules of the sizes, against a plain statement of them.

use proptest::option;
use proptest::prelude::*;

use super::*;

fn bounds(min: Option<i32>, max: Option<i32>) -> SizeBounds {
    SizeBounds { min, max }
}

/// The rules as the service's descriptors and comments state them.
fn is_valid(min: i32, max: i32) -> bool {
    (0..=20).contains(&min) && (1..=20).contains(&max) && min <= max
}

#[test]
fn a_missing_bound_is_adjusted_to_fit() {
    for (min, max, expected) in [
        (None, None, "1..2"),
        (Some(0), None, "0..2"),
        (Some(2), None, "2..2"),
        (Some(7), None, "7..7"),
        (None, Some(1), "1..1"),
        (None, Some(9), "1..9"),
        (Some(0), Some(20), "0..20"),
    ] {
        assert_eq!(bounds(min, max).resolve_new().unwrap().to_string(), expected);
    }
}

#[test]
fn errors_name_the_flag_the_value_and_the_rule() {
    assert_eq!(
        bounds(None, Some(0)).resolve_new().unwrap_err(),
        ["--max 0 is out of range: a warm pool holds at least 1 and at most 20 instances"]
    );
    assert_eq!(bounds(Some(6), Some(5)).resolve_new().unwrap_err(), ["--min 6 is above --max 5"]);
    assert_eq!(
        bounds(Some(-1), Some(21)).resolve_new().unwrap_err(),
        [
            "--min -1 is out of range: a warm pool keeps at least 0 and at most 20 instances",
            "--max 21 is out of range: a warm pool holds at least 1 and at most 20 instances",
        ]
    );
    assert_eq!(bounds(Some(6), Some(5)).resolve_declared().unwrap_err(), ["min 6 is above max 5"]);
    assert_eq!(
        SizeBounds::from_fixed_size(0).unwrap_err(),
        ["--size 0 is out of range: a warm pool holds at least 1 and at most 20 instances"]
    );
}

#[test]
fn an_update_is_checked_with_the_bound_that_stays() {
    let current = PoolSize::new(3, 5).unwrap();
    let update = |min, max| bounds(min, max).resolve_update(current);
    assert_eq!(update(None, Some(9)).unwrap().to_string(), "3..9");
    assert_eq!(update(None, Some(2)).unwrap_err(), ["--max 2 is below the pool's min 3"]);
    assert_eq!(update(Some(6), None).unwrap_err(), ["--min 6 is above the pool's max 5"]);
}

#[test]
fn invalid_and_missing_bounds_are_shown_as_reported() {
    assert_eq!(bounds(Some(20), Some(1)).to_string(), "20..1");
    assert_eq!(bounds(Some(2), None).to_string(), "2..?");
    assert_eq!(bounds(None, None).to_string(), "unknown");
}

fn reported(desired_size: i32, min_size: Option<i32>, max_size: Option<i32>) -> SizeBounds {
    let spec = WarmPoolSpec { desired_size, min_size, max_size, ..WarmPoolSpec::default() };
    SizeBounds::from_spec(&spec)
}

#[test]
fn the_deprecated_size_counts_only_without_bounds() {
    assert_eq!(reported(4, None, None), bounds(Some(4), Some(4)));
    assert_eq!(reported(0, None, None), bounds(None, None));
    assert_eq!(reported(4, Some(1), Some(3)), bounds(Some(1), Some(3)));
    assert_eq!(reported(3, None, Some(5)), bounds(Some(0), Some(5)));
    assert_eq!(reported(3, Some(1), None), bounds(Some(1), None));
    let sample_of_the_api_reference = reported(0, Some(20), Some(1));
    assert_eq!(sample_of_the_api_reference.size(), None);
}

proptest! {
    #[test]
    fn a_new_pool_is_accepted_exactly_when_its_size_is_valid(
        min in option::of(-3_i32..25),
        max in option::of(-3_i32..25),
    ) {
        let (low, high) = match (min, max) {
            (None, None) => (1, 2),
            (Some(min), None) => (min, min.max(2)),
            (None, Some(max)) => (max.min(1), max),
            (Some(min), Some(max)) => (min, max),
        };
        let result = bounds(min, max).resolve_new();
        prop_assert_eq!(result.is_ok(), is_valid(low, high));
        if let Ok(size) = result {
            prop_assert_eq!((size.min(), size.max()), (low, high));
        }
    }

    #[test]
    fn an_update_is_accepted_exactly_when_the_resulting_size_is_valid(
        current_min in 0_i32..=20,
        more in 0_i32..=20,
        min in option::of(-3_i32..25),
        max in option::of(-3_i32..25),
    ) {
        let current = PoolSize::new(current_min, (current_min + more).clamp(1, 20)).unwrap();
        let result = bounds(min, max).resolve_update(current);
        let (low, high) = (min.unwrap_or(current.min), max.unwrap_or(current.max));
        prop_assert_eq!(result.is_ok(), is_valid(low, high));
        if let Ok(size) = result {
            prop_assert_eq!((size.min(), size.max()), (low, high));
        }
    }

    /// Every view uses the bounds of `from_spec`: they have a size exactly when they are valid, and it
    /// is shown like the bounds.
    #[test]
    fn reported_bounds_and_their_size_agree(
        desired_size in -1_i32..25,
        min_size in option::of(-3_i32..25),
        max_size in option::of(-3_i32..25),
    ) {
        let bounds = reported(desired_size, min_size, max_size);
        match (min_size, max_size) {
            (None, None) => prop_assert_eq!(bounds.min, bounds.max),
            _ => prop_assert_eq!((bounds.min, bounds.max), (min_size.or(Some(0)), max_size)),
        }
        let is_valid = bounds.min.zip(bounds.max).is_some_and(|(min, max)| is_valid(min, max));
        prop_assert_eq!(bounds.size().is_some(), is_valid);
        if let Some(size) = bounds.size() {
            prop_assert_eq!(SizeBounds::from(size), bounds);
            prop_assert_eq!(size.to_string(), bounds.to_string());
        }
    }

    #[test]
    fn any_numbers_are_checked_without_a_panic(min: i32, max: i32, fixed: i32) {
        for bounds in [bounds(Some(min), None), bounds(None, Some(max)), bounds(Some(min), Some(max))] {
            prop_assert_eq!(bounds.resolve_new().is_ok(), bounds.range_errors().is_empty());
        }
        prop_assert_eq!(SizeBounds::from_fixed_size(fixed).is_ok(), (1..=20).contains(&fixed));
    }
}
