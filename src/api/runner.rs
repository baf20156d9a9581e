//! Runners, as far as warm pools need them. A runner's own settings can hold passwords, so a
//! runner is never shown as the service sent it.

use serde::Serialize;

use super::client::{Client, EmptyRequest, Method};
use super::error::Error;
use super::page::{List, Pagination};
use super::proto::{message, open_enum};
use super::retry::Effect;

const SERVICE: &str = "RunnerService";
const GET: Method = Method { service: SERVICE, name: "GetRunner", effect: Effect::Read };
const LIST: Method = Method { service: SERVICE, name: "ListRunners", effect: Effect::Read };

open_enum! {
    /// Where a runner is in its life.
    pub enum RunnerPhase: "RUNNER_PHASE_", "phase" {
        /// Not used by the service.
        Unspecified = 0 = "unspecified",
        /// Created, not yet heard of.
        Created = 1 = "created",
        /// Not working.
        Inactive = 2 = "inactive",
        /// Working.
        Active = 3 = "active",
        /// Being deleted.
        Deleting = 4 = "deleting",
        /// Gone.
        Deleted = 5 = "deleted",
        /// Working with problems.
        Degraded = 6 = "degraded",
    }
}

open_enum! {
    /// What a runner can do; of many, those that matter here.
    pub enum RunnerCapability: "RUNNER_CAPABILITY_", "capability" {
        /// Not used by the service.
        Unspecified = 0 = "unspecified",
        /// It makes snapshots of environments.
        EnvironmentSnapshot = 6 = "environment_snapshot",
        /// It keeps warm pools.
        WarmPool = 11 = "warm_pool",
        /// It keeps them by the auto scaling of AWS.
        AsgWarmPool = 12 = "asg_warm_pool",
    }
}

message! {
    /// A runner.
    pub struct Runner {
        /// UUID; unlike elsewhere not called `id`.
        runner_id: String = "runnerId" | "runner_id",
        /// Its name.
        name: String = "name",
        /// What it reports.
        status: Option<RunnerStatus> = "status",
    }
}

message! {
    /// What a runner reports.
    pub struct RunnerStatus {
        /// The current phase.
        phase: RunnerPhase = "phase",
        /// Why it is not well; empty otherwise.
        message: String = "message",
        /// What it can do.
        capabilities: Vec<RunnerCapability> = "capabilities",
    }
}

message! {
    /// The answer that gives one runner.
    pub struct RunnerResponse {
        /// The runner.
        runner: Option<Runner> = "runner",
    }
}

message! {
    /// One page of runners.
    pub struct ListRunnersResponse {
        /// Where the next page starts.
        pagination: Option<Pagination> = "pagination",
        /// The runners of this page.
        runners: Vec<Runner> = "runners",
    }
}

impl List for ListRunnersResponse {
    type Item = Runner;

    fn split(self) -> (Option<Pagination>, Vec<Runner>) {
        (self.pagination, self.runners)
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct GetRequest<'a> {
    runner_id: &'a str,
}

impl Client {
    /// Gives one runner.
    ///
    /// # Errors
    /// As every call; `not_found` when it does not exist or is not visible.
    pub(crate) async fn get_runner(&self, id: &str) -> Result<Runner, Error> {
        let answer: RunnerResponse = self.call(GET, &GetRequest { runner_id: id }).await?;
        answer.runner.ok_or_else(|| self.unreadable(GET.name, "runner", "there is none in it"))
    }

    /// Gives all runners that the caller may see.
    ///
    /// # Errors
    /// As every call, and when the list proves to have no end.
    pub(crate) async fn list_runners(&self) -> Result<Vec<Runner>, Error> {
        self.list_all::<ListRunnersResponse>(LIST, &EmptyRequest {}).await
    }
}
