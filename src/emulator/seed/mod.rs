//! The state a data file begins with, described in TOML.

mod file;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Context as _;
use serde_json::json;
use uuid::Uuid;

use super::clock::{self, Clock};
use super::machine::assumptions::{DAY, HOUR, MINUTE};
use super::machine::{
    Class, Faults, Globals, Ids, Millis, Organization, PrebuildConfiguration, Project,
    ProjectClass, Runner, Trigger, User, World,
};
use file::{Entry, File};

/// How long before the first entry of the history everything else was set up.
const SET_UP: Millis = 20 * DAY;

/// The time in the ids of what a seed sets up, 2026-01-01: they are the same in every data file,
/// so that a script or a page can name them.
const ID_TIME: Millis = 1_767_225_600_000;

/// A description of a state.
pub(crate) struct Seed(File);

impl Seed {
    /// The one that comes with the program.
    pub(crate) fn built_in() -> anyhow::Result<Self> {
        Self::parse(include_str!("built_in.toml"))
    }

    /// The one in a file.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let at = || format!("the seed file {}", path.display());
        let text = std::fs::read_to_string(path).with_context(at)?;
        Self::parse(&text).with_context(at)
    }

    fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(Self(toml::from_str(text)?))
    }

    /// Sets everything up in the past and lets the history happen up to now.
    pub(crate) fn grow(&self, speed: f64) -> anyhow::Result<(Clock, World)> {
        let now = clock::wall();
        Ok((Clock::set(now, speed), self.grow_at(now)?))
    }

    fn grow_at(&self, now: Millis) -> anyhow::Result<World> {
        let mut history = Vec::new();
        for entry in &self.0.history {
            history.push((now - age(&entry.age)?, entry));
        }
        history.sort_by_key(|(at, _)| *at);
        let first = history.first().map_or(now, |(at, _)| *at);
        let mut world = self.set_up(first - SET_UP, first)?;
        for (at, entry) in history {
            world.advance(at);
            play(&mut world, entry)?;
        }
        world.advance(now);
        world.take_changes();
        Ok(world)
    }

    /// The things that do not happen but are: they were made at one time, the state is of another.
    fn set_up(&self, made: Millis, now: Millis) -> anyhow::Result<World> {
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
            created_at: made,
        };
        let globals = Globals {
            ids,
            organization,
            user,
            next_hour: (now.div_euclid(HOUR) + 1) * HOUR,
            faults: Faults::default(),
        };
        let mut world = World::new(now, globals);
        self.add_runners(&mut world, made)?;
        self.add_projects(&mut world, made)?;
        Ok(world)
    }

    fn add_runners(&self, world: &mut World, made: Millis) -> anyhow::Result<()> {
        let mut names = BTreeMap::new();
        for runner in &self.0.runner {
            let id = world.globals.ids.next(ID_TIME);
            names.insert(runner.name.as_str(), id);
            let runner = Runner {
                id,
                name: runner.name.clone(),
                created_at: made,
                provider: runner.provider.clone(),
                kind: runner.kind.clone(),
                phase: runner.phase.clone(),
                region: runner.region.clone(),
                capabilities: runner.capabilities.clone(),
                capacity: runner.capacity,
            };
            world.runners.insert(id, runner);
        }
        for class in &self.0.class {
            let id = world.globals.ids.next(ID_TIME);
            let runner = names.get(class.runner.as_str());
            let class = Class {
                id,
                runner: *runner.with_context(|| format!("no runner {:?}", class.runner))?,
                name: class.name.clone(),
                description: class.description.clone(),
                enabled: class.enabled,
                configuration: class.configuration.clone().into_iter().collect(),
            };
            world.classes.insert(id, class);
        }
        Ok(())
    }

    fn add_projects(&self, world: &mut World, made: Millis) -> anyhow::Result<()> {
        for given in &self.0.project {
            let id = world.globals.ids.next(ID_TIME);
            let classes: anyhow::Result<Vec<_>> = (given.classes.iter())
                .map(|name| match name.as_str() {
                    "local" => Ok(ProjectClass::LocalRunner),
                    _ => class(world, name).map(ProjectClass::Class),
                })
                .collect();
            let prebuilds = match &given.prebuilds {
                None => None,
                Some(set) => Some(PrebuildConfiguration {
                    enabled: set.enabled,
                    classes: (set.classes.iter())
                        .map(|name| class(world, name))
                        .collect::<anyhow::Result<_>>()?,
                    timeout_seconds: None,
                    hour: set.hour,
                    executor: None,
                    jetbrains_warmup: false,
                }),
            };
            let project = Project {
                id,
                name: given.name.clone(),
                created_at: made,
                updated_at: made,
                initializer: json!({"specs": [{"git": {"remoteUri": given.repository}}]}),
                recommended_editors: None,
                devcontainer_file_path: ".devcontainer/devcontainer.json".to_owned(),
                automations_file_path: String::new(),
                technical_description: String::new(),
                classes: classes?,
                prebuilds,
            };
            world.projects.insert(id, project);
        }
        Ok(())
    }
}

fn play(world: &mut World, entry: &Entry) -> anyhow::Result<()> {
    if let Some(pool) = &entry.create_pool {
        let (project, class) = pair(world, &pool.project, &pool.class)?;
        anyhow::ensure!(
            world.live_pool(project, class).is_none(),
            "two pools for {}/{}",
            pool.project,
            pool.class
        );
        world.create_pool(project, class, pool.min, pool.max);
    }
    if let Some(prebuild) = &entry.create_prebuild {
        let (project, class) = pair(world, &prebuild.project, &prebuild.class)?;
        world.create_prebuild(project, class, None, Trigger::Manual);
    }
    if let Some(environment) = &entry.create_environment {
        let (project, class) = pair(world, &environment.project, &environment.class)?;
        world.create_environment(project, class, String::new());
    }
    if let Some(faults) = &entry.fail_prebuilds {
        world.globals.faults.prebuilds = faults.count;
        faults.message.clone_into(&mut world.globals.faults.message);
    }
    if let Some(faults) = &entry.fail_instances {
        world.globals.faults.instances = faults.count;
        faults.message.clone_into(&mut world.globals.faults.message);
    }
    Ok(())
}

fn pair(world: &World, project: &str, class: &str) -> anyhow::Result<(Uuid, Uuid)> {
    let found = world.projects.values().find(|own| own.name == project);
    let found = found.with_context(|| format!("no project {project:?}"))?;
    Ok((found.id, self::class(world, class)?))
}

fn class(world: &World, name: &str) -> anyhow::Result<Uuid> {
    let found = world.classes.values().find(|own| own.name == name);
    Ok(found.with_context(|| format!("no class {name:?}"))?.id)
}

/// Text such as `41d`, `3h` or `5m` as time.
fn age(text: &str) -> anyhow::Result<Millis> {
    let unit = match text.chars().last() {
        Some('d') => DAY,
        Some('h') => HOUR,
        Some('m') => MINUTE,
        _ => anyhow::bail!("the age {text:?} is not like 41d, 3h or 5m"),
    };
    let count: u16 = text[..text.len() - 1]
        .parse()
        .with_context(|| format!("the age {text:?} is not like 41d, 3h or 5m"))?;
    Ok(Millis::from(count) * unit)
}

#[cfg(test)]
mod tests {
    use super::super::machine::{PoolPhase, PrebuildPhase};
    use super::*;

    #[test]
    fn the_built_in_seed_is_a_living_organisation() {
        let world = Seed::built_in().unwrap().grow_at(1_800_000_000_000).unwrap();
        let pools: Vec<_> = world.pools.values().collect();
        assert_eq!(pools.len(), 1);
        assert_eq!(pools[0].status.phase, PoolPhase::Ready);
        assert_eq!((pools[0].status.running, pools[0].status.stopped), (1, 2));
        let over = world.prebuilds.values().filter(|own| own.phase.is_over()).count();
        assert!((20..60).contains(&over), "{over}");
        let is_failed = |own: &super::super::machine::Prebuild| own.phase == PrebuildPhase::Failed;
        assert_eq!(world.prebuilds.values().filter(|own| is_failed(own)).count(), 1);
        assert_eq!(world.environments.len(), 3);
    }

    #[test]
    fn a_wrong_seed_says_where() {
        let wrong = |text: &str| {
            let seed = Seed::parse(text).and_then(|seed| seed.grow_at(0));
            format!("{:#}", seed.err().unwrap())
        };
        let head = "organization = { name = \"A\", tier = \"core\" }\nuser = { name = \"A\", email = \"a\" }\n";
        assert!(wrong(&format!("{head}colour = 1")).contains("colour"));
        let class = "[[class]]\nname = \"x\"\nrunner = \"y\"\n";
        assert_eq!(wrong(&format!("{head}{class}")), "no runner \"y\"");
        let history = "[[history]]\nage = \"tomorrow\"\n";
        assert!(wrong(&format!("{head}{history}")).contains("tomorrow"));
    }
}
