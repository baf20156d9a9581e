//! `warm-pool create`: make the pool of a project and an environment class.

use clap::{Args, ValueEnum};

use super::mutation_error;
use super::precondition_error;
use super::size_args::SizeArgs;
use super::wait_output;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, prebuild_service};
use crate::commands::names;
use crate::commands::shared::wait::WaitArgs;
use crate::context::{Attempt, Context};
use crate::error::Failure;
use crate::exit::Exit;
use crate::runtime;
use crate::warm_pool::mutation::{self, Setback, create_request};
use crate::warm_pool::preflight::Words;
use crate::warm_pool::reference::{self, Pair, Word};
use crate::warm_pool::size::Size;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool create --project acme-api --class large --min 1 --max 5
  prebuildctl warm-pool create --project acme-api --class large@aws-eu --max 5 --if-exists update
  prebuildctl warm-pool create --project acme-api --class large --wait --timeout 30m
  prebuildctl warm-pool create --project acme-api --class large --dry-run -o json
  prebuildctl warm-pool create --project acme-api --class large --no-preflight")]
pub(super) struct CreateArgs {
    /// The project, by name or id; the profile may name a usual one
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// The environment class, by name, CLASS@RUNNER or id
    #[arg(long, value_name = "CLASS")]
    class: String,

    #[command(flatten)]
    size: SizeArgs,

    /// What to do when the pair has a pool already
    #[arg(long, value_name = "WHAT", value_enum, default_value = "fail")]
    if_exists: IfExists,

    /// Send it whatever is known about the pair, and look for no reason when the service refuses
    #[arg(long)]
    no_preflight: bool,

    /// Print the request that would be sent, and send nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    pub(super) wait: WaitArgs,
}

/// What to do when the pair has a pool already.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum IfExists {
    /// Fail with exit code 7
    Fail,
    /// Leave it as it is
    Skip,
    /// Give it the sizes that were asked for
    Update,
}

impl CreateArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let (project, class, size) = self.checked(context)?;
        let plan = self.wait.plan(context)?;
        if let (true, Word::Id(project), Word::Id(class)) = (self.dry_run, &project, &class) {
            return show_request(context, Pair { project: *project, class: *class }, size);
        }
        let client = context.client()?;
        if self.dry_run {
            let pair = names::pair(context, &client, &project, &class);
            let (pair, _) = runtime::run(context, &client, pair)?;
            return show_request(context, pair, size);
        }
        runtime::run(context, &client, async {
            let (facts, address) = names::facts(context, &client, &project, &class).await?;
            let (pair, words) = (facts.pair, self.words(context)?);
            let attempt = context.begin(
                format!("create the warm pool of {address}"),
                format!("prebuildctl warm-pool list --project {project} --class {class}"),
            );
            let is_foretold = !self.no_preflight && matches!(self.if_exists, IfExists::Fail);
            if let (true, Some(failure)) =
                (is_foretold, precondition_error::foreseen(&attempt, &facts, &words))
            {
                return Err(failure);
            }
            let (what, pool) = match mutation::create(&client, pair, size).await {
                Ok(done) => done.told_as("created", "exists with these sizes"),
                Err(Setback::Refused(error)) => {
                    let subject = (!self.no_preflight).then_some((pair, words));
                    return Err(precondition_error::failure(
                        context, &client, &attempt, error, subject,
                    )
                    .await);
                }
                Err(setback) => self.after(context, &client, size, &attempt, setback).await?,
            };
            wait_output::show_changed(context, &client, plan, what, pool, address).await
        })
    }

    /// Everything that is wrong with the words, at once.
    fn checked(&self, context: &Context) -> Result<(Word, Word, Size), Failure> {
        let project = names::project_word(context, self.project.clone())?
            .ok_or_else(|| names::NO_PROJECT.to_owned());
        let project = project
            .and_then(|word| reference::word(&word).map_err(|why| format!("--project: {why}")));
        let class = reference::word(&self.class).map_err(|why| format!("--class: {why}"));
        let size = self.size.asked(context).for_new();
        match (project, class, size) {
            (Ok(project), Ok(class), Ok(size)) => Ok((project, class, size)),
            (project, class, size) => {
                let words = project.err().into_iter().chain(class.err());
                Err(Failure::usage_of(words.chain(size.err().into_iter().flatten())))
            }
        }
    }

    /// The pair as the user names it.
    fn words(&self, context: &Context) -> Result<Words, Failure> {
        let project = names::project_word(context, self.project.clone())?.unwrap_or_default();
        Ok(Words { project, class: self.class.clone() })
    }

    /// What a create that did not go through comes to.
    async fn after(
        &self,
        context: &Context,
        client: &Client,
        size: Size,
        attempt: &Attempt,
        setback: Setback,
    ) -> Result<(&'static str, WarmPool), Failure> {
        let pool = match (setback, self.if_exists) {
            (Setback::Exists(pool), IfExists::Skip) => return Ok(("exists", *pool)),
            (Setback::Exists(pool) | Setback::Changed(pool), IfExists::Update) => *pool,
            (Setback::Exists(pool), IfExists::Fail) => {
                let (id, min, max) = (pool.id.clone(), size.min(), size.max());
                let update = format!("prebuildctl warm-pool update {id} --min {min} --max {max}");
                let failure = mutation_error::failure(context, attempt, Setback::Exists(pool));
                return Err(failure.hint("to change its sizes", update));
            }
            (setback, _) => return Err(mutation_error::failure(context, attempt, setback)),
        };
        super::update::to_size(context, client, pool, size).await
    }
}

fn show_request(context: &Context, pair: Pair, size: Size) -> Result<Exit, Failure> {
    super::dry_run(context, prebuild_service::CREATE, &create_request(pair, size))
}
