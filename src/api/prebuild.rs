//! Prebuilds: messages and methods of `gitpod.v1.PrebuildService`.

use std::ops::RangeInclusive;
use std::time::Duration;

use serde::Serialize;

use super::client::{Client, Method};
use super::error::Error;
use super::list_request::Filter;
use super::pager::{Listed, Pager, list_response};
use super::proto::{DecodeError, ProtoDuration, Time, message, open_enum};
use super::request::{
    ById, DeleteById, Identified, Request, Resource, is_same_id, passes, requested,
};

const SERVICE: &str = "PrebuildService";
const GET: Method = Method::read(SERVICE, "GetPrebuild");
const LIST: Method = Method::read(SERVICE, "ListPrebuilds");
const CREATE: Method = Method::mutation(SERVICE, "CreatePrebuild");
const CANCEL: Method = Method::mutation(SERVICE, "CancelPrebuild");
const DELETE: Method = Method::mutation(SERVICE, "DeletePrebuild");

open_enum! {
    pub enum PrebuildPhase: "PREBUILD_PHASE_", "phase" {
        Unspecified = 0 = "unspecified",
        Pending = 10 = "pending",
        Starting = 20 = "starting",
        Running = 30 = "running",
        ShuttingDown = 40 = "stopping",
        Snapshotting = 50 = "snapshotting",
        Completed = 60 = "completed",
        Failed = 70 = "failed",
        Cancelling = 75 = "cancelling" | "canceling",
        Cancelled = 80 = "cancelled" | "canceled",
        Deleting = 85 = "deleting",
        Deleted = 90 = "deleted",
    }
}

open_enum! {
    pub enum PrebuildTrigger: "PREBUILD_TRIGGER_", "trigger" {
        Unspecified = 0 = "unspecified",
        Manual = 1 = "manual",
        Scheduled = 2 = "scheduled",
    }
}

message! {
    pub struct Prebuild {
        id: String = "id",
        metadata: Option<PrebuildMetadata> = "metadata",
        spec: Option<PrebuildSpec> = "spec",
        status: Option<PrebuildStatus> = "status",
    }
}

message! {
    pub struct PrebuildMetadata {
        organization_id: String = "organizationId" | "organization_id",
        project_id: String = "projectId" | "project_id",
        environment_class_id: String = "environmentClassId" | "environment_class_id",
        created_at: Option<Time> = "createdAt" | "created_at",
        updated_at: Option<Time> = "updatedAt" | "updated_at",
        triggered_by: PrebuildTrigger = "triggeredBy" | "triggered_by",
    }
}

message! {
    pub struct PrebuildSpec {
        spec_version: u64 = "specVersion" | "spec_version",
        desired_phase: PrebuildPhase = "desiredPhase" | "desired_phase",
        /// Such as `3600s`.
        timeout: Option<ProtoDuration> = "timeout",
    }
}

message! {
    pub struct PrebuildStatus {
        phase: PrebuildPhase = "phase",
        completion_time: Option<Time> = "completionTime" | "completion_time",
        /// Empty unless it failed.
        failure_message: String = "failureMessage" | "failure_message",
        log_url: String = "logUrl" | "log_url",
        environment_id: String = "environmentId" | "environment_id",
        status_version: u64 = "statusVersion" | "status_version",
        warning_message: String = "warningMessage" | "warning_message",
        /// 0 to 100.
        snapshot_completion_percentage: i32
            = "snapshotCompletionPercentage" | "snapshot_completion_percentage",
        /// 0 until there is a snapshot.
        snapshot_size_bytes: i64 = "snapshotSizeBytes" | "snapshot_size_bytes",
    }
}

message! {
    pub struct PrebuildResponse {
        prebuild: Option<Prebuild> = "prebuild",
    }
}

list_response! { ListPrebuildsResponse { prebuilds: Vec<Prebuild> = "prebuilds" } }

/// The limit of `filter.phases`.
pub(crate) const MAX_FILTER_PHASES: usize = 10;

/// Prebuilds of any of these projects in any of these phases; none stands for all. The service has
/// no filter by class.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PrebuildFilter {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) project_ids: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) phases: Vec<PrebuildPhase>,
}

impl Identified for Prebuild {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Resource for Prebuild {
    type Response = PrebuildResponse;
    const NOUN: &'static str = "prebuild";
    const FIELD: &'static str = "prebuild";
    const ID_FIELD: &'static str = "prebuildId";

    fn from_response(response: PrebuildResponse) -> Option<Self> {
        response.prebuild
    }
}

impl Filter<Prebuild> for PrebuildFilter {
    fn matches(&self, prebuild: &Prebuild) -> bool {
        let project = prebuild.metadata.as_ref().map(|metadata| metadata.project_id.as_str());
        let phase = prebuild.status.as_ref().map(|status| &status.phase);
        let has_phase =
            self.phases.is_empty() || phase.is_some_and(|phase| self.phases.contains(phase));
        passes(&self.project_ids, project) && has_phase
    }
}

impl Listed for Prebuild {
    type Page = ListPrebuildsResponse;
    type Filter = PrebuildFilter;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct CreatePrebuildRequest<'a> {
    project_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment_class_id: Option<&'a str>,
    /// The service requires the message, but none of its fields.
    spec: RequestedSpec,
}

#[derive(Serialize)]
struct RequestedSpec {
    #[serde(skip_serializing_if = "Option::is_none")]
    timeout: Option<ProtoDuration>,
}

/// How long a prebuild may run, as the service limits it.
pub(crate) const RUN_TIMEOUTS: RangeInclusive<Duration> =
    Duration::from_mins(5)..=Duration::from_hours(2);

/// How long a prebuild may run if nothing else is requested.
pub(crate) const DEFAULT_RUN_TIMEOUT: Duration = Duration::from_hours(1);

impl<'a> CreatePrebuildRequest<'a> {
    pub(super) fn new(
        project_id: &'a str,
        environment_class_id: Option<&'a str>,
        timeout: Option<Duration>,
    ) -> Self {
        let spec = RequestedSpec { timeout: timeout.map(ProtoDuration::from) };
        Self { project_id, environment_class_id, spec }
    }
}

impl Request for CreatePrebuildRequest<'_> {
    type Response = PrebuildResponse;
    type Answer = Prebuild;

    fn method(&self) -> Method {
        CREATE
    }

    fn answer(&self, response: PrebuildResponse) -> Result<Prebuild, DecodeError> {
        requested(response, |prebuild: &Prebuild| {
            prebuild.metadata.as_ref().is_some_and(|found| {
                let class = self.environment_class_id;
                is_same_id(&found.project_id, self.project_id)
                    && class.is_none_or(|class| is_same_id(&found.environment_class_id, class))
            })
        })
    }
}

impl Client {
    pub(crate) async fn get_prebuild(&self, id: &str) -> Result<Prebuild, Error> {
        self.call(&ById::new(GET, id)).await
    }

    /// Starts a prebuild, by default for the project's default class and with the project's time
    /// limit. The service would start a second one, so never send this again after a lost response.
    pub(crate) async fn create_prebuild(
        &self,
        project: &str,
        class: Option<&str>,
        timeout: Option<Duration>,
    ) -> Result<Prebuild, Error> {
        self.call(&CreatePrebuildRequest::new(project, class, timeout)).await
    }

    pub(crate) async fn cancel_prebuild(&self, id: &str) -> Result<Prebuild, Error> {
        self.call(&ById::new(CANCEL, id)).await
    }

    /// Marks a prebuild for deletion; the service deletes it and its snapshot afterwards.
    pub(crate) async fn delete_prebuild(&self, id: &str) -> Result<(), Error> {
        self.call(&DeleteById::<Prebuild>::new(DELETE, id)).await
    }

    pub(crate) fn prebuilds(&self, filters: Vec<PrebuildFilter>) -> Pager<'_, Prebuild> {
        Pager::new(self, LIST, filters)
    }
}
