//! `ProjectService`.

use super::common::{
    COUNT_REQUEST, COUNT_RESPONSE, ENVIRONMENT_INITIALIZER, NEXT_PAGE, PAGE, SORT_ORDER, SUBJECT,
    ids, time,
};
use super::prebuild::TIMEOUT;
use super::runner::KIND;
use super::{Enum, Field, Kind, Message, Rule, message, optional, plain, repeated};

const PROJECT_FIELD: &[Field] = &[message(1, "project", &PROJECT)];

pub(crate) static GET_REQUEST: Message = Message {
    name: "gitpod.v1.GetProjectRequest",
    fields: &[plain(1, "project_id", Kind::Text).uuid()],
};

pub(crate) static GET_RESPONSE: Message =
    Message { name: "gitpod.v1.GetProjectResponse", fields: PROJECT_FIELD };

pub(crate) static LIST_REQUEST: Message = Message {
    name: "gitpod.v1.ListProjectsRequest",
    fields: &[
        PAGE,
        message(2, "filter", &LIST_FILTER),
        message(3, "sort", &SORT),
        message(4, "count", &COUNT_REQUEST),
    ],
};

static LIST_FILTER: Message = Message {
    name: "gitpod.v1.ListProjectsRequest.Filter",
    fields: &[
        ids(1, "project_ids"),
        plain(2, "search", Kind::Text).rule(Rule::Length(0, 256)),
        ids(3, "runner_ids"),
        repeated(4, "runner_kinds", Kind::Enum(&KIND)).defined().max_items(25),
        repeated(5, "spec_remote_uris", Kind::Text).rule(Rule::Uri).max_items(25),
        ids(6, "creator_ids"),
    ],
};

static SORT: Message = Message {
    name: "gitpod.v1.Sort",
    fields: &[plain(1, "field", Kind::Text), plain(2, "order", Kind::Enum(&SORT_ORDER))],
};

pub(crate) static LIST_RESPONSE: Message = Message {
    name: "gitpod.v1.ListProjectsResponse",
    fields: &[
        NEXT_PAGE,
        repeated(2, "projects", Kind::Message(&PROJECT)),
        message(3, "count", &COUNT_RESPONSE),
    ],
};

pub(crate) static UPDATE_REQUEST: Message = Message {
    name: "gitpod.v1.UpdateProjectRequest",
    fields: &[
        plain(1, "project_id", Kind::Text).uuid(),
        optional(2, "name", Kind::Text).rule(Rule::Length(1, 80)),
        message(4, "initializer", &ENVIRONMENT_INITIALIZER),
        optional(5, "devcontainer_file_path", Kind::Text).rule(Rule::RelativePath),
        optional(6, "automations_file_path", Kind::Text).rule(Rule::RelativePath),
        optional(7, "technical_description", Kind::Text).rule(Rule::Length(0, 8_192)),
        message(8, "prebuild_configuration", &PREBUILD_CONFIGURATION),
        message(9, "recommended_editors", &RECOMMENDED_EDITORS),
    ],
};

pub(crate) static UPDATE_RESPONSE: Message =
    Message { name: "gitpod.v1.UpdateProjectResponse", fields: PROJECT_FIELD };

pub(crate) static LIST_CLASSES_REQUEST: Message = Message {
    name: "gitpod.v1.ListProjectEnvironmentClassesRequest",
    fields: &[PAGE, plain(2, "project_id", Kind::Text).uuid()],
};

pub(crate) static LIST_CLASSES_RESPONSE: Message = Message {
    name: "gitpod.v1.ListProjectEnvironmentClassesResponse",
    fields: &[NEXT_PAGE, repeated(2, "project_environment_classes", Kind::Message(&PROJECT_CLASS))],
};

static PROJECT: Message = Message {
    name: "gitpod.v1.Project",
    fields: &[
        plain(1, "id", Kind::Text),
        message(2, "metadata", &METADATA),
        message(3, "initializer", &ENVIRONMENT_INITIALIZER),
        message(4, "environment_class", &PROJECT_CLASS),
        plain(5, "devcontainer_file_path", Kind::Text),
        plain(7, "automations_file_path", Kind::Text),
        message(9, "prebuild_configuration", &PREBUILD_CONFIGURATION),
        plain(10, "desired_phase", Kind::Enum(&PHASE)),
        repeated(11, "environment_classes", Kind::Message(&PROJECT_CLASS)),
        message(12, "recommended_editors", &RECOMMENDED_EDITORS),
    ],
};

static METADATA: Message = Message {
    name: "gitpod.v1.ProjectMetadata",
    fields: &[
        plain(1, "organization_id", Kind::Text),
        plain(2, "name", Kind::Text),
        message(3, "creator", &SUBJECT),
        time(4, "created_at"),
        time(5, "updated_at"),
    ],
};

static PROJECT_CLASS: Message = Message {
    name: "gitpod.v1.ProjectEnvironmentClass",
    fields: &[
        optional(1, "local_runner", Kind::Bool),
        optional(2, "environment_class_id", Kind::Text),
        plain(3, "order", Kind::Int32),
    ],
};

static PREBUILD_CONFIGURATION: Message = Message {
    name: "gitpod.v1.ProjectPrebuildConfiguration",
    fields: &[
        plain(1, "enabled", Kind::Bool),
        repeated(2, "environment_class_ids", Kind::Text).uuid(),
        optional(3, "timeout", Kind::Duration).between(TIMEOUT.0, TIMEOUT.1),
        message(4, "trigger", &PREBUILD_TRIGGER),
        message(5, "executor", &SUBJECT),
        plain(6, "enable_jetbrains_warmup", Kind::Bool),
    ],
};

static PREBUILD_TRIGGER: Message = Message {
    name: "gitpod.v1.PrebuildTrigger",
    fields: &[message(1, "daily_schedule", &DAILY_SCHEDULE)],
};

static DAILY_SCHEDULE: Message = Message {
    name: "gitpod.v1.PrebuildTrigger.DailySchedule",
    fields: &[plain(1, "hour_utc", Kind::Int32).between(0, 23)],
};

static RECOMMENDED_EDITORS: Message = Message {
    name: "gitpod.v1.RecommendedEditors",
    fields: &[repeated(1, "editors", Kind::Map(&EDITOR_VERSIONS))],
};

static EDITOR_VERSIONS: Message =
    Message { name: "gitpod.v1.EditorVersions", fields: &[repeated(1, "versions", Kind::Text)] };

static PHASE: Enum = Enum {
    name: "gitpod.v1.ProjectPhase",
    values: &[
        (0, "PROJECT_PHASE_UNSPECIFIED"),
        (1, "PROJECT_PHASE_ACTIVE"),
        (2, "PROJECT_PHASE_DELETED"),
    ],
};
