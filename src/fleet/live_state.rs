//! What there is, read in as few calls as possible and several at once.

use std::collections::{HashMap, HashSet};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use super::file::Fleet;
use super::pattern::Pattern;
use super::resolve::{ResolveErrors, Resolved, resolve};
use crate::api::page::FILTER_IDS;
use crate::api::pager::chunk_ids;
use crate::api::project::{Project, ProjectFilter};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::lookup::{Directory, classes_and_runners, search_filter};
use crate::warm_pool::lifecycle::{self, Lifecycle};
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::{NameOrId, PoolKey};
use crate::warm_pool::size::SizeBounds;

/// Calls that are under way at once.
pub(super) const MAX_CONCURRENT_READS: usize = 4;

/// A pool that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LivePool {
    /// Its id.
    pub(crate) id: Uuid,
    /// What it is for.
    pub(crate) pair: PoolKey,
    /// The sizes it tells.
    pub(crate) sizes: SizeBounds,
}

/// The pools of some projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Observed {
    /// Those that are there, at most one for each pair.
    pub(crate) pools: Vec<LivePool>,
    /// Pairs whose pool is being removed and may still hold its place.
    pub(crate) leaving: HashSet<PoolKey>,
}

/// Why it is not known what there is.
#[derive(Debug)]
pub(crate) enum ReadStateError {
    /// A call failed.
    Call(Box<Error>),
    /// The words of the file do not name what there is.
    PoolSelector(ResolveErrors),
    /// The service tells of a pool and not what it is for: its id.
    MissingMetadata(String),
    /// One pair has several pools, which no plan can mend: their ids.
    DuplicatePools(PoolKey, Vec<Uuid>),
}

impl From<Error> for ReadStateError {
    fn from(error: Error) -> Self {
        Self::Call(Box::new(error))
    }
}

/// Reads what the words of a file name, and these `others` for classes.
///
/// # Errors
/// When a call fails, and everything that is wrong with the words.
pub(crate) async fn names(
    client: &Client,
    fleet: &Fleet,
    others: &[&str],
) -> Result<(Directory, Resolved), ReadStateError> {
    let patterns: Vec<_> = match &fleet.scope {
        Some(scope) => scope.iter().map(|at| at.value.clone()).collect(),
        None => {
            fleet.pools.iter().map(|pool| Pattern::NameOrId(pool.project.value.clone())).collect()
        }
    };
    let classes = fleet.pools.iter().filter_map(|pool| match &pool.class.value {
        NameOrId::Name(name) => Some(name.as_str()),
        NameOrId::Id(_) => None,
    });
    let classes: Vec<_> = classes.chain(others.iter().copied()).collect();
    let (projects, (classes, runners)) =
        tokio::try_join!(projects(client, &patterns), classes_and_runners(client, &classes))?;
    let directory = Directory::new(projects, classes.clone(), runners.clone());
    match resolve(fleet, &directory) {
        Ok(resolved) => return Ok((directory, resolved)),
        Err(unresolved) if unresolved.is_about_projects => {}
        Err(unresolved) => return Err(ReadStateError::PoolSelector(unresolved)),
    }
    // A mistyped name is not found by searching for it; all names tell which one is near.
    let all = client.list_projects(&ProjectFilter::default()).await?;
    let directory = Directory::new(all, classes, runners);
    match resolve(fleet, &directory) {
        Err(unresolved) => Err(ReadStateError::PoolSelector(unresolved)),
        // It was made in between.
        Ok(resolved) => Ok((directory, resolved)),
    }
}

/// The projects that patterns may hold.
///
/// # Errors
/// As every call.
pub(crate) async fn projects(client: &Client, patterns: &[Pattern]) -> Result<Vec<Project>, Error> {
    let all = stream::iter(filters(patterns))
        .map(|filter| async move { client.list_projects(&filter).await })
        .buffered(MAX_CONCURRENT_READS)
        .try_collect::<Vec<_>>()
        .await?;
    let mut seen = HashSet::new();
    let once = all.into_iter().flatten().filter(|project| seen.insert(project.id.clone()));
    Ok(once.collect())
}

/// The filters that together let all these projects through: those that are named by a part of
/// their name are searched for if they are few, and else picked out of all.
fn filters(patterns: &[Pattern]) -> Vec<ProjectFilter> {
    let mut parts: Vec<&str> = patterns.iter().filter_map(Pattern::literal_part).collect();
    parts.sort_unstable();
    parts.dedup();
    if parts.len() > MAX_CONCURRENT_READS || parts.contains(&"") {
        return vec![ProjectFilter::default()];
    }
    let searches = parts.iter().map(|part| search_filter(part));
    let ids: Vec<Uuid> = patterns
        .iter()
        .filter_map(|pattern| match pattern {
            Pattern::NameOrId(NameOrId::Id(id)) => Some(*id),
            Pattern::NameOrId(NameOrId::Name(_)) | Pattern::Glob(_) => None,
        })
        .collect();
    // Of no ids there would be one batch, which stands for all projects.
    let chunk_ids = if ids.is_empty() { Vec::new() } else { chunk_ids(&ids) };
    let by_id = chunk_ids
        .into_iter()
        .map(|project_ids| ProjectFilter { project_ids, ..ProjectFilter::default() });
    searches.chain(by_id).collect()
}

/// Reads the pools of some projects; of no projects there are none.
///
/// # Errors
/// When a call fails, and when the pools cannot be told apart.
pub(crate) async fn pools(client: &Client, projects: &[Uuid]) -> Result<Observed, ReadStateError> {
    if projects.is_empty() {
        return Ok(Observed::default());
    }
    // Past one filter, all pools take fewer calls than those of one batch of projects after the
    // other.
    let asked = if projects.len() <= FILTER_IDS { projects.to_vec() } else { Vec::new() };
    let all = PoolLister::new(client, PoolQuery { projects: asked, ..PoolQuery::default() })
        .all()
        .await?;
    let projects: HashSet<_> = projects.iter().copied().collect();
    observed(all, |pair| projects.contains(&pair.project))
}

/// Sorts pools into those that are there and those that are going.
fn observed(
    all: Vec<WarmPool>,
    is_wanted: impl Fn(PoolKey) -> bool,
) -> Result<Observed, ReadStateError> {
    let mut observed = Observed::default();
    let mut find_by_key: HashMap<PoolKey, Vec<Uuid>> = HashMap::new();
    for pool in all {
        let Some((id, pair)) = identity(&pool) else {
            return Err(ReadStateError::MissingMetadata(pool.id));
        };
        if !is_wanted(pair) {
            continue;
        }
        match lifecycle::life(&pool) {
            Lifecycle::Deleted => {}
            Lifecycle::Deleting => {
                observed.leaving.insert(pair);
            }
            Lifecycle::Active => {
                let sizes = lifecycle::told(&pool);
                find_by_key.entry(pair).or_default().push(id);
                observed.pools.push(LivePool { id, pair, sizes });
            }
        }
    }
    match find_by_key.into_iter().filter(|(_, ids)| ids.len() > 1).min() {
        Some((pair, ids)) => Err(ReadStateError::DuplicatePools(pair, ids)),
        None => Ok(observed),
    }
}

fn identity(pool: &WarmPool) -> Option<(Uuid, PoolKey)> {
    let metadata = pool.metadata.as_ref()?;
    let read = |id: &str| Uuid::try_parse(id).ok();
    let (project, class) = (read(&metadata.project_id)?, read(&metadata.environment_class_id)?);
    Some((read(&pool.id)?, PoolKey { project, class }))
}
