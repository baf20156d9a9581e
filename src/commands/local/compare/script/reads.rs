//! The steps that change nothing.

use super::{GET, LIST, Step, read};

pub(in super::super) const READS: &[Step] = &[
    read("identity", "IdentityService/GetAuthenticatedIdentity", "{}", ""),
    read("project", "ProjectService/GetProject", r#"{"projectId":"$project"}"#, ""),
    read("projects", "ProjectService/ListProjects", "{}", ""),
    read(
        "class",
        "RunnerConfigurationService/GetEnvironmentClass",
        r#"{"environmentClassId":"$class"}"#,
        "",
    ),
    read("classes", "RunnerConfigurationService/ListEnvironmentClasses", "{}", ""),
    read("runner", "RunnerService/GetRunner", r#"{"runnerId":"$runner"}"#, ""),
    read("runners", "RunnerService/ListRunners", "{}", ""),
    read(
        "prebuilds",
        "PrebuildService/ListPrebuilds",
        r#"{"filter":{"projectIds":["$project"]}}"#,
        "",
    ),
    read("pools", LIST, "{}", ""),
    read("pool", GET, r#"{"warmPoolId":"$anyPool"}"#, ""),
    read(
        "pools-of-class",
        LIST,
        r#"{"filter":{"projectIds":["$project"],"environmentClassIds":["$class"]}}"#,
        "",
    ),
    read("page-of-one", LIST, r#"{"pagination":{"pageSize":1}}"#, ""),
    read(
        "unknown-pool",
        GET,
        r#"{"warmPoolId":"$unknown"}"#,
        "a pool that does not exist is not_found",
    ),
    read(
        "unknown-project",
        "ProjectService/GetProject",
        r#"{"projectId":"$unknown"}"#,
        "a project that does not exist is not_found",
    ),
    read(
        "unknown-class",
        "RunnerConfigurationService/GetEnvironmentClass",
        r#"{"environmentClassId":"$unknown"}"#,
        "a class that does not exist is not_found",
    ),
    read(
        "pools-of-unknown-project",
        LIST,
        r#"{"filter":{"projectIds":["$unknown"]}}"#,
        "a filter with an id that names nothing gives an empty list",
    ),
    read("missing-id", GET, "{}", "a missing id is invalid_argument"),
    read(
        "invalid-id",
        GET,
        r#"{"warmPoolId":"not-an-id"}"#,
        "an id that is no UUID is invalid_argument",
    ),
    read(
        "page-size-101",
        LIST,
        r#"{"pagination":{"pageSize":101}}"#,
        "a page size above 100 is invalid_argument",
    ),
    read(
        "invalid-page-token",
        LIST,
        r#"{"pagination":{"token":"not-a-token"}}"#,
        "a page token that the service did not give is invalid_argument",
    ),
    read(
        "too-many-ids",
        LIST,
        r#"{"filter":{"projectIds":"$many"}}"#,
        "more than 25 ids in a filter are invalid_argument",
    ),
];
