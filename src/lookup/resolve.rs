//! From the names that users type to ids, in as few requests as possible. Ids need no request.

use uuid::Uuid;

use super::error::{LookupError, NameError, NameKind};
use super::name_match::split_runner;
use crate::api::class::EnvironmentClass;
use crate::api::project::{Project, ProjectFilter};
use crate::api::{Client, Error};
use crate::lookup::Directory;
use crate::warm_pool::reference::{NameOrId, PoolKey};

/// A project or an environment class that the user named.
pub(crate) struct Resolved<T> {
    pub(crate) id: Uuid,
    /// The name as the service spells it; the id if the user typed one.
    pub(crate) name: NameOrId,
    /// What was read to resolve a name; `None` for an id.
    pub(crate) data: Option<T>,
}

pub(crate) type ResolvedProject = Resolved<Project>;
/// With all environment classes.
pub(crate) type ResolvedClass = Resolved<Vec<EnvironmentClass>>;

impl<T> Resolved<T> {
    fn from_id(id: Uuid) -> Self {
        Self { id, name: NameOrId::Id(id), data: None }
    }
}

/// The key of a warm pool, and what was read to resolve it.
pub(crate) async fn resolve_key(
    client: &Client,
    project: &NameOrId,
    class: &NameOrId,
) -> Result<(PoolKey, ResolvedProject, ResolvedClass), LookupError> {
    let (project, class) =
        tokio::join!(resolve_project(client, project), resolve_class(client, class));
    let (project, class) = (project?, class?);
    Ok((PoolKey { project: project.id, class: class.id }, project, class))
}

pub(crate) async fn resolve_project(
    client: &Client,
    project: &NameOrId,
) -> Result<ResolvedProject, LookupError> {
    let name = match project {
        NameOrId::Id(id) => return Ok(Resolved::from_id(*id)),
        NameOrId::Name(name) => name,
    };
    let read = async |filter: ProjectFilter| {
        let projects = client.list_projects(&filter).await;
        let projects = projects.map_err(|error| call_error(NameKind::Project, name, error))?;
        Ok::<_, LookupError>(Directory::new(projects, Vec::new(), Vec::new()))
    };
    let mut directory = read(ProjectFilter::for_search(name)).await?;
    let mut id = directory.project(project);
    let is_exact = directory.projects().any(|(_, found, _)| found == name);
    if !is_exact && !matches!(id, Err(NameError::Ambiguous { .. })) {
        // A search does not find a mistyped name, and how it treats case is the service's choice;
        // only among all names is a name in another case unique. Suggestions need all names too.
        directory = read(ProjectFilter::default()).await?;
        id = directory.project(project);
    }
    let id = id?;
    let data = directory.project_of(id).cloned();
    let metadata = data.as_ref().and_then(|project| project.metadata.as_ref());
    let name = metadata.map_or(name, |metadata| &metadata.name).clone();
    Ok(Resolved { id, name: NameOrId::Name(name), data })
}

/// Resolves `CLASS` or `CLASS@RUNNER`.
pub(crate) async fn resolve_class(
    client: &Client,
    class: &NameOrId,
) -> Result<ResolvedClass, LookupError> {
    let name = match class {
        NameOrId::Id(id) => return Ok(Resolved::from_id(*id)),
        NameOrId::Name(name) => name,
    };
    let failed = |error| call_error(NameKind::Class, name, error);
    let classes = client.list_environment_classes().await.map_err(failed)?;
    let names = classes.iter().map(|class| class.display_name.as_str());
    let has_runner = split_runner(name, names).is_some();
    let runners =
        if has_runner { client.list_runners().await.map_err(failed)? } else { Vec::new() };
    let directory = Directory::new(Vec::new(), classes.clone(), runners);
    let id = directory.class(class)?;
    let resolved = directory.classes().find(|(class, _)| *class == id).filter(|_| !has_runner);
    let name = resolved.map_or(name, |(_, class)| &class.display_name).clone();
    Ok(Resolved { id, name: NameOrId::Name(name), data: Some(classes) })
}

/// The ids of several classes, in their order; all names are looked up at once.
pub(crate) async fn resolve_class_ids(
    client: &Client,
    classes: &[&NameOrId],
) -> Result<Vec<Uuid>, LookupError> {
    let names: Vec<_> = classes.iter().filter_map(|class| class.name()).collect();
    let mut directory = Directory::default();
    if let Some(first) = names.first() {
        let failed = |error| call_error(NameKind::Class, first, error);
        let all = client.list_environment_classes().await.map_err(failed)?;
        let known = || all.iter().map(|class| class.display_name.as_str());
        let has_runner = names.iter().any(|name| split_runner(name, known()).is_some());
        let runners =
            if has_runner { client.list_runners().await.map_err(failed)? } else { Vec::new() };
        directory = Directory::new(Vec::new(), all, runners);
    }
    classes.iter().map(|class| Ok(directory.class(class)?)).collect()
}

/// The id of a runner.
pub(crate) async fn resolve_runner(
    client: &Client,
    runner: &NameOrId,
) -> Result<Uuid, LookupError> {
    let name = match runner {
        NameOrId::Id(id) => return Ok(*id),
        NameOrId::Name(name) => name,
    };
    let runners = client.list_runners().await;
    let runners = runners.map_err(|error| call_error(NameKind::Runner, name, error))?;
    Ok(Directory::new(Vec::new(), Vec::new(), runners).runner_id(name)?)
}

pub(super) fn call_error(kind: NameKind, name: &str, error: Error) -> LookupError {
    LookupError::Call { name: format!("{kind} {name:?}"), error: Box::new(error) }
}
