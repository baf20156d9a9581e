//! How long after an edge `drift` accepts the size before it.

use std::time::Duration;

use crate::text::duration;

/// Two runs of a schedule that applies every 15 minutes.
pub(crate) const DEFAULT_GRACE: Duration = Duration::from_mins(30);

const MAX_GRACE: Duration = Duration::from_hours(24);

/// Parses a grace, from `0s` to `24h`. The error follows the name of its source.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let grace = duration::parse_or_zero(text)?;
    if grace > MAX_GRACE { Err("is longer than 24h".to_owned()) } else { Ok(grace) }
}
