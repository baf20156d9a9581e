//! `warm-pool create`: make the pool of a project and an environment class.

use clap::{Args, ValueEnum};

use super::setback;
use super::sizes::SizeArgs;
use super::waiting::{self, WaitArgs};
use crate::api::warm_pool::WarmPool;
use crate::api::{Client, prebuild_service};
use crate::context::{Attempt, Context};
use crate::error::Failure;
use crate::exit::Exit;
use crate::pool::change::{self, Setback, create_request};
use crate::pool::reference::{self, Pair};
use crate::pool::size::Size;
use crate::pool::wait::Condition;
use crate::runtime;

/// Create the warm pool of a project and an environment class
///
/// There is one pool at most for each pair. A lost answer is resolved by reading, so the command
/// can be run again at any time.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool create --project PROJECT_ID --class CLASS_ID --min 1 --max 5
  prebuildctl warm-pool create --project PROJECT_ID --class CLASS_ID --max 5 --if-exists update
  prebuildctl warm-pool create --project PROJECT_ID --class CLASS_ID --wait --timeout 30m
  prebuildctl warm-pool create --project PROJECT_ID --class CLASS_ID --dry-run -o json")]
pub(super) struct CreateArgs {
    /// The project; the profile may name a usual one
    #[arg(long, value_name = "PROJECT")]
    project: Option<String>,

    /// The environment class
    #[arg(long, value_name = "CLASS")]
    class: String,

    #[command(flatten)]
    size: SizeArgs,

    /// What to do when the pair has a pool already
    #[arg(long, value_name = "WHAT", value_enum, default_value = "fail")]
    if_exists: IfExists,

    /// Print the request that would be sent, and send nothing
    #[arg(long)]
    dry_run: bool,

    #[command(flatten)]
    wait: WaitArgs,
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
        let (pair, size) = self.checked(context)?;
        let plan = self.wait.plan(context, Condition::Ready)?;
        if self.dry_run {
            let request = create_request(pair, size);
            return super::dry_run(context, prebuild_service::CREATE, &request);
        }
        let client = context.client()?;
        let attempt = context.begin(
            format!("create the warm pool of {pair}"),
            format!("prebuildctl warm-pool list --project {} --class {}", pair.project, pair.class),
        );
        runtime::run(context, &client, async {
            let (what, pool) = match change::create(&client, pair, size).await {
                Ok(done) => done.told_as("created", "exists with these sizes"),
                Err(setback) => self.after(context, &client, size, &attempt, setback).await?,
            };
            waiting::show_changed(context, &client, plan, what, pool).await
        })
    }

    /// Everything that is wrong with the words, at once.
    fn checked(&self, context: &Context) -> Result<(Pair, Size), Failure> {
        let usual = context.settings()?.project.as_ref().map(|project| project.value.clone());
        let project =
            self.project.clone().or(usual).ok_or_else(|| {
                "--project is missing, and the profile names no usual one".to_owned()
            });
        let project = project
            .and_then(|word| reference::id(&word).map_err(|why| format!("--project: {why}")));
        let class = reference::id(&self.class).map_err(|why| format!("--class: {why}"));
        let size = self.size.asked(context).for_new();
        match (project, class, size) {
            (Ok(project), Ok(class), Ok(size)) => Ok((Pair { project, class }, size)),
            (project, class, size) => {
                let words = project.err().into_iter().chain(class.err());
                Err(Failure::usage_of(words.chain(size.err().into_iter().flatten())))
            }
        }
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
                let failure = setback::failure(context, attempt, Setback::Exists(pool));
                return Err(failure.hint("to change its sizes", update));
            }
            (setback, _) => return Err(setback::failure(context, attempt, setback)),
        };
        super::update::to_size(context, client, pool, size).await
    }
}
