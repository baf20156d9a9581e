//! Compares the clock, by which windows go, with that of the service.

use jiff::{SignedDuration, Timestamp};

use super::file::FleetFile;
use crate::api::Client;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::apply::expired::MAX_CLOCK_SKEW;
use crate::fleet::evaluation::Evaluation;
use crate::text::duration;

/// Pools that an error names.
const MAX_NAMED: usize = 5;

/// Warns of a clock that is wrong, if windows depend on it.
pub(super) fn warn(context: &Context, client: &Client, file: &FleetFile) {
    let has_windows = file.fleet.pools.iter().any(|pool| pool.schedule.is_some());
    if let Some(skew) = skew(client).filter(|_| has_windows) {
        context.ui.warn(&format!("{}; windows use the local clock", describe(skew)));
    }
}

/// Refuses to apply sizes that the clock of the service would not give.
///
/// # Errors
/// When any declared pool would have another size by that clock.
pub(super) fn require_same_sizes(
    client: &Client,
    file: &FleetFile,
    at: Timestamp,
) -> Result<(), CliError> {
    let Some(skew) = skew(client) else { return Ok(()) };
    let Ok(other) = at.checked_add(skew) else { return Ok(()) };
    let (local, service) = (file.evaluate(at)?, Evaluation::new(&file.fleet, other));
    // Outside the years of windows, there is no size to compare with.
    let Ok(service) = service else { return Ok(()) };
    let pools = file.fleet.pools.iter().filter_map(|pool| {
        let (local, service) = (local.state(pool).size.bounds, service.state(pool).size.bounds);
        let address = format!("{}/{}", pool.project.value, pool.class.value);
        (local != service).then(|| format!("{address}: {local} by this clock, {service} by that"))
    });
    let mut pools = pools.peekable();
    if pools.peek().is_none() {
        return Ok(());
    }
    let message = format!("{}, and gives other sizes", describe(skew));
    let mut error = CliError::new(ExitCode::Conflict, "failed_precondition", message);
    error.reasons.extend(pools.by_ref().take(MAX_NAMED));
    let more = pools.count();
    if more > 0 {
        error.reasons.push(format!("and {more} more"));
    }
    Err(error.because("nothing was changed").because("set the clock, then run apply again"))
}

/// The current time, also by the clock of the service if that is far from it.
pub(super) fn instants(client: &Client) -> impl Iterator<Item = Timestamp> {
    let now = Timestamp::now();
    let service = skew(client).and_then(|skew| now.checked_add(skew).ok());
    std::iter::once(now).chain(service)
}

/// How far the clock of the service is ahead, if that matters.
fn skew(client: &Client) -> Option<SignedDuration> {
    client.clock_skew().filter(|skew| skew.abs() > MAX_CLOCK_SKEW)
}

fn describe(skew: SignedDuration) -> String {
    let direction = if skew.is_positive() { "behind" } else { "ahead of" };
    let minutes = SignedDuration::from_mins(skew.abs().as_mins()).unsigned_abs();
    format!("the local clock is {} {direction} that of the service", duration::format(minutes))
}
