//! Which environments belong to prebuilds: those that a prebuild names and, for days whose prebuilds
//! are no longer listed, those that look like a scheduled run.

use std::collections::HashSet;

use uuid::Uuid;

use super::history::ProjectHistory;
use super::join::JoinedEnvironment;
use super::rows::{Ids, Role};
use super::{DAY, HOUR, Millis};

/// How long after the scheduled hour a run can begin.
const MAX_DELAY: Millis = HOUR / 4;

/// A day of UTC, counted from the Unix epoch, and an environment class.
type DayAndClass = (i64, Uuid);

/// The prebuild runs of a project, by their environments.
#[derive(Debug, Default)]
pub(super) struct PrebuildRuns {
    named: HashSet<u128>,
    suspected: HashSet<u128>,
}

/// When scheduled prebuilds begin, whose they are, and for which classes they run.
struct Schedule {
    /// From the beginning of a day of UTC.
    begin: Millis,
    executor: Uuid,
    classes: HashSet<Uuid>,
}

impl PrebuildRuns {
    pub(super) fn find(
        project: &ProjectHistory,
        ids: &Ids,
        environments: &[JoinedEnvironment],
    ) -> Self {
        let named = project.prebuilds.iter().filter_map(|row| row.environment).collect();
        let mut runs = Self { named, suspected: HashSet::new() };
        if let Some(schedule) = Schedule::of(project) {
            runs.suspect(&schedule, project, ids, environments);
        }
        runs
    }

    /// Whether a prebuild names the environment, or its role says so.
    pub(super) fn is_certain(&self, environment: &JoinedEnvironment) -> bool {
        environment.role == Role::Prebuild || self.named.contains(&environment.id)
    }

    pub(super) fn is_suspected(&self, environment: &JoinedEnvironment) -> bool {
        self.suspected.contains(&environment.id)
    }

    /// Takes the first environment of each day and class that looks like a scheduled run, if the list
    /// of prebuilds cannot tell: it does not reach back to that whole day, or does not name the
    /// environment of that day's prebuild.
    fn suspect(
        &mut self,
        schedule: &Schedule,
        project: &ProjectHistory,
        ids: &Ids,
        environments: &[JoinedEnvironment],
    ) {
        let created = |millis: Millis| millis.div_euclid(DAY);
        let oldest = project.prebuilds.iter().filter_map(|row| row.created).min().map(created);
        let unnamed: HashSet<DayAndClass> = (project.prebuilds.iter())
            .filter(|row| row.environment.is_none())
            .filter_map(|row| Some((created(row.created?), ids.get(row.class)?)))
            .collect();
        let is_open = |day: DayAndClass| {
            oldest.is_none_or(|oldest| day.0 <= oldest) || unnamed.contains(&day)
        };
        let day = |environment: &JoinedEnvironment| {
            Some((created(environment.created?), environment.class?))
        };
        let certain = environments.iter().filter(|environment| self.is_certain(environment));
        let mut taken: HashSet<DayAndClass> = certain.filter_map(day).collect();
        let mut candidates: Vec<_> = (environments.iter())
            .filter(|environment| environment.role == Role::Unknown)
            .filter(|environment| !self.is_certain(environment) && schedule.fits(environment))
            .collect();
        candidates.sort_unstable_by_key(|environment| (environment.created, environment.id));
        for environment in candidates {
            if day(environment).is_some_and(|day| is_open(day) && taken.insert(day)) {
                self.suspected.insert(environment.id);
            }
        }
    }
}

impl Schedule {
    /// `None` if there is no daily schedule, or nobody knows who its runs belong to.
    fn of(project: &ProjectHistory) -> Option<Self> {
        let project = project.project.as_ref()?;
        let configuration = project.prebuild_configuration.as_ref()?;
        let schedule = configuration.trigger.as_ref()?.daily_schedule.as_ref()?;
        let creator = project.metadata.as_ref().and_then(|metadata| metadata.creator.as_ref());
        let executor = configuration.executor.as_ref().or(creator)?;
        let classes = configuration.environment_class_ids.iter();
        Some(Self {
            begin: Millis::from(schedule.hour_utc) * HOUR,
            executor: Uuid::try_parse(&executor.id).ok()?,
            classes: classes.filter_map(|class| Uuid::try_parse(class).ok()).collect(),
        })
    }

    fn fits(&self, environment: &JoinedEnvironment) -> bool {
        let JoinedEnvironment { created, class, starter, .. } = environment;
        let delay = created.map(|created| created.rem_euclid(DAY) - self.begin);
        delay.is_some_and(|delay| (0..MAX_DELAY).contains(&delay))
            && *starter == Some(self.executor)
            && class.is_some_and(|class| self.classes.contains(&class))
    }
}
