//! From ids to the names that people know, for tables and sentences.

use std::collections::{BTreeSet, HashMap};
use std::mem;

use futures_util::future::OptionFuture;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};

use super::resolve::Resolved;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::pager::MAX_FILTER_IDS;
use crate::api::project::ProjectFilter;
use crate::api::runner::Runner;
use crate::api::warm_pool::{WarmPool, WarmPoolMetadata};
use crate::api::{Client, Error};
use crate::lookup::{Directory, classes_and_runners};

/// Names of projects, environment classes and runners, as far as they are known.
///
/// Ids stand for names that cannot be read. Only the first error is returned, to be noted once.
#[derive(Default)]
pub(crate) struct DisplayNames {
    names: HashMap<String, String>,
    /// Names of projects are not shown, or cannot be read.
    skips_projects: bool,
    /// Names of classes are not shown, or were requested: they come all at once.
    skips_classes: bool,
    has_failed: bool,
}

/// Ids, each with its name.
pub(crate) type IdsAndNames = Vec<(String, String)>;

impl DisplayNames {
    /// Loads only the names that are shown.
    pub(crate) fn showing(projects: bool, classes: bool) -> Self {
        Self { skips_projects: !projects, skips_classes: !classes, ..Self::default() }
    }

    /// Adds a name that the user typed.
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
        let metadata = pools.iter().filter_map(|pool| pool.metadata.as_ref());
        self.load(
            client,
            metadata.map(|metadata| (&*metadata.project_id, &*metadata.environment_class_id)),
        )
        .await
    }

    /// Loads the names of these projects and classes that are not known yet.
    pub(crate) async fn load<'a>(
        &mut self,
        client: &Client,
        projects_and_classes: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), Error> {
        let (mut projects, mut classes): (BTreeSet<_>, BTreeSet<_>) = projects_and_classes.unzip();
        projects.retain(|id| !self.skips_projects && self.is_unknown(id));
        classes.retain(|id| !self.skips_classes && self.is_unknown(id));
        let needs_classes = !classes.is_empty();
        let classes = OptionFuture::from(needs_classes.then(|| class_names(client)));
        let (projects, classes) = tokio::join!(project_names(client, &projects), classes);
        self.skips_projects |= projects.is_err();
        self.skips_classes |= needs_classes;
        let projects = self.add(projects);
        projects.and(classes.map_or(Ok(()), |classes| self.add(classes)))
    }

    /// Loads the names of all classes.
    pub(crate) async fn load_classes(&mut self, client: &Client) -> Result<(), Error> {
        if mem::replace(&mut self.skips_classes, true) {
            return Ok(());
        }
        self.add(class_names(client).await)
    }

    pub(crate) async fn load_runners(&mut self, client: &Client) -> Result<(), Error> {
        let runners = client.list_runners().await;
        self.add(runners.map(|runners| runners.into_iter().map(id_and_name).collect()))
    }

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

    fn is_unknown(&self, id: &str) -> bool {
        !id.is_empty() && !self.names.contains_key(id)
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
    // What the token cannot see keeps its id, and is not requested again.
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let mut names: IdsAndNames = ids.iter().map(|id| (id.clone(), id.clone())).collect();
    let filters: Vec<_> = ids
        .chunks(MAX_FILTER_IDS)
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
