//! The projects, classes and runners there are: from words to ids and back.

use std::collections::HashMap;
use std::fmt;

use uuid::Uuid;

use crate::api::class::EnvironmentClass;
use crate::api::project::{Project, ProjectPhase};
use crate::api::runner::Runner;
use crate::lookup::name_match::{NameMatch, match_name, on_runner};
use crate::warm_pool::reference::{NameOrId, PoolKey, word};

/// What a fleet can be about.
#[derive(Clone, Debug, Default)]
pub(crate) struct Directory {
    projects: Vec<(Uuid, Project)>,
    classes: Vec<(Uuid, EnvironmentClass)>,
    runners: Vec<Runner>,
    /// How each is written, once it was worked out.
    project_words: HashMap<Uuid, String>,
    class_words: HashMap<Uuid, String>,
}

/// What a project is called in [`NameError`].
const PROJECT: &str = "project";

/// Why a word names nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameError {
    /// There is nothing of that name.
    Nothing {
        /// Such as `project`.
        what: &'static str,
        /// The word.
        name: String,
        /// Names that are near it.
        near: Vec<String>,
    },
    /// Several things are called so.
    Several {
        /// As above.
        what: &'static str,
        /// The word.
        name: String,
        /// How each can be named instead.
        those: Vec<String>,
    },
}

impl Directory {
    /// Of what the service lists. A project that is marked for deletion is none, and so is what
    /// has no UUID for an id.
    pub(crate) fn new(
        projects: Vec<Project>,
        classes: Vec<EnvironmentClass>,
        runners: Vec<Runner>,
    ) -> Self {
        let projects: Vec<_> = projects
            .into_iter()
            .filter(|project| project.desired_phase != ProjectPhase::Deleted)
            .filter_map(|project| Some((Uuid::try_parse(&project.id).ok()?, project)))
            .collect();
        let classes: Vec<_> = classes
            .into_iter()
            .filter_map(|class| Some((Uuid::try_parse(&class.id).ok()?, class)))
            .collect();
        let unwritten = Self { projects, classes, runners, ..Self::default() };
        let project_words = unwritten.project_words();
        let class_words = unwritten.class_words();
        Self { project_words, class_words, ..unwritten }
    }

    /// Every project: its id, its name, and what else is known of it.
    pub(crate) fn projects(&self) -> impl Iterator<Item = (Uuid, &str, &Project)> {
        self.projects.iter().map(|(id, project)| (*id, name_of(project), project))
    }

    /// Every class.
    pub(crate) fn classes(&self) -> impl Iterator<Item = (Uuid, &EnvironmentClass)> {
        self.classes.iter().map(|(id, class)| (*id, class))
    }

    /// The project of an id.
    pub(crate) fn project_of(&self, id: Uuid) -> Option<&Project> {
        self.projects.iter().find(|(own, _)| *own == id).map(|(_, project)| project)
    }

    /// The project that a word names.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub(crate) fn project(&self, word: &NameOrId) -> Result<Uuid, NameError> {
        let what = PROJECT;
        let name = match word {
            NameOrId::Id(id) if self.project_of(*id).is_some() => return Ok(*id),
            NameOrId::Id(id) => return Err(NameError::nothing(what, &id.to_string(), Vec::new())),
            NameOrId::Name(name) => name,
        };
        match match_name(name, self.projects.iter().collect(), |(_, project)| name_of(project)) {
            NameMatch::Unique((id, _)) => Ok(*id),
            NameMatch::NotFound(near) => Err(NameError::nothing(what, name, near)),
            NameMatch::Ambiguous(several) => {
                let those = several.iter().map(|(id, _)| id.to_string()).collect();
                Err(NameError::Several { what, name: name.clone(), those })
            }
        }
    }

    /// The class that a word names. An id is taken as it is: a class that is disabled may not be
    /// for this token to see.
    ///
    /// # Errors
    /// When there is none, or more than one.
    pub(crate) fn class(&self, word: &NameOrId) -> Result<Uuid, NameError> {
        let name = match word {
            NameOrId::Id(id) => return Ok(*id),
            NameOrId::Name(name) => name,
        };
        let names = self.classes.iter().map(|(_, class)| class.display_name.as_str());
        let Some((class, runner)) = on_runner(name, names) else {
            return self.class_among(name, |_| true);
        };
        let what = "runner";
        match match_name(runner, self.runners.iter().collect(), |own| own.name.as_str()) {
            NameMatch::Unique(own) => {
                self.class_among(class, |class| class.runner_id == own.runner_id)
            }
            NameMatch::NotFound(near) => Err(NameError::nothing(what, runner, near)),
            NameMatch::Ambiguous(several) => {
                let those = several.iter().map(|own| own.runner_id.clone()).collect();
                Err(NameError::Several { what, name: runner.to_owned(), those })
            }
        }
    }

    fn class_among(
        &self,
        name: &str,
        is_there: impl Fn(&EnvironmentClass) -> bool,
    ) -> Result<Uuid, NameError> {
        let what = "environment class";
        let there = self.classes.iter().filter(|(_, class)| is_there(class)).collect();
        match match_name(name, there, |(_, class)| class.display_name.as_str()) {
            NameMatch::Unique((id, _)) => Ok(*id),
            NameMatch::NotFound(near) => Err(NameError::nothing(what, name, near)),
            NameMatch::Ambiguous(several) => {
                let ways = several.iter().map(|(id, class)| match self.runner_of(class) {
                    Some(runner) => format!("{name}@{}", runner.name),
                    None => id.to_string(),
                });
                Err(NameError::Several { what, name: name.to_owned(), those: ways.collect() })
            }
        }
    }

    fn runner_of(&self, class: &EnvironmentClass) -> Option<&Runner> {
        self.runners.iter().find(|runner| runner.runner_id == class.runner_id)
    }

    /// The shortest word for a project that names it alone.
    pub(crate) fn project_ref(&self, id: Uuid) -> String {
        self.project_words.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// The shortest word for a class that names it alone.
    pub(crate) fn class_ref(&self, id: Uuid) -> String {
        self.class_words.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }

    /// How a user can name a pool: `PROJECT/CLASS`.
    pub(crate) fn address(&self, pair: PoolKey) -> String {
        format!("{}/{}", self.project_ref(pair.project), self.class_ref(pair.class))
    }

    fn project_words(&self) -> HashMap<Uuid, String> {
        let names = count(self.projects.iter().map(|(_, project)| name_of(project)));
        let word_of = |(id, project): &(Uuid, Project)| {
            let name = name_of(project);
            // An exact name goes before another case, so only the same name is in the way.
            let is_own = names.get(name) == Some(&1);
            Some((*id, is_own.then(|| to_input(name))??))
        };
        self.projects.iter().filter_map(word_of).collect()
    }

    fn class_words(&self) -> HashMap<Uuid, String> {
        let names = count(self.classes.iter().map(|(_, class)| class.display_name.as_str()));
        let word_of = |(id, class): &(Uuid, EnvironmentClass)| {
            let name = class.display_name.as_str();
            if names.get(name) == Some(&1) {
                return Some((*id, to_input(name)?));
            }
            let text = to_input(&format!("{name}@{}", self.runner_of(class)?.name))?;
            let read = self.class(&word(&text).ok()?);
            (read == Ok(*id)).then_some((*id, text))
        };
        self.classes.iter().filter_map(word_of).collect()
    }
}

/// A name as a word that is read as that name; `None` for one that no word gives.
fn to_input(name: &str) -> Option<String> {
    let wanted = NameOrId::Name(name.to_owned());
    let text = wanted.to_input();
    (word(&text).ok()? == wanted).then_some(text)
}

fn name_of(project: &Project) -> &str {
    project.metadata.as_ref().map_or("", |metadata| &metadata.name)
}

fn count<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<&'a str, usize> {
    let mut count = HashMap::new();
    names.for_each(|name| *count.entry(name).or_default() += 1);
    count
}

impl NameError {
    /// Whether a project was looked for and there is none.
    pub(super) fn is_no_project(&self) -> bool {
        matches!(self, Self::Nothing { what: PROJECT, .. })
    }

    fn nothing(what: &'static str, name: &str, near: Vec<String>) -> Self {
        Self::Nothing { what, name: name.to_owned(), near }
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing { what, name, near } => {
                write!(f, "no {what} {name:?}")?;
                match near.as_slice() {
                    [] => Ok(()),
                    near => write!(f, "; near it: {}", near.join(", ")),
                }
            }
            Self::Several { what, name, those } => {
                write!(f, "more than one {what} is called {name:?}: {}", those.join(", "))
            }
        }
    }
}
