//! `warm-pool`: the resource of this tool.

mod create;
mod delete;
mod explain;
mod get;
mod list;
mod refused;
pub(super) mod setback;
mod sizes;
mod target;
mod update;
mod view;
mod wait;
mod waiting;
mod watch;

use clap::{Args, Subcommand};
use serde::Serialize;

use crate::api::client::Method;
use crate::commands::LimitArgs;
use crate::config::Noun;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::output::json;

#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct WarmPoolArgs {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Create(create::CreateArgs),
    #[command(visible_alias = "ls")]
    List(list::ListArgs),
    #[command(visible_alias = "show")]
    Get(get::GetArgs),
    Update(update::UpdateArgs),
    #[command(visible_alias = "rm")]
    Delete(delete::DeleteArgs),
    Wait(wait::WaitForArgs),
    Watch(watch::WatchArgs),
    Explain(explain::ExplainArgs),
}

impl WarmPoolArgs {
    /// The limits of a wait, and how often a watch looks, where the verb has them.
    pub(crate) fn limits(&self) -> LimitArgs {
        match &self.verb {
            Verb::Create(args) => args.wait.limits.clone(),
            Verb::Update(args) => args.wait.limits.clone(),
            Verb::Delete(args) => args.wait.limits.clone(),
            Verb::Wait(args) => args.limits.clone(),
            Verb::Watch(args) => {
                LimitArgs { timeout: None, poll_interval: args.poll_interval.clone() }
            }
            Verb::List(_) | Verb::Get(_) | Verb::Explain(_) => LimitArgs::default(),
        }
    }

    pub(crate) fn run(self, context: &Context) -> Result<Exit, Failure> {
        context.use_columns_of(Noun::WarmPool)?;
        match self.verb {
            Verb::Create(args) => args.run(context),
            Verb::List(args) => args.run(context),
            Verb::Get(args) => args.run(context),
            Verb::Update(args) => args.run(context),
            Verb::Delete(args) => args.run(context),
            Verb::Wait(args) => args.run(context),
            Verb::Watch(args) => args.run(context),
            Verb::Explain(args) => args.run(context),
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
fn dry_run(context: &Context, method: Method, body: &impl Serialize) -> Result<Exit, Failure> {
    let request =
        Request { method: "POST", url: context.host()?.url(&method.path()).to_string(), body };
    let text = json::to_vec(body)?;
    context.ui.value(&request, || {
        let mut lines = vec![format!("POST {}", request.url)];
        let body = String::from_utf8_lossy(&json::pretty(&text)).into_owned();
        lines.extend(body.lines().map(str::to_owned));
        lines
    })?;
    Ok(Exit::Done)
}
