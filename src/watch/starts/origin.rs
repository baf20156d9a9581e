//! What an environment probably started from. Nothing says it, so the time of the start decides. Pure.

use std::time::Duration;

/// A longer start from a prebuild did not claim an instance. The geometric middle of a claim, about
/// 10 s, and of a start from a snapshot, about 40 s.
pub(crate) const DEFAULT_CLAIM_BELOW: Duration = Duration::from_secs(20);

/// What an environment probably started from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An instance of the pool.
    Pool,
    /// The snapshot of a prebuild.
    Prebuild,
    /// No prebuild.
    Cold,
}

impl Origin {
    /// That of a start that took this long.
    pub(crate) fn new(took: Duration, has_prebuild: bool, claim_below: Duration) -> Self {
        if !has_prebuild {
            Self::Cold
        } else if took <= claim_below {
            Self::Pool
        } else {
            Self::Prebuild
        }
    }
}
