//! Runners: messages and methods of `gitpod.v1.RunnerService`. The configuration of a runner can
//! contain passwords, so a runner is never shown as the service sent it.

use super::client::{Client, Method};
use super::error::Error;
use super::list_request::NoFilter;
use super::pager::{Listed, Pager, list_response};
use super::proto::{message, open_enum};
use super::request::{ById, Identified, Resource};

const GET: Method = Method::read("RunnerService", "GetRunner");
const LIST: Method = Method::read("RunnerService", "ListRunners");

open_enum! {
    pub enum RunnerPhase: "RUNNER_PHASE_", "phase" {
        Unspecified = 0 = "unspecified",
        Created = 1 = "created",
        Inactive = 2 = "inactive",
        Active = 3 = "active",
        Deleting = 4 = "deleting",
        Deleted = 5 = "deleted",
        Degraded = 6 = "degraded",
    }
}

open_enum! {
    /// Only the capabilities that matter here.
    pub enum RunnerCapability: "RUNNER_CAPABILITY_", "capability" {
        Unspecified = 0 = "unspecified",
        EnvironmentSnapshot = 6 = "environment_snapshot",
        WarmPool = 11 = "warm_pool",
        /// Warm pools of AWS Auto Scaling groups.
        AsgWarmPool = 12 = "asg_warm_pool",
    }
}

message! {
    pub struct Runner {
        /// Unlike in other resources not called `id`.
        runner_id: String = "runnerId" | "runner_id",
        name: String = "name",
        status: Option<RunnerStatus> = "status",
    }
}

message! {
    pub struct RunnerStatus {
        phase: RunnerPhase = "phase",
        /// Empty unless there is a problem.
        message: String = "message",
        capabilities: Vec<RunnerCapability> = "capabilities",
    }
}

message! {
    pub struct RunnerResponse {
        runner: Option<Runner> = "runner",
    }
}

list_response! { ListRunnersResponse { runners: Vec<Runner> = "runners" } }

impl Identified for Runner {
    fn id(&self) -> &str {
        &self.runner_id
    }
}

impl Resource for Runner {
    type Response = RunnerResponse;
    const NOUN: &'static str = "runner";
    const FIELD: &'static str = "runner";
    const ID_FIELD: &'static str = "runnerId";

    fn from_response(response: RunnerResponse) -> Option<Self> {
        response.runner
    }
}

impl Listed for Runner {
    type Page = ListRunnersResponse;
    type Filter = NoFilter;
}

impl Client {
    pub(crate) async fn get_runner(&self, id: &str) -> Result<Runner, Error> {
        self.call(&ById::new(GET, id)).await
    }

    /// Lists the runners that the token may see.
    pub(crate) async fn list_runners(&self) -> Result<Vec<Runner>, Error> {
        Pager::new(self, LIST, vec![NoFilter]).all().await
    }
}
