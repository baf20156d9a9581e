//! Projects: messages and methods of `gitpod.v1.ProjectService`.

use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use serde::Serialize;
use uuid::Uuid;

use super::client::{Client, MAX_CONCURRENT_READS, Method};
use super::error::Error;
use super::identity::Subject;
use super::list_request::{Filter, Sort};
use super::pager::{Listed, Pager, chunk_ids, list_response};
use super::proto::{DecodeError, ProtoDuration, Time, message, open_enum};
use super::request::{ById, Identified, Request, Resource, is_same_id, passes, requested};

const GET: Method = Method::read("ProjectService", "GetProject");
const LIST: Method = Method::read("ProjectService", "ListProjects");
const UPDATE: Method = Method::mutation("ProjectService", "UpdateProject");

open_enum! {
    pub enum ProjectPhase: "PROJECT_PHASE_", "phase" {
        Unspecified = 0 = "unspecified",
        Active = 1 = "active",
        Deleted = 2 = "deleted",
    }
}

message! {
    pub struct Project {
        id: String = "id",
        metadata: Option<ProjectMetadata> = "metadata",
        /// Absent if the project has no prebuilds.
        prebuild_configuration: Option<PrebuildConfiguration>
            = "prebuildConfiguration" | "prebuild_configuration",
        /// In order of preference.
        environment_classes: Vec<ProjectEnvironmentClass>
            = "environmentClasses" | "environment_classes",
        desired_phase: ProjectPhase = "desiredPhase" | "desired_phase",
    }
}

message! {
    pub struct ProjectMetadata {
        organization_id: String = "organizationId" | "organization_id",
        /// Not necessarily unique.
        name: String = "name",
        creator: Option<Subject> = "creator",
        created_at: Option<Time> = "createdAt" | "created_at",
        updated_at: Option<Time> = "updatedAt" | "updated_at",
    }
}

message! {
    pub struct PrebuildConfiguration {
        enabled: bool = "enabled",
        /// Only these classes can have a warm pool.
        environment_class_ids: Vec<String> = "environmentClassIds" | "environment_class_ids",
        /// Such as `3600s`.
        timeout: Option<ProtoDuration> = "timeout",
        trigger: Option<Trigger> = "trigger",
        /// Who runs the prebuilds; absent for the creator of the project.
        executor: Option<Subject> = "executor",
        enable_jetbrains_warmup: bool = "enableJetbrainsWarmup" | "enable_jetbrains_warmup",
    }
}

message! {
    pub struct Trigger {
        daily_schedule: Option<DailySchedule> = "dailySchedule" | "daily_schedule",
    }
}

message! {
    pub struct DailySchedule {
        /// 0 to 23.
        hour_utc: i32 = "hourUtc" | "hour_utc",
    }
}

message! {
    pub struct ProjectEnvironmentClass {
        environment_class_id: Option<String> = "environmentClassId" | "environment_class_id",
        /// The user's own machine, in place of a class.
        local_runner: Option<bool> = "localRunner" | "local_runner",
        order: i32 = "order",
    }
}

message! {
    pub struct ProjectResponse {
        project: Option<Project> = "project",
    }
}

list_response! { ListProjectsResponse { projects: Vec<Project> = "projects" } }

/// The limit of `filter.search`, in characters.
const MAX_SEARCH_LENGTH: usize = 256;

#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProjectFilter {
    /// At most 25; none stands for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) project_ids: Vec<String>,
    /// Part of a name, an id or a repository name, ignoring case; empty stands for all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) search: String,
}

impl ProjectFilter {
    pub(crate) fn for_ids(project_ids: Vec<String>) -> Self {
        Self { project_ids, ..Self::default() }
    }

    /// The service rejects a longer text, so only its beginning is searched for.
    pub(crate) fn for_search(text: &str) -> Self {
        let search = text.chars().take(MAX_SEARCH_LENGTH).collect();
        Self { search, ..Self::default() }
    }
}

impl Identified for Project {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Resource for Project {
    type Response = ProjectResponse;
    const NOUN: &'static str = "project";
    const FIELD: &'static str = "project";
    const ID_FIELD: &'static str = "projectId";

    fn from_response(response: ProjectResponse) -> Option<Self> {
        response.project
    }
}

impl Filter<Project> for ProjectFilter {
    /// A search also finds names of repositories, which a project does not show.
    fn matches(&self, project: &Project) -> bool {
        passes(&self.project_ids, Some(&project.id))
    }
}

/// Fields that are not sent stay as they are, but the configuration is replaced as a whole.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct UpdateProjectRequest<'a> {
    pub(super) project_id: &'a str,
    pub(super) prebuild_configuration: &'a PrebuildConfiguration,
}

impl Request for UpdateProjectRequest<'_> {
    type Response = ProjectResponse;
    type Answer = Project;

    fn method(&self) -> Method {
        UPDATE
    }

    fn answer(&self, response: ProjectResponse) -> Result<Project, DecodeError> {
        requested(response, |found: &Project| is_same_id(&found.id, self.project_id))
    }
}

impl Listed for Project {
    type Page = ListProjectsResponse;
    type Filter = ProjectFilter;
    /// The order of creation, which is stable while pages are read.
    const SORT: Option<Sort> = Some(Sort { field: "id", order: "SORT_ORDER_ASC" });
}

impl Client {
    pub(crate) async fn get_project(&self, id: &str) -> Result<Project, Error> {
        self.call(&ById::new(GET, id)).await
    }

    /// Replaces the prebuild settings of a project. Pools that they no longer allow are deleted.
    pub(crate) async fn update_prebuild_settings(
        &self,
        project_id: &str,
        prebuild_configuration: &PrebuildConfiguration,
    ) -> Result<Project, Error> {
        self.call(&UpdateProjectRequest { project_id, prebuild_configuration }).await
    }

    /// Lists projects, the oldest first.
    pub(crate) async fn list_projects(
        &self,
        filter: &ProjectFilter,
    ) -> Result<Vec<Project>, Error> {
        Pager::new(self, LIST, vec![filter.clone()]).all().await
    }

    /// Lists the projects with these ids, in any number; none for none.
    pub(crate) async fn list_projects_by_ids(&self, ids: &[Uuid]) -> Result<Vec<Project>, Error> {
        // No ids would make one empty chunk, which matches all projects.
        let chunks = if ids.is_empty() { Vec::new() } else { chunk_ids(ids) };
        let lists: Vec<_> = stream::iter(chunks.into_iter().map(ProjectFilter::for_ids))
            .map(|filter| async move { self.list_projects(&filter).await })
            .buffered(MAX_CONCURRENT_READS)
            .try_collect()
            .await?;
        Ok(lists.into_iter().flatten().collect())
    }
}
