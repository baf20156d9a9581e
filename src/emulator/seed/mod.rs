//! Seeds: TOML files that describe the initial state of a data file.
//!
//! The parser reads one table per file and reports all errors of a text; [`Seed::create_state`]
//! simulates what it read and cannot fail.

mod assumptions;
mod class;
mod demand;
#[cfg(test)]
mod guide;
mod history;
#[cfg(any(test, fuzzing))]
pub(crate) mod invariants;
mod names;
mod organization;
mod parser;
mod project;
mod runner;
mod table;
#[cfg(test)]
mod tests;
mod values;

use std::fmt;

use super::clock::{self, Clock};
use super::simulation::assumptions::{Assumptions, DAY, HOUR, Policies};
use super::simulation::{
    Class, Demand, Ids, Millis, Organization, Project, Role, Runner, Singletons, Start, State,
    Trigger, User,
};
use crate::toml_reader::Diagnostic;
use history::{Entry, Event};

/// How long before the first entry of the history everything else was created.
const SETUP_AGE: Millis = 20 * DAY;

/// The time in the ids of everything outside the history: 2026-01-01. It is fixed, so that scripts
/// and documentation can use the ids.
const ID_TIME: Millis = 1_767_225_600_000;

/// A time that is known only when the state is created.
const UNSET: Millis = 0;

/// A seed without errors. Its times are ages, or [`UNSET`].
#[derive(Debug)]
pub(crate) struct Seed {
    /// Continues after the ids below.
    ids: Ids,
    organization: Organization,
    user: User,
    runners: Vec<Runner>,
    classes: Vec<Class>,
    projects: Vec<Project>,
    demand: Vec<Demand>,
    assumptions: Assumptions,
    policies: Policies,
    /// When it ends, in simulated time; when the state is created if `None`.
    now: Option<Millis>,
    /// In the order of the file.
    history: Vec<Entry>,
}

/// All errors of a seed, by position.
#[derive(Debug)]
pub(crate) struct SeedError(pub(crate) Vec<Diagnostic>);

impl fmt::Display for SeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.0.iter().map(Diagnostic::to_string);
        f.write_str(&errors.collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for SeedError {}

/// Whether a text is a seed.
pub(crate) fn check(text: &str) -> Result<(), SeedError> {
    Seed::parse(text).map(drop)
}

impl Seed {
    pub(crate) fn built_in() -> Result<Self, SeedError> {
        Self::parse(include_str!("built_in.toml"))
    }

    /// Parses a seed file; a byte order mark is skipped.
    pub(crate) fn parse(text: &str) -> Result<Self, SeedError> {
        parser::parse(text).map_err(SeedError)
    }

    /// Creates the state, and simulates the history and the demand until now.
    pub(crate) fn create_state(&self, speed: f64) -> (Clock, State) {
        let now = self.now.unwrap_or_else(clock::wall_clock);
        (Clock::new(now, speed), self.create_state_at(now))
    }

    fn create_state_at(&self, now: Millis) -> State {
        let mut history: Vec<_> = self.history.iter().collect();
        history.sort_by_key(|entry| std::cmp::Reverse(entry.age));
        let ages = history.iter().map(|entry| -entry.age);
        let first = ages.chain(self.demand.iter().map(|demand| demand.from)).min();
        // Demand is drawn at the beginning of each hour.
        let first = (now + first.unwrap_or_default()).div_euclid(HOUR) * HOUR;
        let mut state = self.set_up(first - SETUP_AGE, first);
        state.singletons.demand = (self.demand.iter().cloned())
            .map(|demand| Demand {
                from: now + demand.from,
                until: demand.until.map(|until| now + until),
                ..demand
            })
            .collect();
        for Entry { age, events } in history {
            state.advance(now - age);
            events.iter().for_each(|event| apply(&mut state, event));
        }
        state.advance(now);
        state
    }

    /// The state before the history.
    fn set_up(&self, created_at: Millis, now: Millis) -> State {
        let user = User { created_at, ..self.user.clone() };
        let mut singletons =
            Singletons::new(self.ids.clone(), self.organization.clone(), user, now);
        singletons.assumptions = self.assumptions;
        singletons.policies = self.policies;
        let mut state = State::new(now, singletons);
        let runners = self.runners.iter().cloned();
        state.runners =
            runners.map(|runner| (runner.id, Runner { created_at, ..runner })).collect();
        state.classes = self.classes.iter().cloned().map(|class| (class.id, class)).collect();
        let projects = self.projects.iter().cloned();
        state.projects = projects
            .map(|project| (project.id, Project { created_at, updated_at: created_at, ..project }))
            .collect();
        state
    }
}

fn apply(state: &mut State, event: &Event) {
    match event {
        Event::CreatePool(target, (min, max)) => {
            state.create_pool(target.project, target.class, *min, *max);
        }
        Event::CreatePrebuild(target) => {
            state.create_prebuild(target.project, target.class, None, Trigger::Manual);
        }
        Event::CreateEnvironment(target) => {
            let creator = state.singletons.user.as_creator();
            let target = (target.project, target.class);
            state.create_environment(Start::new(target, creator, Role::Default));
        }
        Event::UpdatePool(target, (min, max)) => {
            if let Some(id) = state.live_pool(target.project, target.class).map(|pool| pool.id) {
                state.resize_pool(id, *min, *max);
            }
        }
        Event::FailPrebuilds(failures) => state.singletons.faults.prebuilds = failures.clone(),
        Event::FailInstances(failures) => state.singletons.faults.instances = failures.clone(),
    }
}
