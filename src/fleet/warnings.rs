//! Warns of new pools that cannot be created or become ready, by the preflight rules of a pool. The
//! data is what was read for the plan, and a few pages of prebuilds.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use uuid::Uuid;

use super::plan::{Action, Change, Plan, Warning, WarningFix};
use crate::api::client::MAX_CONCURRENT_READS;
use crate::api::pager::chunk_ids;
use crate::api::prebuild::{Prebuild, PrebuildFilter};
use crate::api::{Client, Error};
use crate::error::Hint;
use crate::lookup::Directory;
use crate::warm_pool::preflight::{
    self, CheckKind, Lookup, PoolSelector, PreflightData, RELEVANT_PHASES,
};
use crate::warm_pool::reference::PoolKey;

/// Pages of prebuilds that are read beyond the first one of each chunk of projects: a history is
/// unbounded, and a warning is not worth a long wait.
const MAX_MORE_PAGES: usize = 2;

/// The prebuilds of some projects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prebuilds {
    by_key: HashMap<PoolKey, Vec<Prebuild>>,
    /// The projects whose prebuilds were all read.
    complete_projects: HashSet<Uuid>,
}

/// Reads the prebuilds that new pools can start from.
///
/// # Errors
/// When a call fails, except that the token may not list prebuilds: then none are known.
pub(crate) async fn read_prebuilds(
    client: &Client,
    plan: &Plan,
    directory: &Directory,
) -> Result<Prebuilds, Error> {
    let mut projects: Vec<_> = creations(plan)
        .filter(|change| has_prebuilds(directory, change.key))
        .map(|change| change.key.project)
        .collect();
    projects.sort_unstable();
    projects.dedup();
    if projects.is_empty() {
        return Ok(Prebuilds::default());
    }
    let more_pages = Cell::new(MAX_MORE_PAGES);
    let chunks = stream::iter(chunk_ids(&projects))
        .map(|projects| read_chunk(client, projects, &more_pages))
        .buffered(MAX_CONCURRENT_READS)
        .try_collect::<Vec<_>>()
        .await;
    match chunks {
        Ok(chunks) => Ok(Prebuilds::from_chunks(chunks)),
        Err(error) if error.is_permission_denied() => Ok(Prebuilds::default()),
        Err(error) => Err(error),
    }
}

/// The prebuilds of a chunk of projects, and whether these are all.
struct Chunk {
    projects: Vec<String>,
    prebuilds: Vec<Prebuild>,
    is_complete: bool,
}

async fn read_chunk(
    client: &Client,
    projects: Vec<String>,
    more_pages: &Cell<usize>,
) -> Result<Chunk, Error> {
    let filter = PrebuildFilter { project_ids: projects.clone(), phases: RELEVANT_PHASES.to_vec() };
    let mut pages = client.prebuilds(vec![filter]);
    let mut prebuilds = pages.next().await?.unwrap_or_default();
    while !pages.is_at_end() {
        let Some(left) = more_pages.get().checked_sub(1) else { break };
        more_pages.set(left);
        prebuilds.extend(pages.next().await?.unwrap_or_default());
    }
    Ok(Chunk { projects, prebuilds, is_complete: pages.is_at_end() })
}

impl Prebuilds {
    fn from_chunks(chunks: Vec<Chunk>) -> Self {
        let mut all = Self::default();
        for Chunk { projects, prebuilds, is_complete } in chunks {
            if is_complete {
                let ids = projects.iter().filter_map(|id| Uuid::try_parse(id).ok());
                all.complete_projects.extend(ids);
            }
            for prebuild in prebuilds {
                let Some(metadata) = &prebuild.metadata else { continue };
                let key = PoolKey::parse(&metadata.project_id, &metadata.environment_class_id);
                if let Some(key) = key {
                    all.by_key.entry(key).or_default().push(prebuild);
                }
            }
        }
        all
    }

    fn lookup(&self, key: PoolKey) -> Lookup<Vec<Prebuild>> {
        if self.complete_projects.contains(&key.project) {
            Lookup::Found(self.by_key.get(&key).cloned().unwrap_or_default())
        } else {
            Lookup::NotQueried
        }
    }
}

/// The warnings of a plan: for each new pool, that the previous one is still there, and the first
/// condition that is not met. `command` renders a suggested command.
pub(crate) fn warnings(
    plan: &Plan,
    directory: &Directory,
    prebuilds: &Prebuilds,
    deleting: &HashSet<PoolKey>,
    now: Timestamp,
    command: impl Fn(&Hint) -> String,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    for change in creations(plan) {
        let warning = |text: &str, fix| {
            let (address, line, file) = (change.address.clone(), change.line, change.file.clone());
            Warning { address, line, file, text: text.to_owned(), fix }
        };
        if deleting.contains(&change.key) {
            warnings.push(warning("the previous pool is still being deleted", None));
        }
        if let Some((text, purpose, hint)) = unmet_condition(change.key, directory, prebuilds, now)
        {
            warnings.push(warning(&text, Some(WarningFix { purpose, command: command(&hint) })));
        }
    }
    warnings
}

fn creations(plan: &Plan) -> impl Iterator<Item = &Change> {
    plan.changes.iter().filter(|change| matches!(change.action, Action::Create { .. }))
}

/// The first condition of a new pool that is not met: why, and a command with its purpose.
fn unmet_condition(
    key: PoolKey,
    directory: &Directory,
    prebuilds: &Prebuilds,
    now: Timestamp,
) -> Option<(String, String, Hint)> {
    let prebuilds = prebuilds.lookup(key);
    let data = PreflightData { prebuilds, ..preflight_data(directory, key, now) };
    let selector = PoolSelector {
        project: directory.project_ref(key.project),
        class: directory.class_ref(key.class),
    };
    let is_relevant = |kind: CheckKind| {
        matches!(
            kind,
            CheckKind::Prebuilds
                | CheckKind::PrebuildClasses
                | CheckKind::Class
                | CheckKind::Prebuild
        )
    };
    let checks = preflight::checks(&data, &selector);
    let unmet =
        checks.into_iter().find(|check| is_relevant(check.kind) && check.result.is_unmet())?;
    let (purpose, hint) = match (unmet.kind, unmet.result.remedy()) {
        (CheckKind::Prebuild, Some(fix)) => (fix.purpose.clone(), fix.command.clone()),
        // Other fixes replace the settings of the project: of two fixes that are prepared at once,
        // the second would undo the first.
        _ => ("diagnose".to_owned(), selector.explain()),
    };
    Some((unmet.result.detail().to_owned(), purpose, hint))
}

/// Whether the project has prebuilds for the class.
fn has_prebuilds(directory: &Directory, key: PoolKey) -> bool {
    let data = preflight_data(directory, key, Timestamp::UNIX_EPOCH);
    let project = data.project.known();
    let settings = project.and_then(|project| project.prebuild_configuration.as_ref());
    settings.is_some_and(|settings| settings.enabled) && data.is_prebuilt()
}

/// What the directory knows about a key without a pool.
fn preflight_data(directory: &Directory, key: PoolKey, now: Timestamp) -> PreflightData {
    let project = directory.project_of(key.project);
    let settings = project.and_then(|project| project.prebuild_configuration.as_ref());
    let prebuilt = settings.map_or(&[][..], |settings| &settings.environment_class_ids);
    let class = directory.classes().find(|(id, _)| *id == key.class);
    let classes = directory.classes().filter(|(_, class)| prebuilt.contains(&class.id));
    PreflightData {
        project: project.map_or(Lookup::Missing, |project| Lookup::Found(project.clone())),
        // A class that is not listed may be one that this token may not see.
        class: class.map_or(Lookup::Denied, |(_, class)| Lookup::Found(class.clone())),
        classes: Lookup::Found(classes.map(|(_, class)| class.clone()).collect()),
        pool: Lookup::Found(None),
        ..PreflightData::new(key, now)
    }
}
