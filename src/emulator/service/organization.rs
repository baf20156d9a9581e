//! `OrganizationService`: the policies that archive and delete environments.

use serde_json::{Value, json};
use uuid::Uuid;

use super::super::codec::time;
use super::super::simulation::{Millis, State};
use super::error::{Code, Error};
use super::{CallResult, parse_field};

pub(super) fn policies(state: &State, request: Value) -> CallResult {
    let id: Uuid = parse_field(&request, "organizationId")?;
    if id != state.singletons.organization.id {
        return Err(Error::new(Code::NotFound, "organization not found"));
    }
    let policies = state.singletons.policies;
    Ok(json!({
        "policies": {
            "organizationId": id,
            "membersCreateProjects": true,
            "allowLocalRunners": true,
            "archiveEnvironmentsAfter": policies.archive_after.map(duration),
            // Zero is never.
            "deleteArchivedEnvironmentsAfter": duration(policies.delete_after.unwrap_or(0)),
            "maximumEnvironmentLifetime": duration(0),
            "agentPolicy": {},
        },
    }))
}

fn duration(millis: Millis) -> String {
    time::duration_text(millis / 1_000, 0)
}
