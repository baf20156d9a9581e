//! The steps that change something.

use super::{Action, CREATE, DELETE, GET, Step, UPDATE, pool, wait};

/// Each is harmless if the service accepts it against expectation:
/// the requests that must be rejected name nothing, or the scratch pool, or would create a second
/// pool for its project and class, which is deleted at once.
pub(in super::super) const CHANGES: &[Step] = &[
    pool(
        "create",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class","minSize":0,"maxSize":1}"#,
        "a new pool is pending, and its versions begin; prebuilds that are off, or a class without \
         prebuilds, are failed_precondition",
    )
    .creating(),
    pool("get-created", GET, r#"{"warmPoolId":"$pool"}"#, "a new pool can be read at once"),
    pool(
        "create-again",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class","minSize":0,"maxSize":1}"#,
        "a second pool of a project and class is already_exists",
    ),
    pool(
        "create-without-sizes",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class"}"#,
        "sizes may be left out, so that only the existing pool is the reason to reject",
    ),
    pool(
        "create-min-above-max",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class","minSize":2,"maxSize":1}"#,
        "a minimum above the maximum is invalid_argument, before the existing pool is found",
    ),
    pool(
        "create-fixed-size-and-bounds",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class","desiredSize":1,"minSize":0,"maxSize":1}"#,
        "desiredSize together with minSize or maxSize is invalid_argument",
    ),
    pool(
        "create-max-0",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class","minSize":0,"maxSize":0}"#,
        "a maximum of 0 is invalid_argument",
    ),
    pool(
        "create-unknown-project",
        CREATE,
        r#"{"projectId":"$unknown","environmentClassId":"$class","minSize":0,"maxSize":1}"#,
        "creating a pool for a project that does not exist is not_found",
    ),
    pool(
        "create-unknown-class",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$unknown","minSize":0,"maxSize":1}"#,
        "creating a pool for a class that does not exist is not_found",
    ),
    pool(
        "update-unknown",
        UPDATE,
        r#"{"warmPoolId":"$unknown","minSize":0,"maxSize":1}"#,
        "changing a pool that does not exist is not_found",
    ),
    pool(
        "delete-unknown",
        DELETE,
        r#"{"warmPoolId":"$unknown"}"#,
        "deleting a pool that does not exist is not_found",
    ),
    wait(
        "wait-ready",
        Action::WaitUntilReady,
        "a pool with a snapshot and a minimum of 0 goes from pending to ready",
    ),
    pool(
        "get-ready",
        GET,
        r#"{"warmPoolId":"$pool"}"#,
        "a snapshot counts as a change of the spec",
    )
    .once_ready(),
    pool(
        "update-same",
        UPDATE,
        r#"{"warmPoolId":"$pool","minSize":0,"maxSize":1}"#,
        "setting the sizes that a pool has leaves its versions",
    ),
    pool(
        "update-nothing",
        UPDATE,
        r#"{"warmPoolId":"$pool"}"#,
        "an update without a size succeeds and leaves the versions",
    ),
    pool(
        "update-min-above-max",
        UPDATE,
        r#"{"warmPoolId":"$pool","minSize":2,"maxSize":1}"#,
        "changing the minimum above the maximum is invalid_argument",
    ),
    pool(
        "update-min-above-stored-max",
        UPDATE,
        r#"{"warmPoolId":"$pool","minSize":2}"#,
        "a minimum above the maximum that a pool has is invalid_argument",
    ),
    pool(
        "update-fixed-size-and-bounds",
        UPDATE,
        r#"{"warmPoolId":"$pool","desiredSize":1,"minSize":0}"#,
        "changing desiredSize together with minSize or maxSize is invalid_argument",
    ),
    pool(
        "update-fixed-size-0",
        UPDATE,
        r#"{"warmPoolId":"$pool","desiredSize":0}"#,
        "changing desiredSize to 0 is invalid_argument",
    ),
    pool(
        "resize",
        UPDATE,
        r#"{"warmPoolId":"$pool","minSize":0,"maxSize":2}"#,
        "a resize moves the version of the spec by one",
    ),
    pool("get-resized", GET, r#"{"warmPoolId":"$pool"}"#, "a resize can be read at once"),
    pool("delete", DELETE, r#"{"warmPoolId":"$pool"}"#, "deleting a pool returns an empty message"),
    pool(
        "get-deleting",
        GET,
        r#"{"warmPoolId":"$pool"}"#,
        "a pool that is being deleted can be read, and its desired phase is deleted",
    ),
    pool(
        "update-deleting",
        UPDATE,
        r#"{"warmPoolId":"$pool","minSize":0,"maxSize":1}"#,
        "changing a pool that is being deleted is failed_precondition",
    )
    .while_deleting(),
    pool(
        "delete-deleting",
        DELETE,
        r#"{"warmPoolId":"$pool"}"#,
        "deleting a pool that is being deleted succeeds",
    )
    .while_deleting(),
    pool(
        "create-deleting",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class","minSize":0,"maxSize":1}"#,
        "while a pool is being deleted, its project and class cannot have another: already_exists",
    )
    .while_deleting(),
    wait("wait-deleted", Action::WaitUntilDeleted, "a deleted pool goes through deleting"),
    pool(
        "get-deleted",
        GET,
        r#"{"warmPoolId":"$pool"}"#,
        "a deleted pool can still be read for some minutes",
    )
    .once_deleted(),
    pool(
        "update-deleted",
        UPDATE,
        r#"{"warmPoolId":"$pool","minSize":0,"maxSize":1}"#,
        "changing a deleted pool is failed_precondition as long as it can be read",
    )
    .once_deleted(),
    pool(
        "delete-deleted",
        DELETE,
        r#"{"warmPoolId":"$pool"}"#,
        "deleting a deleted pool succeeds as long as it can be read",
    )
    .once_deleted(),
    pool(
        "create-default-sizes",
        CREATE,
        r#"{"projectId":"$project","environmentClassId":"$class"}"#,
        "a pool that is created without sizes gets a minimum of 1 and a maximum of 2",
    )
    .creating()
    .once_deleted(),
    pool(
        "delete-default-sizes",
        DELETE,
        r#"{"warmPoolId":"$pool"}"#,
        "a pool can be deleted right after it was created",
    )
    .once_deleted(),
    wait(
        "wait-default-sizes-deleted",
        Action::WaitUntilDeleted,
        "a pool that is deleted before it is ready goes through deleting too",
    )
    .once_deleted(),
];
