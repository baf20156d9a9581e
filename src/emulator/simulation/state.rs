//! The complete state, and how time advances it.

use std::collections::{BTreeMap, VecDeque};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::{Assumptions, HOUR, Policies};
use super::changes::Changes;
use super::demand::{Arrival, Demand};
use super::environment::Creator;
use super::faults::Faults;
use super::logs::LogToken;
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
    /// Those that are loaded: the store leaves out those that rest until later.
    pub(crate) environments: BTreeMap<Uuid, Environment>,
    /// Where the logs of prebuilds are served by this process; empty if nowhere.
    pub(crate) logs_origin: String,
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
    pub(crate) assumptions: Assumptions,
    pub(crate) policies: Policies,
    pub(crate) demand: Vec<Demand>,
    /// Of the current hour and still to come, oldest first.
    pub(super) arrivals: VecDeque<Arrival>,
    pub(super) log_tokens: Vec<LogToken>,
}

impl Singletons {
    /// Without faults, demand and anything that passes with time.
    pub(crate) fn new(ids: Ids, organization: Organization, user: User, next_hour: Millis) -> Self {
        Self {
            ids,
            organization,
            user,
            next_hour,
            faults: Faults::default(),
            assumptions: Assumptions::default(),
            policies: Policies::default(),
            demand: Vec::new(),
            arrivals: VecDeque::new(),
            log_tokens: Vec::new(),
        }
    }
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

impl User {
    pub(crate) fn as_creator(&self) -> Creator {
        Creator { id: self.id, is_service_account: false }
    }
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
            logs_origin: String::new(),
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

    /// Adds an environment that was saved.
    pub(crate) fn load_environment(&mut self, environment: Environment) {
        let (id, due) = (environment.id, environment.due());
        self.environments.insert(id, environment);
        self.schedule.set(ObjectKind::Environment, id, due);
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
        let object = self.schedule.first().map_or(hour, |(at, ..)| at.min(hour));
        self.next_arrival().map_or(object, |arrival| arrival.min(object))
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
        let arrival = self.next_arrival().filter(|arrival| *arrival < hour);
        match self.schedule.first() {
            // What is due is done before an hour begins and before an environment starts.
            Some((at, kind, id)) if at <= arrival.unwrap_or(hour) => {
                self.now = self.now.max(at);
                match kind {
                    ObjectKind::Prebuild => self.step_prebuild(id),
                    ObjectKind::Pool => self.step_pool(id),
                    ObjectKind::Environment => self.step_environment(id),
                    ObjectKind::Runner | ObjectKind::Class | ObjectKind::Project => {}
                }
            }
            _ => match arrival {
                Some(at) => {
                    self.now = self.now.max(at);
                    self.step_arrival();
                }
                None => self.begin_hour(hour),
            },
        }
    }

    fn begin_hour(&mut self, hour: Millis) {
        self.now = self.now.max(hour);
        self.singletons.next_hour = hour + HOUR;
        self.changes.singletons = true;
        self.start_daily_prebuilds(hour);
        self.draw_arrivals(hour);
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
