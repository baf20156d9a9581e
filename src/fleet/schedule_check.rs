//! What the windows of a pool say about a live size that differs. Pure.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::drift::{Difference, Field};
use super::evaluation::{Evaluation, PastEdge};
use super::file::Declaration;
use super::plan::{Action, Change, Plan};
use super::resolve::Resolved;
use crate::warm_pool::reference::PoolKey;
use crate::warm_pool::size::{PoolSize, SizeBounds};

/// What the windows say about a difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ScheduleNote {
    /// The window that holds.
    pub(crate) window: Option<String>,
    /// The last instant from which another window held.
    pub(crate) since: Option<Timestamp>,
    /// Another window of the pool that has exactly the live size.
    pub(crate) live_window: Option<String>,
    /// Whether the live size is that outside windows, while one holds.
    #[serde(skip)]
    pub(crate) is_outside_size: bool,
}

/// A pool that has the size of before a recent edge, as `apply` has not run yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PendingPool {
    pub(crate) address: String,
    project_id: Uuid,
    environment_class_id: Uuid,
    warm_pool_id: Uuid,
    line: Option<usize>,
    /// The file of that line, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The window that holds.
    window: Option<String>,
    /// The last edge of the pool.
    pub(crate) since: Timestamp,
    /// From then on the live size is a difference.
    until: Timestamp,
    pub(crate) file: SizeBounds,
    live: SizeBounds,
}

/// The windows of the declared pools, as seen from the instant of an evaluation.
pub(crate) struct ScheduleCheck<'e> {
    evaluation: &'e Evaluation<'e>,
    pools: HashMap<PoolKey, &'e Declaration>,
    /// How long the size before an edge is accepted.
    grace: Duration,
}

impl<'e> ScheduleCheck<'e> {
    /// `fleet` is resolved from the same evaluation.
    pub(crate) fn new(evaluation: &'e Evaluation<'_>, fleet: &Resolved, grace: Duration) -> Self {
        let keys = fleet.pools.iter().map(|pool| pool.key);
        Self { evaluation, pools: keys.zip(&evaluation.fleet.pools).collect(), grace }
    }

    /// Splits the differences of a plan into those that remain, with what the windows say about
    /// them, and the pools that are pending.
    pub(crate) fn apply(
        &self,
        plan: &Plan,
        mut differences: Vec<Difference>,
        is_ignored: impl Fn(&Change, Field) -> bool,
    ) -> (Vec<Difference>, Vec<PendingPool>) {
        let found: HashSet<_> = differences.iter().map(Difference::key).collect();
        let (mut pending, mut notes) = (Vec::new(), HashMap::new());
        for change in plan.changes.iter().filter(|change| found.contains(&change.key)) {
            let pool = self.pending(change, |field| is_ignored(change, field));
            // A pool without a note is pending.
            let note = if pool.is_some() { None } else { Some(self.note(change)) };
            notes.insert(change.key, note);
            pending.extend(pool);
        }
        differences.retain_mut(|difference| match notes.get(&difference.key()) {
            Some(Some(note)) => {
                difference.schedule.clone_from(note);
                true
            }
            Some(None) => false,
            None => true,
        });
        (differences, pending)
    }

    /// The pool of a change if its live size, without the fields that are ignored, was declared
    /// within the grace.
    fn pending(&self, change: &Change, is_ignored: impl Fn(Field) -> bool) -> Option<PendingPool> {
        let Action::Update { pool, before: live, after } = change.action else { return None };
        let edges = self.evaluation.past_edges(self.pools.get(&change.key)?);
        let is_live = |size: PoolSize| {
            (is_ignored(Field::Min) || live.min == Some(size.min()))
                && (is_ignored(Field::Max) || live.max == Some(size.max()))
        };
        let end = edges.iter().rev().find(|edge| is_live(edge.before))?.at;
        let until = end.checked_add(self.grace).ok()?;
        (until > self.evaluation.at).then(|| PendingPool {
            address: change.address.clone(),
            project_id: change.key.project,
            environment_class_id: change.key.class,
            warm_pool_id: pool,
            line: change.line,
            path: change.file.clone(),
            window: change.window.name.clone(),
            since: edges.last().map_or(end, |edge: &PastEdge| edge.at),
            until,
            file: after.into(),
            live,
        })
    }

    /// What the windows say about a change that is a difference.
    fn note(&self, change: &Change) -> ScheduleNote {
        let Some(pool) = self.pools.get(&change.key) else { return ScheduleNote::default() };
        let Some(schedule) = &pool.schedule else { return ScheduleNote::default() };
        let (window, live) = (change.window.name.clone(), change.action.before());
        let has_live_size = |size: PoolSize| live == Some(size.into());
        let during = schedule.during.iter().filter(|during| has_live_size(during.size));
        let mut names = during.map(|during| &self.evaluation.fleet.windows[during.window].name);
        ScheduleNote {
            since: self.evaluation.past_edges(pool).last().map(|edge| edge.at),
            live_window: names.find(|name| Some(*name) != window.as_ref()).cloned(),
            is_outside_size: window.is_some() && has_live_size(schedule.outside),
            window,
        }
    }
}
