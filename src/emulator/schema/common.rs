//! Messages that several services share.

use super::{Enum, Field, Kind, Message, message, optional, plain, repeated};

pub(crate) static PAGINATION_REQUEST: Message = Message {
    name: "gitpod.v1.PaginationRequest",
    fields: &[plain(1, "page_size", Kind::Int32).between(0, 100), plain(2, "token", Kind::Text)],
};

pub(crate) static PAGINATION_RESPONSE: Message =
    Message { name: "gitpod.v1.PaginationResponse", fields: &[plain(1, "next_token", Kind::Text)] };

pub(crate) static SUBJECT: Message = Message {
    name: "gitpod.v1.Subject",
    fields: &[
        plain(1, "id", Kind::Text).uuid().ignore_zero(),
        plain(2, "principal", Kind::Enum(&PRINCIPAL)).defined(),
    ],
};

pub(crate) static PRINCIPAL: Enum = Enum {
    name: "gitpod.v1.Principal",
    values: &[
        (0, "PRINCIPAL_UNSPECIFIED"),
        (1, "PRINCIPAL_ACCOUNT"),
        (2, "PRINCIPAL_USER"),
        (3, "PRINCIPAL_RUNNER"),
        (4, "PRINCIPAL_ENVIRONMENT"),
        (5, "PRINCIPAL_SERVICE_ACCOUNT"),
        (6, "PRINCIPAL_RUNNER_MANAGER"),
    ],
};

pub(crate) static FIELD_VALUE: Message = Message {
    name: "gitpod.v1.FieldValue",
    fields: &[plain(1, "key", Kind::Text), plain(2, "value", Kind::Text)],
};

pub(crate) static COUNT_REQUEST: Message =
    Message { name: "gitpod.v1.CountRequest", fields: &[plain(1, "include", Kind::Bool)] };

pub(crate) static COUNT_RESPONSE: Message = Message {
    name: "gitpod.v1.CountResponse",
    fields: &[plain(1, "value", Kind::Int32), plain(2, "relation", Kind::Enum(&COUNT_RELATION))],
};

static COUNT_RELATION: Enum = Enum {
    name: "gitpod.v1.CountResponseRelation",
    values: &[
        (0, "COUNT_RESPONSE_RELATION_UNSPECIFIED"),
        (1, "COUNT_RESPONSE_RELATION_EQ"),
        (2, "COUNT_RESPONSE_RELATION_GTE"),
    ],
};

pub(crate) static SORT_ORDER: Enum = Enum {
    name: "gitpod.v1.SortOrder",
    values: &[(0, "SORT_ORDER_UNSPECIFIED"), (1, "SORT_ORDER_ASC"), (2, "SORT_ORDER_DESC")],
};

pub(crate) static ENVIRONMENT_INITIALIZER: Message = Message {
    name: "gitpod.v1.EnvironmentInitializer",
    fields: &[repeated(1, "specs", Kind::Message(&INITIALIZER_SPEC))],
};

static INITIALIZER_SPEC: Message = Message {
    name: "gitpod.v1.EnvironmentInitializer.Spec",
    fields: &[
        message(1, "git", &GIT_INITIALIZER),
        message(2, "context_url", &CONTEXT_URL_INITIALIZER),
    ],
};

static GIT_INITIALIZER: Message = Message {
    name: "gitpod.v1.GitInitializer",
    fields: &[
        plain(1, "remote_uri", Kind::Text),
        plain(2, "upstream_remote_uri", Kind::Text),
        plain(3, "target_mode", Kind::Enum(&CLONE_TARGET_MODE)),
        plain(4, "clone_target", Kind::Text),
        plain(5, "checkout_location", Kind::Text),
    ],
};

static CLONE_TARGET_MODE: Enum = Enum {
    name: "gitpod.v1.GitInitializer.CloneTargetMode",
    values: &[
        (0, "CLONE_TARGET_MODE_UNSPECIFIED"),
        (1, "CLONE_TARGET_MODE_REMOTE_HEAD"),
        (2, "CLONE_TARGET_MODE_REMOTE_COMMIT"),
        (3, "CLONE_TARGET_MODE_REMOTE_BRANCH"),
        (4, "CLONE_TARGET_MODE_LOCAL_BRANCH"),
        (5, "CLONE_TARGET_MODE_REMOTE_TAG"),
    ],
};

static CONTEXT_URL_INITIALIZER: Message = Message {
    name: "gitpod.v1.ContextURLInitializer",
    fields: &[plain(1, "url", Kind::Text).rule(super::Rule::Uri)],
};

/// A list of ids to filter by: at most 25.
pub(super) const fn ids(number: u32, name: &'static str) -> Field {
    repeated(number, name, Kind::Text).uuid().max_items(25)
}

/// A required id.
pub(super) const fn required_id(number: u32, name: &'static str) -> Field {
    plain(number, name, Kind::Text).uuid().required()
}

/// The first field of most lists' requests.
pub(super) const PAGE: Field = message(1, "pagination", &PAGINATION_REQUEST);

/// The first field of most lists' answers.
pub(super) const NEXT_PAGE: Field = message(1, "pagination", &PAGINATION_RESPONSE);

/// A time of an object.
pub(super) const fn time(number: u32, name: &'static str) -> Field {
    optional(number, name, Kind::Timestamp)
}
