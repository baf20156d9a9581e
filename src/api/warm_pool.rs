//! Warm pools: messages and methods of `gitpod.v1.PrebuildService`.

use serde::Serialize;

use super::client::{Client, Method};
use super::error::Error;
use super::list_request::Filter;
use super::pager::{Listed, Pager, list_response};
use super::proto::{DecodeError, Time, message, open_enum};
use super::request::{
    ById, DeleteById, Identified, Request, Resource, is_same_id, passes, requested,
};

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

impl Request for CreateWarmPoolRequest {
    type Response = WarmPoolResponse;
    type Answer = WarmPool;

    fn method(&self) -> Method {
        CREATE
    }

    fn answer(&self, response: WarmPoolResponse) -> Result<WarmPool, DecodeError> {
        requested(response, |pool: &WarmPool| {
            pool.metadata.as_ref().is_some_and(|found| {
                is_same_id(&found.project_id, &self.project_id)
                    && is_same_id(&found.environment_class_id, &self.environment_class_id)
            })
        })
    }
}

impl Request for UpdateWarmPoolRequest {
    type Response = WarmPoolResponse;
    type Answer = WarmPool;

    fn method(&self) -> Method {
        UPDATE
    }

    fn answer(&self, response: WarmPoolResponse) -> Result<WarmPool, DecodeError> {
        requested(response, |pool: &WarmPool| is_same_id(&pool.id, &self.warm_pool_id))
    }
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

impl Identified for WarmPool {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Resource for WarmPool {
    type Response = WarmPoolResponse;
    const NOUN: &'static str = "warm pool";
    const FIELD: &'static str = "warmPool";
    const ID_FIELD: &'static str = "warmPoolId";

    fn from_response(response: WarmPoolResponse) -> Option<Self> {
        response.warm_pool
    }
}

impl Filter<WarmPool> for WarmPoolFilter {
    fn is_empty(&self) -> bool {
        self.project_ids.is_empty() && self.environment_class_ids.is_empty()
    }

    fn matches(&self, pool: &WarmPool) -> bool {
        let found = pool.metadata.as_ref();
        let class = found.map(|found| found.environment_class_id.as_str());
        passes(&self.project_ids, found.map(|found| found.project_id.as_str()))
            && passes(&self.environment_class_ids, class)
    }
}

impl Listed for WarmPool {
    type Page = ListWarmPoolsResponse;
    type Filter = WarmPoolFilter;
}

impl Client {
    pub(crate) async fn create_warm_pool(
        &self,
        request: &CreateWarmPoolRequest,
    ) -> Result<WarmPool, Error> {
        self.call(request).await
    }

    pub(crate) async fn get_warm_pool(&self, id: &str) -> Result<WarmPool, Error> {
        self.call(&ById::new(GET, id)).await
    }

    pub(crate) async fn update_warm_pool(
        &self,
        request: &UpdateWarmPoolRequest,
    ) -> Result<WarmPool, Error> {
        self.call(request).await
    }

    /// Marks a pool for deletion; the runner drains its instances afterwards.
    pub(crate) async fn delete_warm_pool(&self, id: &str) -> Result<(), Error> {
        self.call(&DeleteById::<WarmPool>::new(DELETE, id)).await
    }

    pub(crate) fn warm_pools(&self, filters: Vec<WarmPoolFilter>) -> Pager<'_, WarmPool> {
        Pager::new(self, LIST, filters)
    }
}
