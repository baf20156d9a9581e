//! The audit log: messages and methods of `gitpod.v1.EventService`.

use jiff::Timestamp;
use serde::Serialize;

use super::client::{Client, Method};
use super::identity::Principal;
use super::list_request::{Filter, Sort};
use super::pager::{Listed, Pager, list_response};
use super::proto::{Time, message};
use super::request::{Identified, passes};

const LIST: Method = Method::read("EventService", "ListAuditLogs");

message! {
    /// Something that somebody did.
    pub struct AuditLogEntry {
        id: String = "id",
        actor_id: String = "actorId" | "actor_id",
        actor_principal: Principal = "actorPrincipal" | "actor_principal",
        subject_id: String = "subjectId" | "subject_id",
        /// Free text, such as `update`.
        action: String = "action",
        created_at: Option<Time> = "createdAt" | "created_at",
    }
}

list_response! { ListAuditLogsResponse { entries: Vec<AuditLogEntry> = "entries" } }

/// What was done to pools within a range, whose end is not part of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AuditFilter {
    /// At most 25.
    subject_ids: Vec<String>,
    subject_types: [&'static str; 1],
    from: Timestamp,
    to: Timestamp,
}

impl AuditFilter {
    pub(crate) fn for_pool(id: String, from: Timestamp, to: Timestamp) -> Self {
        Self { subject_ids: vec![id], subject_types: ["RESOURCE_TYPE_WARM_POOL"], from, to }
    }
}

impl Identified for AuditLogEntry {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Filter<AuditLogEntry> for AuditFilter {
    fn matches(&self, entry: &AuditLogEntry) -> bool {
        let at = entry.created_at.as_ref().and_then(Time::at);
        let is_in_range = at.is_none_or(|at| (self.from..self.to).contains(&at));
        passes(&self.subject_ids, Some(&entry.subject_id)) && is_in_range
    }
}

impl Listed for AuditLogEntry {
    type Page = ListAuditLogsResponse;
    type Filter = AuditFilter;
    const SORT: Option<Sort> = Some(Sort { field: "createdAt", order: "SORT_ORDER_DESC" });
}

impl Client {
    /// Lists entries of the audit log, the newest first.
    pub(crate) fn audit_log(&self, filter: AuditFilter) -> Pager<'_, AuditLogEntry> {
        Pager::new(self, LIST, vec![filter])
    }
}
