//! The size of a pool over time.

use super::Millis;
use crate::sort::sort_by_key;
use crate::warm_pool::size::PoolSize;

/// The size of a pool at each instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SizeSchedule {
    initial: PoolSize,
    edges: Vec<SizeEdge>,
}

/// An instant from which a pool has another size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SizeEdge {
    pub(crate) at: Millis,
    pub(crate) size: PoolSize,
}

impl SizeSchedule {
    /// A size that never changes.
    pub(crate) const fn constant(size: PoolSize) -> Self {
        Self { initial: size, edges: Vec::new() }
    }

    /// A size that changes at edges, given in any order; of two at one instant the later one given
    /// counts.
    pub(crate) fn new(initial: PoolSize, mut edges: Vec<SizeEdge>) -> Self {
        sort_by_key(&mut edges, |edge| edge.at);
        Self { initial, edges }
    }

    /// The size before the first edge.
    pub(crate) const fn initial(&self) -> PoolSize {
        self.initial
    }

    /// In order of time.
    pub(crate) fn edges(&self) -> &[SizeEdge] {
        &self.edges
    }
}
