//! When windows hold, computed once for each window that is needed.

use std::cell::OnceCell;
use std::ops::Range;

use super::intervals::{self, Intervals};
use super::time::Minutes;
use super::window::Window;

/// The index of a window in its calendar.
pub(crate) type WindowId = usize;

/// The intervals of windows within a range of instants.
pub(crate) struct Calendar<'w> {
    windows: &'w [Window],
    range: Range<Minutes>,
    intervals: Vec<OnceCell<Intervals>>,
}

impl<'w> Calendar<'w> {
    pub(crate) fn new(windows: &'w [Window], range: Range<Minutes>) -> Self {
        Self { windows, range, intervals: vec![OnceCell::new(); windows.len()] }
    }

    pub(crate) const fn range(&self) -> &Range<Minutes> {
        &self.range
    }

    pub(crate) fn window(&self, id: WindowId) -> &'w Window {
        &self.windows[id]
    }

    /// When a window holds within the range.
    pub(crate) fn intervals(&self, id: WindowId) -> &[Range<Minutes>] {
        self.intervals[id].get_or_init(|| self.windows[id].intervals(&self.range))
    }

    /// Whether a window holds at a minute of the range.
    pub(crate) fn holds(&self, id: WindowId, minute: Minutes) -> bool {
        intervals::contains(self.intervals(id), minute)
    }
}
