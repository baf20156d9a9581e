//! The rules of the sizes, against a plain statement of them.

use proptest::prelude::*;

use super::*;

fn asked(min: Option<i32>, max: Option<i32>) -> SizeRequest {
    SizeRequest { min, max, fixed: None }
}

/// The rules as the service's descriptors and comments state them.
fn is_valid(min: i32, max: i32) -> bool {
    (0..=20).contains(&min) && (1..=20).contains(&max) && min <= max
}

#[test]
fn what_is_missing_follows_from_what_is_given() {
    for (min, max, expected) in [
        (None, None, "1..2"),
        (Some(0), None, "0..2"),
        (Some(2), None, "2..2"),
        (Some(7), None, "7..7"),
        (None, Some(1), "1..1"),
        (None, Some(9), "1..9"),
        (Some(0), Some(20), "0..20"),
    ] {
        assert_eq!(asked(min, max).resolve_new().unwrap().to_string(), expected);
    }
}

#[test]
fn sentences_name_the_flag_the_value_and_the_rule() {
    assert_eq!(
        asked(None, Some(0)).resolve_new().unwrap_err(),
        ["--max 0 is out of range: a warm pool holds at least 1 and at most 20 instances"]
    );
    assert_eq!(asked(Some(6), Some(5)).resolve_new().unwrap_err(), ["--min 6 is above --max 5"]);
    assert_eq!(
        asked(Some(-1), Some(21)).resolve_new().unwrap_err(),
        [
            "--min -1 is out of range: a warm pool keeps at least 0 and at most 20 instances",
            "--max 21 is out of range: a warm pool holds at least 1 and at most 20 instances",
        ]
    );
}

#[test]
fn an_update_is_checked_as_the_pair_it_results_in() {
    let now = asked(Some(3), Some(5)).resolve_new().unwrap();
    assert_eq!(asked(None, Some(9)).resolve_update(now).unwrap().to_string(), "3..9");
    assert_eq!(
        asked(None, Some(2)).resolve_update(now).unwrap_err(),
        ["--max 2 is below the pool's min 3"]
    );
    assert_eq!(
        asked(Some(6), None).resolve_update(now).unwrap_err(),
        ["--min 6 is above the pool's max 5"]
    );
}

#[test]
fn an_old_pool_has_one_number_for_both() {
    let spec = |desired_size, min_size, max_size| WarmPoolSpec {
        desired_size,
        min_size,
        max_size,
        ..WarmPoolSpec::default()
    };
    let of = |spec: WarmPoolSpec| PoolSize::of(&spec).map(|size| size.to_string());
    assert_eq!(of(spec(4, None, None)).as_deref(), Some("4..4"));
    assert_eq!(of(spec(0, Some(0), Some(3))).as_deref(), Some("0..3"));
    assert_eq!(of(spec(4, Some(1), Some(3))).as_deref(), Some("1..3"));
    assert_eq!(of(spec(0, None, None)), None);
    assert_eq!(of(spec(0, Some(20), Some(1))), None, "the sample of the API reference");
}

proptest! {
    #[test]
    fn a_new_pool_is_accepted_exactly_when_the_pair_it_gets_is_valid(
        min in proptest::option::of(-3_i32..25),
        max in proptest::option::of(-3_i32..25),
    ) {
        let (low, high) = match (min, max) {
            (None, None) => (1, 2),
            (Some(min), None) => (min, min.max(2)),
            (None, Some(max)) => (max.min(1), max),
            (Some(min), Some(max)) => (min, max),
        };
        let result = asked(min, max).resolve_new();
        prop_assert_eq!(result.is_ok(), is_valid(low, high));
        if let Ok(size) = result {
            prop_assert_eq!((size.min(), size.max()), (low, high));
        }
    }

    #[test]
    fn an_update_is_accepted_exactly_when_the_resulting_pair_is_valid(
        now_min in 0_i32..=20,
        more in 0_i32..=20,
        min in proptest::option::of(-3_i32..25),
        max in proptest::option::of(-3_i32..25),
    ) {
        let now = PoolSize { min: now_min, max: (now_min + more).clamp(1, 20) };
        let result = asked(min, max).resolve_update(now);
        let (low, high) = (min.unwrap_or(now.min), max.unwrap_or(now.max));
        prop_assert_eq!(result.is_ok(), is_valid(low, high));
    }

    #[test]
    fn any_numbers_at_all_are_judged_without_a_crash(min: i32, max: i32, fixed: i32) {
        for asked in [
            asked(Some(min), None),
            asked(None, Some(max)),
            SizeRequest { fixed: Some(fixed), ..SizeRequest::default() },
        ] {
            drop(asked.resolve_new());
        }
    }
}
