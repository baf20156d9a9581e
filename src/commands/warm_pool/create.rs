//! `warm-pool create`: create the pool of a project and an environment class.

use clap::{Args, ValueEnum};

use super::size_args::SizeArgs;
use super::{mutation_error, pool_arg, precondition_error, update, wait_output};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, warm_pool};
use crate::commands::names;
use crate::commands::shared::wait::WaitFlags;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::mutation::{self, MutationError, create_request};
use crate::warm_pool::preflight::PoolSelector;
use crate::warm_pool::reference::{NameOrId, PoolKey};
use crate::warm_pool::size::{PoolSize, SizeBounds};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool create --project acme-api --class large --min 1 --max 5
  prebuildctl warm-pool create --project acme-api --class large@aws-eu --max 5 --if-exists update
  prebuildctl warm-pool create --project acme-api --class large --wait --timeout 30m
  prebuildctl warm-pool create --project acme-api --class large --dry-run -o json
  prebuildctl warm-pool create --project acme-api --class large --no-preflight")]
pub(super) struct CreateArgs {
    /// Project name or id; defaults to the profile's project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// Environment class name, CLASS@RUNNER or id
    #[arg(long, value_name = "CLASS")]
    class: String,

    #[command(flatten)]
    size: SizeArgs,

    /// What to do if the pool already exists
    #[arg(long, value_name = "ACTION", value_enum, ignore_case = true, default_value = "fail")]
    if_exists: IfExists,

    /// Skip preflight checks and diagnosis
    #[arg(long)]
    no_preflight: bool,

    /// Print the request without sending it
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    wait: WaitFlags,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum IfExists {
    /// Fail with exit code 7
    Fail,
    /// Keep it unchanged
    Skip,
    /// Resize it to the requested sizes
    Update,
}

impl CreateArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let (project, class, size) = self.parse(context)?;
        let wait = self.wait.plan(context)?;
        if let (true, NameOrId::Id(project), NameOrId::Id(class)) = (self.dry_run, &project, &class)
        {
            return show_request(context, PoolKey { project: *project, class: *class }, size);
        }
        let client = context.client()?;
        if self.dry_run {
            let key = names::pair(context, &client, &project, &class);
            let (key, _) = runtime::run(context, &client, key)?;
            return show_request(context, key, size);
        }
        runtime::run(context, &client, async {
            let (data, address) = names::facts(context, &client, &project, &class).await?;
            let selector = PoolSelector::new(&project, &class);
            let operation = context.start_operation(
                format!("create the warm pool {address}"),
                selector.command("warm-pool list"),
            );
            if !self.no_preflight
                && matches!(self.if_exists, IfExists::Fail)
                && let Some(error) = precondition_error::predict_rejection(&data, &selector)
            {
                return Err(error);
            }
            let (action, pool) = match mutation::create(&client, data.key, size).await {
                Ok(applied) => applied.label("created", "already exists"),
                Err(MutationError::Rejected(error)) => {
                    let subject = (!self.no_preflight).then_some((data.key, selector));
                    let rejected = precondition_error::rejected;
                    return Err(rejected(context, &client, &operation, error, subject).await);
                }
                Err(error) => self.handle_error(context, &client, size, &operation, error).await?,
            };
            wait_output::show_changed(context, &client, wait, action, pool, address).await
        })
    }

    /// Reports all errors of the arguments together.
    fn parse(&self, context: &Context) -> Result<(NameOrId, NameOrId, PoolSize), CliError> {
        let names = pool_arg::parse_flags(context, self.project.clone(), &self.class);
        let size = self.size.bounds(context).and_then(SizeBounds::resolve_new);
        match (names, size) {
            (Ok((project, class)), Ok(size)) => Ok((project, class, size)),
            (Ok(_), Err(errors)) => Err(CliError::usage_errors(errors)),
            (Err(mut error), size) => {
                error.other_messages.extend(size.err().into_iter().flatten());
                Err(error)
            }
        }
    }

    async fn handle_error(
        &self,
        context: &Context,
        client: &Client,
        size: PoolSize,
        operation: &Operation,
        error: MutationError,
    ) -> Result<(&'static str, WarmPool), CliError> {
        use MutationError::{AlreadyExists, Conflict};
        match (error, self.if_exists) {
            (AlreadyExists(pool), IfExists::Skip) => Ok(("already exists", *pool)),
            (AlreadyExists(pool) | Conflict(pool), IfExists::Update) => {
                update::resize_to(context, client, *pool, size).await
            }
            (AlreadyExists(pool), IfExists::Fail) => {
                let (min, max) = (size.min().to_string(), size.max().to_string());
                let update = Hint::new("warm-pool update").arg(&pool.id);
                let update = update.args(["--min", &min, "--max", &max]);
                let error = mutation_error::cli_error(context, operation, AlreadyExists(pool));
                Err(error.hint(update))
            }
            (error, _) => Err(mutation_error::cli_error(context, operation, error)),
        }
    }
}

fn show_request(context: &Context, key: PoolKey, size: PoolSize) -> Result<ExitCode, CliError> {
    super::dry_run(context, warm_pool::CREATE, &create_request(key, size))
}
