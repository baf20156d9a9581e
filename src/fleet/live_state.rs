//! What there is, read in as few calls as possible and several at once.

use std::collections::{HashMap, HashSet};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use uuid::Uuid;

use super::directory::Catalogue;
use super::file::Fleet;
use super::pattern::Pattern;
use super::resolve::{Resolved, Unresolved, resolve};
use crate::api::class::EnvironmentClass;
use crate::api::page::FILTER_IDS;
use crate::api::pager::batches;
use crate::api::project::{Project, ProjectFilter};
use crate::api::runner::Runner;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::lookup::name_match::on_runner;
use crate::warm_pool::lifecycle::{self, Life};
use crate::warm_pool::lister::{Listing, Wanted};
use crate::warm_pool::reference::{Pair, Word};
use crate::warm_pool::size::Told;

/// Calls that are under way at once.
pub(super) const AT_ONCE: usize = 4;

/// The longest text the service searches projects by (contract: `filter.search` 0..256).
const LONGEST_SEARCH: usize = 256;

/// A pool that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Live {
    /// Its id.
    pub(crate) id: Uuid,
    /// What it is for.
    pub(crate) pair: Pair,
    /// The sizes it tells.
    pub(crate) sizes: Told,
}

/// The pools of some projects.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Observed {
    /// Those that are there, at most one for each pair.
    pub(crate) pools: Vec<Live>,
    /// Pairs whose pool is being removed and may still hold its place.
    pub(crate) leaving: HashSet<Pair>,
}

/// Why it is not known what there is.
#[derive(Debug)]
pub(crate) enum Unobserved {
    /// A call failed.
    Call(Box<Error>),
    /// The words of the file do not name what there is.
    Words(Unresolved),
    /// The service tells of a pool and not what it is for: its id.
    Nameless(String),
    /// One pair has several pools, which no plan can mend: their ids.
    Twins(Pair, Vec<Uuid>),
}

impl From<Error> for Unobserved {
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
) -> Result<(Catalogue, Resolved), Unobserved> {
    let patterns: Vec<_> = match &fleet.scope {
        Some(scope) => scope.iter().map(|at| at.value.clone()).collect(),
        None => fleet.pools.iter().map(|pool| Pattern::Word(pool.project.value.clone())).collect(),
    };
    let classes = fleet.pools.iter().filter_map(|pool| match &pool.class.value {
        Word::Name(name) => Some(name.as_str()),
        Word::Id(_) => None,
    });
    let classes: Vec<_> = classes.chain(others.iter().copied()).collect();
    let (projects, (classes, runners)) =
        tokio::try_join!(projects(client, &patterns), machines(client, &classes))?;
    let catalogue = Catalogue::new(projects, classes.clone(), runners.clone());
    match resolve(fleet, &catalogue) {
        Ok(resolved) => return Ok((catalogue, resolved)),
        Err(unresolved) if unresolved.is_about_projects => {}
        Err(unresolved) => return Err(Unobserved::Words(unresolved)),
    }
    // A mistyped name is not found by searching for it; all names tell which one is near.
    let all = client.list_projects(&ProjectFilter::default()).await?;
    let catalogue = Catalogue::new(all, classes, runners);
    match resolve(fleet, &catalogue) {
        Err(unresolved) => Err(Unobserved::Words(unresolved)),
        // It was made in between.
        Ok(resolved) => Ok((catalogue, resolved)),
    }
}

/// The projects that patterns may hold.
///
/// # Errors
/// As every call.
pub(crate) async fn projects(client: &Client, patterns: &[Pattern]) -> Result<Vec<Project>, Error> {
    let all = stream::iter(filters(patterns))
        .map(|filter| async move { client.list_projects(&filter).await })
        .buffered(AT_ONCE)
        .try_collect::<Vec<_>>()
        .await?;
    let mut seen = HashSet::new();
    let once = all.into_iter().flatten().filter(|project| seen.insert(project.id.clone()));
    Ok(once.collect())
}

/// The filters that together let all these projects through: those that are named by a part of
/// their name are searched for if they are few, and else picked out of all.
fn filters(patterns: &[Pattern]) -> Vec<ProjectFilter> {
    let mut parts: Vec<&str> = patterns.iter().filter_map(Pattern::certain_part).collect();
    parts.sort_unstable();
    parts.dedup();
    if parts.len() > AT_ONCE || parts.contains(&"") {
        return vec![ProjectFilter::default()];
    }
    let searches = parts.iter().map(|part| ProjectFilter {
        search: part.chars().take(LONGEST_SEARCH).collect(),
        ..ProjectFilter::default()
    });
    let ids: Vec<Uuid> = patterns
        .iter()
        .filter_map(|pattern| match pattern {
            Pattern::Word(Word::Id(id)) => Some(*id),
            Pattern::Word(Word::Name(_)) | Pattern::Glob(_) => None,
        })
        .collect();
    // Of no ids there would be one batch, which stands for all projects.
    let batches = if ids.is_empty() { Vec::new() } else { batches(&ids) };
    let by_id = batches
        .into_iter()
        .map(|project_ids| ProjectFilter { project_ids, ..ProjectFilter::default() });
    searches.chain(by_id).collect()
}

/// All classes; the runners only where names of classes do not tell them apart, or where these
/// words name one.
///
/// # Errors
/// As every call.
pub(crate) async fn machines(
    client: &Client,
    words: &[&str],
) -> Result<(Vec<EnvironmentClass>, Vec<Runner>), Error> {
    let classes = client.list_environment_classes().await?;
    let names = || classes.iter().map(|class| class.display_name.as_str());
    let is_shared = names().collect::<HashSet<_>>().len() < classes.len();
    let is_named = words.iter().any(|word| on_runner(word, names()).is_some());
    let runners = if is_shared || is_named { client.list_runners().await? } else { Vec::new() };
    Ok((classes, runners))
}

/// Reads the pools of some projects; of no projects there are none.
///
/// # Errors
/// When a call fails, and when the pools cannot be told apart.
pub(crate) async fn pools(client: &Client, projects: &[Uuid]) -> Result<Observed, Unobserved> {
    if projects.is_empty() {
        return Ok(Observed::default());
    }
    // Past one filter, all pools take fewer calls than those of one batch of projects after the
    // other.
    let asked = if projects.len() <= FILTER_IDS { projects.to_vec() } else { Vec::new() };
    let all = Listing::new(client, Wanted { projects: asked, ..Wanted::default() }).all().await?;
    let projects: HashSet<_> = projects.iter().copied().collect();
    observed(all, |pair| projects.contains(&pair.project))
}

/// Sorts pools into those that are there and those that are going.
fn observed(all: Vec<WarmPool>, is_wanted: impl Fn(Pair) -> bool) -> Result<Observed, Unobserved> {
    let mut observed = Observed::default();
    let mut of_pair: HashMap<Pair, Vec<Uuid>> = HashMap::new();
    for pool in all {
        let Some((id, pair)) = identity(&pool) else {
            return Err(Unobserved::Nameless(pool.id));
        };
        if !is_wanted(pair) {
            continue;
        }
        match lifecycle::life(&pool) {
            Life::Gone => {}
            Life::Leaving => {
                observed.leaving.insert(pair);
            }
            Life::Alive => {
                let sizes = lifecycle::told(&pool);
                of_pair.entry(pair).or_default().push(id);
                observed.pools.push(Live { id, pair, sizes });
            }
        }
    }
    match of_pair.into_iter().filter(|(_, ids)| ids.len() > 1).min() {
        Some((pair, ids)) => Err(Unobserved::Twins(pair, ids)),
        None => Ok(observed),
    }
}

fn identity(pool: &WarmPool) -> Option<(Uuid, Pair)> {
    let metadata = pool.metadata.as_ref()?;
    let read = |id: &str| Uuid::try_parse(id).ok();
    let (project, class) = (read(&metadata.project_id)?, read(&metadata.environment_class_id)?);
    Some((read(&pool.id)?, Pair { project, class }))
}
