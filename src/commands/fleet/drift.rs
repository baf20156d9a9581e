//! `drift`: report differences between a fleet file and the service.

use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use uuid::Uuid;

use super::at_arg::AtArgs;
use super::clock_check;
use super::compare::Comparison;
use super::drift_view::DriftReport;
use super::file::FileArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::fleet::diff::Diff;
use crate::fleet::drift::{Difference, IgnoreRule, differences};
use crate::fleet::grace::{self, DEFAULT_GRACE};
use crate::fleet::plan::Change;
use crate::fleet::schedule_check::ScheduleCheck;
use crate::runtime;
use crate::warm_pool::reference::PoolKey;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl drift
  prebuildctl drift -f fleet.toml --ignore acme-api/large:max
  prebuildctl drift --grace 1h
  prebuildctl drift -o json --jq '.differences[].address'")]
pub(crate) struct DriftArgs {
    #[command(flatten)]
    file: FileArgs,

    #[command(flatten)]
    at: AtArgs,

    /// Accept the size before a window began or ended for this long after it; 0s turns it off
    /// [default: grace of the file, or 30m]
    #[arg(long, value_name = "DURATION")]
    grace: Option<String>,

    /// Ignore a pool, or only its min, max or pool (whether it exists); can be repeated
    #[arg(long, value_name = "ADDRESS[:FIELD]")]
    ignore: Vec<String>,
}

impl DriftArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let rules = self.ignore_rules()?;
        let given_grace = self.grace()?;
        let file = self.file.read(context)?;
        let in_file = file.fleet.grace.map(|grace| grace.value);
        let grace = given_grace.or(in_file).unwrap_or(DEFAULT_GRACE);
        let at = self.at.instant(&file)?;
        context.ui.check_columns::<Difference>()?;
        let client = context.client()?;
        let classes: Vec<_> = rules.iter().filter_map(IgnoreRule::class_name).collect();
        let resolve_error = |errors: &_| file.resolve_error(context, errors);
        let evaluation = file.evaluate(at.unwrap_or_else(Timestamp::now))?;
        let read = Comparison::read(context, &client, &evaluation, &classes, resolve_error);
        let comparison = runtime::run(context, &client, read)?;
        file.warn_unmatched(context, &comparison.fleet.unmatched);
        file.warn_past_windows(context, evaluation.minute());
        if at.is_none() {
            clock_check::warn(context, &client, &file);
        }
        let (diff, directory) = (comparison.diff(context, false), &comparison.directory);
        for (rule, text) in rules.iter().zip(&self.ignore) {
            let is_named = |(_, key, pool): (&str, PoolKey, _)| rule.names(key, pool, directory);
            if !declared_pools(&diff).any(is_named) {
                context.ui.warn(&format!("--ignore {text}: the file declares no such pool"));
            }
        }
        let is_ignored =
            |difference: &Difference| rules.iter().any(|rule| rule.matches(difference, directory));
        let (ignored, found): (Vec<_>, Vec<_>) =
            differences(&diff).into_iter().partition(is_ignored);
        let check = ScheduleCheck::new(&evaluation, &comparison.fleet, grace);
        let is_field_ignored = |change: &Change, field| {
            let (key, pool) = (change.key, change.action.pool());
            rules.iter().any(|rule| rule.matches_field(key, pool, field, directory))
        };
        let (differences, pending) = check.apply(&diff.plan, found, is_field_ignored);
        let report = DriftReport {
            file: &file,
            evaluated_at: evaluation.at,
            valid_until: comparison.fleet.valid_until(),
            grace,
            diff: &diff,
            differences: &differences,
            pending: &pending,
            ignored: ignored.len(),
        };
        report.print(context)?;
        Ok(if differences.is_empty() { ExitCode::Success } else { ExitCode::ChangesFound })
    }

    fn grace(&self) -> Result<Option<Duration>, CliError> {
        let Some(text) = &self.grace else { return Ok(None) };
        let error = |error| CliError::usage(format!("--grace {text:?} {error}"));
        grace::parse(text).map(Some).map_err(error)
    }

    fn ignore_rules(&self) -> Result<Vec<IgnoreRule>, CliError> {
        let (mut rules, mut errors) = (Vec::new(), Vec::new());
        for text in &self.ignore {
            match IgnoreRule::parse(text) {
                Ok(rule) => rules.push(rule),
                Err(error) => errors.push(format!("--ignore {text}: {error}")),
            }
        }
        CliError::usage_errors_opt(errors).map_or(Ok(rules), Err)
    }
}

/// The address, key and pool of everything that the file declares.
pub(super) fn declared_pools(diff: &Diff) -> impl Iterator<Item = (&str, PoolKey, Option<Uuid>)> {
    let changes = diff.plan.changes.iter();
    let changes = changes.map(|change| (&*change.address, change.key, change.action.pool()));
    let misfits = diff.misfits.iter();
    changes.chain(misfits.map(|pool| (&*pool.address, pool.declared.key, Some(pool.live.id))))
}
