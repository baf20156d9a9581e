//! `warm-pool get`: show one pool.

use clap::Args;

use super::target;
use super::view::PoolRow;
use crate::context::Context;
use crate::error::Failure;
use crate::exit::Exit;
use crate::runtime;

/// Show a warm pool
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool get POOL_ID
  prebuildctl warm-pool get PROJECT_ID/CLASS_ID -o json
  prebuildctl warm-pool get POOL_ID --jq .status.runningInstances")]
pub(super) struct GetArgs {
    /// The pool: its id, or PROJECT/CLASS
    #[arg(value_name = "POOL")]
    pool: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Failure> {
        let target = target::parse_one(&self.pool)?;
        let client = context.client()?;
        let pool = runtime::run(context, &client, target::find(context, &client, &target))?;
        let row = PoolRow::new(pool, &client);
        context.ui.one(&row, || row.details())?;
        Ok(Exit::Done)
    }
}
