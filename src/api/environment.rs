//! Environments: messages and methods of `gitpod.v1.EnvironmentService`. The specification of an
//! environment can contain secrets, so an environment is never shown as the service sent it.

use serde::Serialize;

use super::client::{Client, Method};
use super::identity::Subject;
use super::list_request::{Filter, Sort};
use super::pager::{Listed, Pager, list_response};
use super::proto::{Time, message, open_enum};
use super::request::{Identified, passes};

const LIST: Method = Method::read("EnvironmentService", "ListEnvironments");

open_enum! {
    pub enum EnvironmentRole: "ENVIRONMENT_ROLE_", "role" {
        Unspecified = 0 = "unspecified",
        Default = 1 = "default",
        Prebuild = 2 = "prebuild",
        Workflow = 3 = "workflow",
    }
}

message! {
    pub struct Environment {
        id: String = "id",
        metadata: Option<EnvironmentMetadata> = "metadata",
        spec: Option<EnvironmentSpec> = "spec",
    }
}

message! {
    pub struct EnvironmentMetadata {
        /// Empty if the environment belongs to no project.
        project_id: String = "projectId" | "project_id",
        creator: Option<Subject> = "creator",
        created_at: Option<Time> = "createdAt" | "created_at",
        role: EnvironmentRole = "role",
    }
}

message! {
    pub struct EnvironmentSpec {
        machine: Option<MachineSpec> = "machine",
    }
}

message! {
    pub struct MachineSpec {
        /// The id of the environment class.
        class: String = "class",
    }
}

list_response! { ListEnvironmentsResponse { environments: Vec<Environment> = "environments" } }

/// Environments of any of these projects, archived ones too.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct EnvironmentFilter {
    /// At most 25.
    project_ids: Vec<String>,
    archival_status: &'static str,
    /// Empty for all phases, perhaps without `deleted`.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    status_phases: &'static [&'static str],
}

impl EnvironmentFilter {
    /// Whatever the service lists.
    pub(crate) fn new(project_ids: Vec<String>) -> Self {
        Self { project_ids, archival_status: "ARCHIVAL_STATUS_ALL", status_phases: &[] }
    }

    /// Deleted environments, which the service may list for a while, but only if they are requested.
    pub(crate) fn deleted(project_ids: Vec<String>) -> Self {
        Self { status_phases: &["ENVIRONMENT_PHASE_DELETED"], ..Self::new(project_ids) }
    }
}

impl Identified for Environment {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Filter<Environment> for EnvironmentFilter {
    fn matches(&self, environment: &Environment) -> bool {
        let metadata = environment.metadata.as_ref();
        passes(&self.project_ids, metadata.map(|metadata| metadata.project_id.as_str()))
    }
}

impl Listed for Environment {
    type Page = ListEnvironmentsResponse;
    type Filter = EnvironmentFilter;
    /// The newest first: ids are in the order of creation.
    const SORT: Option<Sort> = Some(Sort { field: "SORT_FIELD_ID", order: "SORT_ORDER_DESC" });
}

impl Client {
    /// Lists environments, the newest first.
    pub(crate) fn environments(&self, filter: EnvironmentFilter) -> Pager<'_, Environment> {
        Pager::new(self, LIST, vec![filter])
    }
}
