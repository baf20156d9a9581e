//! The rules of changes, checked against every way things can go: each request arrives, is lost
//! before or after it is carried out, or arrives at any later time, while somebody else changes
//! the same pair.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use self::choices::ChoiceSequence;
use self::world::{PAIR, Request, World, size};
use super::{Done, MutationError, WarmPoolApi, create, delete, update};

mod choices;
mod world;

/// Runs a future that never waits.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the model never waits"),
    }
}

/// Runs a check for every sequence of choices; gives how many there were.
fn for_every_course(mut check: impl FnMut(&ChoiceSequence)) -> u32 {
    let (choices, mut runs) = (ChoiceSequence::default(), 0);
    loop {
        check(&choices);
        runs += 1;
        if !choices.advance() {
            return runs;
        }
    }
}

#[test]
fn a_create_never_claims_what_is_not_so() {
    let wanted = size(1, 5);
    let courses = for_every_course(|choices| {
        let world = World::new(choices, None);
        let outcome = run(create(&world, PAIR, wanted));
        let ours = world.was_carried_out(Request::Create(wanted));
        match outcome {
            Ok(Done::Answered(_)) => assert!(ours, "claimed as made by us"),
            Ok(Done::Confirmed(_)) => assert_eq!(world.pool.get().unwrap().size, wanted),
            Err(MutationError::AlreadyExists(_) | MutationError::Rejected(_)) => {
                assert!(!ours, "claimed as not made");
            }
            Err(MutationError::Conflict(_)) => assert_ne!(world.pool.get().unwrap().size, wanted),
            Err(MutationError::OutcomeUnknown { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
    assert!(courses > 10_000, "{courses}");
}

#[test]
fn an_update_never_claims_what_is_not_so() {
    let (before, wanted) = (size(1, 3), size(1, 5));
    let courses = for_every_course(|choices| {
        let world = World::new(choices, Some(before));
        let id = world.pool.get().unwrap().id;
        let outcome = run(update(&world, id, Some(before), wanted));
        let ours = world.was_carried_out(Request::Update(id, wanted));
        let now = world.pool.get().filter(|pool| pool.id == id).map(|pool| pool.size);
        match outcome {
            Ok(Done::Answered(_)) => assert!(ours, "claimed as done by us"),
            Ok(Done::Confirmed(_)) => assert_eq!(now, Some(wanted)),
            Err(MutationError::Rejected(_)) => assert!(!ours, "claimed as not done"),
            Err(MutationError::Conflict(_)) => assert!(now != Some(wanted) && now != Some(before)),
            Err(MutationError::NotFound(_)) => assert_eq!(now, None),
            Err(MutationError::OutcomeUnknown { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
    assert!(courses > 10_000, "{courses}");
}

#[test]
fn a_delete_never_claims_what_is_not_so_and_touches_no_other_pool() {
    let courses = for_every_course(|choices| {
        let world = World::new(choices, Some(size(1, 3)));
        let id = world.pool.get().unwrap().id;
        let outcome = run(delete(&world, id));
        let there = world.pool.get().is_some_and(|pool| pool.id == id);
        match outcome {
            Ok(()) | Err(MutationError::NotFound(_)) => assert!(!there, "claimed as gone"),
            Err(MutationError::OutcomeUnknown { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
        assert!(world.removed.borrow().iter().all(|removed| *removed == id));
    });
    assert!(courses > 10_000, "{courses}");
}

/// The check must be able to fail: the usual way, to send again without reading, does.
#[test]
fn sending_again_without_reading_is_caught() {
    let wanted = size(1, 5);
    let mut false_claims = 0;
    for_every_course(|choices| {
        let world = World::new(choices, None);
        let made = (0..3).any(|_| run(WarmPoolApi::create(&world, PAIR, wanted)).is_ok());
        let ours = world.was_carried_out(Request::Create(wanted));
        false_claims += u32::from(!made && ours);
    });
    assert!(false_claims > 0);
}
