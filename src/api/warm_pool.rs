//! Warm pools: messages and methods of `gitpod.v1.PrebuildService`.

use serde::Serialize;
use serde_json::json;

use super::client::{Client, Method};
use super::error::Error;
use super::pager::{Listed, Pager, list_response};
use super::proto::{Time, message, open_enum};

const SERVICE: &str = "PrebuildService";
pub(crate) const CREATE: Method = Method::mutation(SERVICE, "CreateWarmPool");
pub(crate) const UPDATE: Method = Method::mutation(SERVICE, "UpdateWarmPool");
const GET: Method = Method::read(SERVICE, "GetWarmPool");
const LIST: Method = Method::read(SERVICE, "ListWarmPools");
const DELETE: Method = Method::mutation(SERVICE, "DeleteWarmPool");

open_enum! {
    /// The numbers leave gaps, so values in between may appear.
    pub enum WarmPoolPhase: "WARM_POOL_PHASE_", "phase" {
        Unspecified = 0 = "unspecified",
        /// No snapshot is assigned yet.
        Pending = 10 = "pending",
        /// The runner has acknowledged the pool and instances are available.
        Ready = 20 = "ready",
        /// The runner reported a problem.
        Degraded = 30 = "degraded",
        /// Instances are draining.
        Deleting = 40 = "deleting",
        Deleted = 50 = "deleted",
    }
}

message! {
    pub struct WarmPool {
        id: String = "id",
        metadata: Option<WarmPoolMetadata> = "metadata",
        /// As requested.
        spec: Option<WarmPoolSpec> = "spec",
        /// As reported by the runner.
        status: Option<WarmPoolStatus> = "status",
    }
}

message! {
    pub struct WarmPoolMetadata {
        organization_id: String = "organizationId" | "organization_id",
        project_id: String = "projectId" | "project_id",
        environment_class_id: String = "environmentClassId" | "environment_class_id",
        runner_id: String = "runnerId" | "runner_id",
        created_at: Option<Time> = "createdAt" | "created_at",
        /// The last change of the spec.
        updated_at: Option<Time> = "updatedAt" | "updated_at",
    }
}

message! {
    pub struct WarmPoolSpec {
        /// Counts changes of the spec, including those of the reconciler.
        spec_version: u64 = "specVersion" | "spec_version",
        /// The size of a pool from before dynamic scaling; otherwise 0.
        desired_size: i32 = "desiredSize" | "desired_size",
        /// Absent until a prebuild has completed.
        snapshot_id: Option<String> = "snapshotId" | "snapshot_id",
        desired_phase: WarmPoolPhase = "desiredPhase" | "desired_phase",
        min_size: Option<i32> = "minSize" | "min_size",
        max_size: Option<i32> = "maxSize" | "max_size",
    }
}

message! {
    pub struct WarmPoolStatus {
        phase: WarmPoolPhase = "phase",
        /// Empty unless the pool is degraded.
        failure_message: String = "failureMessage" | "failure_message",
        /// Counts reports.
        status_version: u64 = "statusVersion" | "status_version",
        /// Instances that can be claimed.
        running_instances: i32 = "runningInstances" | "running_instances",
        /// Prepared instances that refill the running ones.
        stopped_instances: i32 = "stoppedInstances" | "stopped_instances",
        /// The autoscaler's target for the running instances.
        desired_size: i32 = "desiredSize" | "desired_size",
    }
}

message! {
    pub struct WarmPoolResponse {
        warm_pool: Option<WarmPool> = "warmPool" | "warm_pool",
    }
}

message! {
    pub struct DeleteWarmPoolResponse {}
}

list_response! { ListWarmPoolsResponse { warm_pools: Vec<WarmPool> = "warmPools" | "warm_pools" } }

/// Always has both sizes: the service's defaults are not documented.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CreateWarmPoolRequest {
    pub(crate) project_id: String,
    pub(crate) environment_class_id: String,
    pub(crate) min_size: i32,
    pub(crate) max_size: i32,
}

/// Always has both sizes, so that they are valid together.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpdateWarmPoolRequest {
    pub(crate) warm_pool_id: String,
    pub(crate) min_size: i32,
    pub(crate) max_size: i32,
}

/// Pools of any of these projects and any of these classes; at most 25 ids each, none for all.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WarmPoolFilter {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) project_ids: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) environment_class_ids: Vec<String>,
}

impl Listed for WarmPool {
    type Response = ListWarmPoolsResponse;
    type Filter = WarmPoolFilter;

    fn id(&self) -> &str {
        &self.id
    }

    fn is_unfiltered(filter: &WarmPoolFilter) -> bool {
        filter.project_ids.is_empty() && filter.environment_class_ids.is_empty()
    }
}

impl Client {
    pub(crate) async fn create_warm_pool(
        &self,
        request: &CreateWarmPoolRequest,
    ) -> Result<WarmPool, Error> {
        self.pool_of(CREATE, request).await
    }

    pub(crate) async fn get_warm_pool(&self, id: &str) -> Result<WarmPool, Error> {
        self.pool_of(GET, &json!({ "warmPoolId": id })).await
    }

    pub(crate) async fn update_warm_pool(
        &self,
        request: &UpdateWarmPoolRequest,
    ) -> Result<WarmPool, Error> {
        self.pool_of(UPDATE, request).await
    }

    /// Marks a pool for deletion; the runner drains its instances afterwards.
    pub(crate) async fn delete_warm_pool(&self, id: &str) -> Result<(), Error> {
        let request = json!({ "warmPoolId": id });
        self.call::<DeleteWarmPoolResponse>(DELETE, &request).await.map(drop)
    }

    pub(crate) fn warm_pools(&self, filters: Vec<WarmPoolFilter>) -> Pager<'_, WarmPool> {
        Pager::new(self, LIST, filters)
    }

    async fn pool_of(&self, method: Method, request: &impl Serialize) -> Result<WarmPool, Error> {
        let response: WarmPoolResponse = self.call(method, request).await?;
        let pool = response.warm_pool.filter(|pool| !pool.id.is_empty());
        self.required(method, "warmPool", pool)
    }
}
