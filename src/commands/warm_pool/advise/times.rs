//! How long things take: as given, as a recording shows it, or as documented.

use std::time::Duration;

use super::values::Values;
use crate::recording::{Recording, Verdict};
use crate::sizing::Millis;
use crate::sizing::question::Times;

/// The recorded starts that a learned time needs.
const MIN_LEARNED_STARTS: usize = 20;

/// The times of the model, and which of them were measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownTimes {
    pub(super) times: Times,
    pub(super) is_claim_measured: bool,
    pub(super) is_without_measured: bool,
}

impl KnownTimes {
    /// The times of the flags, else those that a recording shows, else the documented ones. How long
    /// an instance takes to start or to be made is never learned: a recording does not show it.
    pub(super) fn new(values: &Values, recording: Option<&Recording>) -> Self {
        let learned = |verdict, given: Option<Duration>| {
            let recording = recording.filter(|_| given.is_none())?;
            let learned = recording.learned(verdict, MIN_LEARNED_STARTS, |_| true)?;
            Some(learned.median)
        };
        let claim = learned(Verdict::Pool, values.claim);
        let without = learned(Verdict::Prebuild, values.without);
        let time = |given: Option<Duration>, learned: Option<Millis>, documented| {
            let given = given.map(|time| Millis::try_from(time.as_millis()).unwrap_or(Millis::MAX));
            given.or(learned).unwrap_or(documented)
        };
        let documented = Times::DOCUMENTED;
        Self {
            times: Times {
                claim: time(values.claim, claim, documented.claim),
                start: time(values.start, None, documented.start),
                provision: time(values.provision, None, documented.provision),
                without: time(values.without, without, documented.without),
            },
            is_claim_measured: claim.is_some(),
            is_without_measured: without.is_some(),
        }
    }
}
