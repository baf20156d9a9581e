//! From the words users type for projects and classes to ids, in as few requests as possible.

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use crate::api::class::EnvironmentClass;
use crate::api::client::AT_ONCE;
use crate::api::project::{Project, ProjectFilter, ProjectPhase};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::lookup::name_match::{Pick, on_runner, pick};
use crate::warm_pool::preflight::{Fact, Facts};
use crate::warm_pool::reference::{self, Pair, Word};

mod display_names;

pub(crate) use display_names::{Labels, Names, class_names};

/// The longest word the service searches projects by (contract: `filter.search` 0..256).
const LONGEST_SEARCH: usize = 256;

/// What is wrong when no project is named at all.
pub(crate) const NO_PROJECT: &str = "--project is missing, and the profile names no usual one";

/// The word for the project: what was typed, else the usual one of the profile.
///
/// # Errors
/// As [`Context::settings`].
pub(crate) fn project_word(
    context: &Context,
    typed: Option<String>,
) -> Result<Option<String>, Failure> {
    let usual = context.settings()?.project.as_ref().map(|project| project.value.clone());
    Ok(typed.or(usual))
}

/// The project that a word names.
///
/// # Errors
/// When there is none, or more than one.
pub(crate) async fn project(
    context: &Context,
    client: &Client,
    word: &str,
) -> Result<Uuid, Failure> {
    let word = reference::word(word).map_err(Failure::usage)?;
    Ok(find_project(context, client, &word).await?.id)
}

/// The environment class that a word names.
///
/// # Errors
/// When there is none, or more than one.
pub(crate) async fn class(context: &Context, client: &Client, word: &str) -> Result<Uuid, Failure> {
    let word = reference::word(word).map_err(Failure::usage)?;
    Ok(find_class(context, client, &word).await?.id)
}

/// The projects that words name, several looked up at once.
///
/// # Errors
/// As [`project`].
pub(crate) async fn projects(
    context: &Context,
    client: &Client,
    words: &[Word],
) -> Result<Vec<Uuid>, Failure> {
    let found = stream::iter(words).map(|word| find_project(context, client, word));
    found.buffered(AT_ONCE).map_ok(|project| project.id).try_collect().await
}

/// The environment classes that words name, several looked up at once.
///
/// # Errors
/// As [`class`].
pub(crate) async fn classes(
    context: &Context,
    client: &Client,
    words: &[Word],
) -> Result<Vec<Uuid>, Failure> {
    let found = stream::iter(words).map(|word| find_class(context, client, word));
    found.buffered(AT_ONCE).map_ok(|class| class.id).try_collect().await
}

/// A thing that a word named.
pub(crate) struct Named<T> {
    /// Its id.
    pub(crate) id: Uuid,
    /// As the service spells it; the id, where the word was one.
    name: String,
    /// What was read to find it; nothing, where the word was an id.
    read: Option<T>,
}

impl<T> Named<T> {
    /// Its id and its name, where it is known by one.
    fn label(&self) -> Option<(String, String)> {
        self.read.as_ref().map(|_| (self.id.to_string(), self.name.clone()))
    }
}

/// A project, which was found among others.
pub(crate) type NamedProject = Named<Project>;

/// An environment class, which was found among all of them.
pub(crate) type NamedClass = Named<Vec<EnvironmentClass>>;

/// The project that a word names, and the class if there is a word for one; both are looked up at
/// once.
///
/// # Errors
/// When either names nothing, or more than one thing.
pub(crate) async fn project_and_class(
    context: &Context,
    client: &Client,
    project: &Word,
    class: Option<&Word>,
) -> Result<(NamedProject, Option<NamedClass>), Failure> {
    let class = async {
        match class {
            Some(word) => find_class(context, client, word).await.map(Some),
            None => Ok(None),
        }
    };
    let (project, class) = tokio::join!(find_project(context, client, project), class);
    Ok((project?, class?))
}

/// The pair that two words name, and how to call it; both are looked up at once.
///
/// # Errors
/// When either names nothing, or more than one thing.
pub(crate) async fn pair(
    context: &Context,
    client: &Client,
    project: &Word,
    class: &Word,
) -> Result<(Pair, String), Failure> {
    let (facts, address) = facts(context, client, project, class).await?;
    Ok((facts.pair, address))
}

/// As [`pair`], with everything about the pair that was read on the way.
///
/// # Errors
/// As [`pair`].
pub(crate) async fn facts(
    context: &Context,
    client: &Client,
    project: &Word,
    class: &Word,
) -> Result<(Facts, String), Failure> {
    let (project, class) =
        tokio::join!(find_project(context, client, project), find_class(context, client, class));
    let (project, class) = (project?, class?);
    let address = format!("{}/{}", project.name, class.name);
    let mut facts = Facts::none(Pair { project: project.id, class: class.id }, client.now());
    facts.project = project.read.map(Fact::Is).unwrap_or_default();
    facts.set_classes(class.read.map(Fact::Is).unwrap_or_default());
    Ok((facts, address))
}

/// The project of a word that is read already.
///
/// # Errors
/// As [`project`].
async fn find_project(
    context: &Context,
    client: &Client,
    word: &Word,
) -> Result<NamedProject, Failure> {
    let name = match word {
        Word::Id(id) => return Ok(Named { id: *id, name: id.to_string(), read: None }),
        Word::Name(name) => name,
    };
    let failed =
        |error: Error| context.failed(format!("cannot look up the project {name:?}"), &error);
    // The service searches for a part of the name, in any case; what it finds is compared here.
    let search = name.chars().take(LONGEST_SEARCH).collect();
    let filter = ProjectFilter { search, ..ProjectFilter::default() };
    let found = client.list_projects(&filter).await.map_err(failed)?;
    match pick(name, found, project_name) {
        Pick::One(project) => {
            let (id, name) = (id(&project.id, "project")?, project_name(&project).to_owned());
            Ok(Named { id, name, read: Some(project) })
        }
        Pick::Several(several) => {
            let ids = several.iter().map(|project| format!("id:{}", project.id));
            Err(ambiguous("project", name, ids))
        }
        Pick::Nothing(_) => {
            // A mistyped name is not found by searching for it.
            let all = client.list_projects(&ProjectFilter::default()).await.map_err(failed)?;
            match pick(name, all, project_name) {
                Pick::Nothing(near) => Err(unknown("project", name, &near)),
                _ => Err(unknown("project", name, &[])),
            }
        }
    }
}

/// The name of a project; none, where it is being deleted.
pub(crate) fn project_name(project: &Project) -> &str {
    let is_going = project.desired_phase == ProjectPhase::Deleted;
    let metadata = project.metadata.as_ref().filter(|_| !is_going);
    metadata.map_or("", |metadata| &metadata.name)
}

/// The class of a word that is read already: `CLASS`, or `CLASS@RUNNER` where several runners have
/// a class of that name.
///
/// # Errors
/// As [`class`].
async fn find_class(
    context: &Context,
    client: &Client,
    word: &Word,
) -> Result<NamedClass, Failure> {
    let name = match word {
        Word::Id(id) => return Ok(Named { id: *id, name: id.to_string(), read: None }),
        Word::Name(name) => name,
    };
    let failed =
        |error: Error| context.failed(format!("cannot look up the class {name:?}"), &error);
    let classes = client.list_environment_classes().await.map_err(failed)?;
    let names = classes.iter().map(|own| own.display_name.as_str());
    if let Some((class, runner)) = on_runner(name, names) {
        let runners = client.list_runners().await.map_err(failed)?;
        let runner = match pick(runner, runners, |own| own.name.as_str()) {
            Pick::One(runner) => runner.runner_id,
            Pick::Several(_) => return Err(ambiguous("runner", runner, [])),
            Pick::Nothing(near) => return Err(unknown("runner", runner, &near)),
        };
        let there = classes.iter().filter(|own| own.runner_id == runner);
        let (id, _) = the_class(class, there)?;
        return Ok(Named { id, name: name.clone(), read: Some(classes) });
    }
    let (id, name) = the_class(name, classes.iter())?;
    Ok(Named { id, name, read: Some(classes) })
}

/// The id of the class of this name, and how the service spells the name.
fn the_class<'a>(
    name: &str,
    classes: impl Iterator<Item = &'a EnvironmentClass>,
) -> Result<(Uuid, String), Failure> {
    match pick(name, classes.collect(), |class| class.display_name.as_str()) {
        Pick::One(class) => Ok((id(&class.id, "environment class")?, class.display_name.clone())),
        Pick::Several(several) => {
            let ids = several
                .iter()
                .map(|class| format!("id:{} (on the runner {})", class.id, class.runner_id));
            Err(ambiguous("environment class", name, ids))
        }
        Pick::Nothing(near) => Err(unknown("environment class", name, &near)),
    }
}

fn id(id: &str, what: &str) -> Result<Uuid, Failure> {
    Uuid::try_parse(id).map_err(|_| {
        let message = format!("the service names a {what} {id:?}, which is not an id");
        Failure::new(Exit::Failed, "unknown", message)
    })
}

fn ambiguous(what: &str, name: &str, those: impl IntoIterator<Item = String>) -> Failure {
    let failure = Failure::usage(format!("several {} are called {name:?}", plural(what)));
    those.into_iter().fold(failure, Failure::because)
}

fn plural(what: &str) -> String {
    if what.ends_with('s') { format!("{what}es") } else { format!("{what}s") }
}

fn unknown(what: &str, name: &str, near: &[String]) -> Failure {
    let failure = Failure::new(Exit::NotFound, "not_found", format!("no {what} {name:?}"));
    match near {
        [] => failure,
        near => failure.because(format!("near it: {}", near.join(", "))),
    }
}
