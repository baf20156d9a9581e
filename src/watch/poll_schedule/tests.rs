//! A time that is written down, and what is looked at in it.

use super::*;

const INTERVAL: Duration = Duration::from_secs(5);
/// A random number that lets every rest be as long as it is meant.
const MIDDLE: f64 = 0.5;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn ids(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

/// An agenda after its first look at all, which took so long and ended now.
fn begun(took: Duration) -> (PollSchedule, Instant) {
    let (mut agenda, now) = (PollSchedule::new(INTERVAL), Instant::now());
    assert_eq!(agenda.next(now, false), Next::All);
    agenda.finish(now, took, MIDDLE);
    (agenda, now)
}

/// Seconds from `now` until something is looked at.
fn rest(agenda: &mut PollSchedule, now: Instant, has_events: bool) -> f64 {
    match agenda.next(now, has_events) {
        Next::Rest(until) => until.duration_since(now).as_secs_f64(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_are_looked_at_in_intervals_and_more_seldom_beside_events() {
    let (mut agenda, now) = begun(Duration::ZERO);
    assert_eq!(rest(&mut agenda, now, false), 5.0);
    assert_eq!(rest(&mut agenda, now, true), 30.0);
    assert_eq!(agenda.next(now + seconds(5), true), Next::Rest(now + seconds(30)));
    assert_eq!(agenda.next(now + seconds(5), false), Next::All, "the stream has ended");
}

#[test]
fn many_that_began_together_spread_out() {
    for (random, expected) in [(0.0, 4.5), (1.0, 5.5)] {
        let (mut agenda, now) = begun(Duration::ZERO);
        agenda.finish(now, Duration::ZERO, random);
        assert_eq!(rest(&mut agenda, now, false), expected);
    }
}

#[test]
fn a_service_that_answers_slowly_is_asked_less_often() {
    let (mut agenda, now) = begun(seconds(20));
    assert_eq!(rest(&mut agenda, now, false), 40.0);
    agenda.touch_all();
    assert_eq!(rest(&mut agenda, now, false), 20.0, "for events as well");
}

#[test]
fn what_events_are_about_is_looked_at_at_once() {
    let (mut agenda, now) = begun(Duration::ZERO);
    agenda.mark_dirty(ids(&["a"]), now);
    assert_eq!(agenda.next(now, true), Next::These(vec!["a".to_owned()]));
    assert_eq!(rest(&mut agenda, now, true), 30.0);
    agenda.touch_all();
    assert_eq!(rest(&mut agenda, now, true), 1.0);
    assert_eq!(agenda.next(now + seconds(1), true), Next::All);
}

#[test]
fn a_storm_about_one_pool_is_a_look_a_second() {
    let (mut agenda, now) = begun(Duration::ZERO);
    for _ in 0..4 {
        agenda.mark_dirty(ids(&["a"]), now);
        assert_eq!(agenda.due(now), ["a"]);
    }
    for _ in 0..100 {
        agenda.mark_dirty(ids(&["a"]), now);
        assert!(agenda.due(now).is_empty());
    }
    assert_eq!(rest(&mut agenda, now, true), 1.0);
    assert_eq!(agenda.due(now + seconds(1)), ["a"]);
}

#[test]
fn a_storm_about_many_pools_is_a_look_at_all() {
    let (mut agenda, now) = begun(Duration::ZERO);
    let names: Vec<_> = (0..=MAX_SINGLE_POLLS).map(|number| number.to_string()).collect();
    agenda.mark_dirty(names[1..].iter().cloned().collect(), now);
    let Next::These(few) = agenda.next(now, true) else { panic!() };
    assert_eq!(few.len(), MAX_SINGLE_POLLS);
    agenda.mark_dirty(names.into_iter().collect(), now);
    assert_eq!(rest(&mut agenda, now, true), 1.0);
}

#[test]
fn what_is_kept_of_pools_is_given_up_again() {
    let (mut agenda, now) = begun(Duration::ZERO);
    agenda.mark_dirty(ids(&["a"]), now);
    agenda.due(now);
    agenda.finish(now, Duration::ZERO, MIDDLE);
    assert_eq!(agenda.paces.len(), 1);
    agenda.finish(now + seconds(10), Duration::ZERO, MIDDLE);
    assert!(agenda.paces.is_empty() && agenda.due.is_empty());
}

#[test]
fn while_looks_fail_they_become_rarer_whatever_events_say() {
    let (mut agenda, mut now) = begun(Duration::ZERO);
    let mut rests = Vec::new();
    for _ in 0..6 {
        agenda.fail(now, Duration::ZERO);
        agenda.mark_dirty(ids(&["a"]), now);
        agenda.touch_all();
        let pause = rest(&mut agenda, now, true);
        rests.push(pause);
        now += Duration::from_secs_f64(pause);
    }
    assert_eq!(rests, [5.0, 10.0, 20.0, 40.0, 60.0, 60.0]);
    agenda.fail(now, seconds(90));
    assert_eq!(rest(&mut agenda, now, true), 90.0, "it asks for more");
    assert!(agenda.is_pausing());
    agenda.succeed();
    assert!(!agenda.is_pausing());
    assert_eq!(agenda.next(now, true), Next::These(vec!["a".to_owned()]));
    assert_eq!(agenda.next(now, true), Next::All, "more may have been missed");
}
