//! `local compare`: compare a service with the embedded API.

mod changes;
mod cleanup;
mod diff;
mod embedded;
mod observation;
mod phases;
mod report;
mod run;
mod scratch;
mod script;
mod shape;
mod side;
mod target;
mod versions;

use std::cell::RefCell;

use clap::Args;

use self::changes::Changes;
use self::embedded::Embedded;
use self::report::{Report, Row, Verdict};
use self::run::Comparer;
use self::scratch::{Record, Records};
use self::script::Step;
use self::side::Side;
use self::target::{Target, Words};
use crate::api::Client;
use crate::commands::names;
use crate::commands::shared::mutation_output;
use crate::commands::shared::wait::{self, LimitArgs};
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::record;
use crate::runtime;
use crate::wait::{Condition, PoolWait, WaitItem, WaitOptions};

/// The names of the columns.
pub(super) fn columns() -> Vec<&'static str> {
    record::column_names::<Row>()
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl local compare --project acme-api
  prebuildctl local compare --host https://app.gitpod.io --project acme-api --class large --yes
  prebuildctl local compare --project acme-api --jq '.steps[].differences[]'")]
pub(crate) struct CompareArgs {
    /// Project name or id; defaults to the profile's project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// Environment class name, CLASS@RUNNER or id; defaults to a prebuild class without a pool
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,

    /// Also create, resize and delete a scratch pool
    #[arg(short, long)]
    yes: bool,

    #[command(flatten)]
    limits: LimitArgs,
}

impl CompareArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (words, wait) = (self.parse(context), self.limits.plan(context));
        let (words, wait) = CliError::both(words, wait)?;
        require_service(context)?;
        context.ui.check_columns::<Row>()?;
        let client = context.client()?;
        let target = runtime::run(context, &client, Target::read(context, &client, &words))?;
        if !self.yes {
            warn_of_leftovers(context, &target);
            return compare(context, &client, &target, None);
        }
        let records = Records::open(context)?;
        let target = delete_leftovers(context, &client, wait, &records, &words, target)?;
        target.require_no_pool()?;
        let record = Record::new(target.owner.clone(), target.key);
        let changes = Changes::new(context, wait, records, record);
        compare(context, &client, &target, Some(&changes))
    }

    fn parse(&self, context: &Context) -> Result<Words, CliError> {
        let project = match names::project_word(context, self.project.clone())? {
            Some(project) => names::parse("--project", &project),
            None => Err(CliError::usage(names::NO_PROJECT)),
        };
        let class = self.class.as_deref().map(|class| names::parse("--class", class)).transpose();
        let (project, class) = CliError::both(project, class)?;
        Ok(Words { project, class })
    }
}

fn require_service(context: &Context) -> Result<(), CliError> {
    if !context.is_local()? {
        return Ok(());
    }
    let source = context.settings()?.host.source.to_string();
    Err(CliError::usage("the embedded API cannot be compared with itself")
        .because(format!("{source} chooses the embedded API"))
        .because("use --host to name the service"))
}

/// Reads change nothing, so that a scratch pool of an earlier run stays.
fn warn_of_leftovers(context: &Context, target: &Target) {
    for record in Records::peek(context).unwrap_or_default() {
        if record.owner == target.owner {
            let ids: Vec<_> = record.warm_pool_ids.iter().map(ToString::to_string).collect();
            let ids = if ids.is_empty() { String::new() } else { format!(" {}", ids.join(", ")) };
            context.ui.warn(&format!(
                "an earlier run may have left a scratch pool{ids}; --yes deletes it"
            ));
        }
    }
}

/// Deletes the scratch pools that runs of this user were killed before, and waits until they no
/// longer occupy their classes. Returns the target as it is then.
fn delete_leftovers(
    context: &Context,
    client: &Client,
    wait: WaitOptions,
    records: &Records,
    words: &Words,
    target: Target,
) -> Result<Target, CliError> {
    let left = records.of(&target.owner);
    if left.is_empty() {
        return Ok(target);
    }
    runtime::run(context, client, async {
        let mut items = Vec::new();
        for mut record in left {
            let cleaned = cleanup::clean_up(context, client, records, &mut record).await?;
            if cleaned.is_pending && record.key() == target.key {
                return Err(create_pending());
            }
            for id in cleaned.deleted.iter().map(ToString::to_string) {
                context.ui.note(&format!("deleted the scratch pool {id} of an earlier run"));
                items.push(WaitItem { id: id.clone(), name: id, state: None, is_new: false });
            }
        }
        if !items.is_empty() {
            let condition = PoolWait { client, condition: Condition::Deleted };
            let left = "the scratch pools are being deleted";
            let waited = wait::wait_for(context, client, &condition, wait, items, left).await;
            drop(context.take_interrupt_message());
            waited.into_items()?;
        }
        Target::read(context, client, words).await
    })
}

/// With a second scratch pool, there would be no way to know which one the earlier run created.
fn create_pending() -> CliError {
    let message = "the create of an earlier run, which was killed, may still take effect";
    let error = CliError::new(ExitCode::Conflict, "aborted", message)
        .because("run the same command again in five minutes");
    CliError { retryable: true, ..error }
}

fn steps(with_changes: bool) -> Vec<&'static Step> {
    let changes = if with_changes { script::CHANGES } else { &[] };
    script::READS.iter().chain(changes).collect()
}

/// Compares, deletes what is left of the scratch pool, and prints what was compared: also after an
/// error or an interruption.
fn compare(
    context: &Context,
    client: &Client,
    target: &Target,
    changes: Option<&Changes<'_>>,
) -> Result<ExitCode, CliError> {
    let embedded = Embedded::start(context)?;
    let sample = embedded.find(context, target.situation);
    let sample = runtime::run(context, &embedded.client, sample)?;
    let (host, address) = (client.host().to_string(), target.address.clone());
    let note = format!("comparing {address} of {host} with {} of the embedded API", sample.address);
    context.ui.note(&note);
    let mut comparer = Comparer {
        context,
        embedded: &embedded,
        embedded_side: Side::new(&embedded.client, sample.key, &sample.runner_id),
        service: Side::new(client, target.key, &target.runner_id),
        changes,
        reached: None,
    };
    let (rows, steps) = (RefCell::default(), steps(changes.is_some()));
    let result = runtime::run(context, client, comparer.run(&steps, &rows));
    context.ui.clear_status_line();
    let result = match changes {
        Some(changes) => end_changes(context, changes, result),
        None => result,
    };
    let rows = rows.into_inner();
    if rows.is_empty() {
        return result.map(|()| ExitCode::Success);
    }
    let is_complete = result.is_ok();
    let unreached = steps.iter().skip(rows.len()).map(|step| Row::skipped(step, "not reached"));
    let report = Report {
        format_version: 1,
        host,
        address,
        embedded_address: sample.address,
        changes: changes.is_some(),
        complete: is_complete,
        steps: rows.into_iter().chain(unreached).collect(),
    };
    CliError::both(result, print(context, &report))?;
    let has_differences = report.count(Verdict::Different) > 0;
    Ok(if has_differences { ExitCode::ChangesFound } else { ExitCode::Success })
}

/// Deletes the scratch pools that are left after the last step, or after an error.
fn end_changes(
    context: &Context,
    changes: &Changes<'_>,
    result: Result<(), CliError>,
) -> Result<(), CliError> {
    let cleaned = delete_scratch_pools(context, changes);
    let result = match (result, context.interrupted()) {
        // What was in flight is settled by now.
        (Err(_), Some(exit)) => Err(CliError::new(exit, "interrupted", "interrupted")
            .because("the comparison is not complete")),
        (result, _) => result,
    };
    CliError::both(result, cleaned).map(drop)
}

/// Uses a client of its own, as that of an interrupted run sends no further changes.
fn delete_scratch_pools(context: &Context, changes: &Changes<'_>) -> Result<(), CliError> {
    if !changes.has_left_pools() {
        return Ok(());
    }
    let client = context.client()?;
    let cleaned = runtime::run(context, &client, changes.clean_up(&client))?;
    for id in &cleaned.deleted {
        context.ui.note(&format!("deleted the scratch pool {id}"));
    }
    if cleaned.is_pending {
        return Err(changes.create_unknown());
    }
    Ok(())
}

fn print(context: &Context, report: &Report) -> Result<(), CliError> {
    let rows = report.steps.iter().cloned().map(Ok);
    let printed = context.ui.print_report(report, rows.clone(), || report.lines());
    mutation_output::finish_output(context, printed, Vec::new)?;
    let changes = report.count(Verdict::Different).to_string();
    context.ui.report_all_to_step(&[("changes", changes)], rows)?;
    if !report.changes {
        context.ui.note("only reads were compared; --yes also creates, resizes and deletes a pool");
    }
    Ok(())
}
