//! Environments: messages and methods of `gitpod.v1.EnvironmentService`. The specification of an
//! environment can contain secrets, so an environment is never shown as the service sent it.

use serde::Serialize;

use super::client::{Client, Method};
use super::error::Error;
use super::identity::Subject;
use super::list_request::{Filter, Sort};
use super::pager::{Listed, Pager, list_response};
use super::proto::{Time, message, open_enum};
use super::request::{ById, Identified, Resource, passes};

const SERVICE: &str = "EnvironmentService";
const GET: Method = Method::read(SERVICE, "GetEnvironment");
const LIST: Method = Method::read(SERVICE, "ListEnvironments");

open_enum! {
    pub enum EnvironmentRole: "ENVIRONMENT_ROLE_", "role" {
        Unspecified = 0 = "unspecified",
        Default = 1 = "default",
        Prebuild = 2 = "prebuild",
        Workflow = 3 = "workflow",
    }
}

open_enum! {
    pub enum EnvironmentPhase: "ENVIRONMENT_PHASE_", "phase" {
        Unspecified = 0 = "unspecified",
        Creating = 10 = "creating",
        Starting = 20 = "starting",
        Running = 40 = "running",
        Updating = 45 = "updating",
        Stopping = 50 = "stopping",
        Stopped = 60 = "stopped",
        Deleting = 70 = "deleting",
        Deleted = 80 = "deleted",
    }
}

open_enum! {
    /// Of the machine that an environment runs on.
    pub enum MachinePhase: "PHASE_", "machine phase" {
        Unspecified = 0 = "unspecified",
        Creating = 10 = "creating",
        Starting = 20 = "starting",
        Running = 30 = "running",
        Stopping = 40 = "stopping",
        Stopped = 50 = "stopped",
        Deleting = 60 = "deleting",
        Deleted = 70 = "deleted",
    }
}

message! {
    pub struct Environment {
        id: String = "id",
        metadata: Option<EnvironmentMetadata> = "metadata",
        spec: Option<EnvironmentSpec> = "spec",
        status: Option<EnvironmentStatus> = "status",
    }
}

message! {
    pub struct EnvironmentMetadata {
        /// Empty if the environment belongs to no project.
        project_id: String = "projectId" | "project_id",
        creator: Option<Subject> = "creator",
        created_at: Option<Time> = "createdAt" | "created_at",
        role: EnvironmentRole = "role",
        /// Absent unless it was started from a prebuild.
        prebuild_id: Option<String> = "prebuildId" | "prebuild_id",
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

message! {
    pub struct EnvironmentStatus {
        phase: EnvironmentPhase = "phase",
        machine: Option<MachineStatus> = "machine",
    }
}

message! {
    pub struct MachineStatus {
        phase: MachinePhase = "phase",
    }
}

message! {
    pub struct EnvironmentResponse {
        environment: Option<Environment> = "environment",
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

impl Resource for Environment {
    type Response = EnvironmentResponse;
    const NOUN: &'static str = "environment";
    const FIELD: &'static str = "environment";
    const ID_FIELD: &'static str = "environmentId";

    fn from_response(response: EnvironmentResponse) -> Option<Self> {
        response.environment
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
    pub(crate) async fn get_environment(&self, id: &str) -> Result<Environment, Error> {
        self.call(&ById::new(GET, id)).await
    }

    /// Lists environments, the newest first.
    pub(crate) fn environments(&self, filter: EnvironmentFilter) -> Pager<'_, Environment> {
        Pager::new(self, LIST, vec![filter])
    }
}
