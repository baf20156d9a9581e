//! From ids to the names that people know, for tables and sentences.

use std::collections::{BTreeSet, HashMap};
use std::mem;

use futures_util::future::OptionFuture;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::directory::{Directory, classes_and_runners};
use super::resolve::Resolved;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::page::FILTER_IDS;
use crate::api::project::ProjectFilter;
use crate::api::runner::Runner;
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata};
use crate::api::{Client, Error};

/// Names of projects, environment classes and runners, as far as they are known.
///
/// An id stands for a name that cannot be read. Each `load` fails only with the first such error,
/// so that a user hears of it once.
#[derive(Default)]
pub(crate) struct DisplayNames {
    names: HashMap<String, String>,
    has_requested_classes: bool,
    has_failed_projects: bool,
    has_failed: bool,
}

/// Ids, each with its name.
pub(crate) type IdsAndNames = Vec<(String, String)>;

impl DisplayNames {
    /// Adds what was read to resolve a name.
    pub(crate) fn insert<T>(&mut self, resolved: &Resolved<T>) {
        if resolved.data.is_some() {
            self.names.insert(resolved.id.to_string(), resolved.name.clone());
        }
    }

    /// Loads the names of the projects and classes of these pools.
    pub(crate) async fn load_for(
        &mut self,
        client: &Client,
        pools: &[WarmPool],
    ) -> Result<(), Error> {
        let metadata = || pools.iter().filter_map(|pool| pool.metadata.as_ref());
        let projects = metadata().map(|metadata| metadata.project_id.as_str());
        let classes = metadata().map(|metadata| metadata.environment_class_id.as_str());
        self.load(client, projects, classes).await
    }

    /// Loads the names of these projects and classes that are not known yet.
    pub(crate) async fn load<'a>(
        &mut self,
        client: &Client,
        projects: impl Iterator<Item = &'a str>,
        classes: impl Iterator<Item = &'a str>,
    ) -> Result<(), Error> {
        let projects =
            if self.has_failed_projects { BTreeSet::new() } else { self.unknown(projects) };
        let needs_classes = !self.has_requested_classes && !self.unknown(classes).is_empty();
        let classes = OptionFuture::from(needs_classes.then(|| class_names(client)));
        let (projects, classes) = tokio::join!(project_names(client, &projects), classes);
        self.has_failed_projects |= projects.is_err();
        self.has_requested_classes |= needs_classes;
        let projects = self.add(projects);
        projects.and(classes.map_or(Ok(()), |classes| self.add(classes)))
    }

    /// Loads the names of all classes.
    pub(crate) async fn load_classes(&mut self, client: &Client) -> Result<(), Error> {
        self.has_requested_classes = true;
        self.add(class_names(client).await)
    }

    /// Loads the names of all runners.
    pub(crate) async fn load_runners(&mut self, client: &Client) -> Result<(), Error> {
        let runners = client.list_runners().await;
        self.add(runners.map(|runners| runners.into_iter().map(id_and_name).collect()))
    }

    /// Loads the name of one runner.
    pub(crate) async fn load_runner(&mut self, client: &Client, id: &str) -> Result<(), Error> {
        match client.get_runner(id).await {
            Err(error) if error.is_not_found() => Ok(()),
            runner => self.add(runner.map(|runner| vec![id_and_name(runner)])),
        }
    }

    /// The name of a project, a class or a runner; else its id.
    pub(crate) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.get(id).unwrap_or(id)
    }

    /// The name of a project, a class or a runner, if it is known.
    pub(crate) fn get(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }

    /// `PROJECT/CLASS`, by names where they are known.
    pub(crate) fn address(&self, pool: &WarmPool) -> String {
        let Some(WarmPoolMetadata { project_id, environment_class_id, .. }) = &pool.metadata else {
            return pool.id.clone();
        };
        format!("{}/{}", self.name(project_id), self.name(environment_class_id))
    }

    fn unknown<'a>(&self, ids: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
        ids.filter(|id| !id.is_empty() && !self.names.contains_key(*id)).collect()
    }

    fn add(&mut self, loaded: Result<IdsAndNames, Error>) -> Result<(), Error> {
        match loaded {
            Ok(names) => self.names.extend(names.into_iter().filter(|(_, name)| !name.is_empty())),
            Err(error) if !mem::replace(&mut self.has_failed, true) => return Err(error),
            Err(_) => {}
        }
        Ok(())
    }
}

fn id_and_name(runner: Runner) -> (String, String) {
    (runner.runner_id, runner.name)
}

async fn project_names(client: &Client, ids: &BTreeSet<&str>) -> Result<IdsAndNames, Error> {
    // What the token may not see keeps its id, and is not requested again.
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let mut names: IdsAndNames = ids.iter().map(|id| (id.clone(), id.clone())).collect();
    let filters: Vec<_> = ids
        .chunks(FILTER_IDS)
        .map(|ids| ProjectFilter { project_ids: ids.to_vec(), ..ProjectFilter::default() })
        .collect();
    let pages: Vec<_> = stream::iter(&filters)
        .map(|filter| client.list_projects(filter))
        .buffered(MAX_CONCURRENT_READS)
        .try_collect()
        .await?;
    let projects = pages.into_iter().flatten();
    names.extend(projects.filter_map(|project| Some((project.id, project.metadata?.name))));
    Ok(names)
}

/// The names of all classes.
pub(crate) async fn class_names(client: &Client) -> Result<IdsAndNames, Error> {
    let (classes, runners) = classes_and_runners(client, &[]).await?;
    let directory = Directory::new(Vec::new(), classes, runners);
    Ok(directory.class_labels().map(|(class, label)| (class.id.clone(), label)).collect())
}
