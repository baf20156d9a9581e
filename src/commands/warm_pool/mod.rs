//! `warm-pool`: the resource of this tool.

mod create;
mod delete;
mod explain;
mod get;
mod list;
pub(super) mod mutation_error;
mod pool_arg;
mod precondition_error;
mod size_args;
mod update;
mod view;
mod wait;
mod wait_output;
mod watch;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::api::client::Method;
use crate::commands::shared::lazy_args::LazyArgs;
use crate::config::Resource;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::output::json;

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
    /// There is one pool at most for each pair. A lost answer is resolved by reading, so the command
    /// can be run again at any time. Where looking up the names tells already that a condition of a
    /// warm pool is not met, nothing is sent; when the service refuses, the conditions are read to tell
    /// which it is.
    Create(LazyArgs<create::CreateArgs>),
    /// List warm pools
    ///
    /// All pages are read; pools that are gone are shown with --phase deleted. Tables, json and yaml
    /// are sorted by address; jsonl, name and id print each page as it comes, in the order of the
    /// service, unless --sort is given.
    #[command(visible_alias = "ls")]
    List(LazyArgs<list::ListArgs>),
    /// Show a warm pool
    #[command(visible_alias = "show")]
    Get(LazyArgs<get::GetArgs>),
    /// Change the sizes of a warm pool
    ///
    /// Reads the pool first and sends both sizes, so that the pair is valid as a whole. A pool that
    /// has the sizes already is left alone.
    Update(LazyArgs<update::UpdateArgs>),
    /// Delete warm pools
    ///
    /// The service marks a pool and drains its instances in the background. Each pool is looked up
    /// once and deleted by its id, so that a new pool of the same pair is never touched.
    #[command(visible_alias = "rm")]
    Delete(LazyArgs<delete::DeleteArgs>),
    /// Wait until something is true of warm pools
    ///
    /// Ready is a pool in the phase ready that runs as many instances as it keeps at least. The event
    /// stream of the service tells when to look; where there is none, looks now and then are enough.
    /// What cannot become true any more ends the wait at once with exit code 9, the time limit with
    /// exit code 8; Ctrl-C ends only the wait.
    Wait(LazyArgs<wait::WaitArgs>),
    /// Watch warm pools change
    ///
    /// On a terminal a table that stays up to date; elsewhere every pool once, and then a line a
    /// change: for people with the time of day, the phase, running/desired/stopped instances and the
    /// size; with json, jsonl or --jq the pool as the service has it, or {"id", "result": "deleted"}.
    /// The event stream of the service tells when to look; where there is none, looks now and then are
    /// enough. Outages are told and do not end it; Ctrl-C does, and so does the end of every pool that
    /// was named.
    Watch(LazyArgs<watch::WatchArgs>),
    /// Show why a warm pool cannot be made, or why it is not ready
    ///
    /// Reads every condition of a warm pool and shows it with `ok`, `no` or `?`; with each `no` comes
    /// what mends it. What the token may not read is `?`. Ends with 0 if nothing is in the way, with 7
    /// if something is, with 6 if the project, the class or the pool does not exist, with 4 if the
    /// token is not accepted.
    Explain(LazyArgs<explain::ExplainArgs>),
}

impl WarmPoolArgs {
    pub(crate) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        context.apply_default_columns(Resource::WarmPool)?;
        match self.verb {
            Verb::Create(args) => args.0.run(context),
            Verb::List(args) => args.0.run(context),
            Verb::Get(args) => args.0.run(context),
            Verb::Update(args) => args.0.run(context),
            Verb::Delete(args) => args.0.run(context),
            Verb::Wait(args) => args.0.run(context),
            Verb::Watch(args) => args.0.run(context),
            Verb::Explain(args) => args.0.run(context),
        }
    }
}

/// The request that would be sent.
#[derive(Serialize)]
struct Request<'a, T> {
    method: &'static str,
    url: String,
    body: &'a T,
}

/// Shows a request in place of sending it.
fn dry_run(context: &Context, method: Method, body: &impl Serialize) -> Result<ExitCode, CliError> {
    let request =
        Request { method: "POST", url: context.host()?.url(&method.path()).to_string(), body };
    let text = json::to_vec(body)?;
    context.ui.value(&request, || {
        let mut lines = vec![format!("POST {}", request.url)];
        let body = String::from_utf8_lossy(&json::pretty(&text)).into_owned();
        lines.extend(body.lines().map(str::to_owned));
        lines
    })?;
    Ok(ExitCode::Success)
}
