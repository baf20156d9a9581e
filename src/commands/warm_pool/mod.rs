//! `warm-pool`: the commands for warm pools.

mod advise;
mod create;
mod delete;
mod explain;
mod get;
mod history;
mod list;
pub(super) mod mutation_error;
mod pool_arg;
mod precondition_error;
mod size_args;
mod stats;
mod update;
mod view;
mod wait;
mod wait_output;
mod watch;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::api::client::Method;
use crate::api::warm_pool::WarmPool;
use crate::commands::shared::deletion::Deletion;
use crate::commands::shared::lazy_args::LazyArgs;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::{json, record};

use self::view::PoolRow;

/// The names of the columns of a subcommand.
pub(super) fn columns(subcommand: &str) -> Vec<&'static str> {
    match subcommand {
        "advise" => advise::columns(),
        "delete" => record::column_names::<Deletion<WarmPool>>(),
        "history" => history::columns(),
        "stats" => stats::columns(),
        _ => record::column_names::<PoolRow>(),
    }
}

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct WarmPoolArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Create the warm pool of a project and an environment class
    ///
    /// Each project and environment class can have at most one pool. If the response is lost, the pool
    /// is read to find out what happened, so the command can be run again at any time. If resolving
    /// the names already shows an unmet condition, no request is sent; if the service rejects the
    /// request, the conditions are checked to find the reason.
    Create(LazyArgs<create::CreateArgs>),
    /// List warm pools
    ///
    /// RUNNING instances can be claimed at once. DESIRED is how many the service currently wants to
    /// run, between MIN and MAX: it follows demand, and can be 0 if MIN is 0. STOPPED instances are
    /// prepared, and start faster than new ones.
    ///
    /// Deleted pools are only shown with --phase deleted. Tables and json are sorted by address; jsonl,
    /// yaml, name and id print each page as it is read, in the order of the service, unless --sort is
    /// used.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show warm pools
    ///
    /// Several pools are one list where that is possible: an array in JSON, rows in a table. RUNNING,
    /// DESIRED and STOPPED instances are explained by `warm-pool list --help`.
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
    /// Resize a warm pool
    ///
    /// Reads the pool first and sends both sizes, so that they fit together. Sends nothing if the pool
    /// already has the sizes. If the response is lost, the pool is read to find out what happened.
    Update(LazyArgs<update::UpdateArgs>),
    /// Delete warm pools
    ///
    /// Deletion is asynchronous: the service drains the instances, so that without --wait a pool is
    /// reported as deleting. Each pool is resolved once and
    /// deleted by its id, so that a new pool of the same project and class is never deleted.
    #[command(visible_alias = "rm")]
    Delete(LazyArgs<delete::DeleteArgs>),
    /// Wait for a condition of warm pools
    ///
    /// A pool is ready when its phase is `ready` and at least its minimum is running. Uses the event
    /// stream of the service and polls beside it. A condition that can no longer be met ends the wait
    /// immediately with exit code 9, the time limit with exit code 8. Ctrl-C stops waiting; the pools
    /// are unaffected.
    Wait(LazyArgs<wait::WaitArgs>),
    /// Watch warm pools change
    ///
    /// On a terminal, a live table; elsewhere every pool once, then one line per change: the time, the
    /// phase, running/desired/stopped instances and the size; with json, jsonl or --jq the service's
    /// object, or {"id", "result": "deleted"}. Uses the event stream of the service and polls beside
    /// it. Outages are reported and do not end the watch; Ctrl-C does, and so does the deletion of all
    /// named pools.
    Watch(LazyArgs<watch::WatchArgs>),
    /// Show why a warm pool cannot be created, or why it is not ready
    ///
    /// Checks every condition of a warm pool and marks it `ok`, `no` or `?` (unknown, for example if
    /// the token may not read it). Each `no` comes with a command: the fix, or the next step. Exits
    /// with 0 if no condition is unmet, with 7 if one is, with 6 if the project, the environment class
    /// or the pool id does not exist, with 4 if the token is rejected. Read-only.
    Explain(LazyArgs<explain::ExplainArgs>),
    /// Advise on the size of warm pools, from the history of environment starts
    ///
    /// Replays the starts of the last 28 days through every size, and shows what share of them would
    /// have found a running instance, at what cost, and how sure that is. Read-only: nothing is
    /// changed, except for the fleet file with --write.
    ///
    /// The share is a range: from the low end with the pool kept at its minimum, to the high end with
    /// the pool kept at its maximum, each by resampling whole days. A size is advised if the low end
    /// reaches the goal. DATA is firm, rough or none, with the reasons.
    Advise(LazyArgs<Box<advise::AdviseArgs>>),
    /// Show what happened to a warm pool, newest last
    ///
    /// Changes by people are from the audit log, which needs the role audit log reader; completed and
    /// failed prebuilds are those of the project and class. Sizes, rotations to another snapshot and
    /// degraded times are only in recordings, as the service keeps none: see `warm-pool watch
    /// --record`. Read-only.
    History(LazyArgs<history::HistoryArgs>),
    /// Show how many environments started, and how many of them from the pool
    ///
    /// Starts are from usage records and environments. Whether a start used an instance of the pool is
    /// not in the API: a recording shows it as far as it goes (`warm-pool watch --record
    /// --with-environments`), a file of claims exactly, and else the pool is replayed, from the low
    /// end with the pool kept at its minimum to the high end with the pool kept at its maximum.
    ///
    /// A file of claims has the header time[,event_id][,pool][,error_code] and a row for each claim, as
    /// the DetachInstances events of AWS CloudTrail give it. Read-only.
    Stats(LazyArgs<stats::StatsArgs>),
}

impl WarmPoolArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        match self.verb {
            Verb::Create(args) => args.0.run(context),
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
            Verb::Update(args) => args.0.run(context),
            Verb::Delete(args) => args.0.run(context),
            Verb::Wait(args) => args.0.run(context),
            Verb::Watch(args) => args.0.run(context),
            Verb::Explain(args) => args.0.run(context),
            Verb::Advise(args) => args.0.run(context),
            Verb::History(args) => args.0.run(context),
            Verb::Stats(args) => args.0.run(context),
        }
    }
}

/// Shows several pools in one list, or each by itself where that is one object or text.
fn show_rows(
    context: &Context,
    rows: &[PoolRow],
    mut show: impl FnMut(&PoolRow) -> Result<(), CliError>,
) -> Result<ExitCode, CliError> {
    if context.ui.is_prose() || rows.len() == 1 {
        rows.iter().try_for_each(&mut show)?;
        return Ok(ExitCode::Success);
    }
    let mut list = context.ui.record_list::<PoolRow>()?;
    rows.iter().try_for_each(|row| list.push(row))?;
    list.finish()?;
    Ok(ExitCode::Success)
}

#[derive(Serialize)]
struct Request<'a, T> {
    method: &'static str,
    url: String,
    body: &'a T,
}

/// Prints a request instead of sending it.
fn dry_run(context: &Context, method: Method, body: &impl Serialize) -> Result<ExitCode, CliError> {
    let request =
        Request { method: "POST", url: context.host()?.url(&method.path()).to_string(), body };
    let text = json::to_vec(body)?;
    context.ui.print_value(&request, || {
        let mut lines = vec![format!("POST {}", request.url)];
        let body =
            String::from_utf8_lossy(&json::pretty(&text, &context.ui.sanitizer())).into_owned();
        lines.extend(body.lines().map(str::to_owned));
        lines
    })?;
    Ok(ExitCode::Success)
}
