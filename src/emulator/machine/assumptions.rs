//! Every number the simulated service rests on, each with its mark.
//!
//! *Documented* numbers follow the product's pages or the comments of its API; *assumed* ones are
//! ours, chosen to look like the cloud behind it, and may be wrong on the real service.

use super::Millis;

/// A second of simulated time.
pub(crate) const SECOND: Millis = 1_000;
/// A minute of simulated time.
pub(crate) const MINUTE: Millis = 60 * SECOND;
/// An hour of simulated time.
pub(crate) const HOUR: Millis = 60 * MINUTE;
/// A day of simulated time.
pub(crate) const DAY: Millis = 24 * HOUR;

/// Claiming a running instance until the environment runs. Documented: about ten seconds.
pub(crate) const CLAIM: Millis = 10 * SECOND;
/// Starting an environment from a prebuild, without a pool. Documented: 30 to 50 seconds.
pub(crate) const START_FROM_PREBUILD: Millis = 40 * SECOND;
/// Starting an environment with no prebuild. Documented: one to three minutes.
pub(crate) const START_COLD: Millis = 180 * SECOND;
/// Starting a stopped instance of a pool. Documented: roughly one to two minutes.
pub(crate) const START_STOPPED: Millis = 90 * SECOND;
/// Making an instance of a pool from nothing. Documented: five minutes and more.
pub(crate) const PROVISION: Millis = 300 * SECOND;
/// Until the runner takes notice of a new pool or a new prebuild. Assumed.
pub(crate) const ACKNOWLEDGE: Millis = 2 * SECOND;
/// Draining an instance; all of a pool drain at once. Assumed.
pub(crate) const DRAIN: Millis = 30 * SECOND;
/// Deleting a pool that has no instance. Assumed.
pub(crate) const DRAIN_EMPTY: Millis = SECOND;
/// How long a deleted object can still be read. Assumed.
pub(crate) const TOMBSTONE: Millis = 300 * SECOND;

/// A prebuild's environment starts. Assumed; the order of the phases is documented.
pub(crate) const PREBUILD_STARTING: Millis = 60 * SECOND;
/// A prebuild's tasks run. Assumed.
pub(crate) const PREBUILD_RUNNING: Millis = 300 * SECOND;
/// A prebuild's environment stops. Assumed.
pub(crate) const PREBUILD_STOPPING: Millis = 30 * SECOND;
/// A prebuild's snapshot is written. Assumed.
pub(crate) const PREBUILD_SNAPSHOTTING: Millis = 240 * SECOND;
/// A prebuild that was cancelled comes to rest. Assumed.
pub(crate) const PREBUILD_CANCELLING: Millis = 10 * SECOND;
/// How long a snapshot is used after its prebuild completed. Documented: seven days.
pub(crate) const SNAPSHOT_LIFE: Millis = 7 * DAY;
/// How long the record of a prebuild is kept. Assumed.
pub(crate) const PREBUILD_RECORD: Millis = 10 * DAY;
/// A prebuild's timeout where none is given, in seconds. Documented: one hour.
pub(crate) const PREBUILD_TIMEOUT_SECONDS: i64 = 3_600;
/// Bytes of a snapshot. Assumed.
pub(crate) const SNAPSHOT_BYTES: i64 = 34_359_738_368;

/// The floor of a pool created with no sizes. Assumed.
pub(crate) const MIN_SIZE_DEFAULT: i32 = 1;
/// The ceiling of a pool created with no sizes. Assumed, with the floor above: what the official
/// Terraform provider sends.
pub(crate) const MAX_SIZE_DEFAULT: i32 = 2;

/// Claims a minute per instance at which a pool has the right size. Assumed; the metric's name
/// is documented.
pub(crate) const CLAIMS_PER_INSTANCE: f64 = 0.2;
/// Busy minutes in a row before a pool grows. Assumed.
pub(crate) const MINUTES_TO_GROW: u32 = 3;
/// Quiet minutes in a row before a pool shrinks. Assumed.
pub(crate) const MINUTES_TO_SHRINK: u32 = 15;
/// A minute is quiet below this part of the right rate. Assumed.
pub(crate) const QUIET: f64 = 0.9;

/// Wait after a failed instance, times the failures in a row. Assumed.
pub(crate) const BACKOFF: Millis = 60 * SECOND;
/// Failures in a row that make a pool degraded. Assumed.
pub(crate) const FAILURES_TO_DEGRADE: u32 = 3;
/// Instances above the maximum while a pool changes to a new snapshot. Assumed.
pub(crate) const SURGE: usize = 1;
