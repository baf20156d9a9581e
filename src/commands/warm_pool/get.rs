//! `warm-pool get`: show one pool.

use clap::Args;

use super::pool_arg;
use super::view::PoolRow;
use crate::context::Context;
use crate::error::CliError;
use crate::exit::ExitCode;
use crate::lookup::DisplayNames;
use crate::runtime;

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  prebuildctl warm-pool get acme-api/large
  prebuildctl warm-pool get POOL_ID -o json
  prebuildctl warm-pool get POOL_ID --jq .status.runningInstances")]
pub(super) struct GetArgs {
    /// Pool id or PROJECT/CLASS
    #[arg(value_name = "POOL")]
    pool: String,
}

impl GetArgs {
    pub(super) fn run(self, context: &Context) -> Result<ExitCode, CliError> {
        let target = pool_arg::parse_one(&self.pool)?;
        let shows_names = context.ui.record_shows_column::<PoolRow>("address")?;
        let client = context.client()?;
        let (pool, display_names) = runtime::run(context, &client, async {
            let pool = pool_arg::find(context, &client, &target).await?;
            let mut display_names = DisplayNames::default();
            if shows_names {
                let loaded = display_names.load_for(&client, std::slice::from_ref(&pool)).await;
                context.note_missing_names(loaded);
            }
            Ok((pool, display_names))
        })?;
        let address = display_names.address(&pool);
        let row = PoolRow::new(pool, address, &client);
        context.ui.print_record(&row, || row.details())?;
        Ok(ExitCode::Success)
    }
}
