//! The complete state, and how time advances it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::HOUR;
use super::changes::Changes;
use super::schedule::Schedule;
use super::{
    Class, Environment, Ids, Millis, ObjectKind, Operation, Pool, Prebuild, Project, Runner,
    Trigger,
};

/// Everything that the service knows at one time.
#[derive(Clone, Debug)]
pub(crate) struct State {
    /// Everything that is due until this time has happened.
    pub(crate) now: Millis,
    pub(crate) singletons: Singletons,
    pub(crate) runners: BTreeMap<Uuid, Runner>,
    pub(crate) classes: BTreeMap<Uuid, Class>,
    pub(crate) projects: BTreeMap<Uuid, Project>,
    pub(crate) prebuilds: BTreeMap<Uuid, Prebuild>,
    pub(crate) pools: BTreeMap<Uuid, Pool>,
    pub(crate) environments: BTreeMap<Uuid, Environment>,
    pub(super) schedule: Schedule,
    pub(super) changes: Changes,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Singletons {
    pub(crate) ids: Ids,
    pub(crate) organization: Organization,
    pub(crate) user: User,
    /// The next full hour, at which daily prebuilds start.
    pub(crate) next_hour: Millis,
    pub(crate) faults: Faults,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Organization {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) tier: String,
}

/// The user that the token belongs to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) created_at: Millis,
}

/// Injected failures that are still to come.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Faults {
    pub(crate) instances: u32,
    pub(crate) prebuilds: u32,
    /// The failure message that the runner reports.
    pub(crate) message: String,
}

impl State {
    pub(crate) fn new(now: Millis, singletons: Singletons) -> Self {
        Self {
            now,
            singletons,
            runners: BTreeMap::new(),
            classes: BTreeMap::new(),
            projects: BTreeMap::new(),
            prebuilds: BTreeMap::new(),
            pools: BTreeMap::new(),
            environments: BTreeMap::new(),
            schedule: Schedule::default(),
            changes: Changes::default(),
        }
    }

    /// The id of an object that is created now.
    pub(crate) fn next_id(&mut self) -> Uuid {
        self.singletons.ids.next(self.now)
    }

    /// The keys of all objects.
    pub(crate) fn objects(&self) -> impl Iterator<Item = (ObjectKind, Uuid)> {
        let ids = self.runners.keys().map(|id| (ObjectKind::Runner, *id));
        ids.chain(self.classes.keys().map(|id| (ObjectKind::Class, *id)))
            .chain(self.projects.keys().map(|id| (ObjectKind::Project, *id)))
            .chain(self.prebuilds.keys().map(|id| (ObjectKind::Prebuild, *id)))
            .chain(self.pools.keys().map(|id| (ObjectKind::Pool, *id)))
            .chain(self.environments.keys().map(|id| (ObjectKind::Environment, *id)))
    }

    /// Rebuilds the schedule, for a state that was loaded.
    pub(crate) fn reschedule(&mut self) {
        let mut schedule = Schedule::default();
        for (kind, id) in self.objects() {
            schedule.set(kind, id, self.due(kind, id));
        }
        self.schedule = schedule;
    }

    /// When the next step is due.
    pub(crate) fn next_due(&self) -> Millis {
        let hour = self.singletons.next_hour;
        self.schedule.first().map_or(hour, |(at, ..)| at.min(hour))
    }

    /// Advances the time and takes every step that is due; does nothing if the time is in the past.
    pub(crate) fn advance(&mut self, to: Millis) {
        while self.next_due() <= to {
            self.step();
        }
        self.now = self.now.max(to);
    }

    pub(super) fn step(&mut self) {
        let hour = self.singletons.next_hour;
        match self.schedule.first() {
            Some((at, kind, id)) if at <= hour => {
                self.now = self.now.max(at);
                match kind {
                    ObjectKind::Prebuild => self.step_prebuild(id),
                    ObjectKind::Pool => self.step_pool(id),
                    ObjectKind::Environment => self.step_environment(id),
                    ObjectKind::Runner | ObjectKind::Class | ObjectKind::Project => {}
                }
            }
            _ => {
                self.now = self.now.max(hour);
                self.singletons.next_hour = hour + HOUR;
                self.changes.singletons = true;
                self.start_daily_prebuilds(hour);
            }
        }
    }

    /// When the next step of an object is due.
    pub(super) fn due(&self, kind: ObjectKind, id: Uuid) -> Option<Millis> {
        match kind {
            ObjectKind::Prebuild => self.prebuilds.get(&id).and_then(Prebuild::due),
            ObjectKind::Pool => self.pools.get(&id).and_then(Pool::due),
            ObjectKind::Environment => self.environments.get(&id).and_then(Environment::due),
            ObjectKind::Runner | ObjectKind::Class | ObjectKind::Project => None,
        }
    }

    fn start_daily_prebuilds(&mut self, hour: Millis) {
        let hour_of_day = hour.div_euclid(HOUR).rem_euclid(24);
        let due: Vec<_> = (self.projects.values())
            .filter_map(|project| Some((project.id, project.prebuilds.as_ref()?)))
            .filter(|(_, prebuilds)| {
                prebuilds.enabled && prebuilds.hour.map(i64::from) == Some(hour_of_day)
            })
            .flat_map(|(project, set)| set.classes.iter().map(move |class| (project, *class, set)))
            .map(|(project, class, set)| (project, class, set.timeout_seconds))
            .collect();
        for (project, class, timeout) in due {
            self.create_prebuild(project, class, timeout, Trigger::Scheduled);
        }
    }

    /// Sets a runner's phase and reconciles its pools.
    pub(crate) fn set_runner_phase(&mut self, id: Uuid, phase: &str) {
        let Some(runner) = self.runners.get_mut(&id) else {
            return;
        };
        phase.clone_into(&mut runner.phase);
        self.record_change(ObjectKind::Runner, id, Operation::UpdateStatus);
        let pools: Vec<_> =
            (self.pools.values()).filter(|pool| pool.runner == id).map(|pool| pool.id).collect();
        for pool in pools {
            self.reconcile_pool(pool);
        }
    }
}
