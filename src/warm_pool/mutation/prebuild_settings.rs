//! Changing the prebuild settings of a project.
//!
//! The service replaces them as a whole and accepts no version. What someone else changes after the
//! settings were read is overwritten, unless reading back shows it first.

use uuid::Uuid;

use super::confirm::MAX_READS;
use super::service::max_attempts;
use super::{Applied, MutationError, ReadBack, mutate};
use crate::api::project::{PrebuildConfiguration, Project, ProjectPhase};
use crate::api::{Client, Error};
use crate::warm_pool::prebuild_settings::PrebuildSettings;

/// The error of a change of prebuild settings.
pub(crate) type SettingsError = MutationError<Project, PrebuildSettings>;

/// The calls that the change is made of, as a trait: the model check implements it too.
pub(crate) trait ProjectApi {
    async fn get(&self, id: Uuid) -> Result<Project, Error>;
    /// Replaces the prebuild settings.
    async fn update(&self, id: Uuid, settings: &PrebuildConfiguration) -> Result<Project, Error>;
    /// As [`WarmPoolApi::max_attempts`](super::WarmPoolApi::max_attempts).
    fn max_attempts(&self) -> u32;
    /// Gives the service time to apply a change, the longer the more often it was read since.
    async fn pause(&self, reads: u32);
}

impl ProjectApi for Client {
    async fn get(&self, id: Uuid) -> Result<Project, Error> {
        self.get_project(&id.to_string()).await
    }

    async fn update(&self, id: Uuid, settings: &PrebuildConfiguration) -> Result<Project, Error> {
        self.update_prebuild_settings(&id.to_string(), settings).await
    }

    fn max_attempts(&self) -> u32 {
        max_attempts(self)
    }

    async fn pause(&self, reads: u32) {
        self.pause_before_reading_again(reads).await;
    }
}

/// Replaces the prebuild settings of a project, which were `before`.
pub(crate) async fn update_prebuild_settings(
    service: &impl ProjectApi,
    id: Uuid,
    before: &PrebuildSettings,
    configuration: &PrebuildConfiguration,
) -> Result<Applied<Project>, SettingsError> {
    let requested = PrebuildSettings::new(Some(configuration));
    let send = async || service.update(id, configuration).await;
    let read_back = async || match service.get(id).await {
        Ok(project) => Ok(check_updated(project, before, &requested)),
        Err(error) if error.is_not_found() => {
            Ok(ReadBack::Failed(MutationError::NotFound(Some(Box::new(error)))))
        }
        Err(error) => Err(error),
    };
    let applied = mutate(service.max_attempts(), send, read_back).await?;
    confirm(service, id, applied, requested).await
}

fn check_updated(
    project: Project,
    before: &PrebuildSettings,
    requested: &PrebuildSettings,
) -> ReadBack<Project, Project, PrebuildSettings> {
    if project.desired_phase == ProjectPhase::Deleted {
        return ReadBack::Failed(MutationError::Deleting(Box::new(project)));
    }
    let settings = PrebuildSettings::of_project(&project);
    if settings == *requested {
        ReadBack::Applied(project)
    } else if settings == *before {
        ReadBack::Unchanged
    } else {
        ReadBack::Failed(MutationError::Conflict(Box::new(project)))
    }
}

/// Confirms that acknowledged settings are in effect: a service may respond before it has applied them.
async fn confirm(
    service: &impl ProjectApi,
    id: Uuid,
    applied: Applied<Project>,
    requested: PrebuildSettings,
) -> Result<Applied<Project>, SettingsError> {
    let is_requested = |project: &Project| PrebuildSettings::of_project(project) == requested;
    let Applied::Acknowledged(mut last) = applied else { return Ok(applied) };
    let mut reads = 0;
    while !is_requested(&last) {
        if reads == MAX_READS {
            return Err(MutationError::NotApplied { found: Box::new(last), requested, read: None });
        }
        service.pause(reads).await;
        reads += 1;
        match service.get(id).await {
            Ok(project) if project.desired_phase == ProjectPhase::Deleted => {
                return Err(MutationError::Deleting(Box::new(project)));
            }
            Ok(project) => last = project,
            Err(error) if error.is_not_found() => {
                return Err(MutationError::NotFound(Some(Box::new(error))));
            }
            Err(error) => {
                let (found, read) = (Box::new(last), Some(Box::new(error)));
                return Err(MutationError::NotApplied { found, requested, read });
            }
        }
    }
    Ok(Applied::Acknowledged(last))
}
