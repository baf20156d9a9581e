//! What will keep the pools of a plan from being made, or from becoming ready: the conditions of
//! a pool, judged by their own rules from what was read already and a look at the prebuilds.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use jiff::Timestamp;
use uuid::Uuid;

use super::live_state::MAX_CONCURRENT_READS;
use super::plan::{Action, Change, Plan, Warning, WarningFix};
use crate::api::pager::{Walk, chunk_ids};
use crate::api::prebuild::{Prebuild, PrebuildFilter};
use crate::api::{Client, Error};
use crate::lookup::Directory;
use crate::warm_pool::preflight::{
    self, CheckKind, Lookup, PoolSelector, PreflightData, RELEVANT_PHASES,
};
use crate::warm_pool::reference::PoolKey;

/// Pages of prebuilds that are read beside the first of each 25 projects: a history has no end,
/// and nobody should wait for it only to be warned.
const MORE_PAGES: usize = 2;

/// The prebuilds of some projects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prebuilds {
    find_by_key: HashMap<PoolKey, Vec<Prebuild>>,
    /// The projects whose prebuilds were all read.
    known: HashSet<Uuid>,
}

/// Reads the prebuilds that tell whether the pools to be made will have something to be made of.
///
/// # Errors
/// As every call, except that this token may not list prebuilds: then nothing is known of them.
pub(crate) async fn prebuilds(
    client: &Client,
    plan: &Plan,
    directory: &Directory,
) -> Result<Prebuilds, Error> {
    let mut projects: Vec<_> = to_create(plan)
        .filter(|change| is_prebuilt(directory, change.pair))
        .map(|change| change.pair.project)
        .collect();
    projects.sort_unstable();
    projects.dedup();
    if projects.is_empty() {
        return Ok(Prebuilds::default());
    }
    let more = Cell::new(MORE_PAGES);
    let read = stream::iter(chunk_ids(&projects))
        .map(|projects| batch(client, projects, &more))
        .buffered(MAX_CONCURRENT_READS)
        .try_collect::<Vec<_>>()
        .await;
    match read {
        Ok(read) => Ok(Prebuilds::of(read)),
        Err(error) if error.is_permission_denied() => Ok(Prebuilds::default()),
        Err(error) => Err(error),
    }
}

/// The prebuilds of a batch of projects, and whether they are all.
type Batch = (Vec<String>, Vec<Prebuild>, bool);

async fn batch(client: &Client, projects: Vec<String>, more: &Cell<usize>) -> Result<Batch, Error> {
    let filter = PrebuildFilter { project_ids: projects.clone(), phases: RELEVANT_PHASES.to_vec() };
    let mut walk = Walk::new(client, vec![filter]);
    let mut all = walk.next().await?.unwrap_or_default();
    while !walk.is_at_end() {
        let Some(left) = more.get().checked_sub(1) else { return Ok((projects, all, false)) };
        more.set(left);
        all.extend(walk.next().await?.unwrap_or_default());
    }
    Ok((projects, all, true))
}

impl Prebuilds {
    fn of(chunk_ids: Vec<Batch>) -> Self {
        let mut prebuilds = Self::default();
        for (projects, all, is_whole) in chunk_ids {
            if is_whole {
                prebuilds.known.extend(projects.iter().filter_map(|id| Uuid::try_parse(id).ok()));
            }
            for prebuild in all {
                if let Some(pair) = pair_of(&prebuild) {
                    prebuilds.find_by_key.entry(pair).or_default().push(prebuild);
                }
            }
        }
        prebuilds
    }

    /// Those of a pair, if they are known.
    fn fact(&self, pair: PoolKey) -> Lookup<Vec<Prebuild>> {
        if self.known.contains(&pair.project) {
            Lookup::Found(self.find_by_key.get(&pair).cloned().unwrap_or_default())
        } else {
            Lookup::NotQueried
        }
    }
}

fn pair_of(prebuild: &Prebuild) -> Option<PoolKey> {
    let metadata = prebuild.metadata.as_ref()?;
    let read = |id: &str| Uuid::try_parse(id).ok();
    let (project, class) = (read(&metadata.project_id)?, read(&metadata.environment_class_id)?);
    Some(PoolKey { project, class })
}

/// The warnings of a plan, at most one of each kind for a pool.
pub(crate) fn warnings(
    plan: &Plan,
    directory: &Directory,
    prebuilds: &Prebuilds,
    leaving: &HashSet<PoolKey>,
    now: Timestamp,
) -> Vec<Warning> {
    to_create(plan)
        .flat_map(|change| {
            let blocked = leaving.contains(&change.pair).then(|| still_going(change));
            let unmet = unmet(change, directory, prebuilds.fact(change.pair), now);
            blocked.into_iter().chain(unmet)
        })
        .collect()
}

fn to_create(plan: &Plan) -> impl Iterator<Item = &Change> {
    plan.changes.iter().filter(|change| matches!(change.action, Action::Create { .. }))
}

fn still_going(change: &Change) -> Warning {
    Warning {
        address: change.address.clone(),
        line: change.line,
        text: "its pool before this one is still being removed, and holds the place".to_owned(),
        fix: None,
    }
}

/// The first condition that is not met.
fn unmet(
    change: &Change,
    directory: &Directory,
    prebuilds: Lookup<Vec<Prebuild>>,
    now: Timestamp,
) -> Option<Warning> {
    let facts = PreflightData { prebuilds, ..facts(directory, change.pair, now) };
    let words = PoolSelector {
        project: directory.project_ref(change.pair.project),
        class: directory.class_ref(change.pair.class),
    };
    let asked = |question: CheckKind| {
        matches!(
            question,
            CheckKind::Prebuilds | CheckKind::Prebuilt | CheckKind::Class | CheckKind::Prebuild
        )
    };
    let checks = preflight::checks(&facts, &words);
    let unmet = checks.into_iter().find(|check| asked(check.question) && check.answer.is_no())?;
    let fix = match unmet.question {
        CheckKind::Prebuild => {
            unmet.answer.fix().map(|fix| (fix.purpose.clone(), fix.command.clone()))
        }
        // What mends a project replaces its settings as they are now: made for two classes at
        // once, the second would undo the first. Asked for again, it is made anew.
        _ => Some(("what mends it".to_owned(), words.explain())),
    };
    let fix =
        fix.map(|(purpose, command)| WarningFix { purpose, command: command.to_command(&[]) });
    let (address, line) = (change.address.clone(), change.line);
    Some(Warning { address, line, text: unmet.answer.detail().to_owned(), fix })
}

/// Whether the project makes prebuilds for the class; only then it is worth looking for one.
fn is_prebuilt(directory: &Directory, pair: PoolKey) -> bool {
    let facts = facts(directory, pair, Timestamp::UNIX_EPOCH);
    let settings = facts.project.known().and_then(|own| own.prebuild_configuration.as_ref());
    settings.is_some_and(|own| own.enabled) && facts.is_prebuilt()
}

/// What the catalogue tells of a pair that has no pool.
fn facts(directory: &Directory, pair: PoolKey, now: Timestamp) -> PreflightData {
    let mut facts = PreflightData::none(pair, now);
    let project = directory.project_of(pair.project);
    let listed = project.and_then(|own| own.prebuild_configuration.as_ref());
    let listed = listed.map_or(&[][..], |own| &own.environment_class_ids);
    let class = directory.classes().find(|(id, _)| *id == pair.class);
    // A class that is not listed may only be one that this token may not see.
    facts.class = class.map_or(Lookup::Denied, |(_, class)| Lookup::Found(class.clone()));
    let classes = directory.classes().filter(|(_, class)| listed.contains(&class.id));
    facts.classes = Lookup::Found(classes.map(|(_, class)| class.clone()).collect());
    facts.project = project.map_or(Lookup::Missing, |project| Lookup::Found(project.clone()));
    facts.pool = Lookup::Found(None);
    facts
}
