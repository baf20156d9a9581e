//! `EventService`.

use super::common::ids;
use super::{Enum, Kind, Message, Rule, optional, plain, repeated};

pub(crate) static WATCH_REQUEST: Message = Message {
    name: "gitpod.v1.WatchEventsRequest",
    fields: &[
        optional(1, "organization", Kind::Bool),
        optional(2, "environment_id", Kind::Text),
        repeated(3, "resource_type_filters", Kind::Message(&RESOURCE_TYPE_FILTER)).max_items(50),
    ],
};

static RESOURCE_TYPE_FILTER: Message = Message {
    name: "gitpod.v1.WatchEventsRequest.ResourceTypeFilter",
    fields: &[
        plain(1, "resource_type", Kind::Enum(&RESOURCE_TYPE)).rule(Rule::DefinedAndSet),
        ids(2, "resource_ids"),
        ids(3, "creator_ids"),
    ],
};

pub(crate) static WATCH_RESPONSE: Message = Message {
    name: "gitpod.v1.WatchEventsResponse",
    fields: &[
        plain(1, "operation", Kind::Enum(&RESOURCE_OPERATION)),
        plain(2, "resource_type", Kind::Enum(&RESOURCE_TYPE)),
        plain(3, "resource_id", Kind::Text),
    ],
};

static RESOURCE_OPERATION: Enum = Enum {
    name: "gitpod.v1.ResourceOperation",
    values: &[
        (0, "RESOURCE_OPERATION_UNSPECIFIED"),
        (1, "RESOURCE_OPERATION_CREATE"),
        (2, "RESOURCE_OPERATION_UPDATE"),
        (3, "RESOURCE_OPERATION_DELETE"),
        (4, "RESOURCE_OPERATION_UPDATE_STATUS"),
    ],
};

static RESOURCE_TYPE: Enum = Enum {
    name: "gitpod.v1.ResourceType",
    values: &[
        (0, "RESOURCE_TYPE_UNSPECIFIED"),
        (1, "RESOURCE_TYPE_ENVIRONMENT"),
        (2, "RESOURCE_TYPE_RUNNER"),
        (3, "RESOURCE_TYPE_PROJECT"),
        (4, "RESOURCE_TYPE_TASK"),
        (5, "RESOURCE_TYPE_TASK_EXECUTION"),
        (6, "RESOURCE_TYPE_SERVICE"),
        (7, "RESOURCE_TYPE_ORGANIZATION"),
        (8, "RESOURCE_TYPE_USER"),
        (9, "RESOURCE_TYPE_ENVIRONMENT_CLASS"),
        (10, "RESOURCE_TYPE_RUNNER_SCM_INTEGRATION"),
        (11, "RESOURCE_TYPE_HOST_AUTHENTICATION_TOKEN"),
        (12, "RESOURCE_TYPE_GROUP"),
        (13, "RESOURCE_TYPE_PERSONAL_ACCESS_TOKEN"),
        (14, "RESOURCE_TYPE_USER_PREFERENCE"),
        (15, "RESOURCE_TYPE_SERVICE_ACCOUNT"),
        (16, "RESOURCE_TYPE_SECRET"),
        (17, "RESOURCE_TYPE_SSO_CONFIG"),
        (18, "RESOURCE_TYPE_DOMAIN_VERIFICATION"),
        (19, "RESOURCE_TYPE_AGENT_EXECUTION"),
        (20, "RESOURCE_TYPE_RUNNER_LLM_INTEGRATION"),
        (21, "RESOURCE_TYPE_AGENT"),
        (22, "RESOURCE_TYPE_ENVIRONMENT_SESSION"),
        (23, "RESOURCE_TYPE_USER_SECRET"),
        (24, "RESOURCE_TYPE_ORGANIZATION_POLICY"),
        (25, "RESOURCE_TYPE_ORGANIZATION_SECRET"),
        (26, "RESOURCE_TYPE_PROJECT_ENVIRONMENT_CLASS"),
        (27, "RESOURCE_TYPE_BILLING"),
        (28, "RESOURCE_TYPE_PROMPT"),
        (29, "RESOURCE_TYPE_COUPON"),
        (30, "RESOURCE_TYPE_COUPON_REDEMPTION"),
        (31, "RESOURCE_TYPE_ACCOUNT"),
        (32, "RESOURCE_TYPE_INTEGRATION"),
        (33, "RESOURCE_TYPE_WORKFLOW"),
        (34, "RESOURCE_TYPE_WORKFLOW_EXECUTION"),
        (35, "RESOURCE_TYPE_WORKFLOW_EXECUTION_ACTION"),
        (36, "RESOURCE_TYPE_SNAPSHOT"),
        (37, "RESOURCE_TYPE_PREBUILD"),
        (38, "RESOURCE_TYPE_ORGANIZATION_LLM_INTEGRATION"),
        (39, "RESOURCE_TYPE_CUSTOM_DOMAIN"),
        (40, "RESOURCE_TYPE_ROLE_ASSIGNMENT_CHANGED"),
        (41, "RESOURCE_TYPE_GROUP_MEMBERSHIP_CHANGED"),
        (42, "RESOURCE_TYPE_WEBHOOK"),
        (43, "RESOURCE_TYPE_SCIM_CONFIGURATION"),
        (44, "RESOURCE_TYPE_SERVICE_ACCOUNT_SECRET"),
        (45, "RESOURCE_TYPE_ANNOUNCEMENT_BANNER"),
        (46, "RESOURCE_TYPE_SERVICE_ACCOUNT_TOKEN"),
        (47, "RESOURCE_TYPE_ROLE_ASSIGNMENT"),
        (48, "RESOURCE_TYPE_WARM_POOL"),
        (49, "RESOURCE_TYPE_NOTIFICATION"),
        (50, "RESOURCE_TYPE_SECURITY_POLICY"),
    ],
};
