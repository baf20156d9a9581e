//! Every number that the simulation is based on.
//!
//! *Documented* numbers are from the product's documentation or from the comments of its API.
//! *Assumed* numbers are this project's own, chosen to resemble a cloud provider; the real
//! service may differ.

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
