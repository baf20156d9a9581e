//! The flags for sizes, shared by the verbs that set them.

use clap::Args;

use crate::context::Context;
use crate::warm_pool::size::SizeRequest;

/// How many instances the pool keeps.
#[derive(Clone, Copy, Debug, Args)]
pub(super) struct SizeArgs {
    /// The fewest instances, 0 to 20
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    min: Option<i32>,

    /// The most instances, 1 to 20
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    max: Option<i32>,

    /// A fixed size, as the service had it before dynamic scaling: sets both
    #[arg(long, value_name = "N", allow_negative_numbers = true, hide = true)]
    #[arg(conflicts_with_all = ["min", "max"])]
    size: Option<i32>,
}

impl SizeArgs {
    /// What was asked for.
    pub(super) fn asked(self, context: &Context) -> SizeRequest {
        let Self { min, max, size: fixed } = self;
        if let Some(fixed) = fixed {
            context.ui.note(&format!("--size {fixed} stands for --min {fixed} --max {fixed}"));
        }
        SizeRequest { min, max, fixed }
    }
}
