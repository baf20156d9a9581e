//! Seeds: TOML files that describe the initial state of a data file.

mod error;
mod file;
mod values;

use std::collections::BTreeMap;

use serde_json::json;

use super::clock::{self, Clock};
use super::schema;
use super::simulation::assumptions::{DAY, HOUR};
use super::simulation::{
    Class, Faults, Ids, Millis, Organization, Project, ProjectClass, Runner, Singletons, State,
    Trigger, User,
};
pub(crate) use error::SeedError;
use error::{Invalid, invalid};
use file::{Entry, File};
use values::{configuration, find_class, find_target, known, parse_age, size};

/// How long before the first entry of the history everything else was created.
const SETUP_AGE: Millis = 20 * DAY;

/// The time in the ids of everything outside the history: 2026-01-01. It is fixed, so that scripts
/// and documentation can use the ids.
const ID_TIME: Millis = 1_767_225_600_000;

pub(crate) struct Seed {
    file: File,
    text: String,
}

/// Whether a text is a seed.
pub(crate) fn check(text: &str) -> Result<(), SeedError> {
    Seed::parse(text)?.create_state(0.0).map(|_| ())
}

impl Seed {
    pub(crate) fn built_in() -> Result<Self, SeedError> {
        Self::parse(include_str!("built_in.toml"))
    }

    /// Parses a seed file; a byte order mark is skipped.
    pub(crate) fn parse(text: &str) -> Result<Self, SeedError> {
        let text = text.trim_start_matches('\u{feff}').to_owned();
        match toml::from_str(&text) {
            Ok(file) => Ok(Self { file, text }),
            Err(error) => {
                let start = error.span().map_or(0, |span| span.start);
                Err(Invalid { start, message: error.message().to_owned() }.locate(&text))
            }
        }
    }

    /// Creates the state, and simulates the history until now.
    pub(crate) fn create_state(&self, speed: f64) -> Result<(Clock, State), SeedError> {
        let now = clock::wall_clock();
        Ok((Clock::new(now, speed), self.create_state_at(now)?))
    }

    fn create_state_at(&self, now: Millis) -> Result<State, SeedError> {
        self.simulate(now).map_err(|error| error.locate(&self.text))
    }

    fn simulate(&self, now: Millis) -> Result<State, Invalid> {
        let mut history = Vec::new();
        for entry in &self.file.history {
            history.push((now - parse_age(&entry.age)?, entry));
        }
        history.sort_by_key(|(at, _)| *at);
        let first = history.first().map_or(now, |(at, _)| *at);
        let mut state = self.set_up(first - SETUP_AGE, first)?;
        for (at, entry) in history {
            state.advance(at);
            apply(&mut state, entry)?;
        }
        state.advance(now);
        state.take_changes();
        Ok(state)
    }

    /// The state before the history.
    fn set_up(&self, created_at: Millis, now: Millis) -> Result<State, Invalid> {
        let mut ids = Ids::new(self.file.random_seed);
        let organization = Organization {
            id: ids.next(ID_TIME),
            name: self.file.organization.name.clone(),
            tier: self.file.organization.tier.clone(),
        };
        let user = User {
            id: ids.next(ID_TIME),
            name: self.file.user.name.clone(),
            email: self.file.user.email.clone(),
            created_at,
        };
        let next_hour = (now.div_euclid(HOUR) + 1) * HOUR;
        let singletons =
            Singletons { ids, organization, user, next_hour, faults: Faults::default() };
        let mut state = State::new(now, singletons);
        self.add_runners(&mut state, created_at)?;
        self.add_projects(&mut state, created_at)?;
        Ok(state)
    }

    fn add_runners(&self, state: &mut State, created_at: Millis) -> Result<(), Invalid> {
        let mut ids = BTreeMap::new();
        for runner in &self.file.runner {
            let id = state.singletons.ids.next(ID_TIME);
            ids.insert(runner.name.as_str(), id);
            let runner = Runner {
                id,
                name: runner.name.clone(),
                created_at,
                provider: known(&runner.provider, &schema::RUNNER_PROVIDER)?,
                kind: known(&runner.kind, &schema::RUNNER_KIND)?,
                phase: known(&runner.phase, &schema::RUNNER_PHASE)?,
                region: runner.region.clone(),
                capabilities: (runner.capabilities.iter())
                    .map(|word| known(word, &schema::RUNNER_CAPABILITY))
                    .collect::<Result<_, _>>()?,
                capacity: runner.capacity,
            };
            state.runners.insert(id, runner);
        }
        for class in &self.file.class {
            let id = state.singletons.ids.next(ID_TIME);
            let name = class.runner.get_ref();
            let runner = ids.get(name.as_str());
            let not_found = || invalid(&class.runner, format!("runner {name:?} not found"));
            let class = Class {
                id,
                runner: *runner.ok_or_else(not_found)?,
                name: class.name.clone(),
                description: class.description.clone(),
                enabled: class.enabled,
                configuration: class.configuration.clone().into_iter().collect(),
            };
            state.classes.insert(id, class);
        }
        Ok(())
    }

    fn add_projects(&self, state: &mut State, created_at: Millis) -> Result<(), Invalid> {
        for project in &self.file.project {
            let id = state.singletons.ids.next(ID_TIME);
            let classes: Result<Vec<_>, Invalid> = (project.classes.iter())
                .map(|name| match name.get_ref().as_str() {
                    "local" => Ok(ProjectClass::LocalRunner),
                    _ => find_class(state, name).map(ProjectClass::Class),
                })
                .collect();
            let prebuilds = project.prebuilds.as_ref();
            let prebuilds = prebuilds.map(|prebuilds| configuration(state, prebuilds));
            let project = Project {
                id,
                name: project.name.clone(),
                created_at,
                updated_at: created_at,
                initializer: json!({"specs": [{"git": {"remoteUri": project.repository}}]}),
                recommended_editors: None,
                devcontainer_file_path: ".devcontainer/devcontainer.json".to_owned(),
                automations_file_path: String::new(),
                technical_description: String::new(),
                classes: classes?,
                prebuilds: prebuilds.transpose()?,
            };
            state.projects.insert(id, project);
        }
        Ok(())
    }
}

fn apply(state: &mut State, entry: &Entry) -> Result<(), Invalid> {
    if let Some(pool) = &entry.create_pool {
        let (project, class) = find_target(state, &pool.project, &pool.class)?;
        if state.live_pool(project, class).is_some() {
            let (project, class) = (pool.project.get_ref(), pool.class.get_ref());
            return Err(invalid(&pool.project, format!("duplicate pool {project}/{class}")));
        }
        let (min, max) = size(pool)?;
        state.create_pool(project, class, min, max);
    }
    if let Some(target) = &entry.create_prebuild {
        let (project, class) = find_target(state, &target.project, &target.class)?;
        state.create_prebuild(project, class, None, Trigger::Manual);
    }
    if let Some(target) = &entry.create_environment {
        let (project, class) = find_target(state, &target.project, &target.class)?;
        state.create_environment(project, class, String::new());
    }
    let faults = &mut state.singletons.faults;
    if let Some(failures) = &entry.fail_prebuilds {
        faults.prebuilds = failures.count;
        failures.message.clone_into(&mut faults.message);
    }
    if let Some(failures) = &entry.fail_instances {
        faults.instances = failures.count;
        failures.message.clone_into(&mut faults.message);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::simulation::{PoolPhase, PrebuildPhase};
    use super::*;

    #[test]
    fn the_built_in_seed_has_a_history() {
        let state = Seed::built_in().unwrap().create_state_at(1_800_000_000_000).unwrap();
        let pools: Vec<_> = state.pools.values().collect();
        assert_eq!(pools.len(), 1);
        assert_eq!(pools[0].status.phase, PoolPhase::Ready);
        assert_eq!((pools[0].status.running, pools[0].status.stopped), (1, 2));
        let phases = || state.prebuilds.values().map(|prebuild| prebuild.phase);
        let terminal = phases().filter(|phase| phase.is_terminal()).count();
        assert!((20..60).contains(&terminal), "{terminal}");
        assert_eq!(phases().filter(|phase| *phase == PrebuildPhase::Failed).count(), 1);
        assert_eq!(state.environments.len(), 3);
    }

    #[test]
    fn an_invalid_seed_is_rejected_at_its_place() {
        let head = "organization = { name = \"A\", tier = \"core\" }\nuser = { name = \"A\", email = \"a\" }\n";
        let runner = "[[runner]]\nname = \"r\"\n[[class]]\nname = \"c\"\nrunner = \"r\"\n";
        let project = "[[project]]\nname = \"p\"\nrepository = \"x\"\nclasses = [\"c\"]\n";
        let history = "[[history]]\nage = \"1d\"\n";
        for (rest, expected) in [
            ("color = 1", "line 3, column 1: unknown field `color`, expected one of"),
            ("[[runner]", "line 3, column 10: "),
            (
                "[[class]]\nname = \"x\"\nrunner = \"y\"",
                "line 5, column 10: runner \"y\" not found",
            ),
            (
                "[[runner]]\nname = \"é\"\nphase = \"RUNNER_PHASE_BUSY\"",
                "line 5, column 9: \"RUNNER_PHASE_BUSY\" is not one of RUNNER_PHASE_CREATED, ",
            ),
            (
                &format!("{runner}{project}prebuilds = {{ classes = [\"c\"], hour = 99 }}"),
                "line 12, column 39: hour 99 is not from 0 to 23",
            ),
            (
                &format!("{runner}{project}prebuilds = {{ classes = [\"d\"] }}"),
                "line 12, column 26: class \"d\" not found",
            ),
            ("[[history]]\nage = \"tomorrow\"", "line 4, column 7: \"tomorrow\" is not an age"),
            (
                &format!("{history}create-prebuild = {{ project = \"q\", class = \"c\" }}"),
                "line 5, column 31: project \"q\" not found",
            ),
            (
                &format!(
                    "{runner}{project}{history}create-pool = {{ project = \"p\", class = \"c\", min = 3, max = 2 }}"
                ),
                "line 14, column 51: min 3 is greater than max 2",
            ),
            (
                &format!(
                    "{runner}{project}{history}create-pool = {{ project = \"p\", class = \"c\", min = 1, max = 50 }}"
                ),
                "line 14, column 60: max 50 is not from 1 to 20",
            ),
        ] {
            let error = check(&format!("{head}{rest}")).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{rest}: {error}");
        }
        assert!(check(&format!("\u{feff}{head}{runner}{project}")).is_ok());
    }
}
