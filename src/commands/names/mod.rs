//! From the words users type for projects and classes to ids, in as few requests as possible.

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use crate::api::class::EnvironmentClass;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::project::{Project, ProjectFilter, ProjectPhase};
use crate::api::{Client, Error};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::name_match::{NameMatch, match_name, on_runner};
use crate::warm_pool::preflight::{Lookup, PreflightData};
use crate::warm_pool::reference::{self, NameOrId, PoolKey};

mod display_names;

pub(crate) use display_names::{DisplayNames, Names, class_names};

/// What is wrong when no project is named at all.
pub(crate) const NO_PROJECT: &str = "--project is missing, and the profile names no usual one";

/// The word for the project: what was typed, else the usual one of the profile.
///
/// # Errors
/// As [`Context::settings`].
pub(crate) fn project_word(
    context: &Context,
    typed: Option<String>,
) -> Result<Option<String>, CliError> {
    let sort_key = context.settings()?.project.as_ref().map(|project| project.value.clone());
    Ok(typed.or(sort_key))
}

/// The project that a word names.
///
/// # Errors
/// When there is none, or more than one.
pub(crate) async fn project(
    context: &Context,
    client: &Client,
    word: &str,
) -> Result<Uuid, CliError> {
    let word = reference::word(word).map_err(CliError::usage)?;
    Ok(find_project(context, client, &word).await?.id)
}

/// The environment class that a word names.
///
/// # Errors
/// When there is none, or more than one.
pub(crate) async fn class(
    context: &Context,
    client: &Client,
    word: &str,
) -> Result<Uuid, CliError> {
    let word = reference::word(word).map_err(CliError::usage)?;
    Ok(find_class(context, client, &word).await?.id)
}

/// The projects that words name, several looked up at once.
///
/// # Errors
/// As [`project`].
pub(crate) async fn projects(
    context: &Context,
    client: &Client,
    words: &[NameOrId],
) -> Result<Vec<Uuid>, CliError> {
    let found = stream::iter(words).map(|word| find_project(context, client, word));
    found.buffered(MAX_CONCURRENT_READS).map_ok(|project| project.id).try_collect().await
}

/// The environment classes that words name, several looked up at once.
///
/// # Errors
/// As [`class`].
pub(crate) async fn classes(
    context: &Context,
    client: &Client,
    words: &[NameOrId],
) -> Result<Vec<Uuid>, CliError> {
    let found = stream::iter(words).map(|word| find_class(context, client, word));
    found.buffered(MAX_CONCURRENT_READS).map_ok(|class| class.id).try_collect().await
}

/// A thing that a word named.
pub(crate) struct Resolved<T> {
    /// Its id.
    pub(crate) id: Uuid,
    /// As the service spells it; the id, where the word was one.
    name: String,
    /// What was read to find it; nothing, where the word was an id.
    read: Option<T>,
}

impl<T> Resolved<T> {
    /// Its id and its name, where it is known by one.
    fn label(&self) -> Option<(String, String)> {
        self.read.as_ref().map(|_| (self.id.to_string(), self.name.clone()))
    }
}

/// A project, which was found among others.
pub(crate) type ResolvedProject = Resolved<Project>;

/// An environment class, which was found among all of them.
pub(crate) type ResolvedClass = Resolved<Vec<EnvironmentClass>>;

/// The project that a word names, and the class if there is a word for one; both are looked up at
/// once.
///
/// # Errors
/// When either names nothing, or more than one thing.
pub(crate) async fn project_and_class(
    context: &Context,
    client: &Client,
    project: &NameOrId,
    class: Option<&NameOrId>,
) -> Result<(ResolvedProject, Option<ResolvedClass>), CliError> {
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
    project: &NameOrId,
    class: &NameOrId,
) -> Result<(PoolKey, String), CliError> {
    let (facts, address) = facts(context, client, project, class).await?;
    Ok((facts.key, address))
}

/// As [`pair`], with everything about the pair that was read on the way.
///
/// # Errors
/// As [`pair`].
pub(crate) async fn facts(
    context: &Context,
    client: &Client,
    project: &NameOrId,
    class: &NameOrId,
) -> Result<(PreflightData, String), CliError> {
    let (project, class) =
        tokio::join!(find_project(context, client, project), find_class(context, client, class));
    let (project, class) = (project?, class?);
    let address = format!("{}/{}", project.name, class.name);
    let mut facts =
        PreflightData::new(PoolKey { project: project.id, class: class.id }, client.now());
    facts.project = project.read.map(Lookup::Found).unwrap_or_default();
    facts.set_classes(class.read.map(Lookup::Found).unwrap_or_default());
    Ok((facts, address))
}

/// The project of a word that is read already.
///
/// # Errors
/// As [`project`].
async fn find_project(
    context: &Context,
    client: &Client,
    word: &NameOrId,
) -> Result<ResolvedProject, CliError> {
    let name = match word {
        NameOrId::Id(id) => return Ok(Resolved { id: *id, name: id.to_string(), read: None }),
        NameOrId::Name(name) => name,
    };
    let failed =
        |error: Error| context.api_error(format!("cannot look up the project {name:?}"), &error);
    // The service searches for a part of the name, in any case; what it finds is compared here.
    let found = client.list_projects(&ProjectFilter::for_search(name)).await.map_err(failed)?;
    match match_name(name, found, project_name) {
        NameMatch::Unique(project) => {
            let (id, name) = (id(&project.id, "project")?, project_name(&project).to_owned());
            Ok(Resolved { id, name, read: Some(project) })
        }
        NameMatch::Ambiguous(several) => {
            let ids = several.iter().map(|project| format!("id:{}", project.id));
            Err(ambiguous("project", name, ids))
        }
        NameMatch::NotFound(_) => {
            // A mistyped name is not found by searching for it.
            let all = client.list_projects(&ProjectFilter::default()).await.map_err(failed)?;
            match match_name(name, all, project_name) {
                NameMatch::NotFound(near) => Err(unknown("project", name, &near)),
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
    word: &NameOrId,
) -> Result<ResolvedClass, CliError> {
    let name = match word {
        NameOrId::Id(id) => return Ok(Resolved { id: *id, name: id.to_string(), read: None }),
        NameOrId::Name(name) => name,
    };
    let failed =
        |error: Error| context.api_error(format!("cannot look up the class {name:?}"), &error);
    let classes = client.list_environment_classes().await.map_err(failed)?;
    let names = classes.iter().map(|own| own.display_name.as_str());
    if let Some((class, runner)) = on_runner(name, names) {
        let runners = client.list_runners().await.map_err(failed)?;
        let runner = match match_name(runner, runners, |own| own.name.as_str()) {
            NameMatch::Unique(runner) => runner.runner_id,
            NameMatch::Ambiguous(_) => return Err(ambiguous("runner", runner, [])),
            NameMatch::NotFound(near) => return Err(unknown("runner", runner, &near)),
        };
        let there = classes.iter().filter(|own| own.runner_id == runner);
        let (id, _) = the_class(class, there)?;
        return Ok(Resolved { id, name: name.clone(), read: Some(classes) });
    }
    let (id, name) = the_class(name, classes.iter())?;
    Ok(Resolved { id, name, read: Some(classes) })
}

/// The id of the class of this name, and how the service spells the name.
fn the_class<'a>(
    name: &str,
    classes: impl Iterator<Item = &'a EnvironmentClass>,
) -> Result<(Uuid, String), CliError> {
    match match_name(name, classes.collect(), |class| class.display_name.as_str()) {
        NameMatch::Unique(class) => {
            Ok((id(&class.id, "environment class")?, class.display_name.clone()))
        }
        NameMatch::Ambiguous(several) => {
            let ids = several
                .iter()
                .map(|class| format!("id:{} (on the runner {})", class.id, class.runner_id));
            Err(ambiguous("environment class", name, ids))
        }
        NameMatch::NotFound(near) => Err(unknown("environment class", name, &near)),
    }
}

fn id(id: &str, what: &str) -> Result<Uuid, CliError> {
    Uuid::try_parse(id).map_err(|_| {
        let message = format!("the service names a {what} {id:?}, which is not an id");
        CliError::new(ExitCode::Failed, "unknown", message)
    })
}

fn ambiguous(what: &str, name: &str, those: impl IntoIterator<Item = String>) -> CliError {
    let failure = CliError::usage(format!("several {} are called {name:?}", plural(what)));
    those.into_iter().fold(failure, CliError::because)
}

fn plural(what: &str) -> String {
    if what.ends_with('s') { format!("{what}es") } else { format!("{what}s") }
}

fn unknown(what: &str, name: &str, near: &[String]) -> CliError {
    let failure = CliError::new(ExitCode::NotFound, "not_found", format!("no {what} {name:?}"));
    match near {
        [] => failure,
        near => failure.because(format!("near it: {}", near.join(", "))),
    }
}
