//! Runners: messages and methods of `gitpod.v1.RunnerService`. The configuration of a runner can
//! contain secrets, which are dropped as they are read.

use super::client::{Client, Method};
use super::error::Error;
use super::list_request::NoFilter;
use super::pager::{Listed, Pager, list_response};
use super::proto::{Dropped, Time, message, open_enum};
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

open_enum! {
    pub enum RunnerProvider: "RUNNER_PROVIDER_", "provider" {
        Unspecified = 0 = "unspecified",
        AwsEc2 = 1 = "aws_ec2" | "aws-ec2",
        LinuxHost = 2 = "linux_host" | "linux-host",
        DesktopMac = 3 = "desktop_mac" | "desktop-mac",
        /// Run by Ona.
        Managed = 4 = "managed",
        Gcp = 5 = "gcp",
        DevAgent = 6 = "dev_agent" | "dev-agent",
    }
}

message! {
    pub struct Runner {
        /// Unlike in other resources not called `id`.
        runner_id: String = "runnerId" | "runner_id",
        created_at: Option<Time> = "createdAt" | "created_at",
        name: String = "name",
        spec: Option<RunnerSpec> = "spec",
        status: Option<RunnerStatus> = "status",
        provider: RunnerProvider = "provider",
    }
}

message! {
    pub struct RunnerSpec {
        configuration: Option<RunnerConfiguration> = "configuration",
    }
}

message! {
    pub struct RunnerConfiguration {
        region: String = "region",
        metrics: Option<RunnerMetrics> = "metrics",
        honeycomb_key: Dropped = "encryptedHoneycombApiKey" | "encrypted_honeycomb_api_key",
    }
}

message! {
    /// Where the runner sends its metrics.
    pub struct RunnerMetrics {
        password: Dropped = "password",
    }
}

message! {
    pub struct RunnerStatus {
        version: String = "version",
        phase: RunnerPhase = "phase",
        /// Empty unless there is a problem.
        message: String = "message",
        region: String = "region",
        capabilities: Vec<RunnerCapability> = "capabilities",
    }
}

impl Runner {
    /// Whether it reports that it can keep warm pools; `None` if it reports no status.
    pub(crate) fn supports_warm_pools(&self) -> Option<bool> {
        let is_support = |capability: &RunnerCapability| {
            matches!(capability, RunnerCapability::WarmPool | RunnerCapability::AsgWarmPool)
        };
        Some(self.status.as_ref()?.capabilities.iter().any(is_support))
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
