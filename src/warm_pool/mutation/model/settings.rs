//! Prebuild settings, checked in every course. The hour of the schedule stands for all of them.

use std::cell::{Cell, RefCell};

use uuid::Uuid;

use super::choices::ChoiceSequence;
use super::world::{lost, rejected};
use super::{for_every_course, run};
use crate::api::Error;
use crate::api::connect_code::Code;
use crate::api::project::{PrebuildConfiguration, Project, ProjectPhase};
use crate::warm_pool::mutation::prebuild_settings::ProjectApi;
use crate::warm_pool::mutation::{Applied, MAX_ATTEMPTS, MutationError, update_prebuild_settings};
use crate::warm_pool::prebuild_settings::{PrebuildSettings, Schedule, SettingsChange};

const BEFORE: i32 = 1;
const REQUESTED: i32 = 2;
/// What the other client sets.
const OTHER: i32 = 3;

/// The only project: its hour; `None` once it is marked for deletion.
type Hour = Option<i32>;

struct World<'a> {
    choices: &'a ChoiceSequence,
    hour: Cell<Hour>,
    /// How often our request will be applied later.
    delayed: Cell<u32>,
    moves_of_others: Cell<u32>,
    odd_responses: Cell<u32>,
    /// The hours that our requests set, and whether the service ignored one.
    applied: RefCell<Vec<i32>>,
}

fn configuration(hour: i32) -> PrebuildConfiguration {
    let schedule = Some(Schedule::Daily(hour));
    SettingsChange { schedule, ..SettingsChange::default() }.apply(None)
}

impl<'a> World<'a> {
    fn new(choices: &'a ChoiceSequence) -> Self {
        Self {
            choices,
            hour: Cell::new(Some(BEFORE)),
            delayed: Cell::new(0),
            moves_of_others: Cell::new(2),
            odd_responses: Cell::new(1),
            applied: RefCell::default(),
        }
    }

    fn project(&self) -> Project {
        let hour = self.hour.get();
        Project {
            prebuild_configuration: Some(configuration(hour.unwrap_or(BEFORE))),
            desired_phase: if hour.is_none() {
                ProjectPhase::Deleted
            } else {
                ProjectPhase::Active
            },
            ..Project::default()
        }
    }

    fn apply(&self, hour: i32) -> Result<Project, Error> {
        if self.hour.get().is_none() {
            return Err(rejected(Code::FailedPrecondition));
        }
        self.applied.borrow_mut().push(hour);
        self.hour.set(Some(hour));
        Ok(self.project())
    }

    /// Delayed requests arrive, another client changes or deletes the project.
    fn time_passes(&self) {
        loop {
            let others = if self.moves_of_others.get() > 0 { 3 } else { 0 };
            let delayed = usize::from(self.delayed.get() > 0);
            match self.choices.choose(1 + delayed + others) {
                0 => return,
                1 if delayed > 0 => {
                    self.delayed.set(self.delayed.get() - 1);
                    drop(self.apply(REQUESTED));
                }
                choice => {
                    self.moves_of_others.set(self.moves_of_others.get() - 1);
                    let after = [Some(OTHER), Some(REQUESTED), None][choice - delayed - 1];
                    self.hour.set(self.hour.get().and(after));
                }
            }
        }
    }

    fn was_applied(&self) -> bool {
        self.applied.borrow().contains(&REQUESTED)
    }
}

impl ProjectApi for World<'_> {
    async fn get(&self, _: Uuid) -> Result<Project, Error> {
        self.time_passes();
        Ok(self.project())
    }

    async fn update(&self, _: Uuid, _: &PrebuildConfiguration) -> Result<Project, Error> {
        self.time_passes();
        let odd = if self.odd_responses.get() > 0 && self.hour.get().is_some() { 2 } else { 0 };
        match self.choices.choose(5 + odd) {
            0 => self.apply(REQUESTED),
            1 => Err(lost()),
            2 => {
                drop(self.apply(REQUESTED));
                Err(lost())
            }
            3 => {
                self.delayed.set(self.delayed.get() + 1);
                Err(lost())
            }
            4 => Err(rejected(Code::Aborted)),
            choice => {
                self.odd_responses.set(self.odd_responses.get() - 1);
                match choice {
                    // It responds before it applies the change.
                    5 => {
                        self.delayed.set(self.delayed.get() + 1);
                        Ok(self.project())
                    }
                    // It applies something else.
                    _ => self.apply(OTHER),
                }
            }
        }
    }

    fn max_attempts(&self) -> u32 {
        MAX_ATTEMPTS
    }

    /// Time passes before each read.
    async fn pause(&self, _: u32) {}
}

#[test]
fn a_change_of_settings_never_claims_a_false_outcome() {
    let before = PrebuildSettings::new(Some(&configuration(BEFORE)));
    let requested = configuration(REQUESTED);
    let courses = for_every_course(|choices| {
        let world = World::new(choices);
        let change = update_prebuild_settings(&world, Uuid::nil(), &before, &requested);
        let outcome = run(change);
        let now = world.hour.get();
        match outcome {
            Ok(Applied::Acknowledged(_)) => {
                assert!(world.was_applied() || now == Some(REQUESTED), "claimed as applied by us");
            }
            Ok(Applied::Observed(_)) => assert_eq!(now, Some(REQUESTED)),
            Err(MutationError::Rejected(_)) => {
                assert!(!world.was_applied(), "claimed as not applied");
            }
            Err(MutationError::Conflict(_)) => assert_eq!(now, Some(OTHER)),
            Err(MutationError::NotApplied { .. }) => assert_ne!(now, Some(REQUESTED)),
            Err(MutationError::Deleting(_)) => assert_eq!(now, None),
            Err(MutationError::OutcomeUnknown { .. }) => {}
            Err(other) => panic!("{other:?}"),
        }
    });
    assert!(courses > 10_000, "{courses}");
}
