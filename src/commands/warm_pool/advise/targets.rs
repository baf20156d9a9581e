//! Which pools are advised on: those that are named, declared, in the file of starts, or all.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use futures_util::future;
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use super::args::AdviseArgs;
use super::starts_file::StartsFile;
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::project::{Project, ProjectFilter};
use crate::api::runner::RunnerProvider;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::commands::fleet::file::FleetFile;
use crate::commands::names;
use crate::commands::warm_pool::pool_arg;
use crate::context::Context;
use crate::error::CliError;
use crate::fleet::evaluation::Evaluation;
use crate::fleet::file::Declaration;
use crate::fleet::live_state;
use crate::lookup::{self, Directory};
use crate::sort::sort_by;
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::{NameOrId, PoolKey, PoolRef};
use crate::warm_pool::size::PoolSize;

/// A project and class to advise on.
pub(super) struct Target<'f> {
    pub(super) key: PoolKey,
    pub(super) address: String,
    /// The project and the class as a fleet file names them.
    pub(super) names: (String, String),
    /// The names of its class, as prices may name it.
    pub(super) class_names: Vec<String>,
    pub(super) runner: Option<Uuid>,
    /// Whether its runner may hand out stopped instances, as those on Google Cloud do.
    pub(super) can_claim_stopped: bool,
    pub(super) pool: Option<LivePool>,
    pub(super) declaration: Option<&'f Declaration>,
    /// Whether it has a row even without a start.
    pub(super) is_shown: bool,
}

/// An existing pool.
#[derive(Clone, Copy, Debug)]
pub(super) struct LivePool {
    pub(super) id: Uuid,
    /// `None` if the service reports an invalid size.
    pub(super) size: Option<PoolSize>,
}

/// What the arguments select.
enum Selection<'f> {
    /// These keys, and the declarations of those that a fleet file declares.
    Keys(Vec<PoolKey>, HashMap<PoolKey, &'f Declaration>),
    /// All pools of a project, of one class if it is named.
    Project(Uuid, Option<Uuid>),
    All,
}

/// Finds the targets, sorted by address. `starts` is resolved on the way.
///
/// # Errors
/// When a call fails, and for names that are unknown or ambiguous.
pub(super) async fn find<'f>(
    context: &Context,
    client: &Client,
    args: &AdviseArgs,
    evaluation: Option<(&FleetFile, &Evaluation<'f>)>,
    starts: Option<&mut StartsFile>,
) -> Result<Vec<Target<'f>>, CliError> {
    let mut selection = select(context, client, args, evaluation).await?;
    let failed = |error: Error| context.api_error("cannot read the warm pools".to_owned(), &error);
    let projects = match &selection {
        // Names in the file of starts may be of any project.
        _ if starts.is_some() => Vec::new(),
        Selection::All => Vec::new(),
        Selection::Project(project, _) => vec![*project],
        Selection::Keys(keys, _) => keys.iter().map(|key| key.project).collect(),
    };
    let (named, runners) = tokio::join!(
        future::try_join(read_projects(client, &projects), client.list_environment_classes()),
        client.list_runners(),
    );
    let (projects, classes) = named.map_err(failed)?;
    // A token that may not read runners misses the names of some classes and one note.
    let runners = runners.unwrap_or_default();
    let google: BTreeSet<_> = runners
        .iter()
        .filter(|runner| runner.provider == RunnerProvider::Gcp)
        .filter_map(|runner| Uuid::try_parse(&runner.runner_id).ok())
        .collect();
    let directory = Directory::new(projects, classes, runners);
    if let Some(starts) = starts {
        let keys = starts.resolve(context, &directory, selection.keys())?;
        if matches!(selection, Selection::All) {
            selection = Selection::Keys(keys, HashMap::new());
        }
    }
    let pools = PoolLister::new(client, selection.query()).all().await.map_err(failed)?;
    let mut targets = targets(context, &directory, &selection, &pools);
    for target in &mut targets {
        target.can_claim_stopped = target.runner.is_some_and(|runner| google.contains(&runner));
    }
    Ok(targets)
}

impl Selection<'_> {
    fn query(&self) -> PoolQuery {
        let (projects, classes) = match self {
            Self::All => Default::default(),
            Self::Project(project, class) => (vec![*project], class.iter().copied().collect()),
            Self::Keys(keys, _) => {
                let projects: BTreeSet<_> = keys.iter().map(|key| key.project).collect();
                (projects.into_iter().collect(), Vec::new())
            }
        };
        PoolQuery { projects, classes, phases: Vec::new() }
    }

    /// The keys, if they are known by themselves.
    fn keys(&self) -> Option<&[PoolKey]> {
        match self {
            Self::Keys(keys, _) => Some(keys),
            Self::Project(..) | Self::All => None,
        }
    }
}

async fn select<'f>(
    context: &Context,
    client: &Client,
    args: &AdviseArgs,
    evaluation: Option<(&FleetFile, &Evaluation<'f>)>,
) -> Result<Selection<'f>, CliError> {
    let declared = match evaluation {
        Some((file, evaluation)) => declared(context, client, file, evaluation).await?,
        None => Vec::new(),
    };
    let by_key = || declared.iter().copied().collect::<HashMap<_, _>>();
    if !args.pools.is_empty() {
        let pools = pool_arg::parse(&args.pools)?;
        let key = |pool| key_of(context, client, pool);
        let keys = stream::iter(&pools).map(key).buffered(MAX_CONCURRENT_READS);
        return Ok(Selection::Keys(keys.try_collect().await?, by_key()));
    }
    let Some(project) = &args.project else {
        let keys: Vec<_> = declared.iter().map(|(key, _)| *key).collect();
        let is_file = evaluation.is_some();
        return Ok(if is_file { Selection::Keys(keys, by_key()) } else { Selection::All });
    };
    let project = names::parse("--project", project);
    let class = args.class.as_deref().map(|class| names::parse("--class", class)).transpose();
    let (project, class) = CliError::both(project, class)?;
    let (project, class) = resolve(context, client, &project, class.as_ref()).await?;
    let is_selected =
        |key: &PoolKey| key.project == project && class.is_none_or(|class| key.class == class);
    Ok(match (evaluation, class) {
        (Some(_), _) => {
            let keys = declared.iter().map(|(key, _)| *key).filter(is_selected);
            Selection::Keys(keys.collect(), by_key())
        }
        (None, Some(class)) => Selection::Keys(vec![PoolKey { project, class }], by_key()),
        (None, None) => Selection::Project(project, None),
    })
}

async fn resolve(
    context: &Context,
    client: &Client,
    project: &NameOrId,
    class: Option<&NameOrId>,
) -> Result<(Uuid, Option<Uuid>), CliError> {
    if let Some(class) = class {
        let address = names::resolve_address(context, client, project, class).await?;
        return Ok((address.key.project, Some(address.key.class)));
    }
    let project = lookup::resolve_project(client, project).await;
    project.map(|project| (project.id, None)).map_err(|error| context.lookup_error(error))
}

/// The declared pools with their keys, in the order of the file.
async fn declared<'f>(
    context: &Context,
    client: &Client,
    file: &FleetFile,
    evaluation: &Evaluation<'f>,
) -> Result<Vec<(PoolKey, &'f Declaration)>, CliError> {
    let names = live_state::resolve_names(client, evaluation, &[]).await;
    let (_, resolved) =
        names.map_err(|error| context.api_error("cannot read the projects".to_owned(), &error))?;
    let resolved = resolved.map_err(|errors| file.resolve_error(context, &errors))?;
    let keys = resolved.pools.iter().map(|pool| pool.key);
    Ok(keys.zip(&evaluation.fleet.pools).collect())
}

/// The project and class of an argument; it need not have a pool.
async fn key_of(context: &Context, client: &Client, pool: &PoolRef) -> Result<PoolKey, CliError> {
    match pool {
        PoolRef::Address { project, class } => {
            names::resolve_address(context, client, project, class).await.map(|found| found.key)
        }
        PoolRef::Id(_) => {
            let found = pool_arg::find(context, client, pool).await?;
            PoolKey::of(&found).ok_or_else(|| {
                CliError::local(format!("the service reports no project and class of {pool}"))
            })
        }
    }
}

/// These projects; all if none is given.
async fn read_projects(client: &Client, ids: &[Uuid]) -> Result<Vec<Project>, Error> {
    if ids.is_empty() {
        return client.list_projects(&ProjectFilter::default()).await;
    }
    let ids: BTreeSet<_> = ids.iter().copied().collect();
    client.list_projects_by_ids(&Vec::from_iter(ids)).await
}

fn targets<'f>(
    context: &Context,
    directory: &Directory,
    selection: &Selection<'f>,
    pools: &[WarmPool],
) -> Vec<Target<'f>> {
    let active = pools.iter().filter(|pool| lifecycle::lifecycle(pool) == Lifecycle::Active);
    let live: BTreeMap<_, _> = active
        .filter_map(|pool| {
            let id = Uuid::try_parse(&pool.id).ok()?;
            Some((PoolKey::of(pool)?, LivePool { id, size: lifecycle::size(pool) }))
        })
        .collect();
    let none = HashMap::new();
    // Whether a key has a row without a start.
    let (keys, declarations): (BTreeMap<PoolKey, bool>, _) = match selection {
        Selection::Keys(keys, declarations) => {
            (keys.iter().map(|key| (*key, true)).collect(), declarations)
        }
        Selection::Project(..) | Selection::All => {
            let prebuilt = prebuild_keys(directory).map(|key| (key, false));
            let existing = live.keys().map(|key| (*key, true));
            (prebuilt.chain(existing).collect(), &none)
        }
    };
    let printer = context.result_printer();
    let target = |(key, is_shown): (PoolKey, bool)| {
        let (project, class) =
            (directory.project_name(key.project), directory.class_name(key.class));
        let found = directory.classes().find(|(id, _)| *id == key.class).map(|(_, class)| class);
        let display_name = found.map(|class| class.display_name.clone());
        let class_names = [Some(class.to_string()), display_name, Some(key.class.to_string())];
        Target {
            key,
            address: printer.address_or_ids(key, &project, &class),
            class_names: class_names.into_iter().flatten().collect(),
            names: (project.to_input(), class.to_input()),
            can_claim_stopped: false,
            runner: found.and_then(|class| Uuid::try_parse(&class.runner_id).ok()),
            pool: live.get(&key).copied(),
            declaration: declarations.get(&key).copied(),
            is_shown,
        }
    };
    let mut targets: Vec<_> = keys.into_iter().map(target).collect();
    sort_by(&mut targets, |a, b| (&a.address, a.key).cmp(&(&b.address, b.key)));
    targets
}

/// The projects and classes that have prebuilds, and so can have a pool.
fn prebuild_keys(directory: &Directory) -> impl Iterator<Item = PoolKey> {
    directory.projects().flat_map(|(project, _, data)| {
        let configuration = data.prebuild_configuration.as_ref();
        let enabled = configuration.filter(|configuration| configuration.enabled);
        let classes = enabled.into_iter().flat_map(|found| &found.environment_class_ids);
        classes
            .filter_map(move |class| Some(PoolKey { project, class: Uuid::try_parse(class).ok()? }))
    })
}
