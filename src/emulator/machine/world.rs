//! The whole state, and how time moves it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::assumptions::HOUR;
use super::change::{Changes, Kind};
use super::schedule::Schedule;
use super::{Class, Environment, Ids, Millis, Operation, Pool, Prebuild, Project, Runner, Trigger};

/// Everything the service knows, at one moment of simulated time.
#[derive(Clone, Debug)]
pub(crate) struct World {
    /// No event before or at this moment is outstanding.
    pub(crate) now: Millis,
    pub(crate) globals: Globals,
    pub(crate) runners: BTreeMap<Uuid, Runner>,
    pub(crate) classes: BTreeMap<Uuid, Class>,
    pub(crate) projects: BTreeMap<Uuid, Project>,
    pub(crate) prebuilds: BTreeMap<Uuid, Prebuild>,
    pub(crate) pools: BTreeMap<Uuid, Pool>,
    pub(crate) environments: BTreeMap<Uuid, Environment>,
    pub(super) schedule: Schedule,
    pub(super) changes: Changes,
}

/// What there is one of.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Globals {
    pub(crate) ids: Ids,
    pub(crate) organization: Organization,
    pub(crate) user: User,
    /// The next full hour, when daily prebuilds are looked at.
    pub(crate) next_hour: Millis,
    pub(crate) faults: Faults,
}

/// The organisation that owns everything.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Organization {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) tier: String,
}

/// The person whose token it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) created_at: Millis,
}

/// Faults that wait to strike.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Faults {
    /// So many instances fail while they are made.
    pub(crate) instances: u32,
    /// So many prebuilds fail at the end of their tasks.
    pub(crate) prebuilds: u32,
    /// What the runner says about it.
    pub(crate) message: String,
}

impl World {
    /// A state with nothing but what there is one of.
    pub(crate) fn new(now: Millis, globals: Globals) -> Self {
        Self {
            now,
            globals,
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

    /// Finds out when every object acts next; for a state that was put together from saved parts.
    pub(crate) fn reschedule(&mut self) {
        self.schedule = Schedule::default();
        let objects: Vec<_> = (self.prebuilds.keys().map(|id| (Kind::Prebuild, *id)))
            .chain(self.pools.keys().map(|id| (Kind::Pool, *id)))
            .chain(self.environments.keys().map(|id| (Kind::Environment, *id)))
            .collect();
        for (kind, id) in objects {
            let due = self.due(kind, id);
            self.schedule.set(kind, id, due);
        }
    }

    /// The earliest moment at which something happens by itself.
    pub(crate) fn next_due(&self) -> Millis {
        let hour = self.globals.next_hour;
        self.schedule.first().map_or(hour, |(at, ..)| at.min(hour))
    }

    /// Lets everything happen that happens up to a moment; a moment in the past changes nothing.
    pub(crate) fn advance(&mut self, to: Millis) {
        while self.next_due() <= to {
            self.step();
        }
        self.now = self.now.max(to);
    }

    /// Lets the next thing happen.
    pub(super) fn step(&mut self) {
        let hour = self.globals.next_hour;
        match self.schedule.first() {
            Some((at, kind, id)) if at <= hour => {
                self.now = self.now.max(at);
                match kind {
                    Kind::Prebuild => self.step_prebuild(id),
                    Kind::Pool => self.step_pool(id),
                    Kind::Environment => self.step_environment(id),
                    Kind::Runner | Kind::Class | Kind::Project => {}
                }
            }
            _ => {
                self.now = self.now.max(hour);
                self.globals.next_hour = hour + HOUR;
                self.changes.globals = true;
                self.start_daily_prebuilds(hour);
            }
        }
    }

    /// When an object acts next.
    pub(super) fn due(&self, kind: Kind, id: Uuid) -> Option<Millis> {
        match kind {
            Kind::Prebuild => self.prebuilds.get(&id).and_then(Prebuild::due),
            Kind::Pool => self.pools.get(&id).and_then(Pool::due),
            Kind::Environment => self.environments.get(&id).and_then(Environment::due),
            Kind::Runner | Kind::Class | Kind::Project => None,
        }
    }

    fn start_daily_prebuilds(&mut self, hour: Millis) {
        let of_day = hour.div_euclid(HOUR).rem_euclid(24);
        let wanted: Vec<_> = (self.projects.values())
            .filter_map(|project| Some((project.id, project.prebuilds.as_ref()?)))
            .filter(|(_, set)| set.enabled && set.hour.map(i64::from) == Some(of_day))
            .flat_map(|(project, set)| set.classes.iter().map(move |class| (project, *class, set)))
            .map(|(project, class, set)| (project, class, set.timeout_seconds))
            .collect();
        for (project, class, timeout) in wanted {
            self.create_prebuild(project, class, timeout, Trigger::Scheduled);
        }
    }

    /// Sets a runner's phase; its pools notice at once.
    pub(crate) fn set_runner_phase(&mut self, id: Uuid, phase: &str) {
        let Some(runner) = self.runners.get_mut(&id) else {
            return;
        };
        phase.clone_into(&mut runner.phase);
        self.changed(Kind::Runner, id, Operation::UpdateStatus);
        let pools: Vec<_> =
            (self.pools.values()).filter(|pool| pool.runner == id).map(|pool| pool.id).collect();
        for pool in pools {
            self.reconcile(pool);
        }
    }
}
