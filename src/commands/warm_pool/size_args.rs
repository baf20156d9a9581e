//! The flags for the sizes of a pool.

use clap::Args;

use crate::commands::shared::whole_number;
use crate::context::Context;
use crate::warm_pool::size::SizeBounds;

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct SizeArgs {
    /// Minimum number of running instances, 0 to 20; with 0 the pool may scale down to none
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = size)]
    min: Option<i32>,

    /// Maximum number of instances, 1 to 20; the pool scales up to it on demand
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = size)]
    max: Option<i32>,

    /// Deprecated: sets both --min and --max
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    #[arg(value_parser = size, conflicts_with_all = ["min", "max"])]
    size: Option<i32>,
}

/// Any whole number: whether it is in range depends on both sizes.
fn size(text: &str) -> Result<i32, String> {
    whole_number::parse(text, ..).map_err(|_| "is not a whole number from 0 to 20".to_owned())
}

impl SizeArgs {
    /// The requested bounds.
    ///
    /// # Errors
    /// When `--size` is out of range.
    pub(super) fn bounds(self, context: &Context) -> Result<SizeBounds, Vec<String>> {
        let Self { min, max, size } = self;
        let Some(size) = size else { return Ok(SizeBounds { min, max }) };
        context.ui.note(&format!("--size {size} means --min {size} --max {size}"));
        SizeBounds::from_fixed_size(size)
    }
}
