//! `IdentityService` and the one call of `UserService` that says who is asking.

use super::common::{SUBJECT, time};
use super::{Enum, Kind, Message, message, plain};

pub(crate) static IDENTITY_REQUEST: Message =
    Message { name: "gitpod.v1.GetAuthenticatedIdentityRequest", fields: &[] };

pub(crate) static IDENTITY_RESPONSE: Message = Message {
    name: "gitpod.v1.GetAuthenticatedIdentityResponse",
    fields: &[
        message(1, "subject", &SUBJECT),
        plain(2, "organization_id", Kind::Text),
        plain(3, "organization_tier", Kind::Text),
    ],
};

pub(crate) static USER_REQUEST: Message =
    Message { name: "gitpod.v1.GetAuthenticatedUserRequest", fields: &[] };

pub(crate) static USER_RESPONSE: Message = Message {
    name: "gitpod.v1.GetAuthenticatedUserResponse",
    fields: &[message(1, "user", &USER)],
};

static USER: Message = Message {
    name: "gitpod.v1.User",
    fields: &[
        plain(1, "id", Kind::Text),
        plain(2, "organization_id", Kind::Text),
        plain(3, "name", Kind::Text),
        time(5, "created_at"),
        plain(6, "status", Kind::Enum(&USER_STATUS)),
        plain(7, "email", Kind::Text),
    ],
};

static USER_STATUS: Enum = Enum {
    name: "gitpod.v1.UserStatus",
    values: &[
        (0, "USER_STATUS_UNSPECIFIED"),
        (1, "USER_STATUS_ACTIVE"),
        (2, "USER_STATUS_SUSPENDED"),
        (3, "USER_STATUS_LEFT"),
    ],
};
