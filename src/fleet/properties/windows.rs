//! Random windows: what was applied at an instant is not drift at it, nor within the grace.

use std::time::Duration;

use super::*;
use crate::fleet::schedule::time::{YEARS, to_timestamp};
use crate::fleet::schedule_check::ScheduleCheck;

/// A pool that has other sizes in three windows, of which some may overlap.
fn fleet() -> impl Strategy<Value = Fleet> {
    let hours = || (0..24_i32, 1..24_i32).prop_map(|(start, hours)| (start, (start + hours) % 24));
    let days = || select(vec!["daily", "mon-fri", "weekend", "tue"]);
    (prop::array::uniform4(size()), hours(), hours(), days(), days()).prop_map(
        |(sizes, one, two, one_days, two_days)| {
            let sizes =
                sizes.map(|size| format!("{{ min = {}, max = {} }}", size.min(), size.max()));
            let window = |(start, end): (i32, i32), days| {
                format!("{{ days = '{days}', hours = '{start:02}:00-{end:02}:00' }}")
            };
            parse(&format!(
                "version = 1\ntime-zone = 'Europe/Berlin'\n[windows]\none = {}\ntwo = {}\n\
                 dates = {{ dates = '02-20..03-05' }}\n[[pool]]\nproject = '{}'\nclass = '{}'\n\
                 min = 1\nmax = 2\noverlap = 'largest'\nduring.one = {}\nduring.two = {}\n\
                 during.dates = {}\n",
                window(one, one_days),
                window(two, two_days),
                id(1, 0),
                id(2, 0),
                sizes[0],
                sizes[1],
                sizes[2],
            ))
        },
    )
}

/// The pools of a service after the plan of an instant.
fn applied(fleet: &Fleet, at: Timestamp, state: &State) -> State {
    let evaluation = Evaluation::new(fleet, at).unwrap();
    let resolved = super::super::resolve::resolve(&evaluation, &state.directory).unwrap();
    apply(&plan(&resolved, state, false), state)
}

/// The number of differences and of pending pools at an instant.
fn drift(fleet: &Fleet, at: Timestamp, state: &State, grace: Duration) -> (usize, usize) {
    let evaluation = Evaluation::new(fleet, at).unwrap();
    let resolved = super::super::resolve::resolve(&evaluation, &state.directory).unwrap();
    let diff = compare(&resolved, state, false);
    let check = ScheduleCheck::new(&evaluation, &resolved, grace);
    let (found, pending) = check.apply(&diff.plan, differences(&diff), |_, _| false);
    (found.len(), pending.len())
}

fn empty() -> State {
    State { directory: directory(&["a"; PROJECTS], &["c"; CLASSES]), pools: Vec::new() }
}

proptest! {
    #[test]
    fn a_plan_right_after_apply_is_empty(fleet in fleet(), minute in YEARS) {
        let at = to_timestamp(minute);
        let state = applied(&fleet, at, &empty());
        let evaluation = Evaluation::new(&fleet, at).unwrap();
        let resolved = super::super::resolve::resolve(&evaluation, &state.directory).unwrap();
        let plan = plan(&resolved, &state, false);
        prop_assert!(plan.is_empty(), "{plan:?}");
        prop_assert_eq!(drift(&fleet, at, &state, Duration::ZERO), (0, 0));
    }

    #[test]
    fn the_size_before_an_edge_is_pending_until_the_grace_is_over(
        fleet in fleet(),
        minute in YEARS,
        grace in 0..3600_u64,
    ) {
        let evaluation = Evaluation::new(&fleet, to_timestamp(minute)).unwrap();
        let edge = evaluation.timeline(&fleet.pools[0]).unwrap().next();
        prop_assume!(edge.is_some());
        let edge = to_timestamp(edge.unwrap().at);
        prop_assume!(Evaluation::new(&fleet, edge).is_ok());
        let state = applied(&fleet, to_timestamp(minute), &empty());
        let grace = Duration::from_secs(grace);
        let at = |seconds: u64| edge + Duration::from_secs(seconds);
        if grace > Duration::ZERO {
            let (found, _) = drift(&fleet, at(grace.as_secs() - 1), &state, grace);
            prop_assert_eq!(found, 0);
        }
        // Nothing else can end within these minutes, as hours are whole.
        let (_, pending) = drift(&fleet, at(grace.as_secs()), &state, grace);
        prop_assert_eq!(pending, 0);
    }
}
