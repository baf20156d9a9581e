//! Usage: messages and methods of `gitpod.v1.UsageService`.

use jiff::Timestamp;
use serde::Serialize;

use super::client::{Client, Method};
use super::list_request::Filter;
use super::pager::{Listed, Pager, list_response};
use super::proto::{Time, message};
use super::request::{Identified, is_same_id};

const LIST: Method = Method::read("UsageService", "ListEnvironmentUsageRecords");

message! {
    /// One run of an environment that has ended.
    pub struct UsageRecord {
        id: String = "id",
        environment_id: String = "environmentId" | "environment_id",
        /// Who created the environment: a user or a service account.
        user_id: String = "userId" | "user_id",
        /// Empty if the environment belongs to no project.
        project_id: String = "projectId" | "project_id",
        environment_class_id: String = "environmentClassId" | "environment_class_id",
        /// Of the environment. The service does not document whether a restart has its own.
        created_at: Option<Time> = "createdAt" | "created_at",
        stopped_at: Option<Time> = "stoppedAt" | "stopped_at",
    }
}

list_response! {
    ListEnvironmentUsageRecordsResponse { records: Vec<UsageRecord> = "records" }
}

/// The runs of a project, or of all, that ended within a range. The service has no filter by class.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UsageFilter {
    /// Empty for all projects.
    pub(crate) project_id: String,
    pub(crate) date_range: DateRange,
}

/// A range of time; its end is not part of it.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DateRange {
    pub(crate) start_time: Timestamp,
    pub(crate) end_time: Timestamp,
}

impl Identified for UsageRecord {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Filter<UsageRecord> for UsageFilter {
    fn matches(&self, record: &UsageRecord) -> bool {
        self.project_id.is_empty() || is_same_id(&record.project_id, &self.project_id)
    }
}

impl Listed for UsageRecord {
    type Page = ListEnvironmentUsageRecordsResponse;
    type Filter = UsageFilter;
}

impl Client {
    pub(crate) fn usage_records(&self, filter: UsageFilter) -> Pager<'_, UsageRecord> {
        Pager::new(self, LIST, vec![filter])
    }
}
