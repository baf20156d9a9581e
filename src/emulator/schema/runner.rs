//! `RunnerService`.

use super::common::{FIELD_VALUE, NEXT_PAGE, PAGE, SUBJECT, ids, time};
use super::{Enum, Kind, Message, message, plain, repeated};

pub(crate) static GET_REQUEST: Message = Message {
    name: "gitpod.v1.GetRunnerRequest",
    fields: &[plain(1, "runner_id", Kind::Text).uuid()],
};

pub(crate) static GET_RESPONSE: Message =
    Message { name: "gitpod.v1.GetRunnerResponse", fields: &[message(1, "runner", &RUNNER)] };

pub(crate) static LIST_REQUEST: Message = Message {
    name: "gitpod.v1.ListRunnersRequest",
    fields: &[PAGE, message(2, "filter", &LIST_FILTER)],
};

static LIST_FILTER: Message = Message {
    name: "gitpod.v1.ListRunnersRequest.Filter",
    fields: &[
        ids(1, "creator_ids"),
        repeated(2, "kinds", Kind::Enum(&KIND)).defined().max_items(25),
        repeated(3, "providers", Kind::Enum(&PROVIDER)).defined().max_items(25),
    ],
};

pub(crate) static LIST_RESPONSE: Message = Message {
    name: "gitpod.v1.ListRunnersResponse",
    fields: &[NEXT_PAGE, repeated(2, "runners", Kind::Message(&RUNNER))],
};

static RUNNER: Message = Message {
    name: "gitpod.v1.Runner",
    fields: &[
        plain(1, "runner_id", Kind::Text),
        time(2, "created_at"),
        time(3, "updated_at"),
        plain(4, "name", Kind::Text),
        message(5, "spec", &SPEC),
        message(6, "status", &STATUS),
        message(7, "creator", &SUBJECT),
        plain(8, "kind", Kind::Enum(&KIND)),
        plain(9, "provider", Kind::Enum(&PROVIDER)),
    ],
};

static SPEC: Message = Message {
    name: "gitpod.v1.RunnerSpec",
    fields: &[
        plain(1, "desired_phase", Kind::Enum(&PHASE)),
        message(2, "configuration", &CONFIGURATION),
        plain(3, "variant", Kind::Enum(&VARIANT)),
    ],
};

static CONFIGURATION: Message =
    Message { name: "gitpod.v1.RunnerConfiguration", fields: &[plain(1, "region", Kind::Text)] };

static STATUS: Message = Message {
    name: "gitpod.v1.RunnerStatus",
    fields: &[
        time(1, "updated_at"),
        plain(2, "version", Kind::Text),
        plain(4, "phase", Kind::Enum(&PHASE)),
        plain(6, "message", Kind::Text),
        plain(7, "region", Kind::Text),
        repeated(8, "additional_info", Kind::Message(&FIELD_VALUE)),
        repeated(9, "capabilities", Kind::Enum(&CAPABILITY)),
        plain(12, "public_key", Kind::Bytes),
    ],
};

static PHASE: Enum = Enum {
    name: "gitpod.v1.RunnerPhase",
    values: &[
        (0, "RUNNER_PHASE_UNSPECIFIED"),
        (1, "RUNNER_PHASE_CREATED"),
        (2, "RUNNER_PHASE_INACTIVE"),
        (3, "RUNNER_PHASE_ACTIVE"),
        (4, "RUNNER_PHASE_DELETING"),
        (5, "RUNNER_PHASE_DELETED"),
        (6, "RUNNER_PHASE_DEGRADED"),
    ],
};

pub(crate) static KIND: Enum = Enum {
    name: "gitpod.v1.RunnerKind",
    values: &[
        (0, "RUNNER_KIND_UNSPECIFIED"),
        (1, "RUNNER_KIND_LOCAL"),
        (2, "RUNNER_KIND_REMOTE"),
        (3, "RUNNER_KIND_LOCAL_CONFIGURATION"),
    ],
};

pub(crate) static PROVIDER: Enum = Enum {
    name: "gitpod.v1.RunnerProvider",
    values: &[
        (0, "RUNNER_PROVIDER_UNSPECIFIED"),
        (1, "RUNNER_PROVIDER_AWS_EC2"),
        (2, "RUNNER_PROVIDER_LINUX_HOST"),
        (3, "RUNNER_PROVIDER_DESKTOP_MAC"),
        (4, "RUNNER_PROVIDER_MANAGED"),
        (5, "RUNNER_PROVIDER_GCP"),
        (6, "RUNNER_PROVIDER_DEV_AGENT"),
    ],
};

static VARIANT: Enum = Enum {
    name: "gitpod.v1.RunnerVariant",
    values: &[
        (0, "RUNNER_VARIANT_UNSPECIFIED"),
        (1, "RUNNER_VARIANT_STANDARD"),
        (2, "RUNNER_VARIANT_ENTERPRISE"),
    ],
};

pub(crate) static CAPABILITY: Enum = Enum {
    name: "gitpod.v1.RunnerCapability",
    values: &[
        (0, "RUNNER_CAPABILITY_UNSPECIFIED"),
        (1, "RUNNER_CAPABILITY_FETCH_LOCAL_SCM_INTEGRATIONS"),
        (2, "RUNNER_CAPABILITY_SECRET_CONTAINER_REGISTRY"),
        (3, "RUNNER_CAPABILITY_AGENT_EXECUTION"),
        (4, "RUNNER_CAPABILITY_ALLOW_ENV_TOKEN_POPULATION"),
        (5, "RUNNER_CAPABILITY_DEFAULT_DEV_CONTAINER_IMAGE"),
        (6, "RUNNER_CAPABILITY_ENVIRONMENT_SNAPSHOT"),
        (7, "RUNNER_CAPABILITY_PREBUILDS_BEFORE_SNAPSHOT_TRIGGER"),
        (8, "RUNNER_CAPABILITY_LIST_SCM_ORGANIZATIONS"),
        (9, "RUNNER_CAPABILITY_CHECK_REPOSITORY_ACCESS"),
        (10, "RUNNER_CAPABILITY_RUNNER_SIDE_AGENT"),
        (11, "RUNNER_CAPABILITY_WARM_POOL"),
        (12, "RUNNER_CAPABILITY_ASG_WARM_POOL"),
        (13, "RUNNER_CAPABILITY_PORT_AUTHENTICATION"),
        (14, "RUNNER_CAPABILITY_HORIZONTAL_SCALING"),
        (15, "RUNNER_CAPABILITY_AGENT_EXECUTION_CNF"),
        (16, "RUNNER_CAPABILITY_REDIS_STREAM"),
        (18, "RUNNER_CAPABILITY_DYNAMIC_LLM_REQUEST_HEADERS"),
    ],
};
