//! Who is asking: `IdentityService`, and the same question to `UserService`.

use serde_json::{Value, json};

use super::super::machine::World;
use super::{Answer, creator, timestamp};

pub(super) fn identity(world: &World, _request: Value) -> Answer {
    Ok(json!({
        "subject": creator(world),
        "organizationId": world.globals.organization.id,
        "organizationTier": world.globals.organization.tier,
    }))
}

pub(super) fn user(world: &World, _request: Value) -> Answer {
    let user = &world.globals.user;
    Ok(json!({
        "user": {
            "id": user.id,
            "organizationId": world.globals.organization.id,
            "name": user.name,
            "createdAt": timestamp(user.created_at),
            "status": "USER_STATUS_ACTIVE",
            "email": user.email,
        },
    }))
}
