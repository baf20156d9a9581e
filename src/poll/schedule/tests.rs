//! Given times, and what is polled at them.

use super::*;

const INTERVAL: Duration = Duration::from_secs(5);
/// The random number without jitter.
const MIDDLE: f64 = 0.5;

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A schedule after its first poll of everything, which took this long and ended now.
fn started(took: Duration) -> (PollSchedule, Instant) {
    started_with(PollIntervals::relaxed(INTERVAL), took)
}

fn started_with(intervals: PollIntervals, took: Duration) -> (PollSchedule, Instant) {
    let (mut schedule, now) = (PollSchedule::new(intervals), Instant::now());
    assert_eq!(schedule.next(now), Next::All);
    schedule.finish_all(now, took, MIDDLE);
    (schedule, now)
}

/// Seconds from `now` until something is polled.
fn pause(schedule: &mut PollSchedule, now: Instant, is_streaming: bool) -> f64 {
    schedule.is_streaming = is_streaming;
    match schedule.next(now) {
        Next::Sleep(until) => until.duration_since(now).as_secs_f64(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn everything_is_polled_in_intervals_that_are_longer_while_streaming() {
    let (mut schedule, now) = started(Duration::ZERO);
    assert_eq!(pause(&mut schedule, now, false), 5.0);
    assert_eq!(pause(&mut schedule, now, true), 30.0);
    assert_eq!(schedule.next(now + seconds(5)), Next::Sleep(now + seconds(30)));
    schedule.is_streaming = false;
    assert_eq!(schedule.next(now + seconds(5)), Next::All, "the stream has ended");
}

#[test]
fn a_pause_can_have_a_limit() {
    let (mut schedule, now) = started(seconds(5));
    schedule.max_pause = Some(seconds(20));
    assert_eq!(pause(&mut schedule, now, false), 10.0);
    assert_eq!(pause(&mut schedule, now, true), 20.0);
    schedule.max_pause = Some(seconds(2));
    assert_eq!(pause(&mut schedule, now, true), 10.0, "the service is slow");
}

#[test]
fn processes_that_started_together_spread_out() {
    for (random, expected) in [(0.0, 4.5), (1.0, 5.5)] {
        let (mut schedule, now) = started(Duration::ZERO);
        schedule.finish_all(now, Duration::ZERO, random);
        assert_eq!(pause(&mut schedule, now, false), expected);
    }
}

#[test]
fn a_slow_service_is_polled_less_often() {
    let (mut schedule, now) = started(seconds(20));
    assert_eq!(pause(&mut schedule, now, false), 40.0);
    schedule.mark_all_dirty();
    assert_eq!(pause(&mut schedule, now, false), 20.0, "after events as well");
}

#[test]
fn items_that_events_name_are_polled_at_once() {
    let (mut schedule, now) = started(Duration::ZERO);
    schedule.mark_dirty("a".to_owned(), now);
    assert_eq!(schedule.next(now), Next::Some(vec!["a".to_owned()]));
    assert_eq!(pause(&mut schedule, now, true), 30.0);
    schedule.mark_all_dirty();
    assert_eq!(pause(&mut schedule, now, true), 1.0);
    assert_eq!(schedule.next(now + seconds(1)), Next::All);
}

#[test]
fn many_events_about_one_item_cause_one_poll_a_second() {
    let (mut schedule, now) = started(Duration::ZERO);
    for _ in 0..4 {
        schedule.mark_dirty("a".to_owned(), now);
        assert_eq!(schedule.take_due(now), ["a"]);
    }
    for _ in 0..100 {
        schedule.mark_dirty("a".to_owned(), now);
        assert!(schedule.take_due(now).is_empty());
    }
    assert_eq!(pause(&mut schedule, now, true), 1.0);
    assert_eq!(schedule.take_due(now + seconds(1)), ["a"]);
}

#[test]
fn a_burst_of_four_polls_is_followed_by_one_a_second() {
    let (start, mut rested) = (Instant::now(), Instant::now());
    let polls = [(); 6].map(|()| reserve(&mut rested, start).duration_since(start).as_secs());
    assert_eq!(polls, [0, 0, 0, 0, 1, 2]);
    let later = start + seconds(60);
    assert!(rested > start && rested <= later);
    assert_eq!([(); 4].map(|()| reserve(&mut rested, later)), [later; 4], "after a rest");
}

#[test]
fn events_about_many_items_cause_a_poll_of_everything() {
    let (mut schedule, now) = started(Duration::ZERO);
    let names: Vec<_> = (0..=MAX_SINGLE_POLLS).map(|number| number.to_string()).collect();
    names[1..].iter().for_each(|name| schedule.mark_dirty(name.clone(), now));
    let Next::Some(few) = schedule.next(now) else { panic!() };
    assert_eq!(few.len(), MAX_SINGLE_POLLS);
    names.into_iter().for_each(|name| schedule.mark_dirty(name, now));
    assert_eq!(pause(&mut schedule, now, true), 1.0);
}

#[test]
fn rested_items_are_forgotten() {
    let (mut schedule, now) = started(Duration::ZERO);
    schedule.mark_dirty("a".to_owned(), now);
    schedule.take_due(now);
    schedule.finish_all(now, Duration::ZERO, MIDDLE);
    assert_eq!(schedule.rested.len(), 1);
    schedule.finish_all(now + seconds(10), Duration::ZERO, MIDDLE);
    assert!(schedule.rested.is_empty() && schedule.due.is_empty());
}

#[test]
fn failed_polls_back_off_and_events_do_not_change_that() {
    let (mut schedule, mut now) = started(Duration::ZERO);
    let mut pauses = Vec::new();
    for _ in 0..6 {
        schedule.fail(now, Duration::ZERO, MIDDLE);
        schedule.mark_dirty("a".to_owned(), now);
        schedule.mark_all_dirty();
        let length = pause(&mut schedule, now, true);
        pauses.push(length);
        now += Duration::from_secs_f64(length);
    }
    assert_eq!(pauses, [5.0, 10.0, 20.0, 40.0, 60.0, 60.0]);
    schedule.fail(now, seconds(90), MIDDLE);
    assert_eq!(pause(&mut schedule, now, true), 90.0, "as the service requested");
    assert!(schedule.is_paused());
    schedule.succeed();
    assert!(!schedule.is_paused());
    assert_eq!(schedule.next(now), Next::Some(vec!["a".to_owned()]));
    assert_eq!(schedule.next(now), Next::All, "events may have been missed");
}

#[test]
fn intervals_grow_to_the_regular_one() {
    let intervals = PollIntervals::growing(seconds(2), INTERVAL);
    let (mut schedule, now) = started_with(intervals, Duration::ZERO);
    for expected in [2.0, 3.0, 4.5, 5.0, 5.0] {
        assert_eq!(pause(&mut schedule, now, false), expected);
        schedule.finish_all(now, Duration::ZERO, MIDDLE);
    }
}

#[test]
fn unknown_items_share_a_pace() {
    let (mut schedule, start) = (PollSchedule::default(), Instant::now());
    let mut admitted = 0;
    for event in 0..10_000 {
        let now = start + Duration::from_millis(event);
        admitted += u32::from(schedule.admit_unknown(now));
    }
    assert_eq!(admitted, BURST + 9);
    assert!(schedule.is_all_dirty);
    assert!(schedule.admit_unknown(start + Duration::from_mins(1)));
}
