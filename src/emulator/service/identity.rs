//! `IdentityService` and `UserService`: whom the token belongs to.

use serde_json::{Value, json};

use super::super::simulation::State;
use super::{CallResult, creator, timestamp};

pub(super) fn identity(state: &State, _request: Value) -> CallResult {
    Ok(json!({
        "subject": creator(state),
        "organizationId": state.singletons.organization.id,
        "organizationTier": state.singletons.organization.tier,
    }))
}

pub(super) fn user(state: &State, _request: Value) -> CallResult {
    let user = &state.singletons.user;
    Ok(json!({
        "user": {
            "id": user.id,
            "organizationId": state.singletons.organization.id,
            "name": user.name,
            "createdAt": timestamp(user.created_at),
            "status": "USER_STATUS_ACTIVE",
            "email": user.email,
        },
    }))
}
