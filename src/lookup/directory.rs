//! Projects, environment classes and runners that were read: ids by name, and names by id.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::error::{NameError, NameKind};
use super::name_match::{match_name, split_runner};
use crate::api::class::EnvironmentClass;
use crate::api::project::{Project, ProjectPhase};
use crate::api::runner::Runner;
use crate::api::{Client, Error};
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::reference::{NameOrId, PoolKey};

/// What names can stand for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Directory {
    projects: Vec<(Uuid, Project)>,
    classes: Vec<(Uuid, EnvironmentClass)>,
    runners: Vec<Runner>,
    /// The names that stand for exactly one of them, worked out when they are needed.
    project_names: OnceCell<HashMap<Uuid, NameOrId>>,
    class_names: OnceCell<HashMap<Uuid, NameOrId>>,
}

impl Directory {
    /// Leaves out projects that are marked for deletion, and what has no UUID.
    pub(crate) fn new(
        projects: Vec<Project>,
        classes: Vec<EnvironmentClass>,
        runners: Vec<Runner>,
    ) -> Self {
        let projects = projects
            .into_iter()
            .filter(|project| project.desired_phase != ProjectPhase::Deleted)
            .filter_map(|project| Some((Uuid::try_parse(&project.id).ok()?, project)))
            .collect();
        let classes = classes
            .into_iter()
            .filter_map(|class| Some((Uuid::try_parse(&class.id).ok()?, class)))
            .collect();
        Self { projects, classes, runners, ..Self::default() }
    }

    pub(crate) fn projects(&self) -> impl Iterator<Item = (Uuid, &str, &Project)> {
        self.projects.iter().map(|(id, project)| {
            let name = project.metadata.as_ref().map_or("", |metadata| &metadata.name);
            (*id, name, project)
        })
    }

    pub(crate) fn classes(&self) -> impl Iterator<Item = (Uuid, &EnvironmentClass)> {
        self.classes.iter().map(|(id, class)| (*id, class))
    }

    pub(crate) fn project_of(&self, id: Uuid) -> Option<&Project> {
        self.projects.iter().find(|(project, _)| *project == id).map(|(_, project)| project)
    }

    pub(crate) fn project(&self, project: &NameOrId) -> Result<Uuid, NameError> {
        let (kind, suggestions) = (NameKind::Project, Vec::new());
        match project {
            NameOrId::Id(id) if self.project_of(*id).is_some() => Ok(*id),
            NameOrId::Id(id) => {
                Err(NameError::NotFound { kind, name: id.to_string(), suggestions })
            }
            NameOrId::Name(name) => {
                let candidate = |(id, ..): &(Uuid, &str, &Project)| format!("id:{id}");
                Ok(match_name(kind, name, self.projects(), |(_, name, _)| name, candidate)?.0)
            }
        }
    }

    /// Resolves `CLASS`, or `CLASS@RUNNER` where several runners have a class of that name. An id
    /// is not checked: the token may be unable to see a disabled class.
    pub(crate) fn class(&self, class: &NameOrId) -> Result<Uuid, NameError> {
        let name = match class {
            NameOrId::Id(id) => return Ok(*id),
            NameOrId::Name(name) => name,
        };
        let (name, runner) = match split_runner(name, self.class_names()) {
            Some((class, runner)) => (class, Some(self.runner(runner)?)),
            None => (name.as_str(), None),
        };
        let classes = self
            .classes()
            .filter(|(_, class)| runner.is_none_or(|runner| runner.runner_id == class.runner_id));
        let candidate = |(id, class): &(Uuid, &EnvironmentClass)| match self.runner_of(class) {
            Some(runner) => format!("{name}@{}", runner.name),
            None => format!("id:{id} (on runner {})", class.runner_id),
        };
        Ok(match_name(NameKind::Class, name, classes, |(_, class)| &class.display_name, candidate)?
            .0)
    }

    /// The runners with a UUID, and their names.
    pub(crate) fn runners(&self) -> impl Iterator<Item = (Uuid, &str)> {
        let id = |runner: &Runner| Uuid::try_parse(&runner.runner_id).ok();
        self.runners.iter().filter_map(move |runner| Some((id(runner)?, runner.name.as_str())))
    }

    pub(crate) fn runner_id(&self, name: &str) -> Result<Uuid, NameError> {
        let candidate = |(id, _): &(Uuid, &str)| id.to_string();
        Ok(match_name(NameKind::Runner, name, self.runners(), |(_, name)| name, candidate)?.0)
    }

    fn runner(&self, name: &str) -> Result<&Runner, NameError> {
        let candidate = |runner: &&Runner| runner.runner_id.clone();
        match_name(NameKind::Runner, name, &self.runners, |runner| &runner.name, candidate)
    }

    fn runner_of(&self, class: &EnvironmentClass) -> Option<&Runner> {
        self.runners.iter().find(|runner| runner.runner_id == class.runner_id)
    }

    fn class_names(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|(_, class)| class.display_name.as_str())
    }

    /// Each class by its name, and by `CLASS@RUNNER` if the runners were read.
    pub(super) fn class_names_and_runners(&self) -> Vec<(Uuid, String)> {
        let names = |(id, class): (Uuid, &EnvironmentClass)| {
            let name = &class.display_name;
            let runner = self.runner_of(class).map(|runner| format!("{name}@{}", runner.name));
            std::iter::once(name.clone())
                .chain(runner)
                .map(move |name| (id, name))
                .collect::<Vec<_>>()
        };
        self.classes().flat_map(names).collect()
    }

    /// All classes with their names for people: `CLASS@RUNNER` where several have the same name.
    pub(crate) fn class_labels(&self) -> impl Iterator<Item = (&EnvironmentClass, String)> {
        let counts = count(self.class_names());
        self.classes.iter().map(move |(_, class)| {
            let name = class.display_name.as_str();
            let runner = self.runner_of(class).filter(|_| counts[name] > 1);
            let label = runner.map_or(name.to_owned(), |runner| format!("{name}@{}", runner.name));
            (class, label)
        })
    }

    /// The project's name, if it stands for this project alone; else its id.
    pub(crate) fn project_name(&self, id: Uuid) -> NameOrId {
        let names = self.project_names.get_or_init(|| {
            let counts = count(self.projects().map(|(_, name, _)| name));
            // An exact name is preferred to another case, so only an equal name is ambiguous.
            let unique = self.projects().filter(|(_, name, _)| counts[name] == 1);
            unique.filter_map(|(id, name, _)| Some((id, as_typed(name)?))).collect()
        });
        names.get(&id).cloned().unwrap_or(NameOrId::Id(id))
    }

    /// `CLASS` or `CLASS@RUNNER`, if it stands for this class alone; else its id.
    pub(crate) fn class_name(&self, id: Uuid) -> NameOrId {
        let names = self.class_names.get_or_init(|| {
            let names =
                self.classes().zip(self.class_labels()).filter_map(|((id, _), (_, label))| {
                    let name = as_typed(&label)?;
                    (self.class(&name) == Ok(id)).then_some((id, name))
                });
            names.collect()
        });
        names.get(&id).cloned().unwrap_or(NameOrId::Id(id))
    }

    /// The shortest input that stands for the project.
    pub(crate) fn project_ref(&self, id: Uuid) -> String {
        self.project_name(id).to_input()
    }

    /// The shortest input that stands for the class.
    pub(crate) fn class_ref(&self, id: Uuid) -> String {
        self.class_name(id).to_input()
    }

    /// The address of a project and class, by names where they can be typed back.
    pub(crate) fn address(&self, key: PoolKey) -> String {
        let PoolKey { project, class } = key;
        let printer = AddressPrinter::default();
        printer.address_or_ids(key, &self.project_name(project), &self.class_name(class))
    }
}

/// Reads all classes, and the runners if classes share a name or one of `names` names a runner.
pub(crate) async fn classes_and_runners(
    client: &Client,
    names: &[&str],
) -> Result<(Vec<EnvironmentClass>, Vec<Runner>), Error> {
    let classes = client.list_environment_classes().await?;
    let known = || classes.iter().map(|class| class.display_name.as_str());
    let share_name = known().collect::<HashSet<_>>().len() < classes.len();
    let name_runner = names.iter().any(|name| split_runner(name, known()).is_some());
    let runners = if share_name || name_runner { client.list_runners().await? } else { Vec::new() };
    Ok((classes, runners))
}

/// The name, if some input is read as it.
fn as_typed(name: &str) -> Option<NameOrId> {
    let name = NameOrId::Name(name.to_owned());
    name.to_exact_input().is_some().then_some(name)
}

fn count<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    counts
}
