//! When to look, and what ends a wait.

use super::*;
use crate::api::events::EventListener as _;

#[test]
fn what_is_true_already_costs_no_call_and_no_time() {
    let (end, news, seconds) = wait_for(&SizeBounds::new([]), ready());
    assert!(end.stop.is_none() && end.open.is_empty());
    assert_eq!((news.as_str(), seconds), ("s", 0));
}

#[test]
fn prebuilds_are_asked_for_now_and_then_until_there_is_no_hope() {
    let answers = [
        Ok(Progress::Blocked),
        Err(CallError::ResponseLost(Lost::Closed)),
        Ok(Progress::Impossible(PoolWaitFailure::NoPrebuild)),
        Ok(Progress::Blocked),
    ];
    let told = SizeBounds::new((0..40).map(|_| Ok(bare())));
    let told = SizeBounds { supply: RefCell::new(answers.into()), ..told };
    let (end, _, seconds) = wait_for(&told, bare());
    assert!(
        matches!(end.stop, Some(WaitError::PoolWaitFailure(0, PoolWaitFailure::NoPrebuild))),
        "{end:?}"
    );
    assert!(end.things[0].is_some(), "what is known of it is given");
    assert_eq!(told.supply_asked.get(), 3);
    assert!((60..75).contains(&seconds), "every 30 s or a look later: {seconds} s");
}

#[test]
fn when_time_is_over_there_is_a_last_look() {
    let over = WaitOptions { timeout: Duration::from_secs(1), ..USUAL };
    for (last, expected) in [(ready(), true), (pending(), false)] {
        let (end, news, seconds) =
            wait(&SizeBounds::new([Ok(last)]), over, vec![start("a", Some(pending()))]);
        assert_eq!((end.stop.is_none(), news.as_str(), seconds), (expected, "ss", 1), "{end:?}");
    }
    let told = SizeBounds { takes: Duration::from_secs(60), ..SizeBounds::new([]) };
    let (end, _, seconds) = wait(&told, over, vec![start("a", Some(pending()))]);
    assert!(matches!(end.stop, Some(WaitError::TimedOut)));
    assert_eq!(seconds, 6, "it is not waited for without end");
}

#[test]
fn all_pools_are_waited_for_and_a_hopeless_one_ends_it() {
    let both = |a, b| vec![start("a", Some(a)), start("b", Some(b))];
    let told = SizeBounds::new([]).and("b", [Ok(pending()), Ok(ready())]);
    let (end, _, _) = wait(&told, USUAL, both(ready(), pending()));
    assert!(end.stop.is_none() && end.things.len() == 2);

    let leaving = pool(WarmPoolPhase::Deleting, Some("s"));
    let (end, _, _) = wait(&SizeBounds::new([]), USUAL, both(pending(), leaving));
    assert!(
        matches!(end.stop, Some(WaitError::PoolWaitFailure(1, PoolWaitFailure::Leaving))),
        "{end:?}"
    );
    assert_eq!(end.open, [0, 1]);

    let short = WaitOptions { timeout: Duration::from_secs(1), ..USUAL };
    let told = SizeBounds::new([Ok(pending())]).and("b", [Ok(ready())]);
    let (end, _, _) = wait(&told, short, both(pending(), pending()));
    assert!(matches!(end.stop, Some(WaitError::TimedOut)), "{end:?}");
    assert_eq!(end.open, [0], "each had its last look");
}

#[test]
fn pools_are_looked_at_side_by_side_but_not_all_at_once() {
    let ids: Vec<_> = (0..10).map(|number| number.to_string()).collect();
    let told = ids.iter().fold(SizeBounds::new([]), |told, id| told.and(id, [Ok(ready())]));
    let told = SizeBounds { takes: Duration::from_secs(1), ..told };
    let starts = ids.iter().map(|id| start(id, None)).collect();
    let (end, _, seconds) = wait(&told, USUAL, starts);
    assert!(end.stop.is_none());
    assert_eq!((told.most_under_way.get(), seconds), (MAX_CONCURRENT_READS, 3));
}

#[test]
fn an_event_brings_a_look_at_once_unless_the_service_cannot_answer() {
    let slow = WaitOptions { first: USUAL.timeout, interval: USUAL.timeout, ..USUAL };
    let nudges = ChangeNotifier::new(["a"]);
    nudges.on_resync();
    let told = SizeBounds::new([Ok(ready())]);
    let (end, news, seconds) = wait_with(&told, slow, vec![start("a", Some(pending()))], &nudges);
    assert!(end.stop.is_none());
    assert_eq!((news.as_str(), seconds), ("ss", 0));

    nudges.on_resync();
    let told = SizeBounds::new([Err(refused(Code::Internal)), Ok(ready())]);
    let half = WaitOptions { first: USUAL.timeout / 2, ..slow };
    let (end, news, seconds) = wait_with(&told, half, vec![start("a", None)], &nudges);
    assert!(end.stop.is_none());
    assert_eq!(news, "ms");
    assert!(seconds > 1_000, "{seconds} s");
}
