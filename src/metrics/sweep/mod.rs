//! Reads everything that is exported, in few calls.

mod prebuilds;

use std::collections::{BTreeSet, HashSet};

use uuid::Uuid;

use super::pools::{ExportedPool, export_pools};
use crate::api::project::Project;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, Error};
use crate::lookup::{self, Directory, LookupError, Pattern};
use crate::text::sanitizer::Sanitizer;
use crate::warm_pool::lister::{PoolLister, PoolQuery};
use crate::warm_pool::reference::PoolKey;

pub(crate) use prebuilds::{
    MAX_PAGES as MAX_PREBUILD_PAGES, PrebuildPages, read as read_prebuilds,
};

/// Why a sweep failed.
pub(crate) enum SweepError {
    /// A call failed; `subject` is what it was to read, such as `the warm pools`.
    Call { subject: &'static str, error: Box<Error> },
    /// A project that the user named is not known, or cannot be looked up.
    Lookup(LookupError),
}

/// The pools of a sweep.
#[derive(Debug, Default)]
pub(crate) struct PoolPages {
    pub(crate) pools: Vec<WarmPool>,
    /// The projects that the names of the user stand for; all projects if there are none.
    pub(crate) scope: Vec<Uuid>,
    /// The projects that were read to resolve names.
    projects: Vec<Project>,
}

/// Pools with their names.
#[derive(Debug, Default)]
pub(crate) struct NamedPools {
    pub(crate) pools: Vec<ExportedPool>,
    /// Why ids stand for names, if some names may not be read.
    pub(crate) denied: Option<Error>,
}

fn call_error(subject: &'static str) -> impl FnOnce(Error) -> SweepError {
    move |error| SweepError::Call { subject, error: Box::new(error) }
}

/// Reads the pools of the projects with these names; of all projects, if there are none.
///
/// # Errors
/// When a call fails, and when a name stands for no project or for several.
pub(crate) async fn read_pools(
    client: &Client,
    projects: &[Pattern],
) -> Result<PoolPages, SweepError> {
    let found = lookup::find_projects(client, projects).await;
    let (scope, projects) = found.map_err(SweepError::Lookup)?;
    let query = PoolQuery { projects: scope.clone(), ..PoolQuery::default() };
    let pools = PoolLister::new(client, query).all().await.map_err(call_error("the warm pools"))?;
    Ok(PoolPages { pools, scope, projects })
}

/// Reads what pools are called. Names that the token may not read are replaced by ids; any other
/// failure is an error, since a series must not change its name for a while.
///
/// # Errors
/// When a call fails.
pub(crate) async fn read_names(
    client: &Client,
    pages: PoolPages,
    sanitizer: &Sanitizer,
) -> Result<NamedPools, SweepError> {
    let PoolPages { pools, mut projects, .. } = pages;
    let keys: Vec<_> = pools.iter().filter_map(PoolKey::of).collect();
    if keys.is_empty() {
        return Ok(NamedPools::default());
    }
    let known: HashSet<_> = projects.iter().map(|project| project.id.to_lowercase()).collect();
    let unknown: BTreeSet<_> = keys.iter().map(|key| key.project).collect();
    let unknown: Vec<_> =
        unknown.into_iter().filter(|id| !known.contains(&id.to_string())).collect();
    let (more, classes, runners) = tokio::join!(
        client.list_projects_by_ids(&unknown),
        client.list_environment_classes(),
        client.list_runners(),
    );
    let mut denied = None;
    projects.extend(allowed(more, &mut denied).map_err(call_error("the projects"))?);
    let classes = allowed(classes, &mut denied).map_err(call_error("the environment classes"))?;
    let runners = allowed(runners, &mut denied).map_err(call_error("the runners"))?;
    let directory = Directory::new(projects, classes, runners.clone());
    Ok(NamedPools { pools: export_pools(pools, &directory, &runners, sanitizer), denied })
}

/// What was read; nothing, if the token may not read it.
fn allowed<T>(read: Result<Vec<T>, Error>, denied: &mut Option<Error>) -> Result<Vec<T>, Error> {
    match read {
        Err(error) if error.is_permission_denied() => {
            denied.get_or_insert(error);
            Ok(Vec::new())
        }
        read => read,
    }
}
