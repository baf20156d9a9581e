//! `metrics --rules`: alert rules for Prometheus.

use std::time::Duration;

use crate::text::duration;

const RULES: &str = include_str!("alerts.yml");

/// How old the last success may be if the interval of the sweeps is not given.
const DEFAULT_STALE_TIME: Duration = Duration::from_mins(15);
/// How many intervals old it may be otherwise.
const STALE_INTERVALS: u32 = 3;

/// The rules as YAML, for sweeps at this interval.
pub(super) fn rules(every: Option<Duration>) -> String {
    let stale = every.map_or(DEFAULT_STALE_TIME, |every| every.saturating_mul(STALE_INTERVALS));
    RULES
        .replace("STALE_SECONDS", &stale.as_secs_f64().to_string())
        .replace("STALE_TIME", &duration::format(stale))
}

#[cfg(test)]
mod tests;
