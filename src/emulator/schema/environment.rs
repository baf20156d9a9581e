//! `EnvironmentService`: the part through which demand enters and its history is read.

use super::common::{
    COUNT_REQUEST, COUNT_RESPONSE, NEXT_PAGE, PAGE, SORT_ORDER, SUBJECT, ids, required_id, time,
};
use super::runner::KIND;
use super::{Enum, Field, Kind, Message, Rule, message, optional, plain, repeated};

const ENVIRONMENT_FIELD: &[Field] = &[message(1, "environment", &ENVIRONMENT)];

pub(crate) static CREATE_REQUEST: Message = Message {
    name: "gitpod.v1.CreateEnvironmentFromProjectRequest",
    fields: &[
        plain(1, "project_id", Kind::Text).uuid(),
        message(3, "spec", &SPEC),
        optional(4, "name", Kind::Text).rule(Rule::Length(0, 80)),
        plain(6, "session_id", Kind::Text).uuid().ignore_zero(),
    ],
};

pub(crate) static CREATE_RESPONSE: Message =
    Message { name: "gitpod.v1.CreateEnvironmentFromProjectResponse", fields: ENVIRONMENT_FIELD };

pub(crate) static GET_REQUEST: Message = Message {
    name: "gitpod.v1.GetEnvironmentRequest",
    fields: &[required_id(1, "environment_id")],
};

pub(crate) static GET_RESPONSE: Message =
    Message { name: "gitpod.v1.GetEnvironmentResponse", fields: ENVIRONMENT_FIELD };

pub(crate) static LIST_REQUEST: Message = Message {
    name: "gitpod.v1.ListEnvironmentsRequest",
    fields: &[
        PAGE,
        message(3, "filter", &LIST_FILTER),
        message(4, "count", &COUNT_REQUEST),
        message(5, "sort", &LIST_SORT),
    ],
};

static LIST_FILTER: Message = Message {
    name: "gitpod.v1.ListEnvironmentsRequest.Filter",
    fields: &[
        ids(1, "runner_ids"),
        repeated(2, "status_phases", Kind::Enum(&PHASE)).max_items(25),
        ids(3, "creator_ids"),
        ids(4, "project_ids"),
        repeated(5, "runner_kinds", Kind::Enum(&KIND)).defined().max_items(25),
        optional(6, "archival_status", Kind::Enum(&ARCHIVAL_STATUS)).defined(),
        time(7, "created_before"),
        repeated(8, "roles", Kind::Enum(&ROLE)).defined().max_items(25),
        time(10, "lockdown_before"),
        plain(11, "search", Kind::Text).rule(Rule::Length(0, 256)),
        ids(12, "session_ids"),
    ],
};

static LIST_SORT: Message = Message {
    name: "gitpod.v1.ListEnvironmentsRequest.Sort",
    fields: &[
        plain(1, "field", Kind::Enum(&SORT_FIELD)).defined(),
        plain(2, "order", Kind::Enum(&SORT_ORDER)),
    ],
};

pub(crate) static LIST_RESPONSE: Message = Message {
    name: "gitpod.v1.ListEnvironmentsResponse",
    fields: &[
        NEXT_PAGE,
        repeated(2, "environments", Kind::Message(&ENVIRONMENT)),
        message(3, "count", &COUNT_RESPONSE),
    ],
};

static ENVIRONMENT: Message = Message {
    name: "gitpod.v1.Environment",
    fields: &[
        plain(1, "id", Kind::Text),
        message(2, "metadata", &METADATA),
        message(3, "spec", &SPEC),
        message(4, "status", &STATUS),
    ],
};

static METADATA: Message = Message {
    name: "gitpod.v1.EnvironmentMetadata",
    fields: &[
        plain(1, "organization_id", Kind::Text),
        plain(3, "name", Kind::Text),
        message(4, "creator", &SUBJECT),
        time(6, "created_at"),
        plain(7, "project_id", Kind::Text),
        plain(9, "runner_id", Kind::Text),
        time(10, "last_started_at"),
        plain(12, "role", Kind::Enum(&ROLE)),
        optional(13, "prebuild_id", Kind::Text),
    ],
};

static SPEC: Message = Message {
    name: "gitpod.v1.EnvironmentSpec",
    fields: &[
        plain(1, "spec_version", Kind::Uint64),
        plain(2, "desired_phase", Kind::Enum(&PHASE)),
        message(3, "machine", &MACHINE),
    ],
};

static MACHINE: Message =
    Message { name: "gitpod.v1.EnvironmentSpec.Machine", fields: &[plain(2, "class", Kind::Text)] };

static STATUS: Message = Message {
    name: "gitpod.v1.EnvironmentStatus",
    fields: &[plain(1, "status_version", Kind::Uint64), plain(3, "phase", Kind::Enum(&PHASE))],
};

static PHASE: Enum = Enum {
    name: "gitpod.v1.EnvironmentPhase",
    values: &[
        (0, "ENVIRONMENT_PHASE_UNSPECIFIED"),
        (10, "ENVIRONMENT_PHASE_CREATING"),
        (20, "ENVIRONMENT_PHASE_STARTING"),
        (40, "ENVIRONMENT_PHASE_RUNNING"),
        (45, "ENVIRONMENT_PHASE_UPDATING"),
        (50, "ENVIRONMENT_PHASE_STOPPING"),
        (60, "ENVIRONMENT_PHASE_STOPPED"),
        (70, "ENVIRONMENT_PHASE_DELETING"),
        (80, "ENVIRONMENT_PHASE_DELETED"),
    ],
};

static ROLE: Enum = Enum {
    name: "gitpod.v1.EnvironmentRole",
    values: &[
        (0, "ENVIRONMENT_ROLE_UNSPECIFIED"),
        (1, "ENVIRONMENT_ROLE_DEFAULT"),
        (2, "ENVIRONMENT_ROLE_PREBUILD"),
        (3, "ENVIRONMENT_ROLE_WORKFLOW"),
    ],
};

static ARCHIVAL_STATUS: Enum = Enum {
    name: "gitpod.v1.ListEnvironmentsRequest.ArchivalStatus",
    values: &[
        (0, "ARCHIVAL_STATUS_UNSPECIFIED"),
        (1, "ARCHIVAL_STATUS_ACTIVE"),
        (2, "ARCHIVAL_STATUS_ARCHIVED"),
        (3, "ARCHIVAL_STATUS_ALL"),
    ],
};

static SORT_FIELD: Enum = Enum {
    name: "gitpod.v1.ListEnvironmentsRequest.SortField",
    values: &[(0, "SORT_FIELD_UNSPECIFIED"), (1, "SORT_FIELD_ID"), (2, "SORT_FIELD_ARCHIVED_AT")],
};
