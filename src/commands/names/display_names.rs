//! From ids to the names that people know, for tables and sentences.

use std::collections::{BTreeSet, HashMap};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::{ResolvedClass, ResolvedProject};
use crate::api::class::EnvironmentClass;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::pager::MAX_FILTER_IDS;
use crate::api::project::ProjectFilter;
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata};
use crate::api::{Client, Error};
use crate::context::Context;

/// Names of projects and classes, as far as they are known.
#[derive(Default)]
pub(crate) struct DisplayNames {
    projects: HashMap<String, String>,
    classes: HashMap<String, String>,
    /// Whether looking up projects failed: then nothing more is asked about them.
    gave_up_projects: bool,
    /// Whether the classes, which come all at once, were asked for.
    asked_classes: bool,
    /// Whether it was told that ids stand for names.
    noted: bool,
}

impl DisplayNames {
    /// What a user named is known already.
    pub(crate) fn insert(&mut self, project: &ResolvedProject, class: Option<&ResolvedClass>) {
        self.projects.extend(project.label());
        self.classes.extend(class.and_then(ResolvedClass::label));
    }

    /// Looks up the names of what these pools are for, as far as they are not known yet. Where
    /// that is not possible ids are shown, which a note says once.
    pub(crate) async fn load_for(
        &mut self,
        context: &Context,
        client: &Client,
        pools: &[WarmPool],
    ) {
        let metadata = || pools.iter().filter_map(|pool| pool.metadata.as_ref());
        let projects = metadata().map(|it| it.project_id.as_str());
        let classes = metadata().map(|it| it.environment_class_id.as_str());
        self.load(context, client, projects, classes).await;
    }

    /// Looks up the names of these projects and classes, likewise.
    pub(crate) async fn load<'a>(
        &mut self,
        context: &Context,
        client: &Client,
        projects: impl Iterator<Item = &'a str>,
        classes: impl Iterator<Item = &'a str>,
    ) {
        let mut missing = unknown(projects, &self.projects);
        if self.gave_up_projects {
            missing.clear();
        }
        let is_class_missing = !self.asked_classes && !unknown(classes, &self.classes).is_empty();
        let classes =
            async { if is_class_missing { class_names(client).await.map(Some) } else { Ok(None) } };
        let (projects, classes) = tokio::join!(names_of_projects(client, &missing), classes);
        match projects {
            Ok(projects) => self.projects.extend(projects),
            Err(error) => {
                self.gave_up_projects = true;
                self.note(context, &error);
            }
        }
        self.take_classes(context, classes);
    }

    /// Looks up the names of all classes, likewise.
    pub(crate) async fn learn_classes(&mut self, context: &Context, client: &Client) {
        if !self.asked_classes {
            let classes = class_names(client).await;
            self.take_classes(context, classes.map(Some));
        }
    }

    /// The name of a project, else its id.
    pub(crate) fn project<'a>(&'a self, id: &'a str) -> &'a str {
        self.projects.get(id).map_or(id, String::as_str)
    }

    /// The name of a class, with its runner where several are called so; else its id.
    pub(crate) fn class<'a>(&'a self, id: &'a str) -> &'a str {
        self.classes.get(id).map_or(id, String::as_str)
    }

    /// `PROJECT/CLASS` by names where they are known.
    pub(crate) fn address(&self, pool: &WarmPool) -> String {
        let Some(WarmPoolMetadata { project_id, environment_class_id, .. }) = &pool.metadata else {
            return pool.id.clone();
        };
        format!("{}/{}", self.project(project_id), self.class(environment_class_id))
    }

    fn take_classes(&mut self, context: &Context, classes: Result<Option<Names>, Error>) {
        match classes {
            Ok(None) => return,
            Ok(Some(classes)) => self.classes.extend(classes),
            Err(error) => self.note(context, &error),
        }
        self.asked_classes = true;
    }

    fn note(&mut self, context: &Context, error: &Error) {
        if !std::mem::replace(&mut self.noted, true) {
            context.ui.note(&format!("ids are shown, as names cannot be read: {}", error.cause));
        }
    }
}

/// Pairs of an id and a name.
pub(crate) type Names = Vec<(String, String)>;

/// Those ids that have no known name, each once.
fn unknown<'a>(
    ids: impl Iterator<Item = &'a str>,
    known: &HashMap<String, String>,
) -> BTreeSet<&'a str> {
    ids.filter(|id| !id.is_empty() && !known.contains_key(*id)).collect()
}

async fn names_of_projects(client: &Client, ids: &BTreeSet<&str>) -> Result<Names, Error> {
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let filters = ids.chunks(MAX_FILTER_IDS).map(|chunk| ProjectFilter::for_ids(chunk.to_vec()));
    let filters: Vec<_> = filters.collect();
    let pages: Vec<_> = stream::iter(&filters)
        .map(|filter| client.list_projects(filter))
        .buffered(MAX_CONCURRENT_READS)
        .try_collect()
        .await?;
    let projects = pages.into_iter().flatten();
    let known = projects.filter_map(|project| Some((project.id, project.metadata?.name)));
    // What the token may not see keeps its id, and is not asked for again.
    let unknown = ids.iter().map(|id| (id.clone(), id.clone()));
    Ok(unknown.chain(known.filter(has_name)).collect())
}

/// The ids of all classes and their names, with the runner where several are called so.
///
/// # Errors
/// As every call.
pub(crate) async fn class_names(client: &Client) -> Result<Names, Error> {
    let classes = client.list_environment_classes().await?;
    let mut called: HashMap<&str, usize> = HashMap::new();
    for class in &classes {
        *called.entry(&class.display_name).or_default() += 1;
    }
    let is_shared = |class: &EnvironmentClass| called[class.display_name.as_str()] > 1;
    let runners =
        if classes.iter().any(is_shared) { client.list_runners().await? } else { Vec::new() };
    let runner = |id: &str| runners.iter().find(|own| own.runner_id == id);
    let label = |class: &EnvironmentClass| match runner(&class.runner_id) {
        Some(runner) if is_shared(class) => format!("{}@{}", class.display_name, runner.name),
        _ => class.display_name.clone(),
    };
    let named = classes.iter().map(|class| (class.id.clone(), label(class)));
    Ok(named.filter(has_name).collect())
}

fn has_name((_, name): &(String, String)) -> bool {
    !name.is_empty()
}
