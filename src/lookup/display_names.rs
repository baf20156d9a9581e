//! From ids to the names that people know, for tables and sentences.

use std::collections::{BTreeSet, HashMap};
use std::mem;

use futures_util::future::OptionFuture;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::resolve::Resolved;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::pager::MAX_FILTER_IDS;
use crate::api::project::{ProjectFilter, ProjectPhase};
use crate::api::runner::Runner;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::lookup::{Directory, classes_and_runners};
use crate::warm_pool::address::AddressPrinter;
use crate::warm_pool::reference::NameOrId;

/// Names of projects, environment classes and runners, as far as they are known.
///
/// Ids stand for names that cannot be read. Only the first error is returned, to be noted once.
#[derive(Default)]
pub(crate) struct DisplayNames {
    names: HashMap<String, KnownName>,
    /// The id of the first project that has a name.
    projects_by_name: HashMap<String, String>,
    /// Names of projects are not shown, or cannot be read.
    skips_projects: bool,
    /// Names of classes are not shown, or were requested: they come all at once.
    skips_classes: bool,
    has_failed: bool,
}

/// A name, and what can be typed instead of the id.
struct KnownName {
    name: String,
    /// The id, unless the name stands for this resource alone.
    input: Option<String>,
}

/// An id and its name.
type Named = (String, KnownName);

impl DisplayNames {
    /// Loads only the names that are shown.
    pub(crate) fn showing(projects: bool, classes: bool) -> Self {
        Self { skips_projects: !projects, skips_classes: !classes, ..Self::default() }
    }

    /// Adds a name that the user typed.
    pub(crate) fn insert<T>(&mut self, resolved: &Resolved<T>) {
        if resolved.data.is_some() {
            let (name, input) = (resolved.name.to_string(), resolved.name.to_exact_input());
            self.names.insert(resolved.id.to_string(), KnownName { name, input });
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
        let projects = self.first_error(projects).map(|projects| self.add_projects(projects));
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
        self.names.get(id).map(|known| known.name.as_str())
    }

    /// The text that is read as this pool: its address, by names where they are known, if there is
    /// one that the output keeps; else its id.
    pub(crate) fn address(&self, pool: &WarmPool, printer: &AddressPrinter) -> String {
        let address = pool.metadata.as_ref().and_then(|metadata| {
            let project = self.input(&metadata.project_id)?;
            printer.join(project, self.input(&metadata.environment_class_id)?)
        });
        address.unwrap_or_else(|| pool.id.clone())
    }

    fn input<'a>(&'a self, id: &'a str) -> Option<&'a str> {
        let known = self.names.get(id).and_then(|known| known.input.as_deref());
        let is_id = || id.len() == Hyphenated::LENGTH && Uuid::try_parse(id).is_ok();
        known.or_else(|| is_id().then_some(id))
    }

    /// Projects of the same name are not named by it. Only those that were read are compared:
    /// resolving a name that others have too is an error.
    fn add_projects(&mut self, projects: Vec<Named>) {
        for (id, mut known) in projects {
            if known.input.is_some() {
                let first = self.projects_by_name.entry(known.name.clone());
                let first = first.or_insert_with(|| id.clone());
                if *first != id {
                    known.input = None;
                    self.names.entry(first.clone()).and_modify(|first| first.input = None);
                }
            }
            self.insert_known(id, known);
        }
    }

    fn insert_known(&mut self, id: String, known: KnownName) {
        if !known.name.is_empty() {
            self.names.insert(id, known);
        }
    }

    fn is_unknown(&self, id: &str) -> bool {
        !id.is_empty() && !self.names.contains_key(id)
    }

    fn add(&mut self, loaded: Result<Vec<Named>, Error>) -> Result<(), Error> {
        let names = self.first_error(loaded)?;
        names.into_iter().for_each(|(id, known)| self.insert_known(id, known));
        Ok(())
    }

    /// What was loaded, nothing after an error; only the first error is returned.
    fn first_error(&mut self, loaded: Result<Vec<Named>, Error>) -> Result<Vec<Named>, Error> {
        match loaded {
            Err(_) if mem::replace(&mut self.has_failed, true) => Ok(Vec::new()),
            loaded => loaded,
        }
    }
}

fn id_and_name(runner: Runner) -> Named {
    (runner.runner_id, KnownName { name: runner.name, input: None })
}

async fn project_names(client: &Client, ids: &BTreeSet<&str>) -> Result<Vec<Named>, Error> {
    // What the token cannot see keeps its id, and is not requested again.
    let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
    let unseen = |id: &String| (id.clone(), KnownName { name: id.clone(), input: None });
    let mut names: Vec<_> = ids.iter().map(unseen).collect();
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
    names.extend(projects.filter_map(|project| {
        let name = project.metadata?.name;
        // The name of a project that is marked for deletion stands for its successor.
        let has_name = project.desired_phase != ProjectPhase::Deleted;
        let input = has_name.then(|| NameOrId::Name(name.clone()));
        let input = input.and_then(|name| name.to_exact_input());
        Some((project.id, KnownName { name, input }))
    }));
    Ok(names)
}

/// The names of all classes.
async fn class_names(client: &Client) -> Result<Vec<Named>, Error> {
    let (classes, runners) = classes_and_runners(client, &[]).await?;
    let directory = Directory::new(Vec::new(), classes, runners);
    let names = directory.class_labels().map(|(class, name)| {
        let input = Uuid::try_parse(&class.id).ok();
        let input = input.and_then(|id| directory.class_name(id).to_exact_input());
        (class.id.clone(), KnownName { name, input })
    });
    Ok(names.collect())
}
