//! The time limit of a prebuild, as a flag has it.

use std::time::Duration;

use crate::api::prebuild::RUN_TIMEOUTS;
use crate::error::CliError;
use crate::text::duration;

/// Parses the value of a flag, which is not the limit of a wait.
///
/// # Errors
/// When the text is no duration, or one that the service does not allow.
pub(crate) fn parse(flag: &str, text: &str) -> Result<Duration, CliError> {
    let duration = duration::parse(text).and_then(|duration| {
        let [shortest, longest] =
            [RUN_TIMEOUTS.start(), RUN_TIMEOUTS.end()].map(|limit| duration::format(*limit));
        let is_allowed = RUN_TIMEOUTS.contains(&duration);
        is_allowed.then_some(duration).ok_or_else(|| {
            format!("is out of range: a prebuild can run for {shortest} to {longest}")
        })
    });
    duration.map_err(|error| CliError::usage(format!("{flag} \"{text}\" {error}")))
}
