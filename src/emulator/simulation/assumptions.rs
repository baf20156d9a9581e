//! Every number that the simulation is based on.
//!
//! *Documented* numbers are from the product's documentation or from the comments of its API.
//! *Assumed* numbers are this project's own, chosen to resemble a cloud provider; the real
//! service may differ.

use serde::{Deserialize, Serialize};

use super::Millis;

/// One second of simulated time.
pub(crate) const SECOND: Millis = 1_000;
/// One minute of simulated time.
pub(crate) const MINUTE: Millis = 60 * SECOND;
/// One hour of simulated time.
pub(crate) const HOUR: Millis = 60 * MINUTE;
/// One day of simulated time.
pub(crate) const DAY: Millis = 24 * HOUR;

/// From claiming a running instance to a running environment. Documented: about 10 seconds.
pub(crate) const CLAIM: Millis = 10 * SECOND;
/// Starting an environment from a prebuild, without a pool. Documented: 30 to 50 seconds.
pub(crate) const START_FROM_PREBUILD: Millis = 40 * SECOND;
/// Starting an environment without a prebuild. Documented: 1 to 3 minutes.
pub(crate) const START_COLD: Millis = 180 * SECOND;
/// Starting a stopped instance of a pool. Documented: about 1 to 2 minutes.
pub(crate) const START_STOPPED: Millis = 90 * SECOND;
/// Provisioning an instance of a pool. Documented: 5 minutes or more.
pub(crate) const PROVISION: Millis = 300 * SECOND;
/// Until the runner notices a new pool or prebuild. Assumed.
pub(crate) const ACKNOWLEDGE: Millis = 2 * SECOND;
/// Draining an instance; all instances of a pool drain at the same time. Assumed.
pub(crate) const DRAIN: Millis = 30 * SECOND;
/// Deleting a pool without instances. Assumed.
pub(crate) const DRAIN_EMPTY: Millis = SECOND;
/// How long a deleted object can still be read. Assumed.
pub(crate) const TOMBSTONE: Millis = 300 * SECOND;

/// Starting the environment of a prebuild. Assumed; the order of the phases is documented.
pub(crate) const PREBUILD_STARTING: Millis = 60 * SECOND;
/// Running the tasks of a prebuild. Assumed.
pub(crate) const PREBUILD_RUNNING: Millis = 300 * SECOND;
/// Stopping the environment of a prebuild. Assumed.
pub(crate) const PREBUILD_STOPPING: Millis = 30 * SECOND;
/// Writing the snapshot of a prebuild. Assumed.
pub(crate) const PREBUILD_SNAPSHOTTING: Millis = 240 * SECOND;
/// Canceling a prebuild. Assumed.
pub(crate) const PREBUILD_CANCELLING: Millis = 10 * SECOND;
/// How long a snapshot is used after its prebuild completed. Documented: 7 days.
pub(crate) const SNAPSHOT_LIFETIME: Millis = 7 * DAY;
/// How long a finished prebuild can be read. Assumed.
pub(crate) const PREBUILD_RETENTION: Millis = 10 * DAY;
/// Default timeout of a prebuild, in seconds. Documented: 1 hour.
pub(crate) const PREBUILD_TIMEOUT_SECONDS: i64 = 3_600;
/// Size of a snapshot. Assumed.
pub(crate) const SNAPSHOT_BYTES: i64 = 34_359_738_368;

/// Default minimum of a pool. Assumed: the official Terraform provider sends it.
pub(crate) const DEFAULT_MIN_SIZE: i32 = 1;
/// Default maximum of a pool. Assumed: the official Terraform provider sends it.
pub(crate) const DEFAULT_MAX_SIZE: i32 = 2;

/// Claims per minute and instance for which a pool has the right size. Assumed; the name of the
/// metric is documented.
pub(crate) const CLAIMS_PER_INSTANCE: f64 = 0.2;
/// Consecutive busy minutes before a pool scales up. Assumed.
pub(crate) const MINUTES_TO_GROW: u32 = 3;
/// Consecutive quiet minutes before a pool scales down. Assumed.
pub(crate) const MINUTES_TO_SHRINK: u32 = 15;
/// A minute is quiet below this fraction of `CLAIMS_PER_INSTANCE`. Assumed.
pub(crate) const QUIET: f64 = 0.9;

/// Delay after an instance failed, multiplied by the number of consecutive failures. Assumed.
pub(crate) const BACKOFF: Millis = 60 * SECOND;
/// Consecutive failures that degrade a pool. Assumed.
pub(crate) const FAILURES_TO_DEGRADE: u32 = 3;
/// Instances above the maximum while a pool rotates to a new snapshot. Assumed.
pub(crate) const SURGE: usize = 1;

/// From asking an environment to stop until it is stopped. Assumed.
pub(crate) const ENVIRONMENT_STOPPING: Millis = 20 * SECOND;
/// Starting a stopped environment again, on its own disk. Assumed.
pub(crate) const RESTART: Millis = 30 * SECOND;
/// Deleting a stopped environment. Assumed.
pub(crate) const ENVIRONMENT_DELETING: Millis = 30 * SECOND;
/// How long a deleted environment is listed. Assumed; that it may be listed is documented.
pub(crate) const ENVIRONMENT_DELETED: Millis = DAY;
/// Until a stopped environment is archived. Assumed; a policy of the organization, from 1 to 30 days.
pub(crate) const ARCHIVE_AFTER: Millis = 3 * DAY;
/// Until an archived environment is deleted. Assumed; a policy of the organization, up to 4 weeks.
pub(crate) const DELETE_AFTER: Millis = 7 * DAY;

/// How long a token for the log of a prebuild is valid. Documented: 1 hour.
pub(crate) const LOG_TOKEN_LIFETIME: Millis = HOUR;

/// Within how much time the starts of a burst are made. Assumed.
pub(crate) const BURST_SPREAD: Millis = 5 * MINUTE;
/// The shortest run of an environment that demand starts. Assumed.
pub(crate) const MIN_LIFETIME: Millis = MINUTE;
/// How long an environment rests before its creator starts it again. Assumed.
pub(crate) const RESTART_PAUSE: Millis = 14 * HOUR;

/// Assumptions that a seed can change.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Assumptions {
    pub(crate) claim: Millis,
    pub(crate) start_from_prebuild: Millis,
    pub(crate) start_cold: Millis,
    pub(crate) start_stopped: Millis,
    pub(crate) provision: Millis,
    pub(crate) restart: Millis,
    /// Whether `createdAt` of a usage record is when the run began, instead of when the environment
    /// was created.
    pub(crate) usage_created_at_run: bool,
    /// Whether the environments of prebuilds have usage records.
    pub(crate) prebuild_usage: bool,
}

impl Default for Assumptions {
    fn default() -> Self {
        Self {
            claim: CLAIM,
            start_from_prebuild: START_FROM_PREBUILD,
            start_cold: START_COLD,
            start_stopped: START_STOPPED,
            provision: PROVISION,
            restart: RESTART,
            usage_created_at_run: false,
            prebuild_usage: true,
        }
    }
}

/// What an organization's policies do with environments that are not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Policies {
    /// Stopped environments are archived; never if `None`.
    pub(crate) archive_after: Option<Millis>,
    /// Archived environments are deleted; never if `None`.
    pub(crate) delete_after: Option<Millis>,
}

impl Default for Policies {
    fn default() -> Self {
        Self { archive_after: Some(ARCHIVE_AFTER), delete_after: Some(DELETE_AFTER) }
    }
}
