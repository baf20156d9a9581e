//! `warm-pool create`: make the pool of a project and an environment class.

use clap::{Args, ValueEnum};

use super::mutation_error;
use super::precondition_error;
use super::size_args::SizeArgs;
use super::wait_output;
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, prebuild_service};
use crate::commands::names;
use crate::commands::shared::wait::WaitFlags;
use crate::context::{Context, Operation};
use crate::error::CliError;
use crate::error::Hint;
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::mutation::{self, MutationError, create_request};
use crate::warm_pool::preflight::PoolSelector;
use crate::warm_pool::reference::{self, NameOrId, PoolKey};
use crate::warm_pool::size::PoolSize;

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
    pub(super) wait: WaitFlags,
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
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (project, class, size) = self.checked(context)?;
        let plan = self.wait.plan(context)?;
        if let (true, NameOrId::Id(project), NameOrId::Id(class)) = (self.dry_run, &project, &class)
        {
            return show_request(context, PoolKey { project: *project, class: *class }, size);
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
            let attempt = context.start_operation(
                format!("create the warm pool of {address}"),
                Hint::new("warm-pool list").args([
                    "--project",
                    &project.to_string(),
                    "--class",
                    &class.to_string(),
                ]),
            );
            let is_foretold = !self.no_preflight && matches!(self.if_exists, IfExists::Fail);
            if let (true, Some(failure)) =
                (is_foretold, precondition_error::predict_rejection(&attempt, &facts, &words))
            {
                return Err(failure);
            }
            let (what, pool) = match mutation::create(&client, pair, size).await {
                Ok(done) => done.told_as("created", "exists with these sizes"),
                Err(MutationError::Rejected(error)) => {
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
    fn checked(&self, context: &Context) -> Result<(NameOrId, NameOrId, PoolSize), CliError> {
        let project = names::project_word(context, self.project.clone())?
            .ok_or_else(|| names::NO_PROJECT.to_owned());
        let project = project
            .and_then(|word| reference::word(&word).map_err(|why| format!("--project: {why}")));
        let class = reference::word(&self.class).map_err(|why| format!("--class: {why}"));
        let size = self.size.asked(context).resolve_new();
        match (project, class, size) {
            (Ok(project), Ok(class), Ok(size)) => Ok((project, class, size)),
            (project, class, size) => {
                let words = project.err().into_iter().chain(class.err());
                Err(CliError::usage_errors(words.chain(size.err().into_iter().flatten())))
            }
        }
    }

    /// The pair as the user names it.
    fn words(&self, context: &Context) -> Result<PoolSelector, CliError> {
        let project = names::project_word(context, self.project.clone())?.unwrap_or_default();
        Ok(PoolSelector { project, class: self.class.clone() })
    }

    /// What a create that did not go through comes to.
    async fn after(
        &self,
        context: &Context,
        client: &Client,
        size: PoolSize,
        attempt: &Operation,
        setback: MutationError,
    ) -> Result<(&'static str, WarmPool), CliError> {
        let pool = match (setback, self.if_exists) {
            (MutationError::AlreadyExists(pool), IfExists::Skip) => return Ok(("exists", *pool)),
            (
                MutationError::AlreadyExists(pool) | MutationError::Conflict(pool),
                IfExists::Update,
            ) => *pool,
            (MutationError::AlreadyExists(pool), IfExists::Fail) => {
                let (id, min, max) = (pool.id.clone(), size.min(), size.max());
                let update = Hint::new("warm-pool update").arg(id).args([
                    "--min".to_owned(),
                    min.to_string(),
                    "--max".to_owned(),
                    max.to_string(),
                ]);
                let failure =
                    mutation_error::failure(context, attempt, MutationError::AlreadyExists(pool));
                return Err(failure.hint(update));
            }
            (setback, _) => return Err(mutation_error::failure(context, attempt, setback)),
        };
        super::update::resize_to(context, client, pool, size).await
    }
}

fn show_request(context: &Context, pair: PoolKey, size: PoolSize) -> Result<ExitCode, CliError> {
    super::dry_run(context, prebuild_service::CREATE, &create_request(pair, size))
}
