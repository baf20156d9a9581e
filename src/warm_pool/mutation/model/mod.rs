//! Changes, checked in every course: each request arrives, is lost before or after it is applied, or
//! arrives at any later time, while another client changes the same pool.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use self::choices::ChoiceSequence;
use self::world::{KEY, Request, World, size};
use super::{Applied, MutationError, WarmPoolApi, create, delete, update};

mod choices;
mod settings;
mod world;

/// Runs a future that is never pending.
fn run<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the model is never pending"),
    }
}

/// Runs a check for every sequence of choices; returns how many there were.
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
fn a_create_never_claims_a_false_outcome() {
    let requested = size(1, 5);
    let courses = for_every_course(|choices| {
        let world = World::new(choices, None);
        let outcome = run(create(&world, KEY, requested));
        let ours = world.was_applied(Request::Create(requested));
        match outcome {
            Ok(Applied::Acknowledged(_)) => assert!(ours, "claimed as created by us"),
            Ok(Applied::Observed(_)) => assert_eq!(world.pool.get().unwrap().size, requested),
            Err(MutationError::AlreadyExists(_) | MutationError::Rejected(_)) => {
                assert!(!ours, "claimed as not created");
            }
            Err(MutationError::Conflict(_) | MutationError::NotApplied { .. }) => {
                assert!(world.pool.get().is_none_or(|pool| pool.size != requested));
            }
            Err(MutationError::OutcomeUnknown { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
    assert!(courses > 10_000, "{courses}");
}

#[test]
fn an_update_never_claims_a_false_outcome() {
    let (before, requested) = (size(1, 3), size(1, 5));
    let courses = for_every_course(|choices| {
        let world = World::new(choices, Some(before));
        let id = world.pool.get().unwrap().id;
        let outcome = run(update(&world, id, Some(before), requested));
        let ours = world.was_applied(Request::Update(id, requested));
        let now = world.pool.get().filter(|pool| pool.id == id).map(|pool| pool.size);
        match outcome {
            Ok(Applied::Acknowledged(_)) => assert!(ours, "claimed as applied by us"),
            Ok(Applied::Observed(_)) => assert_eq!(now, Some(requested)),
            Err(MutationError::Rejected(_)) => assert!(!ours, "claimed as not applied"),
            Err(MutationError::Conflict(_)) => {
                assert!(now != Some(requested) && now != Some(before));
            }
            Err(MutationError::NotApplied { .. }) => assert_ne!(now, Some(requested)),
            Err(MutationError::NotFound(_)) => assert_eq!(now, None),
            Err(MutationError::OutcomeUnknown { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
    assert!(courses > 10_000, "{courses}");
}

#[test]
fn a_delete_never_claims_a_false_outcome_and_deletes_no_other_pool() {
    let courses = for_every_course(|choices| {
        let world = World::new(choices, Some(size(1, 3)));
        let id = world.pool.get().unwrap().id;
        let outcome = run(delete(&world, id));
        let exists = world.pool.get().is_some_and(|pool| pool.id == id);
        match outcome {
            Ok(_) | Err(MutationError::NotFound(_)) => assert!(!exists, "claimed as deleted"),
            Err(MutationError::OutcomeUnknown { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
        assert!(world.deleted.borrow().iter().all(|deleted| *deleted == id));
    });
    assert!(courses > 10_000, "{courses}");
}

/// The check can fail: it catches the common way, sending again without reading back.
#[test]
fn sending_again_without_reading_back_is_caught() {
    let requested = size(1, 5);
    let mut false_claims = 0;
    for_every_course(|choices| {
        let world = World::new(choices, None);
        let created = (0..3).any(|_| run(WarmPoolApi::create(&world, KEY, requested)).is_ok());
        let ours = world.was_applied(Request::Create(requested));
        false_claims += u32::from(!created && ours);
    });
    assert!(false_claims > 0);
}
