//! The exit codes of the tool: the one table that `--help`, the README and the tests read.

/// How a run ended, as the shell sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ExitCode {
    /// Done; also an empty list or nothing to change.
    Success = 0,
    /// Failed for a reason that has no code of its own.
    Failed = 1,
    /// A flag, a value, a file or a name is wrong; nothing was sent that changes anything.
    Usage = 2,
    /// Differences were found and the command was asked to say so by its code.
    ChangesFound = 3,
    /// No token, or the service does not accept it.
    Unauthenticated = 4,
    /// The token may not do this.
    PermissionDenied = 5,
    /// The named thing does not exist or is not visible.
    NotFound = 6,
    /// Something else holds the place, or a condition of the service is not met.
    Conflict = 7,
    /// The time ran out before the thing was true.
    TimedOut = 8,
    /// While waiting, the thing ended in a state that cannot become the wanted one.
    WaitFailed = 9,
    /// A rate limit or a quota.
    RateLimited = 10,
    /// The service or the network cannot be reached.
    Unreachable = 11,
    /// Several changes were asked for and only some were made.
    PartiallyApplied = 12,
    /// A change was sent and its answer was lost.
    OutcomeUnknown = 13,
    /// Interrupted by Ctrl-C.
    Interrupted = 130,
    /// Ended by SIGTERM.
    Terminated = 143,
}

/// One line of the table: the code, what it means, what leads to it.
#[derive(Debug)]
pub struct Row {
    /// The code.
    pub exit: ExitCode,
    /// Its meaning in one sentence.
    pub meaning: &'static str,
    /// Connect error codes and local causes that end with it; empty where the meaning says it.
    pub causes: &'static str,
}

/// Every exit code, in the order of their numbers.
pub const TABLE: &[Row] = &[
    row(ExitCode::Success, "done, also an empty list or nothing to change", ""),
    row(
        ExitCode::Failed,
        "failed for another reason",
        "internal, unknown, data_loss, unimplemented, a local I/O error",
    ),
    row(
        ExitCode::Usage,
        "usage: nothing was sent that changes anything",
        "a flag, a value, a file, an ambiguous name, a prompt that cannot be asked, \
         invalid_argument, out_of_range",
    ),
    row(ExitCode::ChangesFound, "differences found", "drift; plan --detailed-exitcode"),
    row(ExitCode::Unauthenticated, "not authenticated", "unauthenticated, no token"),
    row(ExitCode::PermissionDenied, "not permitted", "permission_denied"),
    row(ExitCode::NotFound, "not found", "not_found, an unknown name"),
    row(
        ExitCode::Conflict,
        "conflict or unmet condition",
        "already_exists, failed_precondition, aborted, a stale plan",
    ),
    row(ExitCode::TimedOut, "still pending when the time ran out", "--timeout, deadline_exceeded"),
    row(
        ExitCode::WaitFailed,
        "ended badly while waiting",
        "a pool degraded or deleted, a prebuild failed",
    ),
    row(ExitCode::RateLimited, "rate limit or quota", "resource_exhausted"),
    row(
        ExitCode::Unreachable,
        "service or network not reachable",
        "unavailable, DNS, TLS, refused, a proxy's page",
    ),
    row(ExitCode::PartiallyApplied, "stopped part way; the report lists done and open changes", ""),
    row(
        ExitCode::OutcomeUnknown,
        "outcome unknown: a change was sent and its answer was lost",
        "the message names the pool and the command that tells",
    ),
    row(ExitCode::Interrupted, "interrupted by Ctrl-C; prints what is already true", "SIGINT"),
    row(ExitCode::Terminated, "ended by a signal; prints what is already true", "SIGTERM"),
];

const fn row(exit: ExitCode, meaning: &'static str, causes: &'static str) -> Row {
    Row { exit, meaning, causes }
}

impl ExitCode {
    /// The number the process ends with.
    #[must_use]
    pub const fn code(self) -> u8 {
        self as u8
    }
}
