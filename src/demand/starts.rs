//! Which records and environments are starts that a warm pool could have served.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use uuid::Uuid;

use super::Millis;
pub(crate) use super::completeness::Completeness;
use super::completeness::completeness;
use super::history::History;
use super::join::{JoinedEnvironment, join};
use super::prebuild_runs::PrebuildRuns;
use super::rows::Role;
pub(crate) use super::starters::Starters;
use crate::warm_pool::reference::PoolKey;

/// The environments of a history, each joined from all that was read about it.
#[derive(Debug)]
pub(crate) struct Starts<'a> {
    history: &'a History,
    environments: BTreeMap<PoolKey, Vec<JoinedEnvironment>>,
    projects: BTreeMap<Uuid, (Completeness, PrebuildRuns)>,
}

/// The demand of a project and environment class within a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Demand {
    /// In order of time.
    pub(crate) starts: Vec<Start>,
    pub(crate) found: Found,
    pub(crate) sources: Sources,
    pub(crate) left_out: LeftOut,
    /// `None` if the source does not name them.
    pub(crate) starters: Option<Starters>,
    pub(crate) completeness: Completeness,
}

/// The start of a new environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Start {
    pub(crate) at: Millis,
    /// Who created it: a user or a service account.
    pub(crate) starter: Option<Uuid>,
}

/// What was found for a project and class, in the window and outside.
///
/// Each is counted once: `usage_records + environments + rows` is the number of starts, of those
/// found in both and of all that is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Usage records with different ids.
    pub(crate) usage_records: usize,
    /// Environments that the service lists.
    pub(crate) environments: usize,
    /// Those of the environments that have a usage record.
    pub(crate) in_both: usize,
    /// Rows of a file.
    pub(crate) rows: usize,
}

/// Where the starts are from; together these are all starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sources {
    /// Starts of environments of which a run has ended.
    pub(crate) usage_records: usize,
    /// Starts of environments that are only listed.
    pub(crate) environments: usize,
    pub(crate) file: usize,
}

/// What is not a start in the window, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LeftOut {
    /// Environments that a prebuild names, or that have its role.
    pub(crate) prebuild_runs: usize,
    /// At most one a day of UTC, among those of which no role is known.
    pub(crate) suspected_prebuild_runs: usize,
    /// Further runs of an environment, or further rows of a file about it.
    pub(crate) restarts: usize,
    /// Environments in which neither people nor automations work.
    pub(crate) other_roles: usize,
    /// Environments created before or after the window, with their further runs.
    pub(crate) outside_window: usize,
    /// Environments without a valid time, with their further runs.
    pub(crate) undated: usize,
}

impl<'a> Starts<'a> {
    pub(crate) fn new(history: &'a History) -> Self {
        let completeness = completeness(history);
        let (mut environments, mut projects) = (BTreeMap::new(), BTreeMap::new());
        for (project, read) in &history.projects {
            let joined = join(read, &history.ids);
            let runs = PrebuildRuns::find(read, &history.ids, &joined);
            projects.insert(*project, (completeness(read), runs));
            for environment in joined {
                let Some(class) = environment.class else { continue };
                let key = PoolKey { project: *project, class };
                environments.entry(key).or_insert_with(Vec::new).push(environment);
            }
        }
        Self { history, environments, projects }
    }

    /// The demand of a project and class, of which there may be none.
    pub(crate) fn demand(&self, key: PoolKey, window: &Range<Millis>) -> Demand {
        let Some((completeness, runs)) = self.projects.get(&key.project) else {
            return Demand::new(Completeness::Unknown);
        };
        let mut demand = Demand::new(*completeness);
        for environment in self.environments.get(&key).into_iter().flatten() {
            demand.add(environment, window, runs);
        }
        demand.starts.sort_unstable();
        demand.starters = Some(Starters::count(&demand.starts, &self.history.kinds));
        demand
    }
}

impl Demand {
    pub(super) fn new(completeness: Completeness) -> Self {
        let (starts, found, sources, left_out, starters) = Default::default();
        Self { starts, found, sources, left_out, starters, completeness }
    }

    /// The times of the starts, in order.
    pub(crate) fn times(&self) -> impl ExactSizeIterator<Item = Millis> {
        self.starts.iter().map(|start| start.at)
    }

    /// Counts an environment, and everything that was found about it, exactly once.
    fn add(
        &mut self,
        environment: &JoinedEnvironment,
        window: &Range<Millis>,
        runs: &PrebuildRuns,
    ) {
        let JoinedEnvironment { records, is_listed, created, starter, .. } = *environment;
        self.found.usage_records += records;
        self.found.environments += usize::from(is_listed);
        self.found.in_both += usize::from(is_listed && records > 0);
        let left_out = &mut self.left_out;
        let Some(at) = created else {
            left_out.undated += records.max(1);
            return;
        };
        if !window.contains(&at) {
            left_out.outside_window += records.max(1);
            return;
        }
        left_out.restarts += records.saturating_sub(1);
        if runs.is_certain(environment) {
            left_out.prebuild_runs += 1;
        } else if environment.role == Role::Other {
            left_out.other_roles += 1;
        } else if runs.is_suspected(environment) {
            left_out.suspected_prebuild_runs += 1;
        } else {
            self.starts.push(Start { at, starter });
            let sources = &mut self.sources;
            let source =
                if records > 0 { &mut sources.usage_records } else { &mut sources.environments };
            *source += 1;
        }
    }
}
