//! The exit codes, in the one table that `--help`, `docs/reference` and the tests read.

/// The exit code of a run. The texts of [`TABLE`] say what each means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ExitCode {
    Success = 0,
    Failed = 1,
    Usage = 2,
    ChangesFound = 3,
    Unauthenticated = 4,
    PermissionDenied = 5,
    NotFound = 6,
    Conflict = 7,
    TimedOut = 8,
    WaitFailed = 9,
    RateLimited = 10,
    Unreachable = 11,
    PartiallyApplied = 12,
    OutcomeUnknown = 13,
    Interrupted = 130,
    Terminated = 143,
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    pub exit: ExitCode,
    pub meaning: &'static str,
    /// Connect codes and local causes; empty if `meaning` says it all.
    pub causes: &'static str,
}

/// All exit codes, in numerical order.
pub const TABLE: &[Row] = &[
    row(ExitCode::Success, "success, also an empty list or nothing to change", ""),
    row(
        ExitCode::Failed,
        "failed for another reason",
        "internal, unknown, data_loss, unimplemented, a local I/O error",
    ),
    row(
        ExitCode::Usage,
        "usage error: nothing was sent that changes anything",
        "invalid flag, value or file, ambiguous name, prompt impossible, invalid_argument, \
         out_of_range",
    ),
    row(
        ExitCode::ChangesFound,
        "changes or differences found",
        "drift, plan --detailed-exitcode, local compare",
    ),
    row(ExitCode::Unauthenticated, "not authenticated", "unauthenticated, no token"),
    row(ExitCode::PermissionDenied, "not permitted", "permission_denied"),
    row(ExitCode::NotFound, "not found", "not_found, unknown name"),
    row(
        ExitCode::Conflict,
        "conflict or unmet condition",
        "already_exists, failed_precondition, aborted, stale plan",
    ),
    row(ExitCode::TimedOut, "timed out while still pending", "--timeout, deadline_exceeded"),
    row(ExitCode::WaitFailed, "wait failed", "pool degraded or deleted, prebuild failed"),
    row(ExitCode::RateLimited, "rate limit or quota", "resource_exhausted"),
    row(
        ExitCode::Unreachable,
        "service or network not reachable",
        "unavailable, DNS, TLS, refused, proxy page",
    ),
    row(ExitCode::PartiallyApplied, "partially applied; see the report", ""),
    row(
        ExitCode::OutcomeUnknown,
        "outcome unknown: a change was sent and its response was lost",
        "the message names the pool and the command that checks",
    ),
    row(ExitCode::Interrupted, "interrupted; prints results so far", "SIGINT, Ctrl-C"),
    row(ExitCode::Terminated, "terminated; prints results so far", "SIGTERM"),
];

const fn row(exit: ExitCode, meaning: &'static str, causes: &'static str) -> Row {
    Row { exit, meaning, causes }
}

impl ExitCode {
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}
