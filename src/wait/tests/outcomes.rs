//! When items are polled, and what ends a wait.

use super::*;

#[test]
fn a_condition_that_is_already_met_costs_no_call_and_no_time() {
    let (outcome, polls, seconds) = wait_for(&ScriptedTarget::new([]), ready());
    assert!(outcome.error.is_none() && outcome.open.is_empty());
    assert_eq!((polls.as_str(), seconds), ("p", 0));
}

#[test]
fn dependencies_are_checked_every_30_seconds() {
    let answers = [
        Ok(None),
        Err(CallError::ResponseLost(Lost::Closed)),
        Ok(Some(PoolWaitFailure::NoPrebuild)),
        Ok(None),
    ];
    let target = ScriptedTarget::new((0..40).map(|_| Ok(bare())));
    let target = ScriptedTarget { dependencies: RefCell::new(answers.into()), ..target };
    let (outcome, _, seconds) = wait_for(&target, bare());
    assert!(
        matches!(outcome.error, Some(WaitError::Impossible(0, PoolWaitFailure::NoPrebuild))),
        "{outcome:?}"
    );
    assert!(outcome.items[0].is_some(), "with the item as last read");
    assert_eq!(target.dependency_checks.get(), 3);
    assert!((60..75).contains(&seconds), "every 30 s or one poll later: {seconds} s");
}

#[test]
fn there_is_a_last_poll_when_the_time_is_over() {
    let over = WaitOptions { timeout: Duration::from_secs(1), ..OPTIONS };
    for (last, expected) in [(ready(), true), (pending(), false)] {
        let (outcome, polls, seconds) =
            wait(&ScriptedTarget::new([Ok(last)]), over, vec![item("a", Some(pending()))]);
        assert_eq!(
            (outcome.error.is_none(), polls.as_str(), seconds),
            (expected, "pp", 1),
            "{outcome:?}"
        );
    }
    let target = ScriptedTarget { takes: Duration::from_secs(60), ..ScriptedTarget::new([]) };
    let (outcome, _, seconds) = wait(&target, over, vec![item("a", Some(pending()))]);
    assert!(matches!(outcome.error, Some(WaitError::TimedOut)));
    assert_eq!(seconds, 6, "the last poll is limited");
}

#[test]
fn all_pools_are_waited_for_and_an_impossible_one_ends_it() {
    let both = |a, b| vec![item("a", Some(a)), item("b", Some(b))];
    let target = ScriptedTarget::new([]).and("b", [Ok(pending()), Ok(ready())]);
    let (outcome, _, _) = wait(&target, OPTIONS, both(ready(), pending()));
    assert!(outcome.error.is_none() && outcome.items.len() == 2);

    let deleting = pool(WarmPoolPhase::Deleting, Some("s"));
    let (outcome, _, _) = wait(&ScriptedTarget::new([]), OPTIONS, both(pending(), deleting));
    assert!(
        matches!(outcome.error, Some(WaitError::Impossible(1, PoolWaitFailure::Deleting))),
        "{outcome:?}"
    );
    assert_eq!(outcome.open, [0, 1]);

    let short = WaitOptions { timeout: Duration::from_secs(1), ..OPTIONS };
    let target = ScriptedTarget::new([Ok(pending())]).and("b", [Ok(ready())]);
    let (outcome, _, _) = wait(&target, short, both(pending(), pending()));
    assert!(matches!(outcome.error, Some(WaitError::TimedOut)), "{outcome:?}");
    assert_eq!(outcome.open, [0], "each had its last poll");
}

#[test]
fn pools_are_polled_concurrently_up_to_a_limit() {
    let ids: Vec<_> = (0..10).map(|number| number.to_string()).collect();
    let target =
        ids.iter().fold(ScriptedTarget::new([]), |target, id| target.and(id, [Ok(ready())]));
    let target = ScriptedTarget { takes: Duration::from_secs(1), ..target };
    let items = ids.iter().map(|id| item(id, None)).collect();
    let (outcome, _, seconds) = wait(&target, OPTIONS, items);
    assert!(outcome.error.is_none());
    assert_eq!((target.max_in_flight.get(), seconds), (MAX_CONCURRENT_READS, 3));
}

#[test]
fn an_event_causes_a_poll_at_once_unless_polls_fail() {
    let hour = OPTIONS.timeout;
    let slow = WaitOptions { intervals: PollIntervals::growing(hour, hour), ..OPTIONS };
    let event_after = Some(Duration::from_secs(1));
    let target = ScriptedTarget::new([Ok(ready())]);
    let (outcome, polls, seconds) =
        wait_with(&target, slow, vec![item("a", Some(pending()))], event_after);
    assert!(outcome.error.is_none());
    assert_eq!((polls.as_str(), seconds), ("pp", 1));

    let half = WaitOptions { intervals: PollIntervals::growing(hour / 2, hour), ..OPTIONS };
    let target = ScriptedTarget::new([Err(refused(Code::Internal)), Ok(ready())]);
    let (outcome, polls, seconds) = wait_with(&target, half, vec![item("a", None)], event_after);
    assert!(outcome.error.is_none());
    assert_eq!(polls, "fp");
    assert!(seconds > 1_000, "{seconds} s");
}
