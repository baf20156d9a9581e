//! `PrebuildService`: the messages of prebuilds.

use super::common::{NEXT_PAGE, PAGE, SUBJECT, ids, required_id, time};
use super::{Enum, Field, Kind, Message, message, optional, plain, repeated};

/// Seconds a prebuild may take.
pub(super) const TIMEOUT: (i64, i64) = (300, 7_200);

/// An answer that holds a prebuild.
const PREBUILD_FIELD: &[Field] = &[message(1, "prebuild", &PREBUILD)];
/// A request about one prebuild.
const PREBUILD_ID: &[Field] = &[required_id(1, "prebuild_id")];

pub(crate) static CREATE_REQUEST: Message = Message {
    name: "gitpod.v1.CreatePrebuildRequest",
    fields: &[
        required_id(1, "project_id"),
        optional(2, "environment_class_id", Kind::Text).uuid(),
        message(3, "spec", &SPEC).required(),
    ],
};

pub(crate) static CREATE_RESPONSE: Message =
    Message { name: "gitpod.v1.CreatePrebuildResponse", fields: PREBUILD_FIELD };

pub(crate) static LIST_REQUEST: Message = Message {
    name: "gitpod.v1.ListPrebuildsRequest",
    fields: &[PAGE, message(2, "filter", &LIST_FILTER)],
};

static LIST_FILTER: Message = Message {
    name: "gitpod.v1.ListPrebuildsRequest.Filter",
    fields: &[
        ids(1, "project_ids"),
        repeated(2, "phases", Kind::Enum(&PHASE)).defined().max_items(10),
        repeated(3, "triggered_by", Kind::Enum(&TRIGGER)).defined().max_items(5),
        ids(4, "creator_ids"),
        ids(5, "executor_ids"),
    ],
};

pub(crate) static LIST_RESPONSE: Message = Message {
    name: "gitpod.v1.ListPrebuildsResponse",
    fields: &[NEXT_PAGE, repeated(2, "prebuilds", Kind::Message(&PREBUILD))],
};

pub(crate) static GET_REQUEST: Message =
    Message { name: "gitpod.v1.GetPrebuildRequest", fields: PREBUILD_ID };

pub(crate) static GET_RESPONSE: Message =
    Message { name: "gitpod.v1.GetPrebuildResponse", fields: PREBUILD_FIELD };

pub(crate) static CANCEL_REQUEST: Message =
    Message { name: "gitpod.v1.CancelPrebuildRequest", fields: PREBUILD_ID };

pub(crate) static CANCEL_RESPONSE: Message =
    Message { name: "gitpod.v1.CancelPrebuildResponse", fields: PREBUILD_FIELD };

pub(crate) static DELETE_REQUEST: Message =
    Message { name: "gitpod.v1.DeletePrebuildRequest", fields: PREBUILD_ID };

pub(crate) static DELETE_RESPONSE: Message =
    Message { name: "gitpod.v1.DeletePrebuildResponse", fields: &[] };

static PREBUILD: Message = Message {
    name: "gitpod.v1.Prebuild",
    fields: &[
        plain(1, "id", Kind::Text),
        message(2, "metadata", &METADATA),
        message(3, "spec", &SPEC),
        message(4, "status", &STATUS),
    ],
};

static METADATA: Message = Message {
    name: "gitpod.v1.PrebuildMetadata",
    fields: &[
        plain(1, "organization_id", Kind::Text),
        plain(2, "project_id", Kind::Text),
        plain(3, "environment_class_id", Kind::Text),
        message(4, "creator", &SUBJECT),
        time(5, "created_at"),
        time(6, "updated_at"),
        plain(7, "triggered_by", Kind::Enum(&TRIGGER)),
        message(8, "executor", &SUBJECT),
    ],
};

static SPEC: Message = Message {
    name: "gitpod.v1.PrebuildSpec",
    fields: &[
        plain(1, "spec_version", Kind::Uint64),
        plain(2, "desired_phase", Kind::Enum(&PHASE)).defined(),
        optional(3, "timeout", Kind::Duration).between(TIMEOUT.0, TIMEOUT.1),
    ],
};

static STATUS: Message = Message {
    name: "gitpod.v1.PrebuildStatus",
    fields: &[
        plain(1, "phase", Kind::Enum(&PHASE)),
        time(2, "completion_time"),
        plain(3, "failure_message", Kind::Text),
        plain(4, "log_url", Kind::Text),
        plain(5, "environment_id", Kind::Text),
        plain(6, "status_version", Kind::Uint64),
        plain(7, "warning_message", Kind::Text),
        plain(8, "snapshot_completion_percentage", Kind::Int32),
        plain(9, "snapshot_size_bytes", Kind::Int64),
    ],
};

static PHASE: Enum = Enum {
    name: "gitpod.v1.PrebuildPhase",
    values: &[
        (0, "PREBUILD_PHASE_UNSPECIFIED"),
        (10, "PREBUILD_PHASE_PENDING"),
        (20, "PREBUILD_PHASE_STARTING"),
        (30, "PREBUILD_PHASE_RUNNING"),
        (40, "PREBUILD_PHASE_STOPPING"),
        (50, "PREBUILD_PHASE_SNAPSHOTTING"),
        (60, "PREBUILD_PHASE_COMPLETED"),
        (70, "PREBUILD_PHASE_FAILED"),
        (75, "PREBUILD_PHASE_CANCELLING"),
        (80, "PREBUILD_PHASE_CANCELLED"),
        (85, "PREBUILD_PHASE_DELETING"),
        (90, "PREBUILD_PHASE_DELETED"),
    ],
};

static TRIGGER: Enum = Enum {
    name: "gitpod.v1.PrebuildMetadata.PrebuildTrigger",
    values: &[
        (0, "PREBUILD_TRIGGER_UNSPECIFIED"),
        (1, "PREBUILD_TRIGGER_MANUAL"),
        (2, "PREBUILD_TRIGGER_SCHEDULED"),
    ],
};
