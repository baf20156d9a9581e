//! The starts of the period: from the service or from a file.

use std::cell::RefCell;
use std::time::Duration;

use jiff::{Timestamp, ToSpan as _};

use super::args::AdviseArgs;
use super::starts_file::StartsFile;
use super::targets::Target;
use super::values::{PeriodChoice, Values};
use crate::api::Client;
use crate::commands::shared::activity::Activity;
use crate::commands::shared::local_zone::LocalZone;
use crate::context::Context;
use crate::demand::service::{self, Progress, Query};
use crate::demand::starts::{Demand, Starts};
use crate::demand::{history, to_millis};
use crate::error::{CliError, Hint};
use crate::sizing::Millis;
use crate::sizing::period::Period;
use crate::text::plural::plural;

/// Where starts come from.
pub(super) enum History {
    Service(Box<history::History>),
    File(StartsFile),
}

/// The starts of one target.
pub(super) struct TargetHistory {
    pub(super) period: Period,
    pub(super) demand: Demand,
}

impl History {
    /// Reads the history of some projects from the service. Nothing is returned if a part of it
    /// cannot be read.
    ///
    /// # Errors
    /// When a call fails, and when the token may read neither source.
    pub(super) async fn read(
        context: &Context,
        client: &Client,
        period: &Period,
        targets: &[Target<'_>],
    ) -> Result<Self, CliError> {
        let mut projects: Vec<_> = targets.iter().map(|target| target.key.project).collect();
        projects.sort_unstable();
        projects.dedup();
        let query = Query { projects, from: period.start(), now: to_millis(client.now()) };
        let activity = Activity::new(&context.ui);
        let on_progress = |progress: Progress| {
            activity.update(|| {
                let (pages, items) = (plural(progress.pages, "page"), progress.items);
                format!("reading the history: {pages}, {items} records")
            });
        };
        let history = service::read(client, &query, &on_progress).await;
        history
            .map(|history| Self::Service(Box::new(history)))
            .map_err(|error| context.history_error(&error))
    }

    /// The starts of each target within the period, or what of it is known.
    ///
    /// # Errors
    /// When a file has no start of a target and nothing says the period.
    pub(super) fn starts(
        &self,
        targets: &[Target<'_>],
        period: &Period,
        values: &Values,
        notes: &RefCell<Vec<String>>,
    ) -> Result<Vec<TargetHistory>, CliError> {
        match self {
            Self::Service(history) => {
                let starts = Starts::new(history);
                let of = |target: &Target<'_>| {
                    let period = shortened(history, target, period, values, notes);
                    let demand = starts.demand(target.key, &(period.start()..period.end()));
                    Ok(TargetHistory { period, demand })
                };
                targets.iter().map(of).collect()
            }
            Self::File(file) => {
                targets.iter().map(|target| of_file(file, target, period, values, notes)).collect()
            }
        }
    }

    /// What limits the history of these targets.
    pub(super) fn notes(&self, targets: &[Target<'_>]) -> Vec<String> {
        match self {
            Self::File(file) => file.notes(),
            Self::Service(history) => {
                let mut notes = Vec::new();
                for target in targets {
                    let denied = history.denied(target.key.project);
                    let parts = [
                        (
                            denied.usage_records,
                            "usage records: ended environments that were deleted are not known",
                        ),
                        (denied.environments, "environments: those that still exist are not known"),
                        (denied.prebuilds, "prebuilds: their runs may count as starts"),
                    ];
                    for (_, part) in parts.into_iter().filter(|(is_denied, _)| *is_denied) {
                        let note = format!("this token cannot read {part}");
                        if !notes.contains(&note) {
                            notes.push(note);
                        }
                    }
                }
                notes
            }
        }
    }
}

/// Drops the days before the first start that is known, unless the period was typed.
fn shortened(
    history: &history::History,
    target: &Target<'_>,
    period: &Period,
    values: &Values,
    notes: &RefCell<Vec<String>>,
) -> Period {
    let mut period = period.clone();
    let is_typed = matches!(values.period, PeriodChoice::Dates { from: Some(_), .. });
    let begins = history.begins_after(target.key.project, period.start());
    if let Some(begins) = begins.filter(|_| !is_typed) {
        let dropped = Timestamp::from_millisecond(begins)
            .ok()
            .and_then(|begins| period.drop_days_before(begins));
        if let Some(dropped) = dropped.filter(|dropped| *dropped > 0) {
            let (days, dropped) = (plural(period.days().len(), "day"), plural(dropped, "day"));
            let address = &target.address;
            notes.borrow_mut().push(format!(
                "{address}: its history has {days}; the {dropped} before it are not counted as days without starts"
            ));
        }
    }
    period
}

fn of_file(
    file: &StartsFile,
    target: &Target<'_>,
    period: &Period,
    values: &Values,
    notes: &RefCell<Vec<String>>,
) -> Result<TargetHistory, CliError> {
    if values.period != PeriodChoice::Default {
        let demand = file.demand(target.key, Some(period));
        return Ok(TargetHistory { period: period.clone(), demand });
    }
    let demand = file.demand(target.key, None);
    let times = || demand.times();
    let (Some(first), Some(last)) = (times().min(), times().max()) else {
        let (name, address) = (file.name(), &target.address);
        return Err(CliError::usage(format!("{name} has no start of {address}"))
            .because("give --from and --to to advise on a period without starts"));
    };
    let spanned = Period::covering(period.zone(), instant(first)?, instant(last)?);
    let mut spanned = spanned.map_err(CliError::usage)?;
    values.exclude_from(&mut spanned);
    let note = format!(
        "{}: days before the first and after the last start are not known; give --from and --to if the file covers more",
        target.address
    );
    notes.borrow_mut().push(note);
    Ok(TargetHistory { period: spanned, demand })
}

fn instant(time: Millis) -> Result<Timestamp, CliError> {
    Timestamp::from_millisecond(time).map_err(|error| CliError::usage(error.to_string()))
}

/// The period of the flags, as of an instant of the service.
///
/// # Errors
/// For dates that are not in the past.
pub(super) fn period(
    values: &Values,
    zone: &LocalZone,
    now: Timestamp,
) -> Result<Period, CliError> {
    let days = values.period.days();
    let period = match values.period {
        PeriodChoice::Default | PeriodChoice::Days(_) => Period::last_days(&zone.zone, now, days),
        PeriodChoice::Dates { from, to } => {
            let today = now.to_zoned(zone.zone.clone()).date();
            for (flag, date) in [("--from", from), ("--to", to)] {
                if let Some(date) = date.filter(|date| *date > today) {
                    return Err(CliError::usage(format!("{flag} {date} is in the future"))
                        .because(format!("today is {today} in {}", zone.name)));
                }
            }
            let to = to.unwrap_or(today);
            let before = || to.checked_sub(i64::try_from(days).unwrap_or(i64::MAX).days());
            let from = match from {
                Some(from) => from,
                None => before().map_err(|error| CliError::usage(error.to_string()))?,
            };
            Period::from_dates(&zone.zone, from, to)
        }
    };
    let mut period = period.map_err(CliError::usage)?;
    values.exclude_from(&mut period);
    Ok(period)
}

/// Waits for the history, at most this long.
///
/// # Errors
/// That of the work, and when the time is over.
pub(super) async fn within<T>(
    timeout: Duration,
    args: &AdviseArgs,
    work: impl Future<Output = Result<T, CliError>>,
) -> Result<T, CliError> {
    match tokio::time::timeout(timeout, work).await {
        Ok(result) => result,
        Err(_) => Err(timed_out(args)),
    }
}

/// The error of a command whose time is over.
pub(super) fn timed_out(args: &AdviseArgs) -> CliError {
    let hint = Hint::new("warm-pool advise").args(&args.pools);
    CliError::new(crate::exit::ExitCode::TimedOut, "deadline_exceeded", "timed out")
        .because("the history is larger than --timeout allows; use less of it with --since")
        .hint(hint)
}
