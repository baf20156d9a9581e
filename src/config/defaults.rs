//! The value of each setting that has one without being set.

use std::time::Duration;

pub(super) const DEFAULT_PROFILE: &str = "default";
/// The timeout of each attempt of a request.
pub(super) const DEFAULT_REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// Five attempts in total.
pub(super) const DEFAULT_RETRIES: u32 = 4;
/// The time limit of a wait.
pub(super) const DEFAULT_TIMEOUT: Duration = Duration::from_mins(15);
/// The time between two polls of a wait.
pub(super) const DEFAULT_POLL_INTERVAL: Duration = Duration::from_secs(5);
