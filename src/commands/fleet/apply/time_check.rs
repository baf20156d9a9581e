//! Refuses a plan whose time is over, or has not come.

use jiff::Timestamp;

use super::ApplyArgs;
use crate::api::Client;
use crate::commands::fleet::clock_check;
use crate::commands::fleet::clock_text::ClockText;
use crate::error::CliError;
use crate::fleet::apply::expired::{expired_changes, is_ahead};
use crate::fleet::plan::Change;
use crate::fleet::plan_file::PlanFile;
use crate::fleet::schedule::time::minutes;
use crate::fleet::schedule::zone::Zone;

impl ApplyArgs {
    /// Checks a plan against the clock; `zone` is that of times in the error, by default UTC.
    pub(super) fn check_time(
        &self,
        client: &Client,
        file: &PlanFile,
        zone: Option<&Zone>,
    ) -> Result<(), CliError> {
        clock_check::instants(client).try_for_each(|now| self.check_time_at(now, file, zone))
    }

    fn check_time_at(
        &self,
        now: Timestamp,
        file: &PlanFile,
        zone: Option<&Zone>,
    ) -> Result<(), CliError> {
        let clock = ClockText::at(zone, now);
        let ahead = file.evaluated_at.filter(|at| is_ahead(*at, now));
        let reasons: Vec<_> = match ahead {
            Some(at) => vec![format!("it was made for {}", clock.brief(minutes(at)))],
            None => expired_changes(&file.plan, now)
                .filter_map(|change| reason(&clock, change))
                .collect(),
        };
        if reasons.is_empty() { Ok(()) } else { Err(self.stale_error(file, reasons)) }
    }
}

/// `acme-api/regular: made for office, which ended 18:30`.
fn reason(clock: &ClockText<'_>, change: &Change) -> Option<String> {
    let (address, until) = (&change.address, clock.brief(minutes(change.window.until?)));
    Some(match (&change.window.name, change.action.after()) {
        (Some(window), _) => format!("{address}: made for {window}, which ended {until}"),
        (None, after) => {
            format!(
                "{address}: made for {} outside windows, until {until}",
                after.unwrap_or_default()
            )
        }
    })
}
