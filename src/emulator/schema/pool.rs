//! `PrebuildService`: the messages of warm pools.

use super::common::{NEXT_PAGE, PAGE, ids, required_id, time};
use super::{Enum, Field, Kind, Message, message, optional, plain, repeated};

const MIN_SIZE: (i64, i64) = (0, 20);
const MAX_SIZE: (i64, i64) = (1, 20);

const fn size(number: u32, name: &'static str, (least, most): (i64, i64)) -> Field {
    optional(number, name, Kind::Int32).between(least, most)
}

pub(crate) static CREATE_REQUEST: Message = Message {
    name: "gitpod.v1.CreateWarmPoolRequest",
    fields: &[
        required_id(1, "project_id"),
        required_id(2, "environment_class_id"),
        plain(3, "desired_size", Kind::Int32).between(1, 20).ignore_zero(),
        size(4, "min_size", MIN_SIZE),
        size(5, "max_size", MAX_SIZE),
    ],
};

pub(crate) static CREATE_RESPONSE: Message = Message {
    name: "gitpod.v1.CreateWarmPoolResponse",
    fields: &[message(1, "warm_pool", &WARM_POOL)],
};

pub(crate) static GET_REQUEST: Message =
    Message { name: "gitpod.v1.GetWarmPoolRequest", fields: &[required_id(1, "warm_pool_id")] };

pub(crate) static GET_RESPONSE: Message = Message {
    name: "gitpod.v1.GetWarmPoolResponse",
    fields: &[message(1, "warm_pool", &WARM_POOL)],
};

pub(crate) static LIST_REQUEST: Message = Message {
    name: "gitpod.v1.ListWarmPoolsRequest",
    fields: &[PAGE, message(2, "filter", &LIST_FILTER)],
};

static LIST_FILTER: Message = Message {
    name: "gitpod.v1.ListWarmPoolsRequest.Filter",
    fields: &[ids(1, "project_ids"), ids(2, "environment_class_ids")],
};

pub(crate) static LIST_RESPONSE: Message = Message {
    name: "gitpod.v1.ListWarmPoolsResponse",
    fields: &[NEXT_PAGE, repeated(2, "warm_pools", Kind::Message(&WARM_POOL))],
};

pub(crate) static UPDATE_REQUEST: Message = Message {
    name: "gitpod.v1.UpdateWarmPoolRequest",
    fields: &[
        required_id(1, "warm_pool_id"),
        size(2, "desired_size", MAX_SIZE),
        size(3, "min_size", MIN_SIZE),
        size(4, "max_size", MAX_SIZE),
    ],
};

pub(crate) static UPDATE_RESPONSE: Message = Message {
    name: "gitpod.v1.UpdateWarmPoolResponse",
    fields: &[message(1, "warm_pool", &WARM_POOL)],
};

pub(crate) static DELETE_REQUEST: Message =
    Message { name: "gitpod.v1.DeleteWarmPoolRequest", fields: &[required_id(1, "warm_pool_id")] };

pub(crate) static DELETE_RESPONSE: Message =
    Message { name: "gitpod.v1.DeleteWarmPoolResponse", fields: &[] };

static WARM_POOL: Message = Message {
    name: "gitpod.v1.WarmPool",
    fields: &[
        plain(1, "id", Kind::Text),
        message(2, "metadata", &METADATA),
        message(3, "spec", &SPEC),
        message(4, "status", &STATUS),
    ],
};

static METADATA: Message = Message {
    name: "gitpod.v1.WarmPoolMetadata",
    fields: &[
        plain(1, "organization_id", Kind::Text),
        plain(2, "project_id", Kind::Text),
        plain(3, "environment_class_id", Kind::Text),
        plain(4, "runner_id", Kind::Text),
        time(5, "created_at"),
        time(6, "updated_at"),
    ],
};

static SPEC: Message = Message {
    name: "gitpod.v1.WarmPoolSpec",
    fields: &[
        plain(1, "spec_version", Kind::Uint64),
        plain(2, "desired_size", Kind::Int32),
        optional(3, "snapshot_id", Kind::Text),
        plain(4, "desired_phase", Kind::Enum(&PHASE)),
        optional(5, "min_size", Kind::Int32),
        optional(6, "max_size", Kind::Int32),
    ],
};

static STATUS: Message = Message {
    name: "gitpod.v1.WarmPoolStatus",
    fields: &[
        plain(1, "phase", Kind::Enum(&PHASE)),
        plain(2, "failure_message", Kind::Text),
        plain(3, "status_version", Kind::Uint64),
        plain(4, "running_instances", Kind::Int32),
        plain(5, "stopped_instances", Kind::Int32),
        plain(6, "desired_size", Kind::Int32),
    ],
};

static PHASE: Enum = Enum {
    name: "gitpod.v1.WarmPoolPhase",
    values: &[
        (0, "WARM_POOL_PHASE_UNSPECIFIED"),
        (10, "WARM_POOL_PHASE_PENDING"),
        (20, "WARM_POOL_PHASE_READY"),
        (30, "WARM_POOL_PHASE_DEGRADED"),
        (40, "WARM_POOL_PHASE_DELETING"),
        (50, "WARM_POOL_PHASE_DELETED"),
    ],
};
