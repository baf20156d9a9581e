//! Warm pools on the wire: the messages of `gitpod.v1.PrebuildService` that concern them.

use serde::Serialize;

use super::page::{List, Pagination};
use super::proto::{Time, message, open_enum};

open_enum! {
    /// Where a pool is in its life. Numbers leave gaps, so values in between may appear.
    pub enum WarmPoolPhase: "WARM_POOL_PHASE_", "phase" {
        /// Not used by the service.
        Unspecified = 0 = "unspecified",
        /// Created; no snapshot is assigned yet.
        Pending = 10 = "pending",
        /// The runner has acknowledged the pool and instances are available.
        Ready = 20 = "ready",
        /// The runner reported a problem with the pool.
        Degraded = 30 = "degraded",
        /// Being deleted; instances are draining.
        Deleting = 40 = "deleting",
        /// Cleaned up.
        Deleted = 50 = "deleted",
    }
}

message! {
    /// A warm pool: instances kept ready for one pair of project and environment class.
    pub struct WarmPool {
        /// UUID of the pool.
        id: String = "id",
        /// What it belongs to.
        metadata: Option<WarmPoolMetadata> = "metadata",
        /// What was asked for.
        spec: Option<WarmPoolSpec> = "spec",
        /// What the runner reports.
        status: Option<WarmPoolStatus> = "status",
    }
}

message! {
    /// What a pool belongs to. There is no name, no label and no creator.
    pub struct WarmPoolMetadata {
        /// UUID of the organization.
        organization_id: String = "organizationId" | "organization_id",
        /// UUID of the project.
        project_id: String = "projectId" | "project_id",
        /// UUID of the environment class.
        environment_class_id: String = "environmentClassId" | "environment_class_id",
        /// UUID of the runner that manages the pool; follows from the class.
        runner_id: String = "runnerId" | "runner_id",
        /// When it was created.
        created_at: Option<Time> = "createdAt" | "created_at",
        /// When its spec last changed.
        updated_at: Option<Time> = "updatedAt" | "updated_at",
    }
}

message! {
    /// What was asked for, and which snapshot is warmed.
    pub struct WarmPoolSpec {
        /// Counts the changes of the spec, the reconciler's among them.
        spec_version: u64 = "specVersion" | "spec_version",
        /// The fixed size of pools from before dynamic scaling; 0 where there is none.
        desired_size: i32 = "desiredSize" | "desired_size",
        /// UUID of the prebuild snapshot; absent until a prebuild has completed.
        snapshot_id: Option<String> = "snapshotId" | "snapshot_id",
        /// The phase the service steers to.
        desired_phase: WarmPoolPhase = "desiredPhase" | "desired_phase",
        /// The fewest instances, 0 to 20.
        min_size: Option<i32> = "minSize" | "min_size",
        /// The most instances, 1 to 20.
        max_size: Option<i32> = "maxSize" | "max_size",
    }
}

message! {
    /// What the runner reports.
    pub struct WarmPoolStatus {
        /// The current phase.
        phase: WarmPoolPhase = "phase",
        /// Why the pool is degraded; empty otherwise.
        failure_message: String = "failureMessage" | "failure_message",
        /// Counts the reports.
        status_version: u64 = "statusVersion" | "status_version",
        /// Instances that run and can be claimed.
        running_instances: i32 = "runningInstances" | "running_instances",
        /// Instances that are made and stopped, to refill the running ones.
        stopped_instances: i32 = "stoppedInstances" | "stopped_instances",
        /// How many running instances the autoscaler has settled on.
        desired_size: i32 = "desiredSize" | "desired_size",
    }
}

message! {
    /// The answer of the calls that give one pool.
    pub struct WarmPoolResponse {
        /// The pool.
        warm_pool: Option<WarmPool> = "warmPool" | "warm_pool",
    }
}

message! {
    /// One page of pools.
    pub struct ListWarmPoolsResponse {
        /// Where the next page starts.
        pagination: Option<Pagination> = "pagination",
        /// The pools of this page.
        warm_pools: Vec<WarmPool> = "warmPools" | "warm_pools",
    }
}

impl List for ListWarmPoolsResponse {
    type Item = WarmPool;

    fn split(self) -> (Option<Pagination>, Vec<WarmPool>) {
        (self.pagination, self.warm_pools)
    }
}

message! {
    /// An answer without content.
    pub struct Empty {}
}

/// Asks for a pool of a pair. Both sizes are always sent: the service's defaults are not known.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreateWarmPoolRequest {
    /// UUID of the project.
    pub(crate) project_id: String,
    /// UUID of the environment class.
    pub(crate) environment_class_id: String,
    /// The fewest instances, 0 to 20.
    pub(crate) min_size: i32,
    /// The most instances, 1 to 20.
    pub(crate) max_size: i32,
}

/// Changes the sizes of a pool. Both are always sent, so that the pair is valid as a whole.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpdateWarmPoolRequest {
    /// UUID of the pool.
    pub(crate) warm_pool_id: String,
    /// The fewest instances, 0 to 20.
    pub(crate) min_size: i32,
    /// The most instances, 1 to 20.
    pub(crate) max_size: i32,
}

/// Names one pool, for the calls that get or delete it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WarmPoolRequest {
    /// UUID of the pool.
    pub(crate) warm_pool_id: String,
}

/// Which pools are asked for, beside the page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ListWarmPoolsQuery<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    filter: Option<&'a WarmPoolFilter>,
}

impl<'a> ListWarmPoolsQuery<'a> {
    /// For the pools that a filter lets through; one that lets every pool through is not sent.
    pub(crate) fn of(filter: &'a WarmPoolFilter) -> Self {
        Self { filter: (!filter.is_empty()).then_some(filter) }
    }
}

/// Which pools a list gives: those in any of the projects and in any of the classes.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WarmPoolFilter {
    /// UUIDs, at most 25; none stands for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) project_ids: Vec<String>,
    /// UUIDs, at most 25; none stands for all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) environment_class_ids: Vec<String>,
}

impl WarmPoolFilter {
    /// Whether it lets every pool through.
    fn is_empty(&self) -> bool {
        self.project_ids.is_empty() && self.environment_class_ids.is_empty()
    }
}
