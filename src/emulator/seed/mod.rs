//! Seeds: TOML files that describe the initial state of a data file.

mod file;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use serde_json::json;
use uuid::Uuid;

use super::clock::{self, Clock};
use super::simulation::assumptions::{DAY, HOUR, MINUTE};
use super::simulation::{
    Class, Faults, Ids, Millis, Organization, PrebuildConfiguration, Project, ProjectClass, Runner,
    Singletons, State, Trigger, User,
};
use file::{Entry, File};

/// How long before the first entry of the history everything else was created.
const SETUP_AGE: Millis = 20 * DAY;

/// The time in the ids of everything outside the history: 2026-01-01. It is fixed, so that scripts
/// and documentation can use the ids.
const ID_TIME: Millis = 1_767_225_600_000;

pub(crate) struct Seed(File);

impl Seed {
    pub(crate) fn built_in() -> anyhow::Result<Self> {
        Self::parse(include_str!("built_in.toml"))
    }

    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let context = || format!("cannot read the seed file {}", path.display());
        let text = std::fs::read_to_string(path).with_context(context)?;
        Self::parse(&text).with_context(context)
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(Self(toml::from_str(text)?))
    }

    /// Creates the state, and simulates the history until now.
    pub(crate) fn create_state(&self, speed: f64) -> anyhow::Result<(Clock, State)> {
        let now = clock::wall_clock();
        Ok((Clock::new(now, speed), self.create_state_at(now)?))
    }

    fn create_state_at(&self, now: Millis) -> anyhow::Result<State> {
        let mut history = Vec::new();
        for entry in &self.0.history {
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
    fn set_up(&self, created_at: Millis, now: Millis) -> anyhow::Result<State> {
        let mut ids = Ids::new(self.0.random_seed);
        let organization = Organization {
            id: ids.next(ID_TIME),
            name: self.0.organization.name.clone(),
            tier: self.0.organization.tier.clone(),
        };
        let user = User {
            id: ids.next(ID_TIME),
            name: self.0.user.name.clone(),
            email: self.0.user.email.clone(),
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

    fn add_runners(&self, state: &mut State, created_at: Millis) -> anyhow::Result<()> {
        let mut ids = BTreeMap::new();
        for runner in &self.0.runner {
            let id = state.singletons.ids.next(ID_TIME);
            ids.insert(runner.name.as_str(), id);
            let runner = Runner {
                id,
                name: runner.name.clone(),
                created_at,
                provider: runner.provider.clone(),
                kind: runner.kind.clone(),
                phase: runner.phase.clone(),
                region: runner.region.clone(),
                capabilities: runner.capabilities.clone(),
                capacity: runner.capacity,
            };
            state.runners.insert(id, runner);
        }
        for class in &self.0.class {
            let id = state.singletons.ids.next(ID_TIME);
            let runner = ids.get(class.runner.as_str());
            let not_found = || format!("runner {:?} not found", class.runner);
            let class = Class {
                id,
                runner: *runner.with_context(not_found)?,
                name: class.name.clone(),
                description: class.description.clone(),
                enabled: class.enabled,
                configuration: class.configuration.clone().into_iter().collect(),
            };
            state.classes.insert(id, class);
        }
        Ok(())
    }

    fn add_projects(&self, state: &mut State, created_at: Millis) -> anyhow::Result<()> {
        for project in &self.0.project {
            let id = state.singletons.ids.next(ID_TIME);
            let classes: anyhow::Result<Vec<_>> = (project.classes.iter())
                .map(|name| match name.as_str() {
                    "local" => Ok(ProjectClass::LocalRunner),
                    _ => find_class(state, name).map(ProjectClass::Class),
                })
                .collect();
            let prebuilds = (project.prebuilds.as_ref()).map(|prebuilds| {
                let classes: anyhow::Result<Vec<_>> =
                    prebuilds.classes.iter().map(|name| find_class(state, name)).collect();
                anyhow::Ok(PrebuildConfiguration {
                    enabled: prebuilds.enabled,
                    classes: classes?,
                    timeout_seconds: None,
                    hour: prebuilds.hour,
                    executor: None,
                    jetbrains_warmup: false,
                })
            });
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

fn apply(state: &mut State, entry: &Entry) -> anyhow::Result<()> {
    if let Some(pool) = &entry.create_pool {
        let (project, class) = find_target(state, &pool.project, &pool.class)?;
        anyhow::ensure!(
            state.live_pool(project, class).is_none(),
            "duplicate pool {}/{}",
            pool.project,
            pool.class
        );
        state.create_pool(project, class, pool.min, pool.max);
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

fn find_target(state: &State, project: &str, class: &str) -> anyhow::Result<(Uuid, Uuid)> {
    let found = state.projects.values().find(|candidate| candidate.name == project);
    let project = found.with_context(|| format!("project {project:?} not found"))?;
    Ok((project.id, find_class(state, class)?))
}

fn find_class(state: &State, name: &str) -> anyhow::Result<Uuid> {
    let found = state.classes.values().find(|class| class.name == name);
    Ok(found.with_context(|| format!("class {name:?} not found"))?.id)
}

fn parse_age(text: &str) -> anyhow::Result<Millis> {
    let units = [('d', DAY), ('h', HOUR), ('m', MINUTE)];
    let age = units.iter().find_map(|(suffix, unit)| {
        let count: u16 = text.strip_suffix(*suffix)?.parse().ok()?;
        Some(Millis::from(count) * unit)
    });
    age.with_context(|| format!("invalid age {text:?}: use a format such as 41d, 3h or 5m"))
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
    fn an_invalid_seed_is_rejected_with_the_reason() {
        let error = |text: &str| {
            let state = Seed::parse(text).and_then(|seed| seed.create_state_at(0));
            format!("{:#}", state.err().unwrap())
        };
        let head = "organization = { name = \"A\", tier = \"core\" }\nuser = { name = \"A\", email = \"a\" }\n";
        assert!(error(&format!("{head}color = 1")).contains("color"));
        let class = "[[class]]\nname = \"x\"\nrunner = \"y\"\n";
        assert_eq!(error(&format!("{head}{class}")), "runner \"y\" not found");
        let history = "[[history]]\nage = \"tomorrow\"\n";
        assert!(error(&format!("{head}{history}")).contains("tomorrow"));
    }
}
