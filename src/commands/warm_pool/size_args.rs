//! The flags for the sizes of a pool.

use clap::Args;

use crate::context::Context;
use crate::warm_pool::size::SizeBounds;

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct SizeArgs {
    /// Minimum number of instances, 0 to 20
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    min: Option<i32>,

    /// Maximum number of instances, 1 to 20
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    max: Option<i32>,

    /// Fixed size: sets both the minimum and the maximum
    #[arg(long, value_name = "N", allow_negative_numbers = true, hide = true)]
    #[arg(conflicts_with_all = ["min", "max"])]
    size: Option<i32>,
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
