//! Projects: `gitpod.v1.ProjectService`, as far as prebuilds and warm pools need it.

use serde::Serialize;

use super::client::{Client, Method};
use super::error::Error;
use super::page::{List, Pagination};
use super::proto::{Time, message, open_enum};
use super::retry::Effect;

const SERVICE: &str = "ProjectService";
const GET: Method = Method { service: SERVICE, name: "GetProject", effect: Effect::Read };
const LIST: Method = Method { service: SERVICE, name: "ListProjects", effect: Effect::Read };

open_enum! {
    /// The phase a project is steered to.
    pub enum ProjectPhase: "PROJECT_PHASE_", "phase" {
        /// Not used by the service.
        Unspecified = 0 = "unspecified",
        /// In use.
        Active = 1 = "active",
        /// Marked for deletion.
        Deleted = 2 = "deleted",
    }
}

message! {
    /// A project. What is not modelled here, such as its repository, is passed through.
    pub struct Project {
        /// UUID.
        id: String = "id",
        /// Its name and owner.
        metadata: Option<ProjectMetadata> = "metadata",
        /// Whether and for what it is prebuilt; may be absent, which is "not at all".
        prebuild_configuration: Option<PrebuildConfiguration>
            = "prebuildConfiguration" | "prebuild_configuration",
        /// The classes its environments can have, in order of preference.
        environment_classes: Vec<ProjectEnvironmentClass>
            = "environmentClasses" | "environment_classes",
        /// The phase it is steered to.
        desired_phase: ProjectPhase = "desiredPhase" | "desired_phase",
    }
}

message! {
    /// A project's name and owner.
    pub struct ProjectMetadata {
        /// UUID of the organization.
        organization_id: String = "organizationId" | "organization_id",
        /// The name; not unique by any rule of the service.
        name: String = "name",
        /// When it was created.
        created_at: Option<Time> = "createdAt" | "created_at",
        /// When it last changed.
        updated_at: Option<Time> = "updatedAt" | "updated_at",
    }
}

message! {
    /// Whether and for what a project is prebuilt.
    pub struct PrebuildConfiguration {
        /// Whether at all.
        enabled: bool = "enabled",
        /// UUIDs of the classes; only these can have a warm pool.
        environment_class_ids: Vec<String> = "environmentClassIds" | "environment_class_ids",
        /// How long a prebuild may take, such as `3600s`.
        timeout: Option<String> = "timeout",
        /// What starts one.
        trigger: Option<Trigger> = "trigger",
    }
}

message! {
    /// What starts prebuilds by itself.
    pub struct Trigger {
        /// Once a day; absent when nothing does.
        daily_schedule: Option<DailySchedule> = "dailySchedule" | "daily_schedule",
    }
}

message! {
    /// Once a day.
    pub struct DailySchedule {
        /// The hour, 0 to 23, in UTC; midnight is left out on the wire.
        hour_utc: i32 = "hourUtc" | "hour_utc",
    }
}

message! {
    /// A class that a project's environments can have: an id, or the user's own machine.
    pub struct ProjectEnvironmentClass {
        /// UUID of the class.
        environment_class_id: Option<String> = "environmentClassId" | "environment_class_id",
        /// The user's own machine.
        local_runner: Option<bool> = "localRunner" | "local_runner",
        /// The place in the order, from 0.
        order: i32 = "order",
    }
}

message! {
    /// The answer that gives one project.
    pub struct ProjectResponse {
        /// The project.
        project: Option<Project> = "project",
    }
}

message! {
    /// One page of projects.
    pub struct ListProjectsResponse {
        /// Where the next page starts.
        pagination: Option<Pagination> = "pagination",
        /// The projects of this page.
        projects: Vec<Project> = "projects",
    }
}

impl List for ListProjectsResponse {
    type Item = Project;

    fn split(self) -> (Option<Pagination>, Vec<Project>) {
        (self.pagination, self.projects)
    }
}

/// Which projects a list gives.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProjectFilter {
    /// UUIDs, at most 25; none stands for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) project_ids: Vec<String>,
    /// Part of a name, an id or a repository's name, in any case; empty stands for all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) search: String,
}

#[derive(Serialize)]
struct Query<'a> {
    filter: &'a ProjectFilter,
    sort: Sort,
}

/// By id, which is the order of creation: stable while pages are read.
#[derive(Serialize)]
struct Sort {
    field: &'static str,
    order: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GetRequest<'a> {
    project_id: &'a str,
}

impl Client {
    /// Gives one project.
    ///
    /// # Errors
    /// As every call; `not_found` when it does not exist or is not visible.
    pub(crate) async fn get_project(&self, id: &str) -> Result<Project, Error> {
        let answer: ProjectResponse = self.call(GET, &GetRequest { project_id: id }).await?;
        answer.project.ok_or_else(|| self.unreadable(GET.name, "project", "there is none in it"))
    }

    /// Gives all projects that a filter lets through, from the oldest to the newest.
    ///
    /// # Errors
    /// As every call, and when the list proves to have no end.
    pub(crate) async fn list_projects(
        &self,
        filter: &ProjectFilter,
    ) -> Result<Vec<Project>, Error> {
        let sort = Sort { field: "id", order: "SORT_ORDER_ASC" };
        self.list_all::<ListProjectsResponse>(LIST, &Query { filter, sort }).await
    }
}
