use super::*;

fn windowed(period: &Period) -> Option<CurrentSize> {
    let edges = period.days().iter().flat_map(|day| {
        let edge = |hour, size| SizeEdge { at: day.start + hour * HOUR, size };
        [edge(7, size(2, 4)), edge(19, size(1, 1))]
    });
    let schedule = SizeSchedule::new(size(1, 1), edges.collect());
    Some(CurrentSize { outside: size(1, 1), schedule: Some(schedule) })
}

#[test]
fn a_current_size_with_windows_is_replayed_with_them() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let advice = advice(&Question { current: windowed(&period), ..question(&period, &starts) });
    let current = advice.current.as_ref().unwrap();
    assert!(current.is_windowed);
    assert_eq!(current.size, size(1, 1));
    let mean = current.mean_running + current.mean_stopped;
    // Four by day and one by night; what is under way at night goes on.
    assert!((2.4..2.6).contains(&mean), "{mean}");
    let share = current.share.unwrap();
    assert!(share.low > 0.9 && share.low <= share.high);
    // Beside the constant size of the same name.
    let named: Vec<_> = advice.options.iter().filter(|option| option.size == size(1, 1)).collect();
    assert_eq!(named.iter().map(|option| option.is_windowed).collect::<Vec<_>>(), [false, true]);
    // It is never kept: the advice is one size.
    assert!(!advice.advised.unwrap().is_windowed);
}

/// Of which the size outside its windows would be kept, if it were the only one.
#[test]
fn a_size_with_windows_is_not_kept() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let outside = size(2, 4);
    let with = |schedule| {
        let current = Some(CurrentSize { outside, schedule });
        let question = Question { current, keep_within: 0.1, ..question(&period, &starts) };
        advice(&question).advised.unwrap().size
    };
    assert_eq!(with(None), size(2, 4));
    assert_eq!(with(Some(SizeSchedule::constant(outside))), size(2, 3));
}

/// A busy pool that grows can serve less: here the fourth start finds nothing.
#[test]
fn what_the_autoscaler_serves_is_shown_within_the_bounds() {
    let period = days_from_monday(1);
    let half_minutes = [13, 18, 19, 22, 27, 28, 31];
    let starts = half_minutes.map(|count| period.start() + count * MINUTE / 2);
    let advice = advice(&Question { current: constant(1, 2), ..question(&period, &starts) });
    assert_eq!(hits(&advice.current.unwrap(), 7.0), [4.0, 4.0, 4.0]);
}

#[test]
fn what_an_excluded_day_did_counts_nowhere() {
    let mut period = days_from_monday(28);
    let ordinary = office_starts(&period);
    let mut starts = ordinary.clone();
    // A load test on the second Wednesday.
    let noon = period.days()[9].start + 12 * HOUR;
    starts.extend((0..500).map(|index| noon + index * 1_000));
    let disturbed = advice(&question(&period, &starts));
    assert_eq!(disturbed.evidence, Evidence::Rough);
    period.exclude(&(date("2026-06-10")..=date("2026-06-10")));
    let advice = advice(&question(&period, &starts));
    assert_eq!((advice.evidence, advice.demand.days), (Evidence::Firm, 27));
    assert_eq!(advice.demand.excluded, 500 + 1_211 - advice.demand.starts);
    assert_eq!(advice.advised.as_ref().unwrap().size, size(2, 3));
    for option in &advice.options {
        let mean = option.mean_running + option.mean_stopped;
        assert_close(mean, f64::from(option.size.max()));
    }
    // 27 days: the first 20 that count are 21 by the calendar.
    let backtest = advice.backtest.unwrap();
    assert_eq!((backtest.days, backtest.until), (20, date("2026-06-22")));
}

#[test]
fn evidence_is_rough_for_each_reason() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let data = |completeness, suspects| DataQuality {
        completeness,
        found: 1_000,
        suspected_prebuild_runs: suspects,
    };
    let reasons = |data| {
        let advice = advice(&Question { data, ..question(&period, &starts) });
        assert_eq!(advice.evidence == Evidence::Firm, advice.reasons.is_empty());
        advice.reasons
    };
    assert_eq!(reasons(data(Completeness::Complete, 50)), [""; 0]);
    assert_eq!(
        reasons(data(Completeness::Complete, 51)),
        ["51 of 1000 starts look like prebuild runs, more than 5 %"]
    );
    assert_eq!(
        reasons(data(Completeness::LowerBound, 0)),
        ["there may have been more starts than are known"]
    );
    assert_eq!(reasons(data(Completeness::OwnOnly, 0)), ["only your own environments are counted"]);
    assert_eq!(
        reasons(data(Completeness::Unknown, 0)),
        ["it is not known whether all environments are counted"]
    );
    let short = days_from_monday(13);
    let starts = office_starts(&short);
    let advice = advice(&question(&short, &starts));
    assert_eq!(advice.reasons[0], "13 days, 14 are needed to be firm");
}

#[test]
fn stopped_instances_that_can_be_claimed_make_the_share_too_low() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let with = |can_claim_stopped, search| {
        advice(&Question { can_claim_stopped, search, ..question(&period, &starts) })
            .underestimates_share
    };
    assert!(with(true, Search::ALL) && !with(false, Search::ALL));
    let fixed = Search { min: 3..=3, max: 3..=3, budget: None };
    assert!(!with(true, fixed));
}

#[test]
fn times_of_other_runners_change_the_result() {
    let period = days_from_monday(28);
    let starts = office_starts(&period);
    let times = Times { provision: 15 * MINUTE, start: 5 * MINUTE, ..Times::DOCUMENTED };
    let slow = advice(&Question { times, ..question(&period, &starts) });
    assert!(slow.advised.unwrap().mean_running > 3.0);
    let times = Times { provision: 2_000, start: 1_000, ..Times::DOCUMENTED };
    let fast = advice(&Question { times, ..question(&period, &starts) });
    assert_eq!(fast.advised.unwrap().size, size(1, 1));
}
