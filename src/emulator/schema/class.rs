//! Environment classes: `RunnerConfigurationService` and `EnvironmentService`.

use super::common::{FIELD_VALUE, NEXT_PAGE, PAGE, ids};
use super::runner::{KIND, PROVIDER};
use super::{Kind, Message, message, optional, plain, repeated};

pub(crate) static LIST_REQUEST: Message = Message {
    name: "gitpod.v1.ListEnvironmentClassesRequest",
    fields: &[PAGE, message(2, "filter", &LIST_FILTER)],
};

static LIST_FILTER: Message = Message {
    name: "gitpod.v1.ListEnvironmentClassesRequest.Filter",
    fields: &[
        ids(1, "runner_ids"),
        optional(2, "enabled", Kind::Bool),
        optional(3, "can_create_environments", Kind::Bool),
        repeated(4, "runner_kinds", Kind::Enum(&KIND)).max_items(25),
        repeated(5, "runner_providers", Kind::Enum(&PROVIDER)).max_items(25),
    ],
};

pub(crate) static LIST_RESPONSE: Message = Message {
    name: "gitpod.v1.ListEnvironmentClassesResponse",
    fields: &[NEXT_PAGE, repeated(2, "environment_classes", Kind::Message(&ENVIRONMENT_CLASS))],
};

pub(crate) static GET_REQUEST: Message = Message {
    name: "gitpod.v1.GetEnvironmentClassRequest",
    fields: &[plain(2, "environment_class_id", Kind::Text).uuid()],
};

pub(crate) static GET_RESPONSE: Message = Message {
    name: "gitpod.v1.GetEnvironmentClassResponse",
    fields: &[message(1, "environment_class", &ENVIRONMENT_CLASS)],
};

static ENVIRONMENT_CLASS: Message = Message {
    name: "gitpod.v1.EnvironmentClass",
    fields: &[
        plain(1, "id", Kind::Text),
        plain(2, "display_name", Kind::Text),
        plain(3, "description", Kind::Text),
        repeated(4, "configuration", Kind::Message(&FIELD_VALUE)),
        plain(5, "runner_id", Kind::Text),
        plain(6, "enabled", Kind::Bool),
    ],
};
