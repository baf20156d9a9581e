//! The windows of a pool and its sizes in them.

use super::calendar::WindowId;
use crate::toml_reader::Position;
use crate::warm_pool::size::PoolSize;

/// The sizes of a pool with windows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PoolSchedule {
    /// While no window holds.
    pub(crate) outside: PoolSize,
    /// Sorted by window, which is by name.
    pub(crate) during: Vec<During>,
    pub(crate) overlap: Overlap,
}

/// The size of a pool while a window holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct During {
    pub(crate) window: WindowId,
    pub(crate) size: PoolSize,
    /// Of the key that is nearest to the pool.
    pub(crate) place: Position,
}

/// What happens when two windows of the same rank hold together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Overlap {
    #[default]
    Error,
    /// The largest minimum and the largest maximum count.
    Largest,
}

impl Overlap {
    /// Parses a keyword. The error follows the key.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        match text {
            "error" => Ok(Self::Error),
            "largest" => Ok(Self::Largest),
            _ => Err("must be \"error\" or \"largest\"".to_owned()),
        }
    }
}
