//! Prebuilds on the wire: what fills a pool.

use serde::Serialize;

use super::client::{Client, Method};
use super::error::Error;
use super::page::{List, PageCursor, Pagination};
use super::pager::ListFilter;
use super::proto::{Time, message, open_enum};
use super::retry::Effect;

const SERVICE: &str = "PrebuildService";
const GET: Method = Method { service: SERVICE, name: "GetPrebuild", effect: Effect::Read };
const LIST: Method = Method { service: SERVICE, name: "ListPrebuilds", effect: Effect::Read };
const CREATE: Method =
    Method { service: SERVICE, name: "CreatePrebuild", effect: Effect::Mutation };
const CANCEL: Method =
    Method { service: SERVICE, name: "CancelPrebuild", effect: Effect::Mutation };

open_enum! {
    /// Where a prebuild is in its life.
    pub enum PrebuildPhase: "PREBUILD_PHASE_", "phase" {
        /// Not used by the service.
        Unspecified = 0 = "unspecified",
        /// Waits to start.
        Pending = 10 = "pending",
        /// Its environment starts.
        Starting = 20 = "starting",
        /// Its tasks run.
        Running = 30 = "running",
        /// Its environment stops.
        ShuttingDown = 40 = "stopping",
        /// The snapshot is taken.
        Snapshotting = 50 = "snapshotting",
        /// There is a snapshot.
        Completed = 60 = "completed",
        /// It failed.
        Failed = 70 = "failed",
        /// It is being cancelled.
        Cancelling = 75 = "cancelling",
        /// It was cancelled.
        Cancelled = 80 = "cancelled",
        /// It is being deleted.
        Deleting = 85 = "deleting",
        /// It is gone.
        Deleted = 90 = "deleted",
    }
}

open_enum! {
    /// What started a prebuild.
    pub enum PrebuildTrigger: "PREBUILD_TRIGGER_", "trigger" {
        /// Not told.
        Unspecified = 0 = "unspecified",
        /// Somebody.
        Manual = 1 = "manual",
        /// The daily schedule.
        Scheduled = 2 = "scheduled",
    }
}

message! {
    /// A prebuild of a project for one class.
    pub struct Prebuild {
        /// UUID.
        id: String = "id",
        /// What it is of.
        metadata: Option<PrebuildMetadata> = "metadata",
        /// What was asked for.
        spec: Option<PrebuildSpec> = "spec",
        /// What came of it.
        status: Option<PrebuildStatus> = "status",
    }
}

message! {
    /// What a prebuild is of.
    pub struct PrebuildMetadata {
        /// UUID of the organization.
        organization_id: String = "organizationId" | "organization_id",
        /// UUID of the project.
        project_id: String = "projectId" | "project_id",
        /// UUID of the environment class.
        environment_class_id: String = "environmentClassId" | "environment_class_id",
        /// When it was created.
        created_at: Option<Time> = "createdAt" | "created_at",
        /// When it last changed.
        updated_at: Option<Time> = "updatedAt" | "updated_at",
        /// What started it.
        triggered_by: PrebuildTrigger = "triggeredBy" | "triggered_by",
    }
}

message! {
    /// What was asked for.
    pub struct PrebuildSpec {
        /// Counts the changes of the spec.
        spec_version: u64 = "specVersion" | "spec_version",
        /// The phase the service steers to.
        desired_phase: PrebuildPhase = "desiredPhase" | "desired_phase",
        /// How long it may take, such as `3600s`.
        timeout: Option<String> = "timeout",
    }
}

message! {
    /// What came of a prebuild.
    pub struct PrebuildStatus {
        /// The current phase.
        phase: PrebuildPhase = "phase",
        /// When it completed.
        completion_time: Option<Time> = "completionTime" | "completion_time",
        /// Why it failed; empty otherwise.
        failure_message: String = "failureMessage" | "failure_message",
        /// Where its log is.
        log_url: String = "logUrl" | "log_url",
        /// UUID of the environment it runs in.
        environment_id: String = "environmentId" | "environment_id",
        /// Counts the reports.
        status_version: u64 = "statusVersion" | "status_version",
        /// What went less than well.
        warning_message: String = "warningMessage" | "warning_message",
        /// How much of the snapshot is taken, 0 to 100.
        snapshot_completion_percentage: i32
            = "snapshotCompletionPercentage" | "snapshot_completion_percentage",
        /// The size of the snapshot in bytes, once there is one.
        snapshot_size_bytes: i64 = "snapshotSizeBytes" | "snapshot_size_bytes",
    }
}

message! {
    /// The answer of the calls that give one prebuild.
    pub struct PrebuildResponse {
        /// The prebuild.
        prebuild: Option<Prebuild> = "prebuild",
    }
}

message! {
    /// One page of prebuilds.
    pub struct ListPrebuildsResponse {
        /// Where the next page starts.
        pagination: Option<Pagination> = "pagination",
        /// The prebuilds of this page.
        prebuilds: Vec<Prebuild> = "prebuilds",
    }
}

impl List for ListPrebuildsResponse {
    type Item = Prebuild;

    fn split(self) -> (Option<Pagination>, Vec<Prebuild>) {
        (self.pagination, self.prebuilds)
    }
}

/// Which prebuilds a list gives. There is no filter by class and no order.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PrebuildFilter {
    /// UUIDs, at most 25; none stands for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) project_ids: Vec<String>,
    /// Names of phases, at most 10; none stands for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) phases: Vec<PrebuildPhase>,
}

#[derive(Serialize)]
struct Query<'a> {
    filter: &'a PrebuildFilter,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OneRequest<'a> {
    prebuild_id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreateRequest<'a> {
    project_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment_class_id: Option<&'a str>,
    spec: Spec,
}

/// An empty spec must be sent: the service requires the message, not its fields.
#[derive(Serialize)]
struct Spec {}

impl Client {
    /// Gives one prebuild.
    ///
    /// # Errors
    /// As every call; `not_found` when it does not exist or is not visible.
    pub(crate) async fn get_prebuild(&self, id: &str) -> Result<Prebuild, Error> {
        let answer = self.call(GET, &OneRequest { prebuild_id: id }).await?;
        self.prebuild_of(GET, answer)
    }

    /// Starts a prebuild of a project; of its usual class if none is named.
    ///
    /// # Errors
    /// As every call. After a lost answer it is not known whether one was started, and it must not
    /// be sent again: nothing keeps a second one from starting.
    pub(crate) async fn create_prebuild(
        &self,
        project: &str,
        class: Option<&str>,
    ) -> Result<Prebuild, Error> {
        let request =
            CreateRequest { project_id: project, environment_class_id: class, spec: Spec {} };
        let answer = self.call(CREATE, &request).await?;
        self.prebuild_of(CREATE, answer)
    }

    /// Cancels a prebuild.
    ///
    /// # Errors
    /// As every call; a lost answer leaves open whether it is cancelled.
    pub(crate) async fn cancel_prebuild(&self, id: &str) -> Result<Prebuild, Error> {
        let answer = self.call(CANCEL, &OneRequest { prebuild_id: id }).await?;
        self.prebuild_of(CANCEL, answer)
    }

    fn prebuild_of(&self, method: Method, answer: PrebuildResponse) -> Result<Prebuild, Error> {
        let missing = || self.unreadable(method.name, "prebuild", "there is none in it");
        answer.prebuild.filter(|prebuild| !prebuild.id.is_empty()).ok_or_else(missing)
    }
}

impl ListFilter for PrebuildFilter {
    type Item = Prebuild;

    async fn page(
        &self,
        client: &Client,
        pages: &mut PageCursor,
    ) -> Result<Option<Vec<Prebuild>>, Error> {
        client.next_page::<ListPrebuildsResponse>(LIST, &Query { filter: self }, pages).await
    }

    fn id(prebuild: &Prebuild) -> &str {
        &prebuild.id
    }
}
