//! Reads the current state in few calls, several at once.

use std::collections::{BTreeSet, HashMap, HashSet};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use super::evaluation::Evaluation;
use super::resolve::{ResolveErrors, Resolved, resolve};
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::pager::{MAX_FILTER_IDS, chunk_ids};
use crate::api::project::{Project, ProjectFilter};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::lookup::Pattern;
use crate::lookup::{Directory, classes_and_runners};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::{NameOrId, PoolKey};
use crate::warm_pool::size::SizeBounds;

/// An existing pool.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LivePool {
    pub(crate) id: Uuid,
    pub(crate) key: PoolKey,
    pub(crate) sizes: SizeBounds,
}

/// The pools of some projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LiveState {
    /// At most one for each key.
    pub(crate) pools: Vec<LivePool>,
    /// Keys with a pool that is being deleted, which may still block a new one.
    pub(crate) deleting: HashSet<PoolKey>,
    /// Other projects with pools, as far as these were read.
    other_projects: BTreeSet<Uuid>,
}

/// Why the current state is not known.
#[derive(Debug)]
pub(crate) enum ReadStateError {
    Call(Box<Error>),
    /// The pool with this id reports no project or no class.
    MissingMetadata(String),
    /// Several pools have one key, which no plan can fix.
    DuplicatePools(PoolKey, Vec<Uuid>),
}

impl From<Error> for ReadStateError {
    fn from(error: Error) -> Self {
        Self::Call(Box::new(error))
    }
}

/// Lists what the names of a file may mean and resolves them. The directory can also resolve
/// `other_classes`.
///
/// # Errors
/// When a call fails.
pub(crate) async fn resolve_names(
    client: &Client,
    evaluation: &Evaluation<'_>,
    other_classes: &[&str],
) -> Result<(Directory, Result<Resolved, ResolveErrors>), Error> {
    let fleet = evaluation.fleet;
    let patterns: Vec<_> = match &fleet.scope {
        Some(scope) => scope.iter().map(|pattern| pattern.value.clone()).collect(),
        None => {
            fleet.pools.iter().map(|pool| Pattern::NameOrId(pool.project.value.clone())).collect()
        }
    };
    let class_names = fleet.pools.iter().filter_map(|pool| match &pool.class.value {
        NameOrId::Name(name) => Some(name.as_str()),
        NameOrId::Id(_) => None,
    });
    let class_names: Vec<_> = class_names.chain(other_classes.iter().copied()).collect();
    let (projects, (classes, runners)) = tokio::try_join!(
        list_projects(client, &patterns),
        classes_and_runners(client, &class_names)
    )?;
    let directory = Directory::new(projects, classes.clone(), runners.clone());
    let resolved = resolve(evaluation, &directory);
    if !resolved.as_ref().is_err_and(|errors| errors.has_missing_project) {
        return Ok((directory, resolved));
    }
    // A search does not find a mistyped name; suggestions need all names.
    let all = client.list_projects(&ProjectFilter::default()).await?;
    let directory = Directory::new(all, classes, runners);
    let resolved = resolve(evaluation, &directory);
    Ok((directory, resolved))
}

/// Lists the projects that some patterns may match.
async fn list_projects(client: &Client, patterns: &[Pattern]) -> Result<Vec<Project>, Error> {
    let lists = stream::iter(project_filters(patterns))
        .map(|filter| async move { client.list_projects(&filter).await })
        .buffered(MAX_CONCURRENT_READS)
        .try_collect::<Vec<_>>()
        .await?;
    let mut seen = HashSet::new();
    let projects = lists.into_iter().flatten();
    Ok(projects.filter(|project| seen.insert(project.id.clone())).collect())
}

/// Filters that together match all these projects: a search for each name if there are few, and
/// otherwise all projects.
fn project_filters(patterns: &[Pattern]) -> Vec<ProjectFilter> {
    let mut parts: Vec<&str> = patterns.iter().filter_map(Pattern::literal_part).collect();
    parts.sort_unstable();
    parts.dedup();
    if parts.len() > MAX_CONCURRENT_READS || parts.contains(&"") {
        return vec![ProjectFilter::default()];
    }
    let searches = parts.iter().map(|part| ProjectFilter::for_search(part));
    let ids: Vec<Uuid> = patterns
        .iter()
        .filter_map(|pattern| match pattern {
            Pattern::NameOrId(NameOrId::Id(id)) => Some(*id),
            Pattern::NameOrId(NameOrId::Name(_)) | Pattern::Glob(_) => None,
        })
        .collect();
    // No ids would make one empty chunk, which matches all projects.
    let chunks = if ids.is_empty() { Vec::new() } else { chunk_ids(&ids) };
    let by_id = chunks.into_iter().map(ProjectFilter::for_ids);
    searches.chain(by_id).collect()
}

/// Lists the projects and classes of some pools; the names may say which runners to list.
///
/// # Errors
/// When a call fails.
pub(crate) async fn read_names(
    client: &Client,
    projects: &[Uuid],
    class_names: &[&str],
) -> Result<Directory, Error> {
    let patterns: Vec<_> = projects.iter().map(|id| Pattern::NameOrId(NameOrId::Id(*id))).collect();
    let (projects, (classes, runners)) = tokio::try_join!(
        list_projects(client, &patterns),
        classes_and_runners(client, class_names)
    )?;
    Ok(Directory::new(projects, classes, runners))
}

/// The projects that have pools but cannot be read, so that it is unknown whether a pattern matches
/// their names. Sorted.
///
/// # Errors
/// When a call fails.
pub(crate) async fn unreadable_projects(
    client: &Client,
    live: &LiveState,
    directory: &Directory,
) -> Result<Vec<Uuid>, Error> {
    let is_known = |id: &Uuid| directory.project_of(*id).is_some();
    let unknown = live.other_projects.iter().filter(|id| !is_known(id));
    let patterns: Vec<_> = unknown.map(|id| Pattern::NameOrId(NameOrId::Id(*id))).collect();
    if patterns.is_empty() {
        return Ok(Vec::new());
    }
    let readable = list_projects(client, &patterns).await?;
    let readable: HashSet<_> =
        readable.iter().filter_map(|project| Uuid::try_parse(&project.id).ok()).collect();
    let unreadable = live.other_projects.iter().filter(|id| !is_known(id));
    Ok(unreadable.filter(|id| !readable.contains(id)).copied().collect())
}

/// Reads the pools of some projects; `all` also finds the other projects that have pools.
///
/// # Errors
/// When a call fails, and when two pools have one key or a pool has none.
pub(crate) async fn read_pools(
    client: &Client,
    projects: &[Uuid],
    all: bool,
) -> Result<LiveState, ReadStateError> {
    if projects.is_empty() {
        return Ok(LiveState::default());
    }
    // Beyond one filter, listing all pools takes fewer calls than listing them chunk by chunk.
    let is_filtered = !all && projects.len() <= MAX_FILTER_IDS;
    let filter = if is_filtered { projects.to_vec() } else { Vec::new() };
    let query = PoolQuery { projects: filter, ..PoolQuery::default() };
    select_pools(PoolLister::new(client, query).all().await?, projects)
}

/// The state of some projects, if these are all pools.
///
/// # Errors
/// When two pools have one key or a pool has none.
pub(crate) fn select_pools(
    all: Vec<WarmPool>,
    projects: &[Uuid],
) -> Result<LiveState, ReadStateError> {
    let projects: HashSet<_> = projects.iter().copied().collect();
    live_state(all, |key| projects.contains(&key.project))
}

fn live_state(
    all: Vec<WarmPool>,
    is_in_scope: impl Fn(PoolKey) -> bool,
) -> Result<LiveState, ReadStateError> {
    let mut state = LiveState::default();
    let mut ids_by_key: HashMap<PoolKey, Vec<Uuid>> = HashMap::new();
    for pool in all {
        let (Some(key), Ok(id)) = (PoolKey::of(&pool), Uuid::try_parse(&pool.id)) else {
            return Err(ReadStateError::MissingMetadata(pool.id));
        };
        if !is_in_scope(key) {
            if lifecycle::lifecycle(&pool) == Lifecycle::Active {
                state.other_projects.insert(key.project);
            }
            continue;
        }
        match lifecycle::lifecycle(&pool) {
            Lifecycle::Deleted => {}
            Lifecycle::Deleting => {
                state.deleting.insert(key);
            }
            Lifecycle::Active => {
                ids_by_key.entry(key).or_default().push(id);
                state.pools.push(LivePool { id, key, sizes: lifecycle::size_bounds(&pool) });
            }
        }
    }
    match ids_by_key.into_iter().filter(|(_, ids)| ids.len() > 1).min() {
        Some((key, ids)) => Err(ReadStateError::DuplicatePools(key, ids)),
        None => Ok(state),
    }
}
