//! `warm-pool create`: create the pool of a project and an environment class.

use clap::{Args, ValueEnum};
use futures_util::future::OptionFuture;

use super::size_args::SizeArgs;
use super::view::PoolRow;
use super::{mutation_error, pool_arg, precondition_error, update, wait_output};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, warm_pool};
use crate::commands::names;
use crate::commands::shared::wait::WaitFlags;
use crate::context::{Context, Operation};
use crate::error::{CliError, Hint};
use crate::exit::ExitCode;
use crate::runtime;
use crate::warm_pool::mutation::{self, MutationError, create_request, update_request};
use crate::warm_pool::preflight::PoolSelector;
use crate::warm_pool::reference::{self, NameOrId, PoolKey};
use crate::warm_pool::size::{PoolSize, SizeBounds};

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool create acme-api/large --min 1 --max 5
  prebuildctl warm-pool create --project acme-api --class large@aws-eu --max 5 --if-exists update
  prebuildctl warm-pool create --project acme-api --class large --wait --timeout 30m
  prebuildctl warm-pool create --project acme-api --class large --dry-run -o json
  prebuildctl warm-pool create --project acme-api --class large --no-preflight")]
pub(super) struct CreateArgs {
    /// Address of the new pool, PROJECT/CLASS; instead of --project and --class
    #[arg(value_name = "ADDRESS", conflicts_with_all = ["project", "class"])]
    address: Option<String>,

    /// Project name or id; defaults to the profile's project
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// Environment class name, CLASS@RUNNER or id
    #[arg(long, value_name = "CLASS", required_unless_present = "address")]
    class: Option<String>,

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
    /// Change the sizes that are given; without one, keep it unchanged
    Update,
}

/// What to create, as typed.
struct Requested {
    project: NameOrId,
    class: NameOrId,
    /// The bounds that were typed.
    bounds: SizeBounds,
    /// The size of a new pool.
    size: PoolSize,
}

impl CreateArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let requested = self.parse(context)?;
        let wait = self.wait.plan(context)?;
        context.ui.check_columns::<PoolRow>()?;
        if self.dry_run {
            return self.show_request(context, &requested);
        }
        let client = context.client()?;
        runtime::run(context, &client, async {
            let (action, pool, address) = self.create(context, &client, &requested).await?;
            wait_output::show_changed(context, &client, wait, action, pool, address).await
        })
    }

    /// Reports all errors of the arguments together.
    fn parse(&self, context: &Context) -> Result<Requested, CliError> {
        let names = match &self.address {
            Some(address) => reference::parse_address(address).map_err(CliError::usage),
            None => {
                let class = self.class.as_deref().unwrap_or_default();
                pool_arg::parse_flags(context, self.project.clone(), class)
            }
        };
        let bounds = self.size.bounds(context);
        let size = bounds.clone().and_then(SizeBounds::resolve_new);
        match (names, bounds, size) {
            (Ok((project, class)), Ok(bounds), Ok(size)) => {
                Ok(Requested { project, class, bounds, size })
            }
            (Ok(_), _, size) => Err(CliError::usage_errors(size.err().unwrap_or_default())),
            (Err(mut error), _, size) => {
                error.other_messages.extend(size.err().into_iter().flatten());
                Err(error)
            }
        }
    }

    /// Creates the pool; returns what happened, the pool and its address.
    async fn create(
        &self,
        context: &Context,
        client: &Client,
        requested: &Requested,
    ) -> Result<(&'static str, WarmPool, String), CliError> {
        let Requested { project, class, size, .. } = requested;
        let (data, address) = names::facts(context, client, project, class).await?;
        let selector = PoolSelector::new(project, class);
        let name = address.print(&context.message_printer());
        let operation = context.start_operation(
            format!("create the warm pool {name}"),
            selector.command("warm-pool list"),
        );
        if !self.no_preflight
            && matches!(self.if_exists, IfExists::Fail)
            && let Some(error) = precondition_error::predict_rejection(context, &data, &selector)
        {
            return Err(error);
        }
        let (action, pool) = match mutation::create(client, data.key, *size).await {
            Ok(applied) => applied.label("created", "already exists"),
            Err(MutationError::Rejected(error)) => {
                let subject = (!self.no_preflight).then_some((data.key, selector));
                let rejected = precondition_error::rejected;
                return Err(rejected(context, client, &operation, error, subject).await);
            }
            Err(error) => {
                let bounds = requested.bounds;
                self.handle_error(context, client, bounds, &operation, &name, error).await?
            }
        };
        let address = address.of_pool(context, &pool);
        Ok((action, pool, address))
    }

    /// What happens if there is a pool already, called `name` in errors. Only the bounds that were
    /// typed are changed.
    async fn handle_error(
        &self,
        context: &Context,
        client: &Client,
        bounds: SizeBounds,
        operation: &Operation,
        name: &str,
        error: MutationError,
    ) -> Result<(&'static str, WarmPool), CliError> {
        use MutationError::{AlreadyExists, Conflict};
        match (error, self.if_exists) {
            (AlreadyExists(pool) | Conflict(pool), IfExists::Update) if !bounds.is_empty() => {
                let size = update::target_size(&pool, name, bounds)?;
                update::resize_to(context, client, *pool, size, name).await
            }
            (AlreadyExists(pool) | Conflict(pool), IfExists::Skip | IfExists::Update) => {
                Ok(("already exists", *pool))
            }
            (AlreadyExists(pool), IfExists::Fail) => {
                let hint = hint_for_existing(&pool.id, bounds);
                let error = mutation_error::cli_error(context, operation, AlreadyExists(pool));
                Err(error.hint(hint))
            }
            (error, _) => Err(mutation_error::cli_error(context, operation, error)),
        }
    }

    /// Prints the request that would be sent: an update, if there is a pool that is to be resized.
    fn show_request(&self, context: &Context, requested: &Requested) -> Result<ExitCode, CliError> {
        let Requested { project, class, bounds, size } = requested;
        let may_update = matches!(self.if_exists, IfExists::Update) && !bounds.is_empty();
        let key = match (project, class) {
            (NameOrId::Id(project), NameOrId::Id(class)) if !may_update => {
                PoolKey { project: *project, class: *class }
            }
            _ => {
                let client = context.client()?;
                let (name, key, existing) = runtime::run(context, &client, async {
                    let address = names::resolve_address(context, &client, project, class).await?;
                    let (name, key) = (address.print(&context.message_printer()), address.key);
                    let find =
                        may_update.then(|| pool_arg::find_by_key(context, &client, key, &name));
                    let existing = OptionFuture::from(find).await.transpose()?.flatten();
                    Ok((name, key, existing))
                })?;
                if let Some(pool) = existing {
                    let size = update::target_size(&pool, &name, *bounds)?;
                    let request = update_request(pool_arg::parse_id(&pool)?, size);
                    return super::dry_run(context, warm_pool::UPDATE, &request);
                }
                key
            }
        };
        super::dry_run(context, warm_pool::CREATE, &create_request(key, *size))
    }
}

/// The command that gives an existing pool the sizes that were typed, or shows it if none were.
fn hint_for_existing(id: &str, bounds: SizeBounds) -> Hint {
    if bounds.is_empty() {
        return Hint::new("warm-pool get").arg(id);
    }
    let flag = |hint: Hint, (flag, bound): (&str, Option<i32>)| match bound {
        Some(bound) => hint.arg(flag).arg(bound),
        None => hint,
    };
    let flags = [("--min", bounds.min), ("--max", bounds.max)];
    flags.into_iter().fold(Hint::new("warm-pool update").arg(id), flag)
}
